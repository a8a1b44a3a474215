"""`voicekit tone`: how a draft sounds on six axes, beside what the brand wants, with the words that make it so.

Must never call a tone wrong, nor show an axis that failed its test pairs in the language.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from voicekit.cli import common, inputs

if TYPE_CHECKING:
    from voicekit.text.tone.distance import AxisReport, ToneReport

_MOST = 5


def options(parser: common.Options) -> None:
    """The options of `voicekit tone`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print the tone of one draft."""
    settings = common.settings_from(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    report = service.tone(guideline, item.conversation, item.draft, language=common.language_of(args))
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps(value(report), indent=2) + "\n")
    else:
        sys.stdout.write(shown(report))
    return 0


def value(report: ToneReport) -> dict[str, Any]:
    """The report for programs; spans count code points of the draft, null is the whole draft."""
    return {"schema_version": 1, "language": report.language, "axes": [_axis(one) for one in report.axes]}


def _axis(one: AxisReport) -> dict[str, Any]:
    return {
        "axis": one.reading.axis,
        "score": one.reading.score,
        "how": one.reading.how,
        "reason": one.reading.reason,
        "target": one.target,
        "distance": one.distance,
        "direction": one.direction,
        "usual": one.usual,
        "approved_replies": one.habit._asdict(),
        "sentence": one.sentence,
        "contributions": [
            {"span": part.span and part.span._asdict(), "text": part.text, "points": part.points}
            for part in one.reading.contributions
        ],
    }


def shown(report: ToneReport) -> str:
    """A line for each axis, and under it what makes the score."""
    from voicekit.cli.cells import visible

    lines = [f"language: {report.language or 'not known'}"]
    for one in report.axes:
        score = "-" if one.reading.score is None else str(one.reading.score)
        target = "" if one.target is None else f" (wanted {one.target})"
        how = "trained" if one.reading.how == "trained" else "rules, not trained"
        lines.append(f"  {one.reading.axis:<10} {score:>3}{target}  {visible(one.sentence)}  [{how}]")
        parts = [
            f"{part.points:+.0f} {visible(part.text) if part.span else _SHAPES[part.text]}"
            for part in one.reading.contributions[:_MOST]
        ]
        if parts:
            lines.append(" " * 13 + "; ".join(parts))
    return "\n".join(lines) + "\n"


_SHAPES = {"long": "length of sentences", "wordlen": "length of words", "len": "length of the draft"}
