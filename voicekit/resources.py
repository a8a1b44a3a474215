"""Where guidelines, prompts, samples and data files lie, in a checkout and in an installed wheel.

Must never read what it finds, and never use `importlib.resources` (40 ms of a cold start).
"""

from __future__ import annotations

from pathlib import Path

from voicekit.errors import InputError

_PACKAGE = Path(__file__).parent
_WHEEL = _PACKAGE / "_data"


def guidelines_dir() -> Path:
    """The guideline folder (`packs/`, `brands/`) that travels along. InputError where it is missing."""
    return _folder("guidelines")


def prompts_dir() -> Path:
    """The prompt files that travel along. InputError where they are missing."""
    return _folder("prompts")


def samples_dir() -> Path:
    """The sample conversations that travel along. InputError where they are missing."""
    return _folder("samples", "eval/cases/samples")


def data_file(name: str) -> Path:
    """One data file by its name, such as a syllable table. InputError where it is missing."""
    for place in (_WHEEL / name, _checkout() / name):
        if place.is_file():
            return place
    raise InputError(f"data file '{name}' is not in this installation; install voicekit again")


def _folder(name: str, checkout: str = "") -> Path:
    for place in (_WHEEL / name, _checkout() / (checkout or name)):
        if place.is_dir():
            return place
    raise InputError(f"folder '{name}' is not in this installation; install voicekit again")


def _checkout() -> Path:
    # An installed package lies in site-packages, where a folder of the same name would be somebody else's.
    return _PACKAGE.parent if (_PACKAGE.parent / "pyproject.toml").is_file() else _WHEEL
