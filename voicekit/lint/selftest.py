"""Runs the examples of rules as tests: what is bad must be seen, what is good or ok must pass.

An example that cannot fail proves nothing, so each is run through the whole engine, conditions included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from voicekit.guideline.compiled import Guideline
from voicekit.guideline.context import context_of
from voicekit.lint.engine import LintResult, lint
from voicekit.text.document import Document
from voicekit.text.language import identify
from voicekit.text.metrics import measure, scored
from voicekit.types import LANGUAGES

if TYPE_CHECKING:
    from voicekit.guideline.examples import Example


class ExampleResult(NamedTuple):
    """What came of one example; `reason` says what was expected where it failed."""

    rule_id: str
    language: str
    kind: str
    text: str
    ok: bool
    reason: str
    place: str


def run(guideline: Guideline, examples: Iterable[Example], *, whole: bool = False) -> Iterator[ExampleResult]:
    """Results of `examples` under `guideline`. A `good` must have no finding of its pack, with `whole` of any pack."""
    packs = {rule.id: rule.pack for rule in guideline.rules()}
    for example in examples:
        result, language = _lint(guideline, example)
        seen = {finding.rule_id for finding in result.findings}
        if result.rule_errors:
            reason = f"{result.rule_errors[0].rule_id} {result.rule_errors[0].reason}"
        elif example.kind == "bad":
            reason = "" if example.rule_id in seen else "the rule does not see it"
        elif example.kind == "ok":
            reason = "the rule speaks, and should not" if example.rule_id in seen else ""
        else:
            others = sorted(rule for rule in seen if whole or packs[rule] == example.pack)
            reason = f"still found: {', '.join(others)}" if others else ""
        yield ExampleResult(
            example.rule_id, language, example.kind, example.draft.text, not reason, reason, example.place
        )


def _lint(guideline: Guideline, example: Example) -> tuple[LintResult, str]:
    language = example.language or _told(example.draft.text)
    document = Document(example.draft.text, language)
    channel, _ = guideline.channel(example.conversation.channel)
    context = context_of(
        example.conversation,
        example.draft,
        channel,
        language,
        example.triage,
        example.escalation,
        example.incident,
    )
    return lint(guideline, document, context, example.draft, scored(measure(document))), language


def _told(text: str) -> str:
    code = identify(text).code
    return code if code in LANGUAGES else "en"
