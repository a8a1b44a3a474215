"""Folds text for matching and keeps the way back: NFKC, casefold, straight apostrophes and hyphens, single blanks.

Patterns only ever see folded text, people only ever see the original: nothing here may be shown to anyone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from voicekit.types import Span

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "′": "'", "＇": "'", "‐": "-", "‑": "-"})
# Characters that are not seen: soft hyphen, zero-width and bidi controls, variation selectors, tags.
IGNORABLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_IGNORED = re.compile(f"[{IGNORABLE}]")
_PIECE = re.compile(r"\s+|\S+")
_CLUSTER = re.compile(f"[{IGNORABLE}]|[^{IGNORABLE}][\u0300-\u036f]*", re.DOTALL)
_MEMO_LIMIT = 50_000
_MEMO_WORD = 64


class Folded(NamedTuple):
    """Folded text. `starts[i]`, `ends[i]` bound the source of folded character i; None: the same place."""

    text: str
    starts: list[int] | None
    ends: list[int] | None

    def source(self, start: int, end: int) -> Span:
        """The span of the original that the folded range `[start, end)` (not empty) was made of."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])


_Word = tuple[str, tuple[int, ...] | None, tuple[int, ...] | None]
_memo: tuple[dict[str, _Word], dict[str, _Word]] = ({}, {})


def fold(text: str, casefold: bool = True) -> Folded:
    """Fold `text`; with `casefold=False` capitals stay (for rules that say `ignorecase: false`).

    Any Unicode is taken, lone surrogates and NUL too. Source of the fast paths' order: real replies are mostly
    printable ASCII, then text already in NFKC whose casefold keeps its length.
    """
    flat = text.replace("\n", " ") if "\n" in text else text
    if flat.isprintable() and "  " not in flat:
        if flat.isascii():
            return Folded(flat.lower() if casefold else flat, None, None)
        if unicodedata.is_normalized("NFKC", flat) and not _IGNORED.search(flat):
            low = flat.translate(_STRAIGHT)
            if casefold:
                low = low.casefold()
            if len(low) == len(flat) and unicodedata.is_normalized("NFKC", low):
                return Folded(low, None, None)
    return _fold_by_word(text, casefold)


def _fold_by_word(text: str, casefold: bool) -> Folded:
    memo = _memo[casefold]
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        begin, stop = match.span()
        if piece.isspace():
            out.append(" ")
            starts.append(begin)
            ends.append(stop)
            continue
        known = memo.get(piece)
        if known is None:
            known = _fold_word(piece, casefold)
            if len(piece) <= _MEMO_WORD:
                if len(memo) >= _MEMO_LIMIT:
                    memo.clear()
                memo[piece] = known
        folded, from_, to = known
        out.append(folded)
        if from_ is None or to is None:
            starts.extend(range(begin, stop))
            ends.extend(range(begin + 1, stop + 1))
        else:
            starts.extend([begin + offset for offset in from_])
            ends.extend([begin + offset for offset in to])
    return Folded("".join(out), starts, ends)


def _fold_word(word: str, casefold: bool) -> _Word:
    """Folded word with the offsets of each folded character's source; None where they map one to one."""
    if word.isascii():
        return (word.lower() if casefold else word), None, None
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(word):
        cluster = match[0]
        if _IGNORED.match(cluster):
            continue
        folded = fold_plain(cluster, casefold)
        out.append(folded)
        starts.extend([match.start()] * len(folded))
        ends.extend([match.end()] * len(folded))
    text = "".join(out)
    if len(text) == len(word) and starts == list(range(len(word))):
        return text, None, None
    return text, tuple(starts), tuple(ends)


def fold_plain(text: str, casefold: bool = True) -> str:
    """Fold without an offset map and without touching white space, for literals of rules and for single words."""
    straight = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    if casefold:
        straight = unicodedata.normalize("NFKC", straight.casefold()).replace("i\u0307", "i")
    return straight
