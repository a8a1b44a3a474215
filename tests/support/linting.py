"""Lints a text with a few rules built in memory, for the tests of the linter's parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from support.rules import guideline, rule
from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import context_of
from voicekit.lint.engine import LintResult, lint
from voicekit.lint.fixes import apply_fix
from voicekit.text.document import Document
from voicekit.text.metrics import measure, scored
from voicekit.types import Conversation, Draft, Finding


def lint_with(
    rules: Sequence[Rule],
    text: str,
    language: str = "en",
    *,
    draft: Draft | None = None,
    conversation: Conversation | None = None,
    ui: str = "en",
    **fields: Any,
) -> LintResult:
    """What `rules` say of `text`; `fields` are those of `support.rules.guideline`."""
    judged = guideline(rules, **fields)
    conversation = conversation or Conversation()
    draft = draft or Draft(text)
    channel, _ = judged.channel(conversation.channel)
    document = Document(text, language)
    context = context_of(conversation, draft, channel, language)
    return lint(judged, document, context, draft, scored(measure(document)), ui)


def found(one: Rule, text: str, language: str = "en", **fields: Any) -> tuple[Finding, ...]:
    """The findings of one rule, which must not crash and whose spans must hold what they say."""
    result = lint_with([one], text, language, **fields)
    assert result.rule_errors == ()
    for finding in result.findings:
        if finding.span is not None:
            assert finding.matched == text[finding.span.start : finding.span.end]
    return result.findings


def places(one: Rule, text: str, language: str = "en", **fields: Any) -> list[tuple[int, str]]:
    """Where one rule's findings begin and what they cover; -1 for the whole draft."""
    return [
        (finding.span.start if finding.span is not None else -1, finding.matched)
        for finding in found(one, text, language, **fields)
    ]


def checked(
    check: str, text: str, language: str = "en", *, limit: float | None = None, **fields: Any
) -> list[str]:
    """What a Python check, run by a rule of its own, covers in `text`."""
    one = rule("test.check", "check", body={"check": check}, limit=limit, languages=())
    return [finding.matched for finding in found(one, text, language, **fields)]


def mended(check: str, text: str, language: str = "en", *, limit: float | None = None) -> str:
    """`text` with the first mend of the check's first finding made."""
    one = rule("test.check", "check", body={"check": check}, limit=limit, languages=())
    return apply_fix(text, found(one, text, language)[0].fixes[0])
