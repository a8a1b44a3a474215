"""`voicekit guideline export`: a version becomes files in a folder, to edit, to keep in git, to send to somebody.

Must never write over a file that a person changed, unless told to.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared
from voicekit.errors import InputError


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline export`."""
    shared.brand_option(parser)
    parser.add_argument("--to", metavar="DIR", required=True, help="the guidelines folder to write into")
    parser.add_argument("--version", metavar="N", type=int, help="which version (default: the newest)")
    parser.add_argument("--draft", action="store_true", help="the open draft instead of a version")
    parser.add_argument(
        "--packs", action="store_true", help="put the packs that travel along beside it, where there are none"
    )
    parser.add_argument("--force", action="store_true", help="write over files that were changed there")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Write the files, print their paths, and say how they come back."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    if args.draft and args.version is not None:
        raise InputError("give --version or --draft, not both")
    done = publishing.export(
        settings, brand, args.to, args.version, draft=args.draft, packs=args.packs, force=args.force
    )
    if args.format == "json":
        shared.write_json(brand, **done._asdict())
    else:
        shared.write_lines((*done.written, *(f"{path} (removed)" for path in done.removed)))
    back = f"voicekit guideline import {brand} --guidelines {args.to} --base {done.number}"
    what = f"version {done.number} now ({shared.STATES.get(done.state)})"
    if done.revision is not None:
        back = f"voicekit guideline draft save {brand} --guidelines {args.to} --revision {done.revision}"
        what = f"the draft now (revision {done.revision})"
    shared.tell(f"guideline '{brand}': {args.to} holds {what}.")
    if done.lacks_packs:
        shared.tell(
            "  Packs that travel along are not beside it; to check or lint with it there, export with --packs."
        )
    shared.tell(f"  Bring changes back:  {back}")
    return 0
