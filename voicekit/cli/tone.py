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

        sys.stdout.write(json.dumps(value(report, settings.ui), indent=2) + "\n")
    else:
        sys.stdout.write(shown(report, settings.ui))
    return 0


def value(report: ToneReport, ui: str) -> dict[str, Any]:
    """The report for programs; spans count code points of the draft, null is the whole draft."""
    return {"schema_version": 1, "language": report.language, "axes": [_axis(one, ui) for one in report.axes]}


def _axis(one: AxisReport, ui: str) -> dict[str, Any]:
    from voicekit.text.tone.sentences import sentence

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
        "sentence": sentence(one, ui),
        "contributions": [
            {"span": part.span and part.span._asdict(), "text": part.text, "points": part.points}
            for part in one.reading.contributions
        ],
    }


def shown(report: ToneReport, ui: str) -> str:
    """A line for each axis, under it what to do and what makes the score."""
    from voicekit.cli.cells import columns, visible
    from voicekit.text.tone.sentences import name, sentence

    lines = [f"{name('language', ui)}: {report.language or name('unknown', ui)}"]
    names = {one.reading.axis: name(one.reading.axis, ui) for one in report.axes}
    room = max(columns(text) for text in names.values())
    for one in report.axes:
        score = "-" if one.reading.score is None else str(one.reading.score)
        target = "" if one.target is None else f" ({name('wanted', ui)} {one.target})"
        called = names[one.reading.axis]
        called += " " * (room - columns(called))
        lines.append(f"  {called} {score:>3}{target}  [{name(one.reading.how, ui)}]")
        lines.append(f"      {visible(sentence(one, ui))}")
        points: dict[str, float] = {}
        for part in one.reading.contributions:
            shown_as = visible(part.text) if part.span else name(part.text, ui)
            points[shown_as] = points.get(shown_as, 0.0) + part.points
        parts = [f"{value:+.0f} {text}" for text, value in list(points.items())[:_MOST]]
        if parts:
            lines.append("      " + "; ".join(parts))
    return "\n".join(lines) + "\n"
