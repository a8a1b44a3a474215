"""Says which words make a score, and shows only what a person would call a reason.

It must never show a word whose direction neither the hand-set rules nor enough training rows bear out.
"""

from __future__ import annotations

from typing import NamedTuple

from voicekit.text.tone import grams
from voicekit.text.tone.traits import LEVELS, MOST, Traits
from voicekit.text.tone.weights import model, rule_weights, scale
from voicekit.types import Span

_SHOWN = 8
_LEAST = 2.0
"""Fewer points than this are not shown."""
_POINTS = 39.9
"""From the middle, one spread is so many points at first (100 times the density of the normal distribution there)."""
_WHOLE = ("long", "wordlen")
"""Traits of the whole text that may be shown."""
_NEVER = "comma"


class Contribution(NamedTuple):
    """What one place adds to a score (negative: takes from it), in points as they count near the middle of 0 to 100.

    `span` is None for a trait of the whole text: `text` is then `long` (words a sentence) or `wordlen`.
    """

    span: Span | None
    text: str
    points: float


def contributions(axis: str, traits: Traits) -> tuple[Contribution, ...]:
    """What makes the score of `axis`, largest first, at most eight.

    Shown are markers, address forms, long words and sentences where the whole of what they add has the sign that
    the hand-set rules give them, and other words only where the training rows speak for them. The rest of the score
    is not shown.
    """
    words, language = traits.words, traits.words.document.language
    weights, rules = model(axis, language), rule_weights(axis)
    spread = scale(axis, language).spread
    added: list[float] = []
    if weights.how == "trained":
        weights.of_text(words.tokens, added)
        size = grams.size(words.letters)
        added = [value / size for value in added]
    places: dict[tuple[int, int], float] = {}
    counted: dict[str, float] = {}
    wanted: dict[tuple[int, int], float] = {}
    taken: set[int] = set()
    for kind, first, last in traits.hits:
        rule = rules.get(kind, 0.0)
        before = counted.get(kind, 0.0)
        share = min(traits.share, MOST - before)
        if not rule or kind == _NEVER or share <= 0:
            continue
        counted[kind] = before + share
        place = (first, last)
        places[place] = places.get(place, 0.0) + weights.traits.get(kind, 0.0) * share
        wanted[place] = wanted.get(place, 0.0) + rule
        if added and taken.isdisjoint(range(first, last + 1)):
            places[place] += sum(added[first : last + 1])
        taken.update(range(first, last + 1))
    sums = {place: value for place, value in places.items() if value * wanted[place] > 0}
    for at, value in enumerate(added):
        if words.tokens[at] in weights.backed and at not in taken:
            sums[at, at] = value
    text = words.document.text
    found: dict[Span | str, float] = {}
    for (first, last), value in sums.items():
        span = words.span(first, last)
        found[span] = found.get(span, 0.0) + value
    for name in LEVELS.values():
        if name in traits.values:
            value = weights.traits.get(name, 0.0)
            mark = next((one for one in traits.marks if one.form), None)
            if mark is not None and value * rules.get(name, 0.0) > 0:
                found[mark.span] = found.get(mark.span, 0.0) + value
    for name in _WHOLE:
        if weights.traits.get(name, 0.0) * rules.get(name, 0.0) > 0:
            found[name] = weights.traits[name] * (traits.values[name] - scale(name, language).mean)
    shown = []
    for where, value in found.items():
        points = round(_POINTS * value / spread, 1)
        if abs(points) >= _LEAST:
            if isinstance(where, str):
                shown.append(Contribution(None, where, points))
            else:
                shown.append(Contribution(where, text[where.start : where.end], points))
    shown.sort(key=lambda one: -abs(one.points))
    return tuple(shown[:_SHOWN])
