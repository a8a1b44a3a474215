"""A linear model beside the signals: what words of a message weigh for a risk, learned from labelled messages.

It sees risks in wordings that no signal knows, and gives the words it saw them in. It must never read a file before
the first message of a language, nor say anything in a language without weights.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import NamedTuple

from voicekit.text.language import stop_words
from voicekit.text.plain import plain
from voicekit.text.typed import letters
from voicekit.text.wordshape import word_pattern

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
UNIT = 1000
"""Weights in the files are whole thousandths."""
GROWTH = 0.3
"""How the threshold grows with the words of a message; by cross-validation."""
_SHORT = 4
_END = re.compile(r"[.!?;…\n]")
_NOT = frozenset(
    "no not never nothing nobody cant cannot dont wont nicht kein keine keinen nie nichts niemand ne pas jamais rien"
    " не нет ни никто никогда ничего нельзя không chẳng đừng khong chang".split()
)
"""Frequent words that evidence may begin or end in: without them it would say the contrary."""
_SMALL = frozenset(
    "a on in us c d j l m n qu s t y а вашего вашей вашем вашему ваших вашим вашими вашу".split()
)
"""More of those frequent words: of two languages or of none, they tell none apart, so no list of one has them."""
_BEGINNINGS = (4, 5, 6)
_LONGEST = 7
"""Words of evidence at most."""
_KEPT = 20_000
_SYLLABIC = ("vi", "vi-bare")


class Found(NamedTuple):
    """A label whose score passes its threshold, and the words that add most to it: none such begin or end in a word
    that says nothing by itself, if others are there.
    """

    label: str
    start: int
    end: int


def tokens_of(text: str, language: str) -> list[str]:
    """The words of a reading (see voicekit.text.typed); all numbers are one word."""
    return [_plain_word(word) for word in word_pattern(language).findall(text)]


def _plain_word(word: str) -> str:
    return "0" if word[:1].isdigit() else word.replace("'", "")


def of_word(word: str, language: str) -> Iterator[str]:
    """The features of one word: itself, its beginnings, and for Vietnamese the syllable without its marks."""
    yield word
    if language not in _SYLLABIC:
        for size in _BEGINNINGS:
            if len(word) >= size:
                yield f"{word[:size]}*"
    if language == "vi":
        yield f"~{plain(word)}"


def of_pair(first: str, second: str, language: str) -> Iterator[str]:
    """The features of two words, one right after the other."""
    yield f"{first} {second}"
    if language == "vi":
        yield f"~{plain(first)} {plain(second)}"


def features(text: str, language: str) -> Iterator[str]:
    """Every feature of a reading, as often as it is there; the model's score is the sum of their weights."""
    before = ""
    for word in tokens_of(text, language):
        yield from of_word(word, language)
        if before:
            yield from of_pair(before, word, language)
        before = word


class Model:
    """The weights of one language: a message's score for a label is their sum, made smaller for a long message."""

    def __init__(self, language: str, lines: list[str]) -> None:
        self._language = language
        self.labels: tuple[str, ...] = ()
        self.thresholds: tuple[float, ...] = ()
        self.weights: dict[str, tuple[float, ...]] = {}
        for line in lines:
            name, *values = line.split("\t")
            if name == "labels:":
                self.labels = tuple(values)
            elif name == "thresholds:":
                self.thresholds = tuple([int(value) / UNIT for value in values])
            else:
                self.weights[name] = tuple([int(value) / UNIT for value in values])
        self._pattern = word_pattern(language)
        self._nothing = (0.0,) * len(self.labels)
        self._memo: dict[str, tuple[float, ...]] = {}
        self._pair_memo: dict[tuple[str, str], tuple[float, ...]] = {}

    def read(self, text: str) -> list[Found]:
        """The labels that `text`, a reading in this language, passes the threshold of."""
        words = self._pattern.findall(text)
        if not words or not self.labels:
            return []
        rows = []
        before = ""
        for word in words:
            value = self._memo.get(word) or self._of_word(word)
            if value is not self._nothing:
                rows.append(value)
            value = self._pair_memo.get((before, word)) or self._of_pair(before, word)
            if value is not self._nothing:
                rows.append(value)
            before = word
        size = scale(len(words))
        sums = [sum(column) for column in zip(*rows, strict=True)]
        over = [at for at, total in enumerate(sums) if total > self.thresholds[at] * size]
        return [self._found(at, words, text) for at in over]

    def _found(self, at: int, words: list[str], text: str) -> Found:
        alone = [self._of_word(word)[at] for word in words]
        pairs = [self._of_pair(*pair)[at] for pair in pairwise(words)]
        edges = [number for number, word in enumerate(words) if _plain_word(word) not in self._empty]
        spans = [match.span() for match in self._pattern.finditer(text)]
        ends = [_END.search(text, *between) is not None for between in _between(spans)]
        first, last = _heaviest(alone, pairs, edges or range(len(words)), ends)
        return Found(self.labels[at], spans[first][0], spans[last][1])

    @cached_property
    def _empty(self) -> frozenset[str]:
        """Words that say nothing by themselves: the most frequent ones of the language, and numbers."""
        known = stop_words(self._language.partition("-")[0])
        return _SMALL.union(["0"], (letters(word.replace("'", ""), self._language) for word in known)) - _NOT

    def _of_word(self, word: str) -> tuple[float, ...]:
        value = self._memo.get(word)
        if value is None:
            if len(self._memo) >= _KEPT:
                self._memo.clear()
            value = self._memo[word] = self._sum(of_word(_plain_word(word), self._language))
        return value

    def _of_pair(self, first: str, second: str) -> tuple[float, ...]:
        value = self._pair_memo.get((first, second))
        if value is None:
            if len(self._pair_memo) >= _KEPT:
                self._pair_memo.clear()
            names = of_pair(_plain_word(first), _plain_word(second), self._language)
            value = self._pair_memo[first, second] = self._sum(names)
        return value

    def _sum(self, names: Iterable[str]) -> tuple[float, ...]:
        known = [self.weights[name] for name in names if name in self.weights]
        return tuple(map(sum, zip(*known, strict=True))) if known else self._nothing


def scale(words: int) -> float:
    """What the sum of weights of a message of so many words is held against: a long one has more of everything."""
    return float(max(words, _SHORT) ** GROWTH)


def _between(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where one word ends and the next begins."""
    return ((before[1], after[0]) for before, after in pairwise(spans))


def _heaviest(
    words: Sequence[float], pairs: Sequence[float], edges: Sequence[int], ends: Sequence[bool]
) -> tuple[int, int]:
    """The first and last, both of `edges`, of up to _LONGEST words of a sentence that add most with their pairs.

    A word is worth its place by what it adds beyond half an average one, so that evidence is no longer than need be;
    `ends` says after which words a sentence ends.
    """
    cost = max(0.0, (sum(words) + sum(pairs)) / len(words) / 2)
    allowed = frozenset(edges)
    best = (-inf, 0, 0, 0)
    for first in edges:
        total = 0.0
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first:
                if ends[last - 1]:
                    break
                total += pairs[last - 1]
            total += words[last] - cost
            if last in allowed:
                best = max(best, (round(total, 4), first - last, first, last))
    return best[2], best[3]


_models: dict[str, Model | None] = {}


def model(language: str) -> Model | None:
    """The model of a language ("vi-bare" is Vietnamese without its marks); None where there is none."""
    if language not in _models:
        _models[language] = _load(language)
    return _models[language]


def _load(language: str) -> Model | None:
    path = os.path.join(DATA, f"triage-{language}.txt")
    if not language.replace("-", "").isalpha() or not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        return Model(language, [line for line in file.read().split("\n") if line and line[0] != "#"])
