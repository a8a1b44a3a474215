"""`python -m voicekit` and the `voicekit` command.

Must never hold logic: the command line lives in `voicekit.cli`.
"""

from __future__ import annotations

from voicekit.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
