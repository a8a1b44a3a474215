"""What a rule must hold beyond its shape: texts in its languages, placeholders that have a value, examples, formulas.

It judges rules only, one at a time; it must never read a file or a reply.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from voicekit.guideline.fields import CHECK_WORDS
from voicekit.guideline.patterns import groups_of, is_bounded, never_matches
from voicekit.guideline.schema import (
    METRICS,
    AnyRule,
    Capitalization,
    CheckRule,
    Conditional,
    Consistency,
    Example,
    Existence,
    MetricRule,
    Occurrence,
    Repetition,
    Requirement,
    Substitution,
    When,
)
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place

Words = str | Mapping[Any, str]
"""One text, or one for each language."""

Mistake = tuple[Place, str]
"""Where in the rule, and the sentence."""

PLACEHOLDERS = ("match", "replacement", "limit", "value", "first", "second")
_FILLED_BY: dict[str, tuple[str, ...]] = {
    "existence": ("match",),
    "substitution": ("match", "replacement"),
    "occurrence": ("match", "value", "limit"),
    "repetition": ("match", "replacement"),
    "consistency": ("match", "first", "second"),
    "conditional": ("match", "first", "second"),
    "capitalization": ("match",),
    "metric": ("value", "limit"),
    "requirement": (),
    "check": ("match", "replacement", "value", "limit", "first", "second"),
}
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_CONDITION = re.compile(r"(?:>=|<=|==|>|<) ?(?:\{limit\}|-?[0-9]+(?:\.[0-9]+)?)\Z")
_REFERENCE = re.compile(r"\\(?:g<(\w+)>|([0-9]+))")
_ARITHMETIC = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.USub,
    ast.Load,
)


def rule_mistakes(rule: AnyRule, languages: Collection[str]) -> Iterator[Mistake]:
    """Every mistake in one rule. `languages`: those its texts have to be given in (English is always one)."""
    yield from _text_mistakes(rule, languages)
    yield from _pattern_mistakes(rule)
    yield from _kind_mistakes(rule)
    fixing = isinstance(rule, Substitution) or (isinstance(rule, Existence) and rule.fix is not None)
    yield from example_mistakes(rule.examples, fixing)


def local_text_mistakes(text: Words, place: Place, languages: Collection[str]) -> Iterator[Mistake]:
    """A text has to be there in English and in each of `languages`."""
    wanted = {"en", *languages}
    if isinstance(text, str):
        if wanted != {"en"}:
            yield place, f"expected a text for each language, write {{{': ..., '.join(sorted(wanted))}: ...}}"
        return
    lacking = sorted(wanted - set(text))
    if lacking:
        yield place, f"lacks {' and '.join(repr(code) for code in lacking)}; add the text in that language"


def placeholder_mistakes(text: Words, place: Place, rule: AnyRule, limit: float | None) -> Iterator[Mistake]:
    """Everything in braces has to be a placeholder that a rule of this kind fills."""
    fills = _FILLED_BY[rule.kind]
    if isinstance(rule, Existence) and rule.fix is not None:
        fills = (*fills, "replacement")
    for key, words in [(None, text)] if isinstance(text, str) else text.items():
        here = place if key is None else (*place, key)
        for found in _BRACES.finditer(words):
            name = found[1]
            if name is None:
                yield here, f"a lone '{found[0]}'; braces only stand around a placeholder such as {{match}}"
            elif name not in PLACEHOLDERS:
                known = near(name, PLACEHOLDERS) or f"; use one of {', '.join(PLACEHOLDERS)}"
                yield here, f"unknown placeholder '{{{name}}}'{known}"
            elif name not in fills:
                there = (
                    f"use {', '.join('{' + fill + '}' for fill in fills)}" if fills else "write the words out"
                )
                yield here, f"a rule of kind {rule.kind} has no value for '{{{name}}}'; {there}"
            elif name == "limit" and limit is None and not isinstance(rule, CheckRule):
                yield here, "uses '{limit}', but the rule has no limit; add one"


def example_mistakes(examples: list[Example], fixing: bool, needed: bool = True) -> Iterator[Mistake]:
    """Each example is one `bad` or one `ok`; a rule needs one of both, and a fixing rule `good` beside each `bad`."""
    for index, example in enumerate(examples):
        place: Place = ("examples", index)
        if (example.bad is None) == (example.ok is None):
            yield place, "an example is either 'bad' or 'ok'; give exactly one of them"
        elif example.good is not None and example.bad is None:
            yield (*place, "good"), "'good' is the mend of a 'bad'; an 'ok' has none"
        elif fixing and example.bad is not None and example.good is None:
            yield place, "'good' is missing; a rule that fixes shows what its fix makes of the bad text"
    if needed and not any(example.bad is not None for example in examples):
        yield ("examples",), "no 'bad' example; add at least one text the rule must find"
    if needed and not any(example.ok is not None for example in examples):
        yield ("examples",), "no 'ok' example; add at least one text the rule must let pass"


def _text_mistakes(rule: AnyRule, languages: Collection[str]) -> Iterator[Mistake]:
    limit = rule.effective_limit
    texts: list[tuple[Place, Words]] = [(("message",), rule.message)]
    if isinstance(rule, Existence) and rule.fix is not None:
        texts.append((("fix", "title"), rule.fix.title))
    if isinstance(rule, Substitution) and rule.title is not None:
        texts.append((("title",), rule.title))
    for place, text in texts:
        yield from local_text_mistakes(text, place, languages)
        yield from placeholder_mistakes(text, place, rule, limit)
    yield from local_text_mistakes(rule.why, ("why",), languages)


def _patterns(rule: AnyRule) -> Iterator[tuple[Place, str]]:
    for index, pattern in enumerate(rule.exceptions):
        yield ("exceptions", index), pattern
    if isinstance(rule, Existence | Repetition | Requirement | Capitalization):
        for index, pattern in enumerate(rule.tokens or ()):
            yield ("tokens", index), pattern
    elif isinstance(rule, Substitution):
        for pattern in rule.swap:
            yield ("swap", pattern), pattern
    elif isinstance(rule, Consistency):
        for one, other in rule.either.items():
            yield ("either", one), one
            yield ("either", one), other
    elif isinstance(rule, Conditional):
        yield ("first",), rule.first
        yield ("second",), rule.second
    elif isinstance(rule, Occurrence):
        yield ("token",), rule.token
    elif isinstance(rule, CheckRule):
        for name, lists in rule.words.items():
            for code, patterns in lists.items():
                for index, pattern in enumerate(patterns):
                    yield ("words", name, code, index), pattern


def _pattern_mistakes(rule: AnyRule) -> Iterator[Mistake]:
    ignorecase = rule.ignorecase and not isinstance(rule, Capitalization)
    for place, pattern in _patterns(rule):
        reason = never_matches(pattern, ignorecase=ignorecase)
        if reason:
            yield place, reason
    if isinstance(rule, Substitution):
        for pattern, replacement in rule.swap.items():
            yield from _reference_mistakes(replacement, ("swap", pattern), [pattern])
    if isinstance(rule, Existence) and rule.fix is not None and rule.fix.replace is not None:
        yield from _reference_mistakes(rule.fix.replace, ("fix", "replace"), rule.tokens)


def _reference_mistakes(replacement: str, place: Place, patterns: list[str]) -> Iterator[Mistake]:
    for found in _REFERENCE.finditer(replacement):
        name = found[1] or found[2]
        if not name.isdigit() or any(int(name) > groups_of(pattern) for pattern in patterns):
            yield place, f"'{found[0]}' is a group that the pattern does not have"


def _kind_mistakes(rule: AnyRule) -> Iterator[Mistake]:
    if rule.limit is not None and not isinstance(rule, MetricRule | CheckRule):
        mend = "write 'max' or 'min'" if isinstance(rule, Occurrence) else "remove it"
        yield ("limit",), f"a rule of kind {rule.kind} has no 'limit'; {mend}"
    if isinstance(rule, Occurrence):
        if rule.max is None and rule.min is None:
            yield (), "neither 'max' nor 'min' is given; add one"
        elif rule.max is not None and rule.min is not None and rule.min > rule.max:
            yield ("min",), f"'min' is over 'max' ({rule.min} > {rule.max})"
    if (
        isinstance(rule, Existence)
        and rule.fix is not None
        and (rule.fix.replace is not None) == rule.fix.remove
    ):
        yield ("fix",), "a fix either has 'replace' or says 'remove: true'"
    if isinstance(rule, MetricRule):
        yield from _metric_mistakes(rule)
    if isinstance(rule, CheckRule):
        yield from _word_mistakes(rule)
    for place, when in conditions_of(rule):
        for key in ("customer_turns", "agent_turns"):
            turns = getattr(when, key)
            if (
                turns is not None
                and turns.min is not None
                and turns.max is not None
                and turns.min > turns.max
            ):
                yield (*place, key), f"'min' is over 'max' ({turns.min} > {turns.max})"


def conditions_of(rule: AnyRule) -> Iterator[tuple[Place, When]]:
    """Each mapping of a rule's `when` and `unless`, with its place in the rule."""
    if isinstance(rule.when, list):
        yield from ((("when", index), when) for index, when in enumerate(rule.when))
    elif rule.when is not None:
        yield ("when",), rule.when
    if rule.unless is not None:
        yield ("unless",), rule.unless


_UNBOUNDED = "is too open for a check; give each repeat an upper limit, and do not put wide ones in a row"


def _word_mistakes(rule: CheckRule) -> Iterator[Mistake]:
    for place, pattern in _patterns(rule):
        if not is_bounded(pattern):
            yield place, _UNBOUNDED
    wanted = CHECK_WORDS.get(rule.check, ())
    for name in wanted:
        if name not in rule.words:
            yield (), f"check '{rule.check}' reads the list '{name}'; add it under 'words'"
    for name in rule.words:
        if name not in wanted:
            known = f"; it reads {', '.join(wanted)}" if wanted else " and reads none"
            yield ("words", name), f"check '{rule.check}' knows no list '{name}'{known}"


def _metric_mistakes(rule: MetricRule) -> Iterator[Mistake]:
    reason = formula_problem(rule.formula)
    if reason:
        yield ("formula",), reason
    if not _CONDITION.match(rule.condition):
        yield (
            ("condition",),
            f"'{rule.condition}' is not a condition; write for example '> {{limit}}' or '>= 3'",
        )
    elif "{limit}" in rule.condition and rule.limit is None:
        yield ("condition",), "uses '{limit}', but the rule has no limit; add one"
    elif "{limit}" not in rule.condition and rule.limit is not None:
        yield ("limit",), "'limit' is not used; write '{limit}' in the condition"


def formula_problem(formula: str) -> str:
    """Why `formula` is not arithmetic (+ - * / and brackets) over the names in METRICS; empty when it is."""
    if len(formula) > 500:
        return "the formula is over 500 characters"
    try:
        tree = ast.parse(formula, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "the formula is not arithmetic; write for example 'words / sentences'"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if node.id not in METRICS:
                return f"unknown metric '{node.id}'{near(node.id, METRICS) or '; known are ' + ', '.join(METRICS)}"
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                return "the formula may hold numbers and metric names only"
        elif not isinstance(node, _ARITHMETIC):
            return "the formula may use + - * / and brackets only"
    return ""
