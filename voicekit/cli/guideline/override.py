"""`voicekit guideline override`: how severe a rule is for a brand, what it says, whether it is on.

Must never write what the loader would refuse.
"""

from __future__ import annotations

import argparse
import math
from typing import Any, get_args

from voicekit.cli import common
from voicekit.cli.guideline import editing
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.types import LANGUAGES, Severity


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline override`."""
    parser.add_argument("named", metavar="BRAND", help="the brand whose rules.yaml changes")
    parser.add_argument("rule", metavar="RULE", help="the rule's id, as `voicekit rules list` has it")
    parser.add_argument("--severity", choices=get_args(Severity), help="how severe its findings are")
    parser.add_argument(
        "--message",
        metavar="TEXT",
        action="append",
        default=[],
        help="what it says; with several languages de=TEXT, once each",
    )
    parser.add_argument("--limit", metavar="N", type=float, help="its limit")
    parser.add_argument("--off", action="store_true", help="the rule is not used")
    parser.add_argument("--on", action="store_true", help="the rule is used")
    parser.add_argument("--reset", action="store_true", help="as the pack has it: every override goes")
    editing.where_options(parser)


def run(args: argparse.Namespace) -> int:
    """Change the file and print the diff."""
    changes = _changes(args)
    if bool(changes) == args.reset:
        raise InputError("say what changes: --severity, --message, --limit, --off or --on; or --reset alone")
    settings = common.settings_from(args)
    from voicekit.service import editing as service

    def change(there: Settings) -> service.Edited:
        if args.reset:
            return service.set_value(there, args.named, "rules", f"overrides/{args.rule}", None)
        return service.override_rule(there, args.named, args.rule, changes)

    editing.show(editing.made(args, settings, args.named, change), args)
    return 0


def _changes(args: argparse.Namespace) -> dict[str, Any]:
    if args.off and args.on:
        raise InputError("--off and --on: give one of them")
    changes: dict[str, Any] = {}
    if args.off or args.on:
        changes["enabled"] = bool(args.on)
    if args.severity:
        changes["severity"] = args.severity
    if args.limit is not None and not math.isfinite(args.limit):
        raise InputError("--limit: expected a number")
    if args.limit is not None:
        changes["limit"] = int(args.limit) if args.limit == int(args.limit) else args.limit
    if args.message:
        pairs = [text.partition("=") for text in args.message]
        texts = {code: text for code, _, text in pairs if code in LANGUAGES}
        if not texts and len(args.message) == 1:
            changes["message"] = args.message[0]
        elif len(texts) == len(args.message):
            changes["message"] = texts
        else:
            raise InputError("--message: one text, or one for each language as de=TEXT")
    return changes
