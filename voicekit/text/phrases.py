"""Finds phrases of word lists in a text by their words: fast, in any language, and blind to what they mean.

A list is a text file of sections (`[name]`), each with one phrase a line; see `Phrases`. It must never decide anything.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from voicekit.text.fold import fold
from voicekit.types import Span

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
_WORD = re.compile(r"\w+(?:'\w+)*")
_PART = re.compile(r"\w+")
_PARTED = ("fr",)
"""Where an apostrophe parts two words; elsewhere "don't" is one word, `dont`."""
_CLAUSE = re.compile(r"[,;:!?…–—()\n]|\.(?=\s|$)| - ")
_SENTENCE = re.compile(r"[!?…\n]|\.(?=\s|$)")
_GAP = "~"
_MOST_GAP = 3
_SHORTEST = 2


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
    pattern = _PART if language in _PARTED else _WORD
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
            clause += _CLAUSE.search(between) is not None
            sentence += _SENTENCE.search(between) is not None
        texts.append(match[0].replace("'", ""))
        spans.append(source)
        clauses.append(clause)
        sentences.append(sentence)
        end = source.end
    return Words(tuple(texts), tuple(spans), tuple(clauses), tuple(sentences))


class _Entry(NamedTuple):
    kind: str
    rest: tuple[str, ...]


class Phrases:
    """Phrases by section. In a phrase a word ending in `*` stands for all words that begin so, one beginning in `*` for
    all words of eight letters and more that hold it, and `~` for up to three words of the same sentence.
    """

    def __init__(self, sections: Mapping[str, Sequence[str]]) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        self._held: list[tuple[str, _Entry]] = []
        for kind, lines in sections.items():
            for line in lines:
                first, *rest = line.split()
                entry = _Entry(kind, tuple(rest))
                if first.startswith("*"):
                    self._held.append((first.strip("*"), entry))
                elif first.endswith("*"):
                    self._begun.setdefault(first[:-1], []).append(entry)
                else:
                    self._exact.setdefault(first, []).append(entry)
        self._longest = max(map(len, self._begun), default=0)
        self._starts: dict[str, tuple[_Entry, ...]] = {}

    def find(self, words: Words) -> list[Phrase]:
        """Every phrase in the words, in order; of those of one section at one place the longest."""
        found: dict[tuple[str, int], int] = {}
        for at, word in enumerate(words.texts):
            for entry in self._starting(word):
                last = _end(words, at + 1, entry.rest)
                if last:
                    key = (entry.kind, at)
                    found[key] = max(found.get(key, 0), last)
        return [Phrase(kind, first, last) for (kind, first), last in found.items()]

    def _starting(self, word: str) -> tuple[_Entry, ...]:
        known = self._starts.get(word)
        if known is None:
            entries = list(self._exact.get(word, ()))
            for size in range(_SHORTEST, min(len(word), self._longest) + 1):
                entries += self._begun.get(word[:size], ())
            if len(word) >= 8:
                entries += [entry for held, entry in self._held if held in word]
            known = tuple(entries)
            if len(self._starts) < 5_000:
                self._starts[word] = known
        return known


def _end(words: Words, at: int, rest: Sequence[str]) -> int:
    """Where a phrase ends whose words after the first are `rest`; 0 where they do not stand there."""
    if not rest:
        return at
    if rest[0] == _GAP:
        for skipped in range(_MOST_GAP + 1):
            last = _end(words, at + skipped, rest[1:])
            if last and words.sentences[at - 1] == words.sentences[last - 1]:
                return last
        return 0
    if at >= len(words.texts) or words.sentences[at] != words.sentences[at - 1]:
        return 0
    word, wanted = words.texts[at], rest[0]
    fits = word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
    return _end(words, at + 1, rest[1:]) if fits else 0


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
