"""`voicekit backup FILE`: the whole store in one file, for either database.

Must never overwrite a file, nor leave half of one.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.cli.cells import visible


def options(parser: common.Options) -> None:
    """The options of `voicekit backup`."""
    parser.add_argument("file", metavar="FILE", help="the file to write; it must not be there yet")
    parser.add_argument(
        "--with-replay", action="store_true", help="with the redacted conversations of replay sets, too"
    )


def run(args: argparse.Namespace) -> int:
    """Write the file, and say what it holds."""
    from pathlib import Path

    settings = common.settings_from(args)
    from voicekit.service import upkeep

    manifest = upkeep.backup(settings, Path(args.file), replay=args.with_replay)
    left_out = "" if args.with_replay else "; replay sets' conversations and the key are not in it"
    print(visible(f"{args.file}: {manifest.rows} rows{left_out}"), file=sys.stderr)
    return 0
