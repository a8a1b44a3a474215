"""Finds marker words of tone in a text: which class of words stands where, from one data file a language.

It knows what a word is a sign of, never how much that weighs: the weights stand in `tone-axes.txt`.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from voicekit.text.tone.words import Words

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
_KEPT = 50_000


class Hit(NamedTuple):
    """Tokens `first` to `last` (both in) are a marker of the class `kind`."""

    kind: str
    first: int
    last: int


class _Entry(NamedTuple):
    kind: str
    opens: bool
    rest: tuple[str, ...]


class Markers:
    """The markers of one language. A file's entries stand between `|` under their `[class]`.

    In an entry `a*` begins with a, `*a` ends in a, `_` is any one word, and `^` in front says that it opens a sentence.
    """

    def __init__(self, text: str) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._prefix: dict[str, list[_Entry]] = {}
        self._suffix: dict[str, list[_Entry]] = {}
        self._known: dict[str, tuple[_Entry, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[_Entry, ...]] = {}
        kind = ""
        for line in text.split("\n"):
            if line.startswith("["):
                kind = line.strip("[] ")
            elif line and line[0] != "#":
                for raw in line.split("|"):
                    self._add(kind, raw.strip())

    def _add(self, kind: str, raw: str) -> None:
        first, *rest = raw.removeprefix("^").split()
        entry = _Entry(kind, raw.startswith("^"), tuple(rest))
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(entry)
        elif first.startswith("*"):
            self._suffix.setdefault(first[1:], []).append(entry)
        else:
            self._exact.setdefault(first, []).append(entry)

    def _entries(self, token: str) -> tuple[_Entry, ...]:
        entries = self._known.get(token)
        if entries is not None:
            return entries
        found = list(self._exact.get(token, ()))
        for at in range(1, len(token) + 1):
            found += self._prefix.get(token[:at], ())
            found += self._suffix.get(token[-at:], ())
        found.sort(key=lambda entry: -len(entry.rest))
        if len(self._known) >= _KEPT:
            self._known.clear()
        entries = self._known[token] = tuple(found)
        return entries

    def _before(self, pair: tuple[str, str]) -> tuple[_Entry, ...]:
        """The entries that may begin with these two tokens; most pairs of a language have none."""
        token, after = pair
        found = [entry for entry in self._entries(token) if not entry.rest or _is(after, entry.rest[0])]
        if len(self._pairs) >= _KEPT:
            self._pairs.clear()
        entries = self._pairs[pair] = tuple(found)
        return entries

    def find(self, words: Words) -> list[Hit]:
        """The markers of a text in order; in each class the longest at a place, and none inside another."""
        tokens, known = words.tokens, self._pairs
        hits: list[Hit] = []
        until: dict[str, int] = {}
        for at, pair in enumerate(zip(tokens, [*tokens[1:], ""], strict=False)):
            entries = known.get(pair)
            if entries is None:
                entries = self._before(pair)
            for kind, opening, rest in entries:
                if opening and not words.opens[at]:
                    continue
                if until.get(kind, 0) > at:
                    continue
                if len(rest) > 1 and not _follows(tokens, at + 1, rest):
                    continue
                last = at + len(rest)
                until[kind] = last + 1
                hits.append(Hit(kind, at, last))
        return hits


def _follows(tokens: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(tokens):
        return False
    return all(_is(tokens[at + offset], pattern) for offset, pattern in enumerate(rest))


def _is(token: str, pattern: str) -> bool:
    """Whether `token` ("" past the end of the text) is what one word of an entry asks for."""
    if not token:
        return False
    if token == pattern:
        return True
    if pattern == "_":
        return token[0].isalnum()
    if pattern[-1] == "*":
        return token.startswith(pattern[:-1])
    return pattern[0] == "*" and token.endswith(pattern[1:])


_loaded: dict[str, Markers] = {}


def markers(language: str) -> Markers:
    """The markers of one of the five languages, read with its first text."""
    found = _loaded.get(language)
    if found is None:
        path = os.path.join(DATA, f"tone-markers-{language}.txt")
        with open(path, encoding="utf-8") as file:
            found = _loaded[language] = Markers(file.read())
    return found
