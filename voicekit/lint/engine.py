"""Runs a guideline's rules over one document and gives its findings; the only place where a finding gets its words.

It reads nothing but the compiled guideline, and a rule that crashes or is slow becomes a RuleError, never a silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from voicekit.guideline.compiled import Guideline, Rule
from voicekit.guideline.context import Context, applies
from voicekit.guideline.matcher import Hit, Matcher, matcher_for
from voicekit.lint.checks import CHECKS, present
from voicekit.lint.kinds import KINDS, Raw, Seen
from voicekit.text.document import Document
from voicekit.types import SEVERITIES, Draft, Edit, Finding, Fix, RuleError

_PLACEHOLDER = re.compile(r"\{(match|replacement|limit|value|first|second)\}")
_FIX_TITLES = {
    "en": "Write “{0}”",
    "de": "„{0}“ schreiben",
    "fr": "Écrire « {0} »",
    "ru": "Написать «{0}»",
    "vi": "Viết “{0}”",
}
_REMOVE_TITLES = {"en": "Take it out", "de": "Weglassen", "fr": "Supprimer", "ru": "Убрать", "vi": "Bỏ đi"}
_RANK = {severity: rank for rank, severity in enumerate(reversed(SEVERITIES))}
_NO_HITS: list[Hit] = []


class LintResult(NamedTuple):
    """Findings in the order of the text (those of the whole draft last) and the rules that could not be run."""

    findings: tuple[Finding, ...]
    rule_errors: tuple[RuleError, ...]


def lint(
    guideline: Guideline,
    document: Document,
    context: Context,
    draft: Draft,
    metrics: Mapping[str, float],
    ui: str = "en",
) -> LintResult:
    """Findings of every rule that applies to `document` in `context`; messages in language `ui` where there are any.

    `metrics` holds the figures that were scored, by name.
    """
    matcher = matcher_for(guideline, document.language)
    hits, errors = matcher.match(document)
    findings: list[Finding] = []
    standing = _standing(guideline, matcher)
    needs = present(document, draft, context)
    numbers = {number for number, need in standing if need in needs}
    for number in numbers.union(hits):
        rule = guideline.rule(number)
        if not applies(rule, context):
            continue
        try:
            raws = _run(rule, guideline, document, context, draft, hits.get(number, _NO_HITS), metrics)
            findings.extend(_finding(rule, raw, document, ui) for raw in raws)
        except Exception as error:  # one broken rule must not take the others' findings away
            errors.append(RuleError(rule.id, f"stopped with {type(error).__name__}; please report this rule"))
    findings.sort(key=_place)
    return LintResult(tuple(findings), tuple(errors))


def _standing(guideline: Guideline, matcher: Matcher) -> list[tuple[int, str]]:
    """The matcher's standing rules, each with what a text must hold for it to have anything to say."""
    key = f"standing:{matcher.language}"
    known: list[tuple[int, str]] | None = guideline.scratch.get(key)
    if known is None:
        rules = [(number, guideline.rule(number)) for number in matcher.standing]
        known = guideline.scratch[key] = [
            (number, CHECKS[rule.body["check"]][1] if rule.kind == "check" else "") for number, rule in rules
        ]
    return known


def most_severe_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order a person should mend them: blocking, then by severity, then as they stand in the text."""
    return sorted(
        findings, key=lambda finding: (not finding.blocking, _RANK[finding.severity], _place(finding))
    )


def _run(
    rule: Rule,
    guideline: Guideline,
    document: Document,
    context: Context,
    draft: Draft,
    hits: list[Hit],
    metrics: Mapping[str, float],
) -> Iterable[Raw]:
    if rule.kind == "check":
        return CHECKS[rule.body["check"]][0](document, rule, context, draft)
    view = document.view(rule.scope, rule.ignorecase)
    if hits and (rule.exceptions or guideline.kept_names):
        hits = _spared(hits, rule, guideline, view.text)
        if not hits and rule.kind not in ("requirement", "occurrence"):
            return ()
    return KINDS[rule.kind](Seen(rule, document, view, hits, metrics))


def _spared(hits: list[Hit], rule: Rule, guideline: Guideline, text: str) -> list[Hit]:
    """The hits that lie in none of the rule's exceptions and in no name the brand keeps."""
    spans = [match.span() for source in rule.exceptions for match in re.finditer(source, text)]
    if rule.scope != "text":
        # A name is looked for as plain text first: that is a hundred times quicker than a regex of them all.
        low, flags = (text, 0) if rule.ignorecase else (text.casefold(), re.IGNORECASE)
        named = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in guideline.kept_names if name in low]
        spans.extend(match.span() for name in named for match in re.finditer(name, text, flags))
    if not spans:
        return hits
    return [hit for hit in hits if not any(start <= hit.start and hit.end <= end for start, end in spans)]


def _finding(rule: Rule, raw: Raw, document: Document, ui: str) -> Finding:
    span = raw.span
    language = document.language
    matched = sentence = ""
    if span is not None:
        matched = document.text[span.start : span.end]
        sentence = document.sentence_text(span.start)
    message = said(rule.message, ui, language)
    fields: Mapping[str, str] = {}
    if raw.edits or "{" in message:
        fields = {"match": matched, "limit": _number(rule.limit), "value": _number(raw.value), **raw.fields}
        message = _fill(message, fields)
    return Finding(
        rule.id,
        rule.category,
        rule.dimension,
        rule.severity,
        rule.blocking,
        rule.sureness,
        message,
        said(rule.why, ui, language),
        rule.source,
        span,
        matched,
        tuple(_fix(rule, edits, ui, language, fields) for edits in raw.edits),
        raw.value,
        rule.limit,
        sentence,
    )


def _fix(rule: Rule, edits: tuple[Edit, ...], ui: str, language: str, fields: Mapping[str, str]) -> Fix:
    written = edits[0].text
    titles = rule.body.get("title")
    if titles:
        title = _fill(said(titles, ui, language), {**fields, "replacement": written})
    else:
        title = said(_FIX_TITLES if written else _REMOVE_TITLES, ui, language).replace("{0}", written)
    return Fix(title, edits, rule.body.get("safety", "unsafe"))


def said(texts: Mapping[str, str], ui: str, language: str) -> str:
    """The text in the reader's language, else in English, else in the draft's, else the first there is."""
    text = texts.get(ui) or texts.get("en") or texts.get(language)
    return text if text is not None else next(iter(texts.values()), "")


def _fill(text: str, fields: Mapping[str, str]) -> str:
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda match: fields.get(match[1], match[0]), text)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _place(finding: Finding) -> tuple[bool, int, int, str]:
    if finding.span is None:
        return (True, 0, 0, finding.rule_id)
    return (False, finding.span.start, -finding.span.end, finding.rule_id)
