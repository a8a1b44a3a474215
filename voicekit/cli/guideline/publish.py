"""`voicekit guideline publish`: a version in review goes live; from then on replies are judged by it.

Must never publish without the checks, nor what its author alone has seen unless the team set that.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline publish`."""
    shared.brand_option(parser)
    parser.add_argument("--version", metavar="N", type=int, help="which version (default: the newest)")
    parser.add_argument(
        "--yes", action="store_true", help="also where it blocks a reply that is known to be good"
    )
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Publish, and say how to undo it."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    shared.working()
    done = publishing.publish(settings, brand, args.version, yes=args.yes)
    number = done.version.number
    shared.warn(done.warnings)
    if args.format == "json":
        shared.write_json(
            brand, version=shared.version_data(done.version), before=done.before, again=done.again
        )
    elif done.again:
        shared.tell(
            f"guideline '{brand}': version {number} is live already; its copy on this machine was made again."
        )
    else:
        shared.tell(
            f"guideline '{brand}': version {number} is live; before it was version {done.before}.",
            f"  Undo it:  voicekit guideline rollback {brand} --to {done.before}",
        )
        shared.tell_source(settings)
    return 0
