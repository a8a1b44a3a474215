"""`voicekit guideline replay`: a guideline's replay set, on and off, in and out.

Must never show a conversation, nor take one in where the set is off.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.cli.inputs import KINDS, read
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.store.replay import ReplaySet

_ACTIONS = ("on", "off", "add", "status", "purge")


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline replay`."""
    parser.add_argument("action", choices=_ACTIONS, help="what to do with the set")
    parser.add_argument(
        "rest",
        metavar="FILE|BRAND",
        nargs="*",
        help="with add first the file of conversations with their drafts; then whose set (default: the setting)",
    )
    parser.add_argument(
        "--days", type=int, metavar="N", help="with on: how long a conversation is kept (default: 90)"
    )
    parser.add_argument(
        "--as", dest="kind", choices=KINDS, help="what the file is, whatever its name ends in"
    )
    common.guideline_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Do it, and say what came; 1 where a conversation could not be taken."""
    rest: list[str] = list(args.rest)
    if args.action == "add" and not rest:
        raise InputError("add: name the file of conversations, '-' for standard input")
    file = rest.pop(0) if args.action == "add" else ""
    if len(rest) > 1:
        raise InputError(f"{args.action}: one brand at a time, got {len(rest)}")
    if args.days is not None and args.action != "on":
        raise InputError("--days goes with 'on' alone")
    settings = common.settings_from(args)
    brand = rest[0] if rest else settings.brand
    from voicekit.service import replay

    if args.action == "on":
        replay.replay_on(settings, brand, replay.DAYS if args.days is None else args.days)
        _say(f"guideline '{brand}': the replay set is on; what it is given is redacted on entry")
    elif args.action == "off":
        gone = replay.replay_off(settings, brand)
        _say(f"guideline '{brand}': the replay set is off; {gone} conversations deleted")
    elif args.action == "purge":
        gone = replay.replay_purge(settings, brand)
        _say(f"guideline '{brand}': {gone} conversations deleted; the replay set is as before, on or off")
    elif args.action == "status":
        _status(replay.replay_status(settings, brand), brand, args.format)
    else:
        items = [(item.conversation, item.draft) for item in read([file], args.kind)]
        done = replay.replay_add(settings, brand, items)
        for number, why in done.unusable:
            _say(f"{file}: conversation {number} was left out: {why}")
        _say(
            f"guideline '{brand}': {done.taken} conversations taken, {done.known} known already, "
            f"{done.dropped} older ones made way"
        )
        return int(bool(done.unusable))
    return 0


def _status(found: ReplaySet | None, brand: str, form: str) -> None:
    if form == "json":
        import json

        value: dict[str, Any] = {"schema_version": 1, "guideline": brand, "on": found is not None}
        if found is not None:
            value |= {
                key: one.isoformat() if isinstance(one, datetime) else one
                for key, one in found._asdict().items()
            }
        sys.stdout.write(json.dumps(value, indent=2) + "\n")
    elif found is None:
        sys.stdout.write(f"{brand}: off\n")
    else:
        said = f"{brand}: on since {found.on_at:%Y-%m-%d}, turned on by {found.on_by}; "
        said += f"{found.items} conversations, each kept for {found.days} days"
        if found.next_expiry is not None:
            said += f"; the next one goes on {found.next_expiry:%Y-%m-%d}"
        sys.stdout.write(visible(said) + "\n")


def _say(line: str) -> None:
    print(visible(line), file=sys.stderr)
