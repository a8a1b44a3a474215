"""Applies fixes to a draft: one that a person chose, or every safe one until nothing more changes.

A fix never touches text outside its edits, and a loop that does not settle gives back the original.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable

from voicekit.types import Edit, Finding, Fix, Report, Span

MOST_ROUNDS = 10


def apply_fix(text: str, fix: Fix) -> str:
    """`text` with the fix's edits made. Raises ValueError where they lie outside the text or over each other."""
    return _apply(text, list(fix.edits))


def settle(
    text: str, look: Callable[[str], Report], *, unsafe: bool = False
) -> tuple[str, tuple[Finding, ...], Report]:
    """The text after applying each finding's first applicable fix until none is left, what was applied, what is left.

    `look` reports on a text. Of fixes that overlap the first one in the text is made, the others wait for the next
    round. After MOST_ROUNDS, or where an earlier text comes back, the original is returned with nothing applied.
    """
    original = look(text)
    report, current = original, text
    applied: list[Finding] = []
    seen = {text}
    for _ in range(MOST_ROUNDS):
        chosen = _choose(report.findings, unsafe)
        if not chosen:
            return current, tuple(applied), report
        current = _apply(current, [edit for _, fix in chosen for edit in fix.edits])
        if current in seen:
            break
        seen.add(current)
        applied.extend(finding for finding, _ in chosen)
        report = look(current)
    return text, (), original


def _choose(findings: tuple[Finding, ...], unsafe: bool) -> list[tuple[Finding, Fix]]:
    chosen: list[tuple[Finding, Fix]] = []
    taken: list[Span] = []  # in order and free of overlaps, so that only two neighbours have to be looked at
    for finding in findings:
        fix = next(
            (fix for fix in finding.fixes if fix.safety == "safe" or (unsafe and fix.safety == "unsafe")),
            None,
        )
        if fix is None or any(_overlaps(edit.span, taken) for edit in fix.edits):
            continue
        for edit in fix.edits:
            insort(taken, edit.span)
        chosen.append((finding, fix))
    return chosen


def _apply(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for (start, end), new in sorted(edits, key=lambda edit: edit.span):
        if not at <= start <= end <= len(text):
            raise ValueError(f"an edit at {start}–{end} does not fit a text of {len(text)} code points")
        parts += [text[at:start], new]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, span)
    return any(
        (span.start < other.end and other.start < span.end) or span == other
        for other in taken[max(0, at - 1) : at + 1]
    )
