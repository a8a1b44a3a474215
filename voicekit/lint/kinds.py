"""What each kind of rule makes of its hits: one function a kind, each giving raw findings.

Kinds with Vale's names keep Vale's meaning; nothing here writes a message or decides a severity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from voicekit.guideline.compiled import Rule
from voicekit.guideline.matcher import Hit
from voicekit.lint.elision import fitted
from voicekit.lint.formula import evaluate
from voicekit.lint.removal import without_sign, without_words
from voicekit.text.document import Document
from voicekit.text.fold import Folded
from voicekit.text.lazyre import lazy
from voicekit.types import Edit, Span


class Raw(NamedTuple):
    """A finding before it has words. `edits` are alternatives, each one mend; `fields` fill the message."""

    span: Span | None
    value: float | None = None
    edits: tuple[tuple[Edit, ...], ...] = ()
    fields: Mapping[str, str] = {}


class Seen(NamedTuple):
    """What a kind may look at: the rule, the document, the folded text its hits lie in, its hits, the metrics."""

    rule: Rule
    document: Document
    view: Folded
    hits: list[Hit]
    metrics: Mapping[str, float]

    def span(self, hit: Hit) -> Span:
        """Where a hit stands in the original text."""
        return self.view.source(hit.start, hit.end)


def existence(seen: Seen) -> Iterator[Raw]:
    """Each hit is a finding; with a fix, the rule's replacement (which may use groups) is its mend."""
    replace = seen.rule.body.get("replace")
    for hit in seen.hits:
        span = seen.span(hit)
        if replace is None:
            yield Raw(span)
        elif not replace:
            yield Raw(span, edits=((_removal(seen, span),),))
        else:
            text = _expand(seen, hit, replace)
            yield Raw(span, edits=((Edit(span, text),),), fields={"replacement": text})


def substitution(seen: Seen) -> Iterator[Raw]:
    """Each hit is a finding with the preferred wording as its mend; `a|b` offers both. Already right: silence."""
    replacements = seen.rule.body["replacements"]
    for hit in seen.hits:
        span = seen.span(hit)
        matched = seen.document.text[span.start : span.end]
        begins = _begins(seen, span)
        written = _expand(seen, hit, replacements[hit.order])
        options = [_like(option, matched, begins) for option in written.split("|")]
        if matched not in options:
            edits = [_put(seen, span, text) for text in options]
            yield Raw(
                span,
                edits=tuple((edit,) for edit in edits if edit is not None),
                fields={"replacement": options[0]},
            )


def _put(seen: Seen, span: Span, text: str) -> Edit | None:
    """The edit that puts `text` there; None where a French word before it cannot be made to fit."""
    return fitted(seen.document.text, span, text) if seen.document.language == "fr" else Edit(span, text)


def occurrence(seen: Seen) -> Iterator[Raw]:
    """More than `max` hits (the first one too many is shown) or fewer than `min`, in the text or in each part."""
    most, least = seen.rule.body["max"], seen.rule.body["min"]
    spans = [seen.span(hit) for hit in seen.hits]
    starts = [span.start for span in spans]
    for part in _parts(seen):
        first, last = (bisect_left(starts, edge) for edge in part) if part else (0, len(spans))
        count = last - first
        if most is not None and count > most:
            yield Raw(spans[first + most], value=count)
        if least is not None and count < least:
            yield Raw(part, value=count)


def repetition(seen: Seen) -> Iterator[Raw]:
    """The same match twice in a row; the mend keeps it once. `alpha` leaves out what has a digit or sign in it."""
    words = seen.document.whole_tokens if seen.rule.scope == "text" else seen.document.tokens
    doubled = any(one == other for one, other in pairwise(words))
    for source in seen.rule.body["repeats"]:
        if not doubled and _ONE_WORD.fullmatch(source):
            continue
        for match in re.finditer(source, seen.view.text):
            once = match[1]
            if seen.rule.body["alpha"] and not once.replace(" ", "").isalpha():
                continue
            if any(re.fullmatch(allowed, once) for allowed in seen.rule.exceptions):
                continue
            span = seen.view.source(match.start(), match.end())
            kept = seen.view.source(match.start(1), match.end(1))
            text = seen.document.text[kept.start : kept.end]
            yield Raw(span, edits=((Edit(span, text),),), fields={"replacement": text})


# The pattern of a repeat whose match is always one whole word, as `guideline.compile` writes it.
_ONE_WORD = lazy(r"\\b\((?:\\w|\[\^\\W(?:\\d)?_?\]|[a-z])(?:[+]|\{\d*,?\d*\})?\)\(\?: \\1\)\+\\b")


def consistency(seen: Seen) -> Iterator[Raw]:
    """Two ways of one pair in the same text: the first use of the one that came second is shown."""
    firsts: dict[int, Hit] = {}
    for hit in seen.hits:
        firsts.setdefault(hit.order, hit)
    for order in range(0, len(seen.rule.body["tokens"]), 2):
        pair = [firsts[side] for side in (order, order + 1) if side in firsts]
        if len(pair) == 2:
            first, second = sorted(pair)
            yield Raw(seen.span(second), fields={"first": _text(seen, first), "second": _text(seen, second)})


def conditional(seen: Seen) -> Iterator[Raw]:
    """A `first` without any `second`; where both have a group, the groups must agree."""
    first, second = (re.compile(source) for source in seen.rule.body["tokens"])
    grouped = first.groups > 0 and second.groups > 0
    allowed = {match[1] for match in second.finditer(seen.view.text)} if grouped else set()
    if not grouped and second.search(seen.view.text):
        return
    told: set[str] = set()
    for hit in seen.hits:
        if hit.order == 0:
            match = first.match(seen.view.text, hit.start)
            key = match[1] if grouped and match else seen.view.text[hit.start : hit.end]
            if key not in allowed and key not in told:
                told.add(key)
                yield Raw(seen.span(hit), fields={"first": _text(seen, hit)})


def capitalization(seen: Seen) -> Iterator[Raw]:
    """Lines (the first one, or those `tokens` match) that are not written in the wanted case."""
    text = seen.document.text
    if not seen.rule.body["lines"]:
        lines = [Span(start, end) for start, end in seen.document.paragraphs[:1]]
        lines = [Span(start, start + len(text[start:end].partition("\n")[0])) for start, end in lines]
    else:
        view = seen.document.prose_cased
        lines = [
            view.source(match.start(), match.end())
            for source in seen.rule.body["lines"]
            for match in re.finditer(source, view.text)
            if match.end() > match.start()
        ]
    wanted = seen.rule.body["match"]
    for span in lines:
        if not _in_case(seen, span, wanted):
            yield Raw(span)


def metric(seen: Seen) -> Iterator[Raw]:
    """The formula's value meets the condition. A figure that was not scored makes the rule silent."""
    value = evaluate(seen.rule.body["formula"], seen.metrics)
    if value is None:
        return
    condition = seen.rule.body["condition"].strip()
    sign = re.match(r"[<>=!]+", condition)
    operator = sign[0] if sign else "=="
    operand = condition[len(operator) if sign else 0 :].strip()
    limit = seen.rule.limit if operand == "{limit}" else float(operand)
    if limit is not None and _COMPARE[operator](value, limit):
        yield Raw(None, value=value)


def requirement(seen: Seen) -> Iterator[Raw]:
    """Nothing of what must be there is there."""
    if not seen.hits:
        yield Raw(None)


KINDS: Mapping[str, Callable[[Seen], Iterable[Raw]]] = {
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
    "capitalization": capitalization,
    "metric": metric,
    "requirement": requirement,
}
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "==": lambda value, limit: value == limit,
}


def _parts(seen: Seen) -> list[Span] | list[None]:
    if seen.rule.scope == "sentence":
        return seen.document.sentences
    if seen.rule.scope == "paragraph":
        return seen.document.paragraphs
    return [None]


def _text(seen: Seen, hit: Hit) -> str:
    span = seen.span(hit)
    return seen.document.text[span.start : span.end]


def _expand(seen: Seen, hit: Hit, replacement: str) -> str:
    """The replacement with its groups (`\\1`) filled from the hit's own match."""
    if "\\" not in replacement:
        return replacement
    match = re.compile(seen.rule.body["tokens"][hit.order]).match(seen.view.text, hit.start)
    return match.expand(replacement) if match else replacement


def _begins(seen: Seen, span: Span) -> bool:
    """Whether a capital here may come from the start of a sentence: in German nouns have one anywhere."""
    return seen.document.language != "de" or seen.document.sentence_at(span.start).start == span.start


def _like(replacement: str, matched: str, begins: bool) -> str:
    """The replacement with the capital the matched text begins with, or all in capitals where a long match is."""
    if len(matched) > _ACRONYM and matched.isupper():
        return replacement.upper()
    if 1 < len(matched) <= _ACRONYM and matched.isupper():
        return replacement  # ASAP is no shout, and what stands for it need not be one
    if begins and matched[:1].isupper() and replacement[:1].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement


_ACRONYM = 5
"""Letters up to which a match in capitals is taken for an acronym."""


def _removal(seen: Seen, span: Span) -> Edit:
    """The edit that takes the span out; a sign without letters leaves no word glued to the next."""
    text = seen.document.text
    if any(char.isalnum() for char in text[span.start : span.end]):
        return without_words(text, span)
    return without_sign(text, span, seen.document.language)


def _in_case(seen: Seen, span: Span, wanted: str) -> bool:
    if wanted not in ("lower", "upper", "title", "sentence"):
        return re.fullmatch(wanted, seen.document.text[span.start : span.end]) is not None
    line = seen.document.unmasked[span.start : span.end]
    words = [
        "" if any(re.fullmatch(allowed, word) for allowed in seen.rule.exceptions) else word
        for word in _LETTERS.findall(line)
    ]
    if wanted == "lower":
        return all(word.islower() for word in words if word)
    if wanted == "upper":
        return all(word.isupper() for word in words if word)
    begins = not words or not words[0] or words[0][0].isupper()
    if wanted == "title":
        return begins and all(word[0].isupper() or len(word) < 4 for word in words if word)
    return begins and all(word.islower() or word.isupper() for word in words[1:] if word)


_LETTERS = lazy(r"[^\W\d_][\w'’-]*")
