"""`voicekit guideline retire`: a version is taken out of review.

Must never touch the version that is live.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline retire`."""
    parser.add_argument("named", metavar="BRAND", help="the brand it is of")
    parser.add_argument("number", metavar="N", type=int, help="the version that is not to be published")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Retire it, and say what is left of it."""
    settings = common.settings_from(args)
    from voicekit.service import publishing

    version = publishing.retire(settings, args.named, args.number)
    if args.format == "json":
        shared.write_json(args.named, version=shared.version_data(version))
    else:
        shared.tell(
            f"guideline '{args.named}': version {version.number} is out of review. Its files stay in the history:",
            f"  voicekit guideline export {args.named} --to DIR --version {version.number}",
        )
    return 0
