"""Starts the page: settings, build, launch. The same as `voicekit desk`.

Must never hold logic of its own.
"""

from __future__ import annotations

import sys

from voicekit.config import load
from voicekit.desk.app import launch
from voicekit.errors import VoicekitError

if __name__ == "__main__":
    try:
        launch(load())
    except VoicekitError as error:
        print(f"voicekit: {error}", file=sys.stderr)
        sys.exit(2)
