"""`voicekit purge`: deletes what is no longer to be kept, and its traces in the store's files.

Must never delete more than was said.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from voicekit.cli import common
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.store.upkeep import What

_WHAT: tuple[What, ...] = ("replay", "reviews", "all")


def options(parser: common.Options) -> None:
    """The options of `voicekit purge`."""
    for name, said in (
        ("replay", "every conversation of every replay set"),
        ("reviews", "every decision on a finding"),
        ("all", "both, and what is on record of evaluations; never versions or the audit trail"),
    ):
        parser.add_argument(f"--{name}", action="store_true", help=said)
    parser.add_argument(
        "--older-than", metavar="DAYS", type=int, help="of that, only what is older than so many days"
    )


def run(args: argparse.Namespace) -> int:
    """Delete, and say how much went; without an option only what is past its day."""
    asked = [what for what in _WHAT if getattr(args, what)]
    if len(asked) > 1:
        raise InputError(f"--{asked[0]} and --{asked[1]}: say one; --all is both")
    settings = common.settings_from(args)
    from voicekit.service import upkeep

    gone: Any = upkeep.purge(settings, asked[0] if asked else None, older_than=args.older_than)
    said = ", ".join(f"{count} {what}" for what, count in gone._asdict().items() if count)
    print(f"deleted: {said or 'nothing'}", file=sys.stderr)
    return 0
