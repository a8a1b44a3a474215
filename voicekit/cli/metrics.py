"""`voicekit metrics`: what is counted and scored in a text, each figure or the reason there is none.

Must never show a nought that means "unknown".
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from voicekit.cli import common, inputs
from voicekit.errors import MissingExtra
from voicekit.types import LanguageGuess, Metric


def options(parser: common.Options) -> None:
    """The options of `voicekit metrics`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print voicekit's metrics, then textstat's battery where the extra `metrics` is installed."""
    settings = common.settings_from(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    report = service.check_reply(
        guideline, item.conversation, item.draft, language=common.language_of(args), ui=settings.ui
    )
    battery: Sequence[Metric] | None = None
    try:
        battery = service.battery(item.draft.text, report.language.code or "")
    except MissingExtra as missing:
        print(f"voicekit: {missing}", file=sys.stderr)
    if args.format == "json":
        import json

        value = {
            "language": report.language._asdict(),
            "metrics": [metric._asdict() for metric in report.metrics],
            "textstat": None if battery is None else [metric._asdict() for metric in battery],
        }
        sys.stdout.write(json.dumps(value, indent=2) + "\n")
    else:
        sys.stdout.write(table(report.language, report.metrics, battery))
    return 0


def table(language: LanguageGuess, metrics: Sequence[Metric], battery: Sequence[Metric] | None) -> str:
    """The figures in two columns, ours first."""
    lines = [
        f"language: {language.name or 'not known'}{'' if language.sure else ' (unsure)'}",
        *_lines(metrics),
    ]
    if battery is not None:
        lines += ["", "textstat on the cleaned text", *_lines(battery)]
    return "\n".join(lines) + "\n"


def _lines(metrics: Sequence[Metric]) -> list[str]:
    from voicekit.cli.cells import visible
    from voicekit.cli.render import number

    longest = max((len(metric.name) for metric in metrics), default=0)
    return [
        f"  {metric.name:<{longest}}  "
        + (f"not scored: {visible(metric.reason)}" if metric.value is None else number(metric.value))
        for metric in metrics
    ]
