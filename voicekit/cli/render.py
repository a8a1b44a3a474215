"""The report as a person likes to read it: the draft with its findings, what to do, then the verdict.

Must never print a character of a draft or message that `cells` has not made safe, nor speak by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicekit.cli.cells import columns, visible, wrap
from voicekit.cli.underline import COLOURS, Paint, draft_lines
from voicekit.cli.words import level, word
from voicekit.service import most_severe_first
from voicekit.types import SEVERITIES, Dimension, Finding, Fix, Metric, Report

SHOWN_FIRST = 5
"""Findings that are told in full: more than that, and none is read."""
_VERDICTS = {"ready": "32", "revise": "33", "blocked": "31"}
_COUNTS = ("words", "sentences", "words_per_sentence", "longest_sentence")
_FORMULAS = ("flesch_reading_ease", "flesch_kincaid_grade", "wiener_sachtextformel", "lix")


def render(
    report: Report, text: str, *, width: int = 80, colour: bool = False, ui: str = "en", name: str = ""
) -> str:
    """The whole report of one draft, ending with a line end.

    `text` is the draft; `width` the columns of the screen; `name` a heading, left out when empty.
    """
    width = max(40, min(width, 120))
    paint = Paint(colour)
    findings = most_severe_first(report.findings)
    lines: list[str] = []
    if name:
        lines += [paint(visible(name), "1"), ""]
    lines += [*draft_lines(text, findings, width, paint), ""]
    lines += _to_do(findings, width, paint, ui)
    lines += _verdict(report, width, paint, ui)
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------------------------- what to do


def _to_do(findings: Sequence[Finding], width: int, paint: Paint, ui: str) -> list[str]:
    if not findings:
        return []
    out = [paint(word(ui, "first" if len(findings) > SHOWN_FIRST else "todo"), "1")]
    for number, finding in enumerate(findings[:SHOWN_FIRST], start=1):
        out += _told(number, finding, width, paint, ui)
    rest = findings[SHOWN_FIRST:]
    if rest:
        counts: dict[str, int] = {}
        for finding in rest:
            counts[finding.rule_id] = counts.get(finding.rule_id, 0) + 1
        names = [rule if n == 1 else f"{rule} ({n})" for rule, n in counts.items()]
        out += _hung(word(ui, "more", count=len(rest)) + word(ui, "colon"), ", ".join(names), width, "  ")
    return [*out, ""]


def _told(number: int, finding: Finding, width: int, paint: Paint, ui: str) -> list[str]:
    severity = word(ui, finding.severity)
    asides = [word(ui, key) for key, said in _asides(finding) if said]
    head = f"{number:>3} "
    label = severity + (f" ({', '.join(asides)})" if asides else "") + word(ui, "colon")
    lines = _hung(head + label, f"{finding.message}  [{finding.rule_id}]", width, indent="    ")
    lines[0] = head + paint(label, COLOURS[finding.severity]) + lines[0][len(head + label) :]
    why = first_sentence(finding.why)
    if why:
        lines += _hung("    " + _head(ui, "why"), why, width, indent="      ")
    for fix in finding.fixes[:2]:
        lines += _hung("    " + _head(ui, fix.safety), fix_title(fix, finding), width, indent="      ")
    return lines


def _asides(finding: Finding) -> tuple[tuple[str, bool], ...]:
    return (
        ("blocking", finding.blocking),
        ("depends", finding.sureness == "depends"),
        ("whole", finding.span is None),
    )


def first_sentence(text: str) -> str:
    """The first sentence of a reason; all of it where that would be shorter than a few words."""
    found = re.search(r"[.!?](?=\s+\S)", text)
    return text[: found.end()] if found and found.end() >= 20 else text


def fix_title(fix: Fix, finding: Finding) -> str:
    """What a fix does, in words; its edits where its author gave none."""
    if fix.title:
        return fix.title
    return ", ".join(f"'{finding.matched}' -> '{edit.text}'" for edit in fix.edits)


def _head(ui: str, key: str) -> str:
    return word(ui, key) + word(ui, "colon")


def _hung(head: str, text: str, width: int, indent: str) -> list[str]:
    """`head` and `text` wrapped to `width`, following lines under `indent`."""
    first, *others = wrap(text, width - len(indent), first=max(10, width - columns(head)))
    return [head + first, *(indent + line for line in others)]


# --------------------------------------------------------------------------------------------- the verdict


def headline(report: Report, ui: str) -> str:
    """The verdict in words; a draft without words, or in a language that is not checked, is said to be just that."""
    if not report.findings and not any(metric.name == "words" and metric.value for metric in report.metrics):
        return word(ui, "empty")
    if not report.language.supported:
        return word(ui, "unread", language=report.language.name)
    if not report.findings:
        return f"{word(ui, 'nothing')} {word(ui, report.verdict)}"
    return word(ui, report.verdict)


def _verdict(report: Report, width: int, paint: Paint, ui: str) -> list[str]:
    lines = []
    for note in report.notes:
        lines += _hung(_head(ui, "note"), note, width, "  ")
    lines += grammar_line(report, width, ui)
    for error in report.rule_errors:
        lines += _hung("! ", word(ui, "rule_error", rule=error.rule_id, reason=error.reason), width, "  ")
    lines += _thread(report, width, ui)
    lines += [paint(headline(report, ui), _VERDICTS[report.verdict] + ";1") + _tally(report.findings, ui), ""]
    sides = _sides(report.dimensions, width, ui)
    if sides:
        lines += [paint(word(ui, "sides"), "1"), *sides]
    lines += _hung(_head(ui, "figures"), figures(report.metrics, ui), width, "  ")
    ref = report.guideline
    judged = f"{ref.id} {ref.version}, {report.channel}, {report.language.name}"
    return [*lines, *_hung(_head(ui, "guideline"), judged, width, "  ")]


def _thread(report: Report, width: int, ui: str) -> list[str]:
    """What the customer shows, and what the policy and a known incident ask of the reply."""
    triage = report.triage
    if triage is None:
        return []
    from voicekit.service.labels import (  # threads alone have these
        customer_line,
        escalation_lines,
        label,
        listed,
    )

    lines: list[str] = []
    shown = customer_line(triage, ui)
    risks = "; ".join(part for part in (shown, listed(triage.risks, ui)) if part)
    if risks:
        lines += _hung(label("customer", ui) + word(ui, "colon"), risks, width, "  ")
    if report.escalation is not None:
        for number, said in enumerate(escalation_lines(report.escalation, ui)):
            lines += _hung("  " if number else "> ", said, width, "  ")
    if report.incident is not None:
        said = label("incident", ui, title=report.incident.title, wording=report.incident.wording)
        lines += _hung("> ", said, width, "  ")
    return lines


def grammar_line(report: Report, width: int, ui: str) -> list[str]:
    """Why grammar and spelling were not read, where somebody asked for it; no line where they were."""
    state = report.grammar
    if state is None or state.state in ("ok", "off"):
        return []
    return _hung("! ", word(ui, "no_grammar", reason=state.reason), width, "  ")


def _tally(findings: Sequence[Finding], ui: str) -> str:
    counts = [(name, sum(f.severity == name for f in findings)) for name in reversed(SEVERITIES)]
    said = ", ".join(f"{_head(ui, name)}{count}" for name, count in counts if count)
    return f" ({said})" if said else ""


def _sides(sides: Sequence[Dimension], width: int, ui: str) -> list[str]:
    scored = [(word(ui, side.name), side) for side in sides if side.score is not None]
    longest = max((columns(name) for name, _ in scored), default=0)
    lines = []
    for name, side in scored:
        head = f"  {name}{' ' * (longest - columns(name))}  {side.score:>3}  "
        reason = word(ui, "colon") + side.reason if side.reason else ""
        lines += _hung(head, level(ui, side.level) + reason, width, " " * columns(head))
    unscored: dict[str, list[str]] = {}
    for side in sides:
        if side.score is None:
            unscored.setdefault(side.reason, []).append(word(ui, side.name))
    for reason, names in unscored.items():
        because = f" ({reason})" if reason else ""
        lines += _hung(
            "  ", word(ui, "unscored") + because + word(ui, "colon") + ", ".join(names), width, "    "
        )
    return lines


def figures(metrics: Sequence[Metric], ui: str) -> str:
    """The few metrics that matter on one line; readability says why where it has no score."""
    known = {metric.name: metric for metric in metrics}
    said = [
        f"{word(ui, name)} {number(value)}"
        for name in _COUNTS
        if name in known and (value := known[name].value) is not None
    ]
    formulas = [known[name] for name in _FORMULAS if name in known]
    scored = [f"{metric.name} {number(metric.value)}" for metric in formulas if metric.value is not None]
    reasons = [metric.reason for metric in formulas if metric.value is None and metric.reason]
    if not scored and reasons:
        scored = [f"{_head(ui, 'readability')}{word(ui, 'unscored')} ({reasons[0]})"]
    return ", ".join(said + scored) or "-"


def number(value: float) -> str:
    """A figure with at most two decimals and no tail of noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def compact(report: Report, name: str, *, width: int = 80, colour: bool = False, ui: str = "en") -> str:
    """The report in a few lines, for one draft among many: verdict, then the first findings, ending with a line end."""
    paint = Paint(colour)
    findings = most_severe_first(report.findings)
    lines = [
        f"{visible(name)}: {paint(headline(report, ui), _VERDICTS[report.verdict])}{_tally(findings, ui)}"
    ]
    for finding in findings[:SHOWN_FIRST]:
        lines += _hung(
            f"  {_head(ui, finding.severity)}", f"{finding.message}  [{finding.rule_id}]", width, "    "
        )
    if len(findings) > SHOWN_FIRST:
        lines.append("  " + word(ui, "more", count=len(findings) - SHOWN_FIRST))
    for error in report.rule_errors:
        lines += _hung("  ! ", word(ui, "rule_error", rule=error.rule_id, reason=error.reason), width, "    ")
    return "\n".join(lines) + "\n"
