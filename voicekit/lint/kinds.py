"""What each kind of rule makes of its hits: one function a kind, each giving raw findings.

Kinds with Vale's names keep Vale's meaning; nothing here writes a message or decides a severity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from voicekit.guideline.compiled import Rule
from voicekit.lint.formula import evaluate
from voicekit.lint.matcher import Hit
from voicekit.text.document import Document
from voicekit.text.fold import Folded
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
            yield Raw(span, edits=((_removal(seen.document.text, span),),))
        else:
            text = _expand(seen, hit, replace)
            yield Raw(span, edits=((Edit(span, text),),), fields={"replacement": text})


def substitution(seen: Seen) -> Iterator[Raw]:
    """Each hit is a finding with the preferred wording as its mend; `a|b` offers both. Already right: silence."""
    replacements = seen.rule.body["replacements"]
    for hit in seen.hits:
        span = seen.span(hit)
        matched = seen.document.text[span.start : span.end]
        options = [
            _like(option, matched) for option in _expand(seen, hit, replacements[hit.order]).split("|")
        ]
        if matched not in options:
            yield Raw(
                span, edits=tuple((Edit(span, text),) for text in options), fields={"replacement": options[0]}
            )


def occurrence(seen: Seen) -> Iterator[Raw]:
    """More than `max` hits (the first one too many is shown) or fewer than `min`, in the text or in each part."""
    most, least = seen.rule.body["max"], seen.rule.body["min"]
    for part in _parts(seen):
        hits = [hit for hit in seen.hits if part is None or part.start <= seen.span(hit).start < part.end]
        if most is not None and len(hits) > most:
            yield Raw(seen.span(hits[most]), value=len(hits))
        if least is not None and len(hits) < least:
            yield Raw(part, value=len(hits))


def repetition(seen: Seen) -> Iterator[Raw]:
    """The same word twice in a row; the mend keeps it once. `alpha` leaves out what has a digit or sign in it."""
    tokens = seen.document.tokens
    if not any(one == other for one, other in pairwise(tokens)):
        return
    for source in seen.rule.body["repeats"]:
        for match in re.finditer(source, seen.view.text):
            once = match[1]
            if seen.rule.body["alpha"] and not once.replace(" ", "").isalpha():
                continue
            span = seen.view.source(match.start(), match.end())
            kept = seen.view.source(match.start(1), match.end(1))
            text = seen.document.text[kept.start : kept.end]
            yield Raw(span, edits=((Edit(span, text),),), fields={"replacement": text})


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
            key = match[1] if grouped and match else _text(seen, hit)
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
        if not _in_case(text[span.start : span.end], wanted, seen.rule.exceptions):
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


def _like(replacement: str, matched: str) -> str:
    """The replacement with the capital the matched text begins with, or all in capitals as it is."""
    if len(matched) > 1 and matched.isupper():
        return replacement.upper()
    if matched[:1].isupper() and replacement[:1].islower():
        return replacement[0].upper() + replacement[1:]
    return replacement


def _removal(text: str, span: Span) -> Edit:
    """The edit that takes the span out, with the blank and comma that would be left behind."""
    start, end = span
    while end < len(text) and text[end] in " ,":
        end += 1
    if end == len(text) or text[end] in ".!?\n":
        while start > 0 and text[start - 1] in " ,":
            start -= 1
        end = span.end
    at_start = start == 0 or text[:start].rstrip(" ")[-1:] in "\n.!?"
    if at_start and end < len(text) and text[end].islower() and text[span.start].isupper():
        return Edit(Span(start, end + 1), text[end].upper())
    return Edit(Span(start, end), "")


def _in_case(line: str, wanted: str, exceptions: tuple[str, ...]) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if word not in exceptions]
    if wanted == "lower":
        return all(word.islower() for word in words)
    if wanted == "upper":
        return all(word.isupper() for word in words)
    if wanted == "title":
        return all(word[0].isupper() or len(word) < 4 for word in words) and words[:1] == [
            word for word in words[:1] if word[0].isupper()
        ]
    if wanted == "sentence":
        return not words or (
            words[0][0].isupper() and all(word.islower() or word.isupper() for word in words[1:])
        )
    return re.fullmatch(wanted, line) is not None
