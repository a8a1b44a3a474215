"""Starts the page: settings, build, launch. The same as `voicekit desk`.

Must never hold logic of its own.
"""

from __future__ import annotations

from voicekit.config import load
from voicekit.desk.app import launch

if __name__ == "__main__":
    launch(load())
