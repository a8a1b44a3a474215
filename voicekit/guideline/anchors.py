"""Finds, for a rule's regex, the literal texts of which one stands in every match, and where in the match it stands.

The matcher looks for these first and tries a regex only where one was seen; a wrong answer here would lose findings,
so whatever is not understood gives None ("no anchor") and the regex is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from re import _constants as op, _parser as parser  # type: ignore[attr-defined]  # isort: skip

_MAX_VARIANTS = 48
SPREAD = 48
"""How loosely an anchor may be placed for its rule to be tried at the spot only."""
_FAR = 1_000_000
_MOST_NEEDS = 24
_SHORTEST_NEED = 2
_WORD = re.compile(r"\w+")
# Words that stand in most replies: an anchor that can be looked up only by one of these sends rules to their regex
# for nothing. Nothing but speed depends on this list.
_COMMON = frozenset(
    """a an and are as at be but can do for from has have i i'm if in is it me my no not of on or our so that the this
    to us was we will with you your der die das den dem ein eine und oder ist sind nicht sie ihr ihre ihnen wir ich es
    in zu mit von auf für im an le la les de des du un une et ou est sont ne pas vous nous votre vos je il elle à en
    pour dans и в не на с что вы мы я по за к это ваш вас вам có không là và của cho được với chúng tôi bạn anh chị em
    này để sẽ đã ạ""".split()
)


_EDGES = (op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING, op.AT_END, op.AT_END_STRING)


class Anchor(NamedTuple):
    """A literal that begins `low` to `high` code points after the start of the match.

    `left` and `right` say whether the literal is known to end at a word edge there.
    """

    literal: str
    low: int
    high: int
    left: bool
    right: bool


class _Run(NamedTuple):
    """Some strings of which one stands here, `low` to `high` after the start of the match."""

    texts: tuple[str, ...]
    low: int
    high: int
    left: bool
    right: bool


@cache
def find_anchors(pattern: str) -> tuple[Anchor, ...] | None:
    """Anchors of `pattern`, or None where none can be named. `pattern` must compile."""
    best = max(_sets(pattern), key=_worth, default=None)
    return None if best is None else tuple(dict.fromkeys(best))


@cache
def find_needs(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Further literals of `pattern`: of each group one stands in every match, wherever.

    The matcher passes over a pattern whose anchor was seen where one of these is missing: that is cheaper than to
    compile its regex and run it.
    """
    best = find_anchors(pattern)
    groups = [tuple(dict.fromkeys(anchor.literal for anchor in found)) for found in _sets(pattern)]
    spoken = [
        group for group in groups if len(group) <= _MOST_NEEDS and min(map(len, group)) >= _SHORTEST_NEED
    ]
    others = [group for group in spoken if group != tuple(anchor.literal for anchor in best or ())]
    return tuple(dict.fromkeys(others))


@cache
def _sets(pattern: str) -> list[list[Anchor]]:
    return _all_sets(list(parser.parse(pattern)), 0, 0, left=False, right=False)


def width(pattern: str) -> tuple[int, int]:
    """Shortest and longest match of `pattern` in code points (the longest may be the parser's MAXREPEAT)."""
    low, high = parser.parse(pattern).getwidth()
    return int(low), int(high)


Key = tuple[str, ...]
"""What an anchor is looked up by: two whole words that follow each other, one whole word, or a piece of a word."""


def key_of(anchor: Anchor, load: Mapping[Key, int]) -> tuple[Key, bool] | None:
    """The anchor's rarest key and whether its words are whole ones. None: the literal has no word character at all.

    `load` counts the anchors each key has already: what many rules speak of, many replies will too.
    """
    matches = list(_WORD.finditer(anchor.literal))
    last = len(anchor.literal)
    whole = [(match.start() > 0 or anchor.left) and (match.end() < last or anchor.right) for match in matches]
    options: list[tuple[Key, bool]] = [
        ((match[0],), full) for match, full in zip(matches, whole, strict=True)
    ]
    options.extend(
        ((one[0], other[0]), True)
        for (one, full), (other, other_full) in pairwise(zip(matches, whole, strict=True))
        if full and other_full
    )
    return min(options, key=lambda option: _chance(*option) * (1 + load.get(option[0], 0)), default=None)


def _chance(key: Key, whole: bool) -> float:
    """A rough guess of how often a reply holds the key: common words often, long ones seldom, pairs more seldom."""
    if not whole:
        return (0.95, 0.9, 0.8, 0.4, 0.15, 0.08)[len(key[0])] if len(key[0]) < 6 else 0.04
    chance = 1.0
    for word in key:
        chance *= 0.3 if word in _COMMON else 0.03 + 0.5 / len(word) ** 2
    return chance


def _best(
    items: Sequence[tuple[Any, Any]], low: int, high: int, *, left: bool, right: bool
) -> list[Anchor] | None:
    return max(_all_sets(items, low, high, left=left, right=right), key=_worth, default=None)


def _all_sets(
    items: Sequence[tuple[Any, Any]], low: int, high: int, *, left: bool, right: bool
) -> list[list[Anchor]]:
    """Every set of anchors of a sequence that starts `low` to `high` after the match's start."""
    candidates: list[list[Anchor]] = []
    run: _Run | None = None
    edge = left
    flat = list(_flatten(items))
    for index, (code, value) in enumerate(flat):
        if code is op.AT:
            boundary = value in _EDGES
            if run is not None and boundary:
                candidates.append(_anchors(run._replace(right=True)))
                run = None
            edge = boundary
            continue
        if code in (op.ASSERT, op.ASSERT_NOT):
            if run is not None:
                candidates.append(_anchors(run))
                run = None
            edge = False
            continue
        texts = _exact(code, value)
        if texts is not None and (run is None or len(run.texts) * len(texts) <= _MAX_VARIANTS):
            run = (
                _Run(texts, low, high, edge, False)
                if run is None
                else run._replace(texts=tuple(a + b for a, b in product(run.texts, texts)))
            )
        else:
            if run is not None:
                candidates.append(_anchors(run))
                run = None
            if texts is not None:
                run = _Run(texts, low, high, edge, False)
            else:
                closed = _is_edge(flat[index + 1]) if index + 1 < len(flat) else right
                inner = _inner(code, value, low, high, left=edge, right=closed)
                if inner is not None:
                    candidates.append(inner)
        least, most = _width(code, value)
        low, high = low + least, min(high + most, _FAR)
        edge = False
    if run is not None:
        candidates.append(_anchors(run._replace(right=right)))
    return [found for found in candidates if found and all(anchor.literal.strip() for anchor in found)]


def _is_edge(item: tuple[Any, Any]) -> bool:
    return item[0] is op.AT and item[1] in _EDGES


def _flatten(items: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """The sequence with plain groups opened up."""
    for code, value in items:
        if code is op.SUBPATTERN and not value[1] and not value[2]:
            yield from _flatten(value[3])
        else:
            yield code, value


def _exact(code: Any, value: Any) -> tuple[str, ...] | None:
    """All the strings an item can match, where they are few; else None."""
    if code is op.LITERAL:
        return (chr(value),)
    if code is op.IN:
        chars: list[str] = []
        for kind, member in value:
            if kind is op.LITERAL:
                chars.append(chr(member))
            elif kind is op.RANGE and member[1] - member[0] < 8:
                chars.extend(chr(point) for point in range(member[0], member[1] + 1))
            else:
                return None
        return tuple(chars) if 0 < len(chars) <= 8 else None
    if code is op.BRANCH:
        texts: list[str] = []
        for branch in value[1]:
            some = _exact_sequence(branch)
            if some is None:
                return None
            texts.extend(some)
        return tuple(dict.fromkeys(texts)) if len(texts) <= _MAX_VARIANTS else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, body = value
        some = _exact_sequence(body)
        if some is None or most > 2 or least > most:
            return None
        texts = [
            a for count in range(least, int(most) + 1) for a in map("".join, product(some, repeat=count))
        ]
        return tuple(dict.fromkeys(texts)) if len(texts) <= 8 else None
    if code is op.SUBPATTERN and not value[1] and not value[2]:
        return _exact_sequence(value[3])
    return None


def _exact_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[str, ...] | None:
    texts: tuple[str, ...] = ("",)
    for code, value in items:
        some = _exact(code, value)
        if some is None or len(texts) * len(some) > _MAX_VARIANTS:
            return None
        texts = tuple(a + b for a, b in product(texts, some))
    return texts


def _inner(code: Any, value: Any, low: int, high: int, *, left: bool, right: bool) -> list[Anchor] | None:
    """Anchors inside an item that is no plain string: every branch must have its own; a repeat must happen once."""
    if code is op.BRANCH:
        found: list[Anchor] = []
        for branch in value[1]:
            some = _best(list(branch), low, high, left=left, right=right)
            if some is None:
                return None
            found.extend(some)
        return found
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        return _best(list(value[2]), low, high, left=left, right=False)
    return None


def _width(code: Any, value: Any) -> tuple[int, int]:
    sub = parser.SubPattern(parser.State(), [(code, value)])
    low, high = sub.getwidth()
    return int(low), int(min(high, _FAR))


def _anchors(run: _Run) -> list[Anchor]:
    return [Anchor(text, run.low, run.high, run.left, run.right) for text in run.texts]


def _worth(anchors: list[Anchor]) -> tuple[bool, bool, int, int]:
    """How well a set narrows the search: by its weakest literal, exact places before loose ones, few before many."""
    return (
        all(_WORD.search(anchor.literal) for anchor in anchors),
        all(anchor.high - anchor.low <= SPREAD for anchor in anchors),
        min(
            max((_value(anchor, match) for match in _WORD.finditer(anchor.literal)), default=0)
            for anchor in anchors
        ),
        -len(anchors),
    )


def _value(anchor: Anchor, match: re.Match[str]) -> int:
    word = match[0]
    whole = (match.start() > 0 or anchor.left) and (match.end() < len(anchor.literal) or anchor.right)
    if whole:
        return 1 if word in _COMMON else 2 * len(word)
    return len(word) if len(word) > 2 else 0
