"""Cuts text into paragraphs, sentences and words, with spans.

Abbreviations of five languages do not end a sentence; nothing here may depend on a model or a download.
"""

from __future__ import annotations

import re

from voicekit.text.lazyre import lazy
from voicekit.types import Span

WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+|(?<=\d)[.,]\d+)*")
"""A word with its inner apostrophes, hyphens and decimal marks."""
_SYLLABLE = lazy(r"[^\W_]+(?:(?<=\d)[.,]\d+)*")
_PARAGRAPH = lazy(r"\n[ \t\r]*\n\s*")
# A mark that may end a sentence with what closes it, then white space and the first sign of what follows.
_BOUNDARY = re.compile(r"(?:([.!?…。]+)[\"'”’»“)\]]*|\n)(?:\s+|$|(?=\ufffc))(?=(.)|$)", re.DOTALL)
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
_BEFORE = lazy(r"[^\s(\[\"“„«\ufffc]+$")


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
    at = 0
    while at < len(text) and text[at].isspace():
        at += 1
    for match in _BOUNDARY.finditer(text, at):
        mark, follow = match.groups()
        if follow is not None and not _ends(text, match, mark, follow, language):
            continue
        _add_stripped(spans, text, at, match.end())
        at = match.end()
    _add_stripped(spans, text, at, len(text))
    return spans


def words(text: str, start: int, end: int, language: str) -> list[str]:
    """The words of `text[start:end]` as they stand; in Vietnamese, its syllables."""
    pattern = _SYLLABLE if language == "vi" else WORD
    return pattern.findall(text, start, end)


def _ends(text: str, match: re.Match[str], mark: str | None, follow: str, language: str) -> bool:
    """Whether a mark (None: a line break) ends a sentence, though text that begins with `follow` comes after it."""
    if mark is None or "\n" in match[0]:
        # A line ends a sentence where it has a mark, stands before a blank line, or the next line begins anew.
        return (
            (mark is not None and not _abbreviated(text, match.start(), mark, language))
            or match[0].count("\n") > 1
            or not follow.islower()
        )
    if follow.islower():
        return mark[-1] in "!?。"
    return mark != "." or not _abbreviated(text, match.start(), mark, language)


def _abbreviated(text: str, stop: int, mark: str, language: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it."""
    if mark != ".":
        return False
    found = _BEFORE.search(text, max(0, stop - 14), stop)
    if found is None:
        return False
    before = found[0].lower()
    if before in _ABBREVIATIONS.get(language, _NO_ABBREVIATIONS):
        return not (language == "en" and before in {"etc", "a.m", "p.m"})
    if language == "de" and before.endswith("str"):
        return True
    if len(before) == 1 and before.isalpha():
        return found[0].isupper() or language in ("de", "ru")
    # "am 3. Mai", "1. Termin": in German a number with a full stop is an ordinal.
    return language == "de" and before.isdigit() and len(before) <= 2


def _add_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
