"""Reads a message as people type it: no accents, ae for ä, е for ё, slips of the finger, letters drawn out.

It gives texts that patterns written the same way can be matched on, each with the way back to what was typed; it must
never decide what a message means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from voicekit.text.fold import Folded, fold
from voicekit.text.language import stop_words
from voicekit.text.lazyre import lazy
from voicekit.text.plain import plain
from voicekit.text.segment import spelt
from voicekit.text.segment import words as known_words
from voicekit.types import Span

_WORD = lazy(r"\w+")
_DRAWN = lazy(r"([^\W\d_])\1\1+")
_MARKED = lazy(r"[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]")
_DIGRAPH = lazy(r"([aou])e")
_UMLAUT = lazy(r"[äöü]")
_SHORTEST = 5
"""Letters of a word at least for a slip in it to be mended: shorter ones are too often another word."""
_LONGEST = 24
_SHORTEST_STEM = 6
_MEMO = 20_000
# Two schools of where a tone stands in an open syllable: hoà and hòa, thuỷ and thủy. Patterns are read as the second.
_TONE = lazy(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def letters(text: str, language: str) -> str:
    """`text` (folded) in the letters that messages of `language` are matched in.

    Accents go in English, German and French, and in "vi-bare": Vietnamese that is typed without its marks. Where
    Vietnamese has them they stay: without, "từ từ" (slowly) and "tự tử" (suicide) are one.
    """
    if text.isascii():
        return text
    if language == "vi":
        return _TONE.sub(lambda match: _TONES[match[0]], text)
    return plain(text).replace("œ", "oe")


class Typed(NamedTuple):
    """One text to match on, and the way back: `changed` leads to the folded text, `folded` to the message."""

    text: str
    language: str
    folded: Folded
    changed: Folded

    def source(self, start: int, end: int) -> Span:
        """The span of the message that `[start, end)` (not empty) was made of."""
        span = self.changed.source(start, end)
        return self.folded.source(span.start, span.end)


class Spelling:
    """Mends slips towards the words and beginnings of words that one language's patterns are written with.

    `right` are words that are no slips of those, beyond what the word lists know.
    """

    def __init__(
        self, language: str, words: Iterable[str], stems: Iterable[str], right: Iterable[str] = ()
    ) -> None:
        self._language = language
        self._words = {word for word in words if len(word) >= _SHORTEST}
        self._stems = {stem for stem in stems if len(stem) >= _SHORTEST_STEM}
        spoken = language.partition("-")[0]
        known = known_words(spoken) | spelt(spoken) | stop_words(spoken)
        self._known = frozenset([letters(word, language) for word in known]).union(right)
        self._near: dict[str, str] = {}
        self._near_stems: dict[str, str] = {}
        for table, entries in ((self._near, self._words), (self._near_stems, self._stems)):
            for entry in sorted(entries):
                for form in _shorter(entry):
                    table.setdefault(form, entry)
        self._memo: dict[str, str] = {}

    def read(self, word: str) -> str:
        """The (folded) word as it was most likely meant, in the letters patterns are written in."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            known = self._memo[word] = self._look(letters(word, self._language))
        return known

    def _look(self, word: str) -> str:
        drawn = _DRAWN.sub(r"\1", word)
        if drawn != word:
            twice = _DRAWN.sub(r"\1\1", word)
            word = twice if self._is_word(twice) else drawn
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or self._is_word(word):
            return word
        for form in _shorter(word):
            found = self._near.get(form)
            if found is not None and self._is_slip(word, found):
                return found
        for end in range(_SHORTEST_STEM - 1, len(word) + 1):
            for form in _shorter(word[:end]):
                found = self._near_stems.get(form)
                if found is not None and self._is_slip(word[:end], found):
                    return found + word[end:]
        return word

    def _is_slip(self, typed: str, meant: str) -> bool:
        """Whether `typed` is `meant` with a slip in it. Another tone is another word: thường, thương."""
        return _one_slip(typed, meant) and (self._language != "vi" or plain(typed) != plain(meant))

    def _is_word(self, word: str) -> bool:
        return (
            word in self._words
            or word in self._known
            or any(word[:end] in self._stems for end in range(_SHORTEST_STEM, len(word) + 1))
        )


def readings(text: str, language: str, spelling_of: Callable[[str], Spelling]) -> Iterator[Typed]:
    """The texts that `text`, a message in `language`, is matched on: one, for German with ae, oe, ue also a second.

    `spelling_of` gives the spelling of a language, which is "vi-bare" for Vietnamese typed without its marks.
    """
    folded = fold(text)
    if language == "vi" and not has_marks(folded.text):
        language = "vi-bare"
    spelling = spelling_of(language)
    yield _reading(folded, language, spelling.read)
    if language == "de" and not _UMLAUT.search(folded.text) and _DIGRAPH.search(folded.text):
        yield _reading(folded, language, lambda word: spelling.read(_DIGRAPH.sub(r"\1", word)))


def has_marks(text: str) -> bool:
    """Whether Vietnamese was typed with its marks: most syllables carry one, a name may in any message."""
    return len(_MARKED.findall(text)) * 6 >= len(text.split())


def _reading(folded: Folded, language: str, read: Callable[[str], str]) -> Typed:
    """`folded` with each word as `read` gives it."""
    out: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    at = length = 0
    text = folded.text
    for match in _WORD.finditer(text):
        word = match[0]
        meant = read(word)
        if meant == word:
            continue
        for part, start, end in ((text[at : match.start()], at, match.start()), (meant, *match.span())):
            if part:
                out.append(part)
                starts.append(length)
                pieces.append((start, end, len(part) == end - start))
                length += len(part)
        at = match.end()
    if not out:
        return Typed(text, language, folded, Folded(text))
    if at < len(text):
        out.append(text[at:])
        starts.append(length)
        pieces.append((at, len(text), True))
    return Typed("".join(out), language, folded, Folded("".join(out), starts, pieces))


def _shorter(word: str) -> Iterator[str]:
    """`word`, and `word` without one letter other than the first: two words one slip apart share one of these."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _one_slip(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant` with a letter swapped with its neighbour, dropped, added or hit beside."""
    shared = 0
    while shared < min(len(typed), len(meant)) and typed[shared] == meant[shared]:
        shared += 1
    left, right = typed[shared:], meant[shared:]
    if len(left) == len(right):
        swapped = len(left) > 1 and left[0] == right[1] and left[1] == right[0] and left[2:] == right[2:]
        return swapped or left[1:] == right[1:]
    return left[1:] == right if len(left) > len(right) else left == right[1:]
