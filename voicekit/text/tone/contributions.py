"""Says which words make a score, and shows only what a person would call a reason.

It must never show a word that is in no list, nor one whose direction the hand-set rules do not bear out.
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

    Shown are markers, exclamation and question marks, the form of address, the length of words and sentences, each
    where what it adds has the sign that the hand-set rules give it. What a trained axis learned of a marker's own
    words and letters counts with the marker; what it learned of all other words is in the score and not shown.
    """
    words, language = traits.words, traits.words.document.language
    weights, rules = model(axis, language), rule_weights(axis)
    spread = scale(axis, language).spread
    added: list[float] = []
    if weights.how == "trained":
        weights.of_text(words.tokens, added)
        size = grams.size(words.letters)
        added = [value / size for value in added]
    places: dict[tuple[int, int], tuple[float, float]] = {}
    counted: dict[str, float] = {}
    for kind, first, last in traits.hits:
        rule = rules.get(kind, 0.0)
        before = counted.get(kind, 0.0)
        share = min(traits.share, MOST - before)
        if rule and kind != _NEVER and share > 0:
            counted[kind] = before + share
            value, wanted = places.get((first, last), (0.0, 0.0))
            places[first, last] = (value + weights.traits.get(kind, 0.0) * share, wanted + rule * share)
    joined = _joined(places)
    if added:
        joined = {
            (first, last): (value + sum(added[first : last + 1]), wanted)
            for (first, last), (value, wanted) in joined.items()
        }
    least = _LEAST / _POINTS * spread
    sums = [
        (place, value)
        for place, (value, wanted) in joined.items()
        if value * wanted > 0 and abs(value) >= least
    ]
    sums.sort(key=lambda one: -abs(one[1]))
    text = words.document.text
    found: dict[Span | str, float] = {}
    for (first, last), value in sums[:_SHOWN]:
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


def _joined(places: dict[tuple[int, int], tuple[float, float]]) -> dict[tuple[int, int], tuple[float, float]]:
    """The places in order; one that lies within or across another is counted with it."""
    joined: dict[tuple[int, int], tuple[float, float]] = {}
    current = (-1, -1)
    for place in sorted(places):
        value, wanted = places[place]
        if place[0] <= current[1]:
            before = joined.pop(current)
            value, wanted = value + before[0], wanted + before[1]
            current = (current[0], max(place[1], current[1]))
        else:
            current = place
        joined[current] = (value, wanted)
    return joined
