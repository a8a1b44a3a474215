"""Reports for other programs' eyes: SARIF 2.1.0 for code scanning, and GitHub's annotation lines.

Must never point at a place in a file that is not the draft itself: a span in a conversation has no line there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from voicekit.cli.cells import visible
from voicekit.cli.inputs import Item
from voicekit.types import Finding, Report, Span

Judged = tuple[Item, Report]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {"suggestion": "note", "warning": "warning", "error": "error"}
_GITHUB_LEVELS = {"suggestion": "notice", "warning": "warning", "error": "error"}


class Places:
    """Line and column, both from 1, of code points in a text. Columns count UTF-16 units, or code points on demand."""

    def __init__(self, text: str) -> None:
        self._text = text
        # SARIF and editors end a line at these three, and at nothing else Unicode calls a line end.
        self._starts = [0]
        at = 0
        while at < len(text):
            end = at + (2 if text.startswith("\r\n", at) else 1)
            if text[at] in "\r\n":
                self._starts.append(end)
            at = end

    def place(self, offset: int, utf16: bool = True) -> tuple[int, int]:
        """`(line, column)` of the code point at `offset`."""
        import bisect

        line = bisect.bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset]
        wide = sum(char > "\uffff" for char in before) if utf16 else 0
        return line, len(before) + wide + 1


# ----------------------------------------------------------------------------------------------------- SARIF


def sarif(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Pass the reports on, then print one SARIF log of them all."""
    kept = []
    for pair in judged:
        kept.append(pair)
        yield pair
    sys.stdout.write(json.dumps(sarif_log(kept), indent=2) + "\n")


def sarif_log(judged: Sequence[Judged]) -> dict[str, Any]:
    """One SARIF 2.1.0 log with one run, its rules those that found something."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    notices: list[dict[str, Any]] = []
    for item, report in judged:
        places = Places(item.draft.text)
        for finding in report.findings:
            rules.setdefault(finding.rule_id, _rule(finding))
            index = list(rules).index(finding.rule_id)
            results.append(_result(finding, index, item, places))
        for error in report.rule_errors:
            message = f"{item.name}: rule {error.rule_id} could not run: {error.reason}"
            notices.append({"level": "warning", "message": {"text": visible(message)}})
        if unread := unread_grammar(report):
            notices.append({"level": "warning", "message": {"text": visible(f"{item.name}: {unread}")}})
    driver = {
        "name": "voicekit",
        "version": judged[0][1].tool_version or "0" if judged else "0",
        "rules": list(rules.values()),
    }
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notices}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [invocation],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def unread_grammar(report: Report) -> str:
    """Why grammar and spelling were not read, where somebody asked for it; empty where they were."""
    state = report.grammar
    if state is None or state.state in ("ok", "off"):
        return ""
    return f"grammar and spelling were not read: {state.reason}"


def _rule(finding: Finding) -> dict[str, Any]:
    source = finding.source
    text = finding.why or finding.rule_id
    if source is not None:
        text += f" Source: {source.title}{f' ({source.year})' if source.year else ''}."
    rule: dict[str, Any] = {
        "id": finding.rule_id,
        "shortDescription": {"text": finding.why or finding.rule_id},
        "help": {"text": text},
        "defaultConfiguration": {"level": _SARIF_LEVELS[finding.severity]},
        "properties": {"tags": [finding.dimension, finding.sureness]},
    }
    if source is not None and source.url:
        rule["helpUri"] = source.url
    return rule


def _result(finding: Finding, index: int, item: Item, places: Places) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(item)}}
    if item.plain and finding.span is not None:
        where["region"] = _region(finding.span, places)
    elif item.line:
        where["region"] = {"startLine": item.line}
    location: dict[str, Any] = {"physicalLocation": where}
    if not item.plain:
        location["logicalLocations"] = [{"fullyQualifiedName": item.name}]
    result: dict[str, Any] = {
        "ruleId": finding.rule_id,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"voicekit/v1": finding.fingerprint},
        "properties": {"blocking": finding.blocking, "dimension": finding.dimension},
    }
    fixes = [
        {
            "description": {"text": fix.title or finding.message},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": _uri(item)},
                    "replacements": [
                        {"deletedRegion": _region(edit.span, places), "insertedContent": {"text": edit.text}}
                        for edit in fix.edits
                    ],
                }
            ],
        }
        for fix in finding.fixes
        if item.plain and fix.edits and fix.safety != "display"
    ]
    return {**result, "fixes": fixes} if fixes else result


def _region(span: Span, places: Places) -> dict[str, int]:
    line, column = places.place(span.start)
    end_line, end_column = places.place(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(item: Item) -> str:
    path = item.path.replace("\\", "/") if item.path else "stdin"
    path = path.removeprefix("./")
    if path[1:3] == ":/":
        return "file:///" + quote(path, safe="/:", errors="replace")
    return ("file://" if path.startswith("/") else "") + quote(path, safe="/", errors="replace")


# ---------------------------------------------------------------------------------------------------- GitHub


def github(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Print one workflow command a finding and pass the reports on."""
    for item, report in judged:
        places = Places(item.draft.text)
        for finding in report.findings:
            sys.stdout.write(github_line(finding, item, places) + "\n")
        for error in report.rule_errors:
            text = f"rule {error.rule_id} could not run: {error.reason}"
            sys.stdout.write(f"::warning file={property_of(item.path)}::{data_of(text)}\n")
        if unread := unread_grammar(report):
            sys.stdout.write(f"::warning file={property_of(item.path)}::{data_of(unread)}\n")
        yield item, report


def github_line(finding: Finding, item: Item, places: Places) -> str:
    """`::warning file=...,line=...::message`, each part escaped as the runner reads it."""
    parts = {"file": item.path} if item.path else {}
    if item.plain and finding.span is not None:
        line, column = places.place(finding.span.start, utf16=False)
        end_line, end_column = places.place(finding.span.end, utf16=False)
        parts |= {"line": str(line), "endLine": str(end_line)}
        if line == end_line:  # columns across lines are ignored, with a warning
            parts |= {"col": str(column), "endColumn": str(end_column)}
    elif item.line:
        parts["line"] = str(item.line)
    parts["title"] = finding.rule_id
    said = ",".join(f"{key}={property_of(value)}" for key, value in parts.items())
    message = finding.message if item.plain else f"{item.name}: {finding.message}"
    return f"::{_GITHUB_LEVELS[finding.severity]} {said}::{data_of(message)}"


def data_of(text: str) -> str:
    """A message as a workflow command carries it; line ends survive, other controls are shown."""
    text = text.replace("%", "%25").replace("\r\n", "\n").replace("\r", "\n")
    return "%0A".join(visible(line) for line in text.split("\n"))


def property_of(text: str) -> str:
    """A property as a workflow command carries it."""
    return data_of(text).replace(":", "%3A").replace(",", "%2C")
