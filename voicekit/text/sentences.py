"""Cuts text into paragraphs, sentences and words, with spans.

Abbreviations of five languages do not end a sentence; nothing here may depend on a model or a download.
"""

from __future__ import annotations

import re
from itertools import chain

from voicekit.text.lazyre import lazy
from voicekit.types import Span

WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+|(?<=\d)[.,]\d+)*")
"""A word with its inner apostrophes, hyphens and decimal marks."""
_SYLLABLE = lazy(r"[^\W_]+(?:(?<=\d)[.,]\d+)*")
_KEPT_RUN = 40
_KEPT_RUNS = 50_000
_PARAGRAPH = lazy(r"\n[ \t\r]*\n\s*")
# A mark that may end a sentence with what closes it, or a line break, then all the white space behind it.
_BOUNDARY = re.compile(r"(?:(([.!?…。]+)[\"'”’»“)\]]*)|\n)(?:\s+|$|(?=\ufffc))")
_ABBREVIATIONS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """
            mr mrs ms mx dr prof st nos vs etc e.g i.e approx dept est inc ltd corp jr sr
            fig tel ext ave a.m p.m u.s u.k
        """,
        "de": """
            bzw ca co d.h dr evtl fr ggf hr hrn inkl exkl z.b u.a u.u s.o s.u i.d.r o.ä usw usf
            nr prof st str tel vgl zzgl mind mio mrd abs bspw sog gem dipl jan feb aug sept okt nov dez
            z b d h u a i r o
        """,
        "fr": """
            m mm mme mmes mlle mlles dr st ste av bd cf env etc ex n no p.ex réf tél janv févr avr juil sept oct nov
            déc c.-à-d
        """,
        "ru": """
            г гг ул д кв стр корп руб коп тыс млн млрд т е к п др см ср им рис тел моб доб
            напр обл р-н просп пер т.е т.к т.д т.п и.о н.э
        """,
        "vi": """
            tp ths ts pgs gs bs ks q p đ đc sđt v.v vd tr st
        """,
    }.items()
}
_NO_ABBREVIATIONS: frozenset[str] = frozenset()
_LONG_WORD = 6
"""Letters from which a word before a full stop is no abbreviation, whatever follows."""


def paragraphs(text: str) -> list[Span]:
    """Spans of the stretches between blank lines, empty ones left out."""
    spans: list[Span] = []
    at = 0
    if "\n" in text:
        for match in _PARAGRAPH.finditer(text):
            _add_stripped(spans, text, at, match.start())
            at = match.end()
    _add_stripped(spans, text, at, len(text))
    return spans


def sentences(text: str, language: str) -> list[Span]:
    """Spans of the sentences, without the white space around them.

    A line break ends a sentence unless the next line goes on in lower case (a hard-wrapped mail).
    """
    spans: list[Span] = []
    length = len(text)
    at = length - len(text.lstrip())
    for match in _BOUNDARY.finditer(text, at):
        end = match.end()
        if end < length and not _ends(text, match, text[end], language):
            continue
        stop = match.end(1)
        if stop < 0:  # a line break: the blanks before it belong to nothing
            stop = at + len(text[at : match.start()].rstrip())
        if stop > at:
            spans.append(Span(at, stop))
        at = end
    _add_stripped(spans, text, at, length)
    return spans


class _Split(dict[str, tuple[str, ...]]):
    """A run without white space -> its words; most runs of a reply have been met before."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, run: str) -> tuple[str, ...]:
        found = tuple(self._pattern.findall(run))
        if len(run) <= _KEPT_RUN:
            if len(self) >= _KEPT_RUNS:
                self.clear()
            self[run] = found
        return found


_words_of, _syllables_of = _Split(WORD), _Split(_SYLLABLE)


def words(text: str, start: int, end: int, language: str) -> list[str]:
    """The words of `text[start:end]` as they stand; in Vietnamese, its syllables."""
    split = _syllables_of if language == "vi" else _words_of
    return list(chain.from_iterable(map(split.__getitem__, text[start:end].split())))


def _ends(text: str, match: re.Match[str], follow: str, language: str) -> bool:
    """Whether a mark, or a line break without one, ends a sentence, though text that begins with `follow` comes."""
    mark = match[2]
    lines = match[0].count("\n")
    if mark is None:
        # A line without a mark goes on in the next one, unless that begins anew or a blank line lies between.
        return lines > 1 or not follow.islower()
    if lines > 1:
        return True
    if follow.islower() and not lines:
        return mark[-1] in "!?。" or (mark == "." and _whole_word(text, match.start(), language))
    return mark != "." or not _abbreviated(text, match.start(), language)


def _whole_word(text: str, stop: int, language: str) -> bool:
    """Whether a word too long for an abbreviation stands before the full stop at `stop`: some type no capitals."""
    near = text[max(0, stop - _LONG_WORD - 1) : stop]
    return near[-_LONG_WORD:].isalpha() and len(near) >= _LONG_WORD and not _abbreviated(text, stop, language)


def _abbreviated(text: str, stop: int, language: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it."""
    near = text[max(0, stop - 14) : stop]
    if not near or near[-1].isspace():
        return False
    word = near.split()[-1].lstrip('(["“„«\ufffc')
    before = word.lower()
    if before in _ABBREVIATIONS.get(language, _NO_ABBREVIATIONS):
        return not (language == "en" and before in {"etc", "a.m", "p.m"})
    if language == "de" and before.endswith("str"):
        return True
    if len(before) == 1 and before.isalpha():
        return word.isupper() or language == "de" or (language == "ru" and before != "я")
    # "am 3. Mai", "1. Termin": in German a number with a full stop is an ordinal.
    return language == "de" and before.isdigit() and len(before) <= 2


def _add_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
