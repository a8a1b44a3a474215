"""Builds what the matcher looks up: for the patterns of rules, their anchors under words, pairs and pieces.

Runs on a cache miss only; nothing but speed may depend on which anchor is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from voicekit.guideline.anchors import SPREAD, Anchor, Key, find_anchors, find_needs, key_of
from voicekit.guideline.compiled import ANYWHERE, Group
from voicekit.guideline.patterns import is_bounded
from voicekit.text.fold import fold_plain


class Entry(NamedTuple):
    """The patterns of one rule, and whether they read folded letters, and the whole text."""

    number: int
    tokens: Sequence[str]
    ignorecase: bool = True
    whole: bool = False


def pattern_index(entries: Iterable[Entry]) -> tuple[Any, ...]:
    """All of `compiled.Index` but what stands in its last place."""
    patterns: list[tuple[int, int, bool, tuple[int, ...]]] = []
    groups: dict[Group, int] = {}
    always: list[int] = []
    places: dict[tuple[str, bool], list[tuple[int, int, int]]] = defaultdict(list)
    edges: dict[tuple[str, bool], Anchor] = {}
    for number, tokens, ignorecase, whole in entries:
        for order, source in enumerate(tokens):
            anchors = find_anchors(source) or ()
            if not ignorecase:
                anchors = tuple(anchor._replace(literal=fold_plain(anchor.literal)) for anchor in anchors)
            close = all(anchor.high - anchor.low <= SPREAD for anchor in anchors)
            spot = bool(anchors) and ignorecase and close
            if not anchors:
                always.append(len(patterns))
            for anchor in anchors:
                place = (anchor.literal, whole)
                low, high = (anchor.low, anchor.high) if spot else (0, ANYWHERE)
                places[place].append((len(patterns), low, high))
                known = edges.get(place)
                edges[place] = anchor if known is None else _weaker(known, anchor)
            patterns.append((number, order, is_bounded(source), _needs(source, ignorecase, groups)))
    words, pairs, parts, loose = _keys(edges)
    table = tuple((literal, whole, tuple(uses)) for (literal, whole), uses in places.items())
    return words, pairs, parts, loose, table, tuple(patterns), tuple(groups), tuple(always)


def _needs(source: str, ignorecase: bool, groups: dict[Group, int]) -> tuple[int, ...]:
    """The numbers of what `source` needs; patterns that are written with the same list share its group."""
    folded = (lambda text: text) if ignorecase else fold_plain
    found = [
        (frozenset(map(folded, need.words)), tuple(map(folded, need.texts))) for need in find_needs(source)
    ]
    return tuple(groups.setdefault(group, len(groups)) for group in found)


def _weaker(one: Anchor, other: Anchor) -> Anchor:
    """The anchor that claims only the word edges both claim."""
    return one._replace(left=one.left and other.left, right=one.right and other.right)


_Table = dict[str, tuple[int, ...]]


def _keys(
    edges: Mapping[tuple[str, bool], Anchor],
) -> tuple[_Table, dict[str, _Table], _Table, tuple[int, ...]]:
    """Each anchor under its key: a whole word, a pair of whole words, a piece of a word, or none."""
    load: dict[Key, int] = defaultdict(int)
    words: dict[str, list[int]] = defaultdict(list)
    pairs: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    parts: dict[str, list[int]] = defaultdict(list)
    loose: list[int] = []
    for number, anchor in enumerate(edges.values()):
        found = key_of(anchor, load)
        if found is None:
            loose.append(number)
            continue
        key, whole = found
        load[key] += 1
        if len(key) == 2:
            pairs[key[0]][key[1]].append(number)
        else:
            (words if whole else parts)[key[0]].append(number)
    frozen_pairs = {first: _frozen(seconds) for first, seconds in pairs.items()}
    return _frozen(words), frozen_pairs, _frozen(parts), tuple(loose)


def _frozen(groups: Mapping[str, list[int]]) -> _Table:
    return {key: tuple(members) for key, members in groups.items()}
