"""`voicekit guideline import`: the files of a brand come into the store, as its first version or as one to review.

Must never write over what changed in the store since the files went out.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline import`."""
    shared.brand_option(parser)
    parser.add_argument("--guidelines", metavar="DIR", help="the guidelines folder that holds the brand")
    parser.add_argument(
        "--base",
        metavar="N",
        type=int,
        help="the version that the files were exported as, before they were changed",
    )
    shared.note_option(parser, "what changes and why, for the history")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Import, and say what comes next; 2 where files changed on both sides."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    shared.working()
    done = publishing.import_guideline(settings, brand, base=args.base, note=args.note)
    return shared.tell_saved(args, settings, brand, done, "in your folder")
