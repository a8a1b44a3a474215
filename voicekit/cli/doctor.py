"""`voicekit doctor`: what is well and what is not with the store, each with its mend.

Must never change anything.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.cli.cells import visible


def options(parser: common.Options) -> None:
    """The options of `voicekit doctor`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print every check; 2 where one failed."""
    settings = common.settings_from(args)
    from voicekit.service import doctor

    checks = doctor.doctor(settings)
    if args.format == "json":
        import json

        value = {"schema_version": 1, "checks": [check._asdict() for check in checks]}
        sys.stdout.write(json.dumps(value, indent=2) + "\n")
    else:
        for check in checks:
            sys.stdout.write(visible(f"{check.level:<4}  {check.what}: {check.said}") + "\n")
            if check.mend:
                sys.stdout.write(visible(f"      mend: {check.mend}") + "\n")
    return 2 if any(check.level == "fail" for check in checks) else 0
