"""The keys that a check's lists of words are looked up by; `guideline.wordneeds` says which of them a match needs.

Read at every key stroke: nothing here may read a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable

from voicekit.text.lazyre import lazy

WordNeeds = tuple[dict[str, tuple[frozenset[str], ...]], tuple[str, ...]]
"""Keys, each with sets of further keys: a match has one with all of one of its sets; or else it holds one of the texts.

The values are plain, so that marshal can write them."""

PIECE = 4
"""Letters of the beginning of a word that are a key, beside the whole word."""
DIGIT = "\1"
"""The key of texts with a digit."""
_WORD = lazy(r"\w+")
_DIGIT = lazy(r"\d")
_APART = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_MOST_WORDS = 50_000
_LONGEST = 48


def words_of(text: str) -> list[str]:
    """The runs of word characters, as `\\w+` finds them, in a fifth of the time where the text is ASCII."""
    return text.translate(_APART).split() if text.isascii() else _WORD.findall(text)


def keys(text: str, words: Iterable[str]) -> set[str]:
    """The keys of a folded text: its `words` (runs of word characters), how they begin, and whether it has a digit."""
    found = set(words)
    found.update(map(_pieces.__getitem__, [*found]))
    if any(map(text.__contains__, "0123456789")) if text.isascii() else _DIGIT.search(text):
        found.add(DIGIT)
    return found


class _Pieces(dict[str, str]):
    """How each word that was met begins; bounded."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        piece = word[:PIECE]
        if len(word) <= _LONGEST:
            self[word] = piece
        return piece


_pieces = _Pieces()
