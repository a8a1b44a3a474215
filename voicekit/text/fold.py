"""Folds text for matching and keeps the way back: NFKC, casefold, straight apostrophes and hyphens, single blanks.

Patterns only ever see folded text, people only ever see the original: nothing here may be shown to anyone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from voicekit.text.lazyre import lazy
from voicekit.types import Span

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "′": "'", "＇": "'", "‐": "-", "‑": "-"})
# Characters that are not seen: soft hyphen, zero-width and bidi controls, variation selectors, tags.
IGNORABLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_IGNORED = lazy(f"[{IGNORABLE}]")
_GAP = lazy(r"\s\s+|[^\S ]")  # white space that is not one plain blank
_WORD = lazy(r"\S+")
_CLUSTER = lazy(f"[{IGNORABLE}]|[^{IGNORABLE}][\u0300-\u036f]*", re.DOTALL)
_MEMO_LIMIT = 50_000
_MEMO_WORD = 64


class Folded(NamedTuple):
    """Folded text and the way back to the original, as pieces in order; no pieces: every place is the same.

    `starts[i]` is where piece i begins in the folded text, `pieces[i]` is `(source start, source end, straight)`:
    a straight piece maps code point by code point, any other as a whole.
    """

    text: str
    starts: list[int] | None = None
    pieces: list[tuple[int, int, bool]] | None = None

    def source(self, start: int, end: int) -> Span:
        """The span of the original that the folded range `[start, end)` (not empty) was made of."""
        if self.starts is None or self.pieces is None:
            return Span(start, end)
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        source_start, _, straight = self.pieces[first]
        if straight:
            source_start += start - self.starts[first]
        last_start, source_end, straight = self.pieces[last]
        return Span(source_start, last_start + end - self.starts[last] if straight else source_end)


_Pieces = list[tuple[str, int, int, bool]]
_memo: tuple[dict[str, _Pieces], dict[str, _Pieces]] = ({}, {})


def fold(text: str, casefold: bool = True) -> Folded:
    """Fold `text`; with `casefold=False` capitals stay (for rules that say `ignorecase: false`).

    Any Unicode is taken, lone surrogates and NUL too. Source of the fast paths' order: real replies are mostly
    printable ASCII, then text already in NFKC whose casefold keeps its length.
    """
    flat = text.replace("\n", " ") if "\n" in text else text
    if "  " not in flat and flat.isprintable():
        folded = _fold_straight(flat, casefold)
        if folded is not None:
            return Folded(folded)
    return _fold_in_pieces(text, casefold)


def _fold_straight(text: str, casefold: bool) -> str | None:
    """The folded text where each code point folds to one, else None."""
    if text.isascii():
        return text.lower() if casefold else text
    if not unicodedata.is_normalized("NFKC", text) or _IGNORED.search(text):
        return None
    low = text.translate(_STRAIGHT)
    if casefold:
        low = low.casefold()
    return low if len(low) == len(text) and unicodedata.is_normalized("NFKC", low) else None


def _fold_in_pieces(text: str, casefold: bool) -> Folded:
    out: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    at = length = 0

    def add(folded: str, start: int, end: int, straight: bool) -> None:
        nonlocal length
        if folded:
            out.append(folded)
            starts.append(length)
            pieces.append((start, end, straight))
            length += len(folded)

    for gap in (*_GAP.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        chunk = text[at:end]
        folded = _fold_straight(chunk, casefold)
        if folded is not None:
            add(folded, at, end, True)
        else:
            for word, start, stop, straight in _fold_words(chunk, casefold):
                add(word, at + start, at + stop, straight)
        if gap is not None:
            add(" ", gap.start(), gap.end(), False)
            at = gap.end()
    return Folded("".join(out), starts, pieces)


def _fold_words(chunk: str, casefold: bool) -> _Pieces:
    """Pieces of a chunk whose only white space is single blanks, word by word, because most words are easy."""
    memo = _memo[casefold]
    pieces: _Pieces = []
    at = 0
    for match in _WORD.finditer(chunk):
        word, start = match[0], match.start()
        if start > at:
            pieces.append((" ", at, start, True))
        known = memo.get(word)
        if known is None:
            folded = _fold_straight(word, casefold)
            known = [(folded, 0, len(word), True)] if folded is not None else _fold_clusters(word, casefold)
            if len(word) <= _MEMO_WORD:
                if len(memo) >= _MEMO_LIMIT:
                    memo.clear()
                memo[word] = known
        pieces.extend(
            [(folded, start + first, start + last, straight) for folded, first, last, straight in known]
        )
        at = match.end()
    if at < len(chunk):
        pieces.append((" ", at, len(chunk), True))
    return pieces


def _fold_clusters(word: str, casefold: bool) -> _Pieces:
    return [
        # A spacing accent is a blank and a mark in NFKC: the blank would be white space that nobody typed.
        (fold_plain(match[0], casefold).replace(" ", ""), match.start(), match.end(), False)
        for match in _CLUSTER.finditer(word)
        if not _IGNORED.match(match[0])
    ]


def fold_plain(text: str, casefold: bool = True) -> str:
    """Fold without an offset map and without touching white space, for literals of rules and for single words."""
    straight = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    if casefold:
        straight = unicodedata.normalize("NFKC", straight.casefold()).replace("i\u0307", "i")
    return straight
