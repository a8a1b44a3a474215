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

from voicekit.guideline.patterns import parsed
from voicekit.text.language import stop_words
from voicekit.types import LANGUAGES

from re import _constants as op, _parser as parser  # type: ignore[attr-defined]  # isort: skip

_MAX_VARIANTS = 48
SPREAD = 48
"""How loosely an anchor may be placed for its rule to be tried at the spot only."""
_FAR = 1_000_000
_LOOSE = 4
"""How much rarer a literal has to be to be worth reading a whole text for."""
_MOST_NEEDS = 40
_MOST_WORDS = 400
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


# Words of this trade: not frequent in a language, and frequent in what customers and agents write.
_USUAL = frozenset(
    """order orders parcel package delivery card account bank app shop store money refund email phone number day days
    week weeks today yesterday time year first last day help thanks thank please service support customer send sent
    bought ordered received tent jacket boots shoes bag pack stove lamp bestellung paket karte konto bank geld tag tage
    woche heute gestern zeit jahr danke bitte hilfe kundenservice zelt jacke schuhe rucksack kocher lampe gekauft
    bestellt bekommen commande colis carte compte banque argent jour jours semaine hier aujourd'hui temps merci bonjour
    service client tente veste chaussures sac acheté reçu заказ заказа заказал карта карту счёт счет банк деньги день
    дней неделю сегодня вчера время спасибо пожалуйста здравствуйте поддержка палатка куртка ботинки рюкзак купил пришёл
    đơn hàng thẻ tiền tài khoản ngân shop ngày tuần hôm nay qua giờ lần mua giao nhận lều giày balo bếp đèn nhân viên
    khách dịch vụ don hang the tien tai khoan ngan ngay tuan hom gio lan nhan vien khach""".split()
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


class Need(NamedTuple):
    """Whole words, and texts that need not be any, of which one stands in every match."""

    words: tuple[str, ...]
    texts: tuple[str, ...]


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
def find_needs(pattern: str) -> tuple[Need, ...]:
    """Further words and literals of `pattern`: of each group one stands in every match, wherever.

    The matcher passes over a pattern whose anchor was seen where one of these is missing: that is cheaper than to
    compile its regex and run it.
    """
    best = find_anchors(pattern)
    taken = tuple(anchor.literal for anchor in best or ())
    needs: dict[Need, None] = {}
    for found in _sets(pattern):
        words = {anchor.literal: _longest_word(anchor) for anchor in found}
        texts = tuple(literal for literal, word in words.items() if not word)
        if (
            tuple(words) != taken
            and len(words) <= _MOST_WORDS
            and len(texts) <= _MOST_NEEDS
            and all(len(text) >= _SHORTEST_NEED for text in texts)
        ):
            needs[Need(tuple(dict.fromkeys(word for word in words.values() if word)), texts)] = None
    return tuple(sorted(needs, key=lambda need: len(need.texts)))


def _longest_word(anchor: Anchor) -> str:
    """The longest whole word in the literal; empty where it has none."""
    last = len(anchor.literal)
    whole = [
        match[0]
        for match in _WORD.finditer(anchor.literal)
        if (match.start() > 0 or anchor.left) and (match.end() < last or anchor.right)
    ]
    return max(whole, key=len, default="")


def literal_words(pattern: str) -> tuple[set[str], set[str]]:
    """The whole words that `pattern` is written with, and the beginnings of words it leaves open."""
    words: set[str] = set()
    stems: set[str] = set()
    for anchor in (anchor for found in _sets(pattern) for anchor in found):
        last = len(anchor.literal)
        for match in _WORD.finditer(anchor.literal):
            if match.start() > 0 or anchor.left:
                (words if match.end() < last or anchor.right else stems).add(match[0])
    return words, stems


@cache
def _sets(pattern: str) -> list[list[Anchor]]:
    return _all_sets(list(parsed(pattern)), 0, 0, left=False, right=False)


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
    try:
        low, high = sub.getwidth()
    except IndexError:  # a back reference: its group stands outside this item
        return 0, _FAR
    return int(low), int(min(high, _FAR))


def _anchors(run: _Run) -> list[Anchor]:
    return [Anchor(text, run.low, run.high, run.left, run.right) for text in run.texts]


def _worth(anchors: list[Anchor]) -> tuple[bool, float]:
    """How well a set narrows the search: by how seldom one of its literals can be expected in a text.

    A set whose place in the match is not known makes the matcher read the whole text: worth a rarer word, no more.
    """
    close = all(anchor.high - anchor.low <= SPREAD for anchor in anchors)
    spoken = all(_WORD.search(anchor.literal) for anchor in anchors)
    return spoken, -sum(map(_likely, anchors)) * (1 if close else _LOOSE)


def _likely(anchor: Anchor) -> float:
    """A rough guess of the share of texts that hold the literal: no more often than its rarest word."""
    last = len(anchor.literal)
    chances = [
        _frequency(
            match[0],
            (match.start() > 0 or anchor.left) and (match.end() < last or anchor.right),
        )
        for match in _WORD.finditer(anchor.literal)
    ]
    return min(chances, default=1.0) * 0.5 ** max(0, len(chances) - 1)


def _frequency(word: str, whole: bool) -> float:
    if not whole:
        return (1.0, 0.9, 0.7, 0.3, 0.1, 0.04)[len(word)] if len(word) < 6 else 0.01
    if word in _COMMON or word in _frequent():
        return 0.25
    if word in _USUAL:
        return 0.05
    return (1.0, 0.1, 0.05, 0.02, 0.008)[len(word)] if len(word) < 5 else 0.003


@cache
def _frequent() -> frozenset[str]:
    return frozenset().union(*map(stop_words, LANGUAGES))
