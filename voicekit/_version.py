"""The version, in the one place that code reads; pyproject.toml takes it from here."""

__version__ = "0.1.0"
