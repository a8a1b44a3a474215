"""Cuts text into paragraphs, sentences and words, with spans.

Abbreviations of five languages do not end a sentence; nothing here may depend on a model or a download.
"""

from __future__ import annotations

import re

from voicekit.types import Span

WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+|(?<=\d)[.,]\d+)*")
"""A word with its inner apostrophes, hyphens and decimal marks."""
_SYLLABLE = re.compile(r"[^\W_]+(?:(?<=\d)[.,]\d+)*")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_BOUNDARY = re.compile(r"[.!?…。]+[\"'”’»“)\]]*(?=\s|$|\ufffc)|\n+")
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
            tp tp.hcm tphcm ths ts pgs gs bs ks q p đ đc sđt v.v vd tr st
        """,
    }.items()
}
_NO_ABBREVIATIONS: frozenset[str] = frozenset()
_BEFORE = re.compile(r"[^\s(\[\"“„«\ufffc]+$")


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
    length = len(text)
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        if end < length and not _ends(text, match.start(), end, language):
            continue
        _add_stripped(spans, text, at, end)
        at = end
    _add_stripped(spans, text, at, length)
    return spans


def words(text: str, start: int, end: int, language: str) -> list[str]:
    """The words of `text[start:end]` as they stand; in Vietnamese, its syllables."""
    pattern = _SYLLABLE if language == "vi" else WORD
    return pattern.findall(text, start, end)


def _ends(text: str, start: int, end: int, language: str) -> bool:
    """Whether the mark at `[start, end)` ends a sentence, though text follows it."""
    mark = text[start]
    follow = text[end : end + 40].lstrip()
    head = follow[:1]
    if mark == "\n":
        return "\n" in text[start + 1 : end] or not head.islower()
    if mark != "." or text[start : start + 2] == "..":
        return not head.islower() or mark in "!?。"
    if head.islower():
        return False
    match = _BEFORE.search(text, max(0, start - 14), start)
    if match is None:
        return True
    before = match[0].lower()
    if before in _ABBREVIATIONS.get(language, _NO_ABBREVIATIONS):
        return language == "en" and before in {"etc", "a.m", "p.m"}
    if len(before) == 1 and before.isalpha():
        return not match[0].isupper() and language in ("en", "fr", "vi")
    # "am 3. Mai", "1. Termin": in German a number with a full stop is an ordinal.
    return not (language == "de" and before.isdigit() and len(before) <= 2)


def _add_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
