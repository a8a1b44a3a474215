"""Reports as text, JSON, SARIF 2.1.0 and GitHub annotations.

Must never print a character that could break the form it is in, nor an input's customer words beyond the report.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from voicekit.cli.inputs import Item
from voicekit.types import Report

Judged = tuple[Item, Report]


def printed(judged: Iterable[Judged], form: str, ui: str, many: bool) -> Iterator[Judged]:
    """Print each report as it comes (SARIF once, at the end) and pass it on.

    `form` is text, json, sarif or github; `many` says that more than one report is to come.
    """
    if form == "json":
        return _json(judged, many)
    if form == "text":
        return _text(judged, ui, many)
    from voicekit.cli import annotations

    return annotations.sarif(judged) if form == "sarif" else annotations.github(judged)


def _json(judged: Iterable[Judged], many: bool) -> Iterator[Judged]:
    import json

    from voicekit.wire import report_to

    # Made once: json.dumps would build an encoder for every line.
    line = json.JSONEncoder(separators=(",", ":")).encode
    for item, report in judged:
        value: dict[str, Any] = report_to(report)
        if many:
            named = {"name": item.name, "id": item.conversation.id}
            sys.stdout.write(line({"input": named, **value}) + "\n")
        else:
            sys.stdout.write(json.dumps(value, indent=2) + "\n")
        yield item, report


def _text(judged: Iterable[Judged], ui: str, many: bool) -> Iterator[Judged]:
    from voicekit.cli import common
    from voicekit.cli.render import compact, grammar_line, render
    from voicekit.cli.words import word

    width, colour = common.screen_width(), common.in_colour()
    verdicts = {"ready": 0, "revise": 0, "blocked": 0}
    unread: dict[str, None] = {}
    for item, report in judged:
        verdicts[report.verdict] += 1
        if lines := grammar_line(report, width, ui):
            unread["\n".join(lines)] = None
        if not many:
            sys.stdout.write(render(report, item.draft.text, width=width, colour=colour, ui=ui))
        elif item.line or not report.findings:
            if report.findings or report.rule_errors or not item.line:
                sys.stdout.write(compact(report, item.name, width=width, colour=colour, ui=ui))
        else:
            sys.stdout.write(
                render(report, item.draft.text, width=width, colour=colour, ui=ui, name=item.name) + "\n"
            )
        yield item, report
    if many:
        counts = {"drafts": sum(verdicts.values())} | {f"is_{key}": count for key, count in verdicts.items()}
        sys.stdout.write(
            "".join(f"{line}\n" for line in unread)
        )  # each reason once, however many drafts it held for
        said = [word(ui, key) + word(ui, "colon") + str(count) for key, count in counts.items() if count]
        sys.stdout.write(", ".join(said) + "\n")
