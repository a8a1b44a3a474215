"""Compares what stands beside what: two amounts, days, products that changed places.

All the words may be there and the message still be another; it must never speak where the neighbours are new words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from voicekit.text.negation import stem_of

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
Links = dict[tuple[str, str], dict[str, float]]
"""For each fact (kind, value) what stands around it, with a weight."""
_FAR = 4
"""Neighbours on each side that say what a fact belongs to."""
_CLEAR = 0.5
"""By how much the other fact's neighbours have to fit better."""


def compare(guard: Guard, side: Side) -> Iterator[Found]:
    """Facts that changed places."""
    ours, theirs = guard.links, links_of(guard, side)
    for one, other in combinations(sorted(ours.keys() & theirs.keys()), 2):
        if one[0] != other[0]:
            continue
        straight = _fit(ours[one], theirs[one]) + _fit(ours[other], theirs[other])
        crossed = _fit(ours[one], theirs[other]) + _fit(ours[other], theirs[one])
        if crossed > straight + _CLEAR:
            yield "order.swapped", _shown(guard.draft, one), _shown(side, other)


def links_of(guard: Guard, side: Side) -> Links:
    """For each fact and product what stands around it, nearer things weighing more; `(kind, value)` leads there."""
    language = guard.known.language
    things: list[tuple[int, str, str]] = [
        (fact.span.start, fact.kind, fact.value) for fact in side.facts if fact.kind != "name"
    ]
    folded = side.folded if len(side.folded) == len(side.text) else ""
    for name in guard.known.guideline.kept_names:
        at = folded.find(name)
        if at >= 0:
            things.append((at, "product", name))
    taken = [fact.span for fact in side.facts]
    for word, span in zip(side.words.texts, side.words.spans, strict=True):
        stem = stem_of(word, language)
        if stem and not any(one.start <= span.start < one.end for one in taken):
            things.append((span.start, "", stem))
    things.sort()
    ends = sorted(place.end for place, _ in side.meaning.sentences)
    found: Links = {}
    for at, (start, kind, value) in enumerate(things):
        if not kind:
            continue
        around = found.setdefault((kind, value), {})
        low, high = _sentence(start, ends)
        for other in range(max(0, at - _FAR), min(len(things), at + _FAR + 1)):
            place, own, what = things[other]
            if other != at and own != kind and low <= place < high:
                around[what] = max(around.get(what, 0.0), 1 / abs(other - at))
    return found


def _sentence(at: int, ends: list[int]) -> tuple[int, int]:
    before = [end for end in ends if end <= at]
    after = [end for end in ends if end > at]
    return (before[-1] if before else 0), (after[0] if after else at + 1)


def _fit(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(weight, other[what]) for what, weight in one.items() if what in other)


def _shown(side: Side, key: tuple[str, str]) -> str:
    """The words under which a fact stands in a text."""
    return next((fact.text for fact in side.facts if (fact.kind, fact.value) == key), key[1])
