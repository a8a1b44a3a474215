"""The rewriter without a model: takes the fixes that rules and terms carry, each through the same guard.

It must never write a sentence of its own: every word it puts in is the brand's, a pack's, or the agent's.
"""

from __future__ import annotations

from collections.abc import Collection

from voicekit.lint.fixes import apply_fix
from voicekit.lint.removal import parts_words
from voicekit.rewrite.guard import Guard
from voicekit.types import Edit, Finding, Fix, Report

_MOST_ROUNDS = 40


def mended(guard: Guard, asked: Collection[str] | None = None) -> str:
    """The draft with every fix made that the guard lets pass and that clears its finding; itself where there is none.

    `asked` are the rules whose findings are to go; None: all of them. A fix that only shows the way is never made.
    """
    text, report = guard.known.draft, guard.known.report
    tried = {text}
    for _ in range(_MOST_ROUNDS):
        step = _next(guard, text, report, asked, tried)
        if step is None:
            break
        text, report = step
    return text


def _next(
    guard: Guard, text: str, report: Report, asked: Collection[str] | None, tried: set[str]
) -> tuple[str, Report] | None:
    """The text one step further on, and its report; None where no fix is left to try.

    All findings of a rule are mended together first: one form of address half changed is worse than none.
    """
    for finding in report.findings:
        if asked is not None and finding.rule_id not in asked:
            continue
        for after in (_together(text, report, finding.rule_id), *_alone(text, finding)):
            if after in tried:
                continue
            tried.add(after)
            new = guard.known.look(after)
            if _count(new, finding.rule_id) < _count(report, finding.rule_id) and not guard.harms(after):
                return after, new
    return None


def _together(text: str, report: Report, rule_id: str) -> str:
    """The text with the first fix of each of a rule's findings, but for those that overlap one before."""
    edits: list[Edit] = []
    for finding in report.findings:
        fixes = _fixes(text, finding) if finding.rule_id == rule_id else []
        if fixes and all(
            edit.span.start >= one.span.end or edit.span.end <= one.span.start
            for one in edits
            for edit in fixes[0].edits
        ):
            edits += fixes[0].edits
    return apply_fix(text, Fix("", tuple(edits)))


def _alone(text: str, finding: Finding) -> list[str]:
    return [apply_fix(text, fix) for fix in _fixes(text, finding)]


def _fixes(text: str, finding: Finding) -> list[Fix]:
    """The fixes that may be made unread, safe ones first: none that may run two sentences into one."""
    return sorted(
        (
            fix
            for fix in finding.fixes
            if fix.safety != "display" and not any(parts_words(text, edit) for edit in fix.edits)
        ),
        key=lambda fix: fix.safety != "safe",
    )


def _count(report: Report, rule_id: str) -> int:
    return sum(one.rule_id == rule_id for one in report.findings)
