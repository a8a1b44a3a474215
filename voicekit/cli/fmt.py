"""`voicekit fmt`: the YAML of a guideline in its canonical form.

Must never change what a file says, nor write one where another cannot be read.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.cli.fix import diff, put


def options(parser: common.Options) -> None:
    """The options of `voicekit fmt`."""
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="files, folders, brands or packs (default: the brand set)"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 where a file is unlike it"
    )
    parser.add_argument("--diff", action="store_true", help="print what would change, and write nothing")
    parser.add_argument("--brand", metavar="NAME", help="the brand whose files are meant where none is named")
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")


def run(args: argparse.Namespace) -> int:
    """Format; 1 with `--check` where a file is not in canonical form."""
    settings = common.settings_from(args)
    from voicekit.service import editing as service

    found = service.format_files(settings, args.files, args.brand)
    other = [(path, was, now) for path, was, now in found if was != now]
    for path, was, now in other:
        if args.diff:
            put(diff(was.removeprefix("\ufeff"), now, path, "was", "is"))
        elif not args.check:
            service.write_file(path, now)
        if not args.diff:
            print(visible(path))
    verb = "would change" if args.check or args.diff else "changed"
    print(f"{len(found)} files read, {len(other)} {verb}", file=sys.stderr)
    return 1 if args.check and other else 0
