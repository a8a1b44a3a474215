"""`voicekit guideline due`: which terms, templates and rules somebody meant to look at again by now.

Must never change anything.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared
from voicekit.errors import InputError

MOST_DAYS = 3650


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline due`."""
    shared.brand_option(parser)
    parser.add_argument("--days", metavar="N", type=int, default=30, help="how far ahead (default: 30 days)")
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is due, the oldest first."""
    if not 0 <= args.days <= MOST_DAYS:
        raise InputError(f"--days {args.days}: expected 0 to {MOST_DAYS}")
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import duedates

    found = duedates.due(settings, brand, days=args.days)
    if args.format == "json":
        entries = [one._asdict() | {"day": one.day.isoformat()} for one in found]
        shared.write_json(brand, days=args.days, due=entries)
        return 0
    shared.write_lines(f"{one.day}  {one.kind} {one.name}  {one.path}:{one.line}" for one in found)
    if found:
        shared.tell("Look at each one, then write a new review_by beside it, or take the date away.")
    else:
        shared.tell(f"guideline '{brand}': nothing is due within {args.days} days.")
    return 0
