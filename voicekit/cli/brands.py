"""`voicekit brands`: the brands a guideline folder holds.

Must never open a guideline: a broken brand is listed like the others.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.cli.cells import visible


def options(parser: common.Options) -> None:
    """The options of `voicekit brands`."""
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")


def run(args: argparse.Namespace) -> int:
    """One name a line."""
    from voicekit import service

    settings = common.settings_from(args)
    sys.stdout.writelines(visible(name) + "\n" for name in service.brands(settings))
    return 0
