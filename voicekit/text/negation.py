"""Tells which words of a text are denied: those near a "not", "never", "without" of the same clause.

Meant for comparing two wordings of one message; it knows no grammar and never says that a sentence is false.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from voicekit.text.language import stop_words
from voicekit.text.phrases import Phrase, Words, sections
from voicekit.text.plain import plain
from voicekit.types import Span

_STEM = 5
_SHORTEST = 3
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|d|e)\Z")
"""What a verb's and a noun's forms differ in: use, used, using."""
_NEAR = 1
"""Content words on each side of a "not" that it is taken to deny."""
_SYLLABIC = ("vi",)
_KEPT = 20_000
"""Words whose stem is kept: those of a language come again and again."""
_BOTH_SIDES = ("de", "ru", "vi")
"""Where a "not" may stand behind the word it denies."""


class Polarity(NamedTuple):
    """Stems of content words with their first place, where denied and where no "not" is in the clause; how many "not"
    there are; the stems of each sentence with its place.
    """

    denied: dict[str, Span]
    plain: dict[str, Span]
    nots: int
    sentences: tuple[tuple[Span, frozenset[str]], ...]


def polarity(words: Words, phrases: Sequence[Phrase], language: str) -> Polarity:
    """What of the words is denied. `phrases` hold the sections `not` and `not_only` that were found in them; what is in
    the second ("not only", "no charge") denies nothing.
    """
    only = {at for phrase in phrases if phrase.kind == "not_only" for at in range(phrase.first, phrase.last)}
    spots = [
        (phrase.first, phrase.last) for phrase in phrases if phrase.kind == "not" and phrase.first not in only
    ]
    stems = [stem_of(word, language) for word in words.texts]
    hit: set[int] = set()
    for first, last in spots:
        hit |= set(_near(words, stems, range(last, len(stems)), first))
        if language in _BOTH_SIDES:
            hit |= set(_near(words, stems, range(first - 1, -1, -1), first))
        hit |= {at for at in range(first, last) if stems[at]}
    negative = {words.clauses[first] for first, _ in spots}
    denied: dict[str, Span] = {}
    free: dict[str, Span] = {}
    sentences: dict[int, tuple[Span, set[str]]] = {}
    for at, stem in enumerate(stems):
        span = words.spans[at]
        known, held = sentences.get(words.sentences[at], (span, set()))
        sentences[words.sentences[at]] = (Span(known.start, span.end), held)
        if stem:
            held.add(stem)
            if at in hit:
                denied.setdefault(stem, span)
            elif words.clauses[at] not in negative:
                free.setdefault(stem, span)
    kept = tuple((span, frozenset(held)) for span, held in sentences.values())
    return Polarity(denied, free, len(spots), kept)


def _near(words: Words, stems: Sequence[str], places: range, first: int) -> list[int]:
    found: list[int] = []
    for at in places:
        if words.clauses[at] != words.clauses[first] or len(found) == _NEAR:
            break
        if stems[at]:
            found.append(at)
    return found


@lru_cache(_KEPT)
def stem_of(word: str, language: str) -> str:
    """The beginning of a content word that its forms share; empty for a word that says little by itself."""
    if word in _little(language) or word[0].isdigit():
        return ""
    bare = plain(word) if language not in _SYLLABIC else word
    if language == "en":
        bare = _ENDING.sub("", bare)
    if len(bare) < (_SHORTEST if language not in _SYLLABIC else 2):
        return ""
    return bare[:_STEM]


@cache
def _little(language: str) -> frozenset[str]:
    own = frozenset(word for line in sections(f"meaning-{language}").get("stop", ()) for word in line.split())
    return own | frozenset(word.replace("'", "") for word in stop_words(language))
