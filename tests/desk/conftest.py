"""Reports made by hand, so that the page's words and marks are tested apart from any guideline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from voicekit.types import (
    Dimension,
    Edit,
    Finding,
    Fix,
    GuidelineRef,
    LanguageGuess,
    Metric,
    Report,
    RuleError,
    Source,
    Span,
    Step,
)


def make_finding(text: str, words: str | None, rule_id: str = "care.test", **changes: Any) -> Finding:
    """A finding on the first `words` in `text` (None: the whole draft), with a fix that shouts them."""
    span = None
    fixes: tuple[Fix, ...] = ()
    if words is not None:
        span = Span(text.index(words), text.index(words) + len(words))
        fixes = (Fix(f"Use '{words.upper()}'", (Edit(span, words.upper()),)),)
    finding = Finding(
        rule_id=rule_id,
        category="care",
        dimension="care",
        severity="warning",
        blocking=False,
        sureness="sure",
        message=f"Mend {words}.",
        why="Because.",
        source=Source("A guide", 2020, "https://example.org/guide"),
        span=span,
        matched=words or "",
        fixes=fixes,
        sentence=text,
    )
    return finding._replace(**changes)


def make_report(*findings: Finding, **changes: Any) -> Report:
    """A report with these findings and a verdict that fits them."""
    verdict = "ready"
    if any(finding.severity != "suggestion" for finding in findings):
        verdict = "revise"
    if any(finding.blocking for finding in findings):
        verdict = "blocked"
    report = Report(
        guideline=GuidelineRef("fernweh", "2026.11", "0" * 64),
        language=LanguageGuess("en", "English", True, "words"),
        channel="x",
        findings=findings,
        metrics=(Metric("words", 41.0), Metric("lix", None, "too short: 12 words")),
        dimensions=(
            Dimension("care", 76, "fair", "", (Step("care.test", -12.0), Step("care.other", -12.0))),
            Dimension("voice", None, "", "no rule looks at this"),
        ),
        verdict=verdict,  # type: ignore[arg-type]
    )
    return report._replace(**changes)


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return make_finding


@pytest.fixture
def report() -> Callable[..., Report]:
    return make_report


@pytest.fixture
def rule_error() -> RuleError:
    return RuleError("voice.slow", "ran out of time")
