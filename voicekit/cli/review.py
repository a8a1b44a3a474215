"""`voicekit review`: record what became of a draft's findings, for the health of the rules that found them.

Must never keep a word of the draft, nor who decided.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voicekit.cli import common, inputs
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.types import Finding

CHOICES = ("accepted", "edited", "dismissed", "overridden")
REASONS = ("wrong", "not_here", "customer_words", "brand_exception", "other")


def options(parser: common.Options) -> None:
    """The options of `voicekit review`."""
    parser.add_argument("decision", choices=CHOICES, help="what became of the findings")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="the draft they were in, or a conversation with one; - is stdin",
    )
    parser.add_argument(
        "--rule", metavar="ID", action="append", default=[], help="the rule that found them; again for more"
    )
    parser.add_argument("--reason", choices=REASONS, help="why, for one that is dismissed or overridden")
    common.guideline_options(parser)
    common.thread_options(parser)


def run(args: argparse.Namespace) -> int:
    """Check the draft again and record the decision on the findings of the rules that are named."""
    if not args.rule:
        raise InputError("name the rule that found it, such as --rule human.empty-apology")
    if (args.decision in CHOICES[2:]) != (args.reason is not None):
        mend = "say why with --reason" if args.reason is None else "leave --reason out"
        raise InputError(f"{args.decision}: {mend}")
    settings = common.settings_from(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    from voicekit import service
    from voicekit.service import reviews

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    report = service.check_reply(
        guideline, item.conversation, item.draft, language=common.language_of(args), ui=settings.ui
    )
    chosen: list[Finding] = []
    for rule in dict.fromkeys(args.rule):
        found = [one for one in report.findings if one.rule_id == rule]
        if not found:
            there = ", ".join(sorted({one.rule_id for one in report.findings})) or "nothing"
            raise InputError(f"{item.name}: '{rule}' finds nothing in it; found is: {there}")
        chosen += found
    count = reviews.record_review(
        settings, report, [reviews.Decided(one, args.decision, args.reason) for one in chosen]
    )
    print(f"{count} decision{'s' if count > 1 else ''} recorded, no text with it", file=sys.stderr)
    return 0
