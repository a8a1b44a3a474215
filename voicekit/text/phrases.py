"""Finds phrases of word lists in a text by their words: fast, in any language, and blind to what they mean.

A list is a text file of sections (`[name]`), each with one phrase a line; see `Phrases`. It must never decide anything.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from voicekit.text.entities.dates import MONTH_WORDS
from voicekit.text.fold import fold
from voicekit.text.wordshape import word_pattern
from voicekit.types import Span

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
_CLAUSE = re.compile(r"[,;:!?…–—()\n]|\.(?=\s)| - ")
_SENTENCE = re.compile(r"[!?…\n]|\.(?=\s)")
_SHORT = frozenset("ca nr dr mr mrs ms st tel ул г руб тыс tp".split())
"""Words that a full stop behind cuts short."""
_GAP = "~"
_MOST_GAP = 3
_LONG = 8
"""Letters of a word in which a piece is looked for."""
_KEPT = 5_000


class Words(NamedTuple):
    """The words of a text, folded: what they are, where they stand in it, and in which clause and sentence."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


class Phrase(NamedTuple):
    """A phrase of section `kind` at words `[first, last)`."""

    kind: str
    first: int
    last: int


def words_of(text: str, language: str) -> Words:
    """The words of `text` in `language` (a code)."""
    folded = fold(text)
    pattern = word_pattern(language)
    texts: list[str] = []
    spans: list[Span] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    end = 0
    for match in pattern.finditer(folded.text):
        source = folded.source(*match.span())
        if texts:
            between = text[end : source.start]
            if between == ". " and _goes_on(texts[-1], match[0], text[source.start]):
                between = " "
            if between != " ":  # a blank parts nothing, and stands between most words
                clause += _CLAUSE.search(between) is not None
                sentence += _SENTENCE.search(between) is not None
        texts.append(match[0].replace("'", ""))
        spans.append(source)
        clauses.append(clause)
        sentences.append(sentence)
        end = source.end
    return Words(tuple(texts), tuple(spans), tuple(clauses), tuple(sentences))


def _goes_on(before: str, after: str, letter: str) -> bool:
    """Whether a sentence goes on behind a full stop: after "Dr", and after a day before its month or a small letter."""
    day = before.isdigit() and len(before) <= 2
    return before in _SHORT or (day and (after in MONTH_WORDS or letter.islower()))


class _Node:
    """A place in the tree of all phrases: where the next word leads, and the sections whose phrases end here."""

    __slots__ = ("begun", "exact", "gap", "held", "kinds", "sizes")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.exact: dict[str, _Node] = {}
        self.begun: dict[str, _Node] = {}
        self.sizes: tuple[int, ...] = ()
        self.held: dict[str, _Node] = {}
        self.gap: _Node | None = None

    def grown(self, word: str) -> _Node:
        """The node behind one word of a phrase."""
        if word == _GAP:
            self.gap = self.gap or _Node()
            return self.gap
        if word.startswith("*"):
            return self.held.setdefault(word.strip("*"), _Node())
        if word.endswith("*"):
            node = self.begun.setdefault(word[:-1], _Node())
            self.sizes = tuple(sorted({len(begun) for begun in self.begun}))
            return node
        return self.exact.setdefault(word, _Node())

    def after(self, word: str) -> list[_Node]:
        """The nodes that `word` leads to."""
        found = [self.exact[word]] if word in self.exact else []
        for size in self.sizes:
            node = self.begun.get(word[:size]) if size <= len(word) else None
            if node is not None:
                found.append(node)
        if self.held and len(word) >= _LONG:
            found += [node for held, node in self.held.items() if held in word]
        return found


class Phrases:
    """Phrases by section. In a phrase a word ending in `*` stands for all words that begin so, one beginning in `*` for
    all words of eight letters and more that hold it, and `~` for up to three words of the same sentence.
    """

    def __init__(self, sections: Mapping[str, Sequence[str]]) -> None:
        self._root = _Node()
        for kind, lines in sections.items():
            for line in lines:
                node = self._root
                for word in line.split():
                    node = node.grown(word)
                node.kinds.append(kind)
        self._first: dict[str, list[_Node]] = {}

    def find(self, words: Words) -> list[Phrase]:
        """Every phrase in the words, in order; of those of one section at one place the longest."""
        found: dict[tuple[str, int], int] = {}
        for at, word in enumerate(words.texts):
            for node in self._starting(word):
                for kind, last in _ends(words, node, at + 1):
                    key = (kind, at)
                    found[key] = max(found.get(key, 0), last)
        return [Phrase(kind, first, last) for (kind, first), last in found.items()]

    def _starting(self, word: str) -> list[_Node]:
        known = self._first.get(word)
        if known is None:
            known = self._root.after(word)
            if len(self._first) < _KEPT:
                self._first[word] = known
        return known


def _ends(words: Words, node: _Node, at: int) -> Iterator[tuple[str, int]]:
    """The sections of all phrases that go on from `node` at word `at`, each with where it ends."""
    for kind in node.kinds:
        yield kind, at
    if at >= len(words.texts) or words.sentences[at] != words.sentences[at - 1]:
        return
    if words.clauses[at] == words.clauses[at - 1]:
        for after in node.after(words.texts[at]):
            yield from _ends(words, after, at + 1)
    gap, most = node.gap, _MOST_GAP
    while gap is not None:
        for place in range(at, min(at + most + 1, len(words.texts))):
            if words.sentences[place] != words.sentences[at]:
                break
            for after in gap.after(words.texts[place]):
                yield from _ends(words, after, place + 1)
        gap, most = gap.gap, most + _MOST_GAP


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of `data/<name>.txt`; empty where there is no such file. `#` begins a remark."""
    try:
        with open(os.path.join(_FOLDER, f"{name}.txt"), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return {}
    found: dict[str, list[str]] = {}
    kind = ""
    for line in _plain_lines(lines):
        if line.startswith("["):
            kind = line.strip("[]")
            found.setdefault(kind, [])
        else:
            found[kind].append(line)
    return {kind: tuple(entries) for kind, entries in found.items()}


def _plain_lines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        kept = line.partition("#")[0].strip()
        if kept:
            yield kept if kept.startswith("[") else fold(kept).text
