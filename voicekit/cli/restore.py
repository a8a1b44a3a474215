"""`voicekit restore FILE`: the store as a backup holds it, in place of an empty one.

Must never replace a store that is not empty unasked.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.cli.cells import visible


def options(parser: common.Options) -> None:
    """The options of `voicekit restore`."""
    parser.add_argument("file", metavar="FILE", help="a file that 'voicekit backup' wrote")
    parser.add_argument(
        "--replace", action="store_true", help="also where the store is not empty: it is saved first"
    )


def run(args: argparse.Namespace) -> int:
    """Restore, and say what came; 2 where something of it is not right."""
    from pathlib import Path

    settings = common.settings_from(args)
    from voicekit.service import upkeep

    done = upkeep.restore(settings, Path(args.file), replace=args.replace)
    if done.saved is not None:
        print(visible(f"what was there before is in {done.saved}"), file=sys.stderr)
    for one in done.wrong:
        print(visible(one), file=sys.stderr)
    end = "; restored, but see above" if done.wrong else "; every digest is right"
    said = f"{args.file}: {done.manifest.rows} rows of {done.manifest.at[:16].replace('T', ' ')} UTC{end}"
    print(visible(said), file=sys.stderr)
    return 2 if done.wrong else 0
