"""`voicekit triage`: the customer's side of a thread, what it shows in which words, and where policy hands it on to.

Must never judge a draft, nor say "no risk" of a turn that could not be read.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voicekit.cli import common, inputs

if TYPE_CHECKING:
    from voicekit.triage.reading import Reading
    from voicekit.types import Conversation


def options(parser: common.Options) -> None:
    """The options of `voicekit triage`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a customer's message (text) or a conversation; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print what the customer's turns show; 0 also where the thread is to be handed on."""
    settings = common.settings_from(args)
    item = common.known(inputs.read_thread(args.file, args.kind), args)
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    language = common.language_of(args)
    reading = service.read_thread(guideline, item.conversation, item.draft, language=language, ui=settings.ui)
    if args.format == "json":
        import json

        from voicekit import wire

        value = {
            "schema_version": 1,
            "triage": wire.triage_to(reading.triage),
            "escalation": wire.escalation_to(reading.escalation),
            "incident": wire.incident_to(reading.incident),
            "notes": list(reading.notes),
        }
        sys.stdout.write(json.dumps(value, indent=2) + "\n")
    else:
        sys.stdout.write(shown(reading, item.conversation, settings.ui, common.screen_width()))
    return 0


def shown(reading: Reading, conversation: Conversation, ui: str, width: int) -> str:
    """The reading as lines: the customer's turns with what they show under them, then the decision."""
    from voicekit.cli.cells import visible, wrap
    from voicekit.service.labels import customer_line, escalation_lines, label, risk_line

    width = max(40, min(width, 100))
    lines: list[str] = []
    for number, turn in enumerate(conversation.turns):
        if turn.role != "customer":
            continue
        lines += wrap(visible(f"{number + 1}. {turn.text}"), width)
        signs: dict[str, list[str]] = {}
        for one in reading.triage.evidence:
            if one.turn == number:
                signs.setdefault(one.shows, []).append(f"“{one.text}”")
        for shows, words in signs.items():
            name = label(shows.partition(".")[2] or shows, ui)
            lines += [f"     {line}" for line in wrap(visible(f"{name}: {', '.join(words)}"), width - 5)]
    lines += ["", f"{label('customer', ui)}: {customer_line(reading.triage, ui) or '-'}"]
    lines.append(f"{label('risks', ui)}: {risk_line(reading.triage, ui)}")
    if reading.escalation is not None:
        for said in escalation_lines(reading.escalation, ui):
            lines += [
                ("> " if at == 0 else "  ") + line for at, line in enumerate(wrap(visible(said), width - 2))
            ]
    if reading.incident is not None:
        said = label("incident", ui, title=reading.incident.title, wording=reading.incident.wording)
        lines += wrap(visible(said), width)
    for note in reading.notes:
        lines += wrap(visible(f"! {note}"), width)
    return "\n".join(lines) + "\n"
