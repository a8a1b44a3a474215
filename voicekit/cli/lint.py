"""`voicekit lint`: drafts in, reports out, in the form that was asked for.

Must never print talk on standard output, nor anything before every input has been read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from voicekit.cli import common, inputs
from voicekit.cli.inputs import Item
from voicekit.config import GRAMMARS, Settings
from voicekit.errors import InputError
from voicekit.types import SEVERITIES, Report

FORMATS = ("text", "json", "sarif", "github")
LEVELS = (*SEVERITIES, "never")


def options(parser: common.Options) -> None:
    """The options of `voicekit lint`."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="text (a draft), .json, .yaml (conversations with their draft), .jsonl (one a line), - (stdin)",
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument(
        "--turns", action="store_true", help="check every agent and bot turn as if it were the draft"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="form of the report (default: text)"
    )
    parser.add_argument(
        "--fail-on",
        choices=LEVELS,
        default="warning",
        help="exit with 1 from this severity on, and for every blocking finding (default: warning)",
    )
    parser.add_argument(
        "--grammar",
        choices=GRAMMARS,
        help="who reads grammar and spelling as well (default: the setting, which is off)",
    )
    parser.add_argument(
        "--jobs", metavar="N", type=int, default=1, help="processes for many drafts (default: 1)"
    )


def run(args: argparse.Namespace) -> int:
    """Check everything; 1 where something reaches `--fail-on`, else 0."""
    if not 1 <= args.jobs <= 256:
        raise InputError(f"--jobs {args.jobs}: expected 1 to 256")
    settings = common.settings_from(args)
    language = common.language_of(args)
    items = [common.known(item, args) for item in inputs.read(args.files, args.kind, args.turns)]
    judged = _judged(settings, items, args, language)
    if items[0].line or len(items) > 20:
        from voicekit.cli.progress import shown

        judged = shown(judged, len(items))
    failing = False
    from voicekit.cli import formats

    for _, report in formats.printed(judged, args.format, settings.ui, many=len(items) > 1):
        failing = failing or fails(report, args.fail_on)
    return int(failing)


def fails(report: Report, level: str) -> bool:
    """True where a finding reaches `level`; a blocking one always does, unless `level` is `never`."""
    if level == "never":
        return False
    least = SEVERITIES.index(level)
    return any(f.blocking or SEVERITIES.index(f.severity) >= least for f in report.findings)


def _judged(
    settings: Settings, items: Sequence[Item], args: argparse.Namespace, language: str | None
) -> Iterator[tuple[Item, Report]]:
    from voicekit import service

    def brand(item: Item) -> str:
        return args.brand or item.conversation.brand or settings.brand

    guidelines = {
        name: service.open_guideline(settings, brand=name) for name in dict.fromkeys(map(brand, items))
    }
    grammar = service.open_grammar(settings, patient=True)

    def read(item: Item, report: Report) -> tuple[Item, Report]:
        if grammar is not None:
            guideline = guidelines[brand(item)]
            report = service.with_grammar(
                report, grammar, guideline, item.conversation, item.draft, ui=settings.ui
            )
        return item, report

    for name, group in groupby(items, key=brand):
        alike: Iterable[Item] = list(group)
        if len(items) == 1:
            item = items[0]
            yield read(
                item,
                service.check_reply(
                    guidelines[name], item.conversation, item.draft, language=language, ui=settings.ui
                ),
            )
            return
        pairs = [(item.conversation, item.draft) for item in alike]
        reports = service.check_many(
            guidelines[name], pairs, jobs=args.jobs, language=language, ui=settings.ui
        )
        yield from map(read, alike, reports)
