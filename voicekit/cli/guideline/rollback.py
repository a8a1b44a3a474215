"""`voicekit guideline rollback`: what was live before is live again, as a new version.

Must never take a version away: what was rolled back stays in the history.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline rollback`."""
    shared.brand_option(parser)
    parser.add_argument(
        "--to",
        metavar="N",
        type=int,
        help="the version whose files count again (default: what was live before)",
    )
    shared.note_option(parser, "why, for the history")
    parser.add_argument("--yes", action="store_true", help="also where a crisis contact in it is stale")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Roll back, and say what is live."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    shared.working()
    done = publishing.rollback(settings, brand, args.to, note=args.note, yes=args.yes)
    number = done.version.number
    shared.warn(done.warnings)
    if args.format == "json":
        shared.write_json(
            brand, version=shared.version_data(done.version), before=done.before, again=done.again
        )
    elif done.again:
        shared.tell(
            f"guideline '{brand}': version {number} is live and has these files already; nothing was done."
        )
    else:
        shared.tell(
            f"guideline '{brand}': version {number} is live ({done.version.note}).",
            f"  Version {done.before} stays in the history:  voicekit guideline history {brand}",
        )
        for waiting in done.withdrawn:
            shared.tell(
                f"  Version {waiting} was in review and is withdrawn; its files have to be submitted again."
            )
    return 0
