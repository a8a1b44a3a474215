"""Counts words and scores readability with textstat's formulas, at a fraction of its cost.

It must never load textstat, nor anything else heavy, on the lint path, and never give a number that means "unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, repeat
from typing import NamedTuple, cast

from voicekit.text import syllables
from voicekit.types import LANGUAGES, Metric

MIN_WORDS = 40
MIN_SENTENCES = 3
FORMULAS: dict[str, tuple[str, ...]] = {
    "en": ("flesch_reading_ease", "flesch_kincaid_grade", "lix"),
    "de": ("wiener_sachtextformel", "flesch_reading_ease", "lix"),
    "fr": ("flesch_reading_ease", "lix"),
    "ru": ("flesch_reading_ease", "lix"),
    "vi": (),
}
"""The formulas that exist for a language, by metric name, the usual one first."""
NO_WORDS = "no words"
NO_FORMULA_VI = "no formula is known for Vietnamese"

_GENERAL = ("flesch_reading_ease", "lix")
_FLESCH: dict[str, tuple[float, float, float]] = {
    "en": (206.835, 1.015, 84.6),  # Flesch 1948
    "de": (180, 1, 58.5),  # Amstad 1978
    "fr": (207, 1.015, 73.6),  # Kandel and Moles 1958
    "ru": (206.835, 1.3, 60.1),  # Oborneva 2006
}
_LONG = 6  # LIX and the Wiener Sachtextformel call a word long from seven letters
_LANE = 12  # five lanes stay under 63 bits, where sum() adds without making objects
_MASK = (1 << _LANE) - 1
_CACHE_WORDS = 50_000
_KEPT_LENGTH = 40  # code points; a longer token is rare enough not to be worth its place


class Counts(NamedTuple):
    """What the formulas are made of. All are counts; `longest_sentence` is in words, `letters` are alphabetic.

    `characters` are the code points of the words alone, without the white space and punctuation between them. A
    long word has more than six letters. In Vietnamese a word is a syllable written by itself.
    """

    words: int
    sentences: int
    letters: int
    characters: int
    syllables: int
    polysyllables: int
    monosyllables: int
    long_words: int
    longest_sentence: int


class _Packed(dict[str, int]):
    """Word to its counts in one integer, so that a whole reply is one C-level sum."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> int:
        letters, count = _letters_and_syllables(word, self.language)
        packed = (
            letters
            | count << _LANE
            | (count >= 3) << 2 * _LANE
            | (count == 1) << 3 * _LANE
            | (letters > _LONG) << 4 * _LANE
        )
        if len(word) <= _KEPT_LENGTH:
            if len(self) >= _CACHE_WORDS:
                self.clear()
            self[word] = packed
        return packed


_PACKED: dict[str, _Packed] = {}


def _letters_and_syllables(word: str, language: str) -> tuple[int, int]:
    letters = len(word) if word.isalpha() else sum(map(str.isalpha, word))
    return letters, syllables.count(word.casefold(), language)


def count_words(sentences: Sequence[Sequence[str]], language: str) -> Counts:
    """Counts over the words of each sentence, in their original case. A sentence with no word is not counted.

    `language` is an ISO 639-1 code; one outside the five gets a plain vowel-group syllable count.
    """
    known = _PACKED.get(language)
    if known is None:
        known = _PACKED[language] = _Packed(language)
    sizes = list(map(len, sentences))
    sentence_count = len(sizes) - sizes.count(0)
    words = list(chain.from_iterable(sentences))
    characters = len("".join(words))
    if characters <= _MASK:
        packed = sum(map(known.__getitem__, words))
        letters = packed & _MASK
        total = packed >> 12 & _MASK
        poly = packed >> 24 & _MASK
        mono = packed >> 36 & _MASK
        long_words = packed >> 48
    else:
        letters, total, poly, mono, long_words = _in_pieces(words, known)
    longest = max(sizes, default=0)
    return Counts(len(words), sentence_count, letters, characters, total, poly, mono, long_words, longest)


def _in_pieces(words: list[str], known: _Packed) -> list[int]:
    """The five sums of a text that is too long for the lanes."""
    sums = [0] * 5
    for start in range(0, len(words), 100):
        piece = words[start : start + 100]
        if len("".join(piece)) <= _MASK:
            packed = sum(map(known.__getitem__, piece))
            for lane in range(5):
                sums[lane] += packed >> lane * _LANE & _MASK
            continue
        for word in piece:
            letters, count = _letters_and_syllables(word, known.language)
            for lane, value in enumerate((letters, count, count >= 3, count == 1, letters > _LONG)):
                sums[lane] += value
    return sums


def flesch_reading_ease(counts: Counts, language: str) -> float:
    """Flesch reading ease with the language's own constants (higher is easier); `language` in en, de, fr, ru."""
    base, per_word, per_syllable = _FLESCH[language]
    return (
        base - per_word * (counts.words / counts.sentences) - per_syllable * (counts.syllables / counts.words)
    )


def flesch_kincaid_grade(counts: Counts) -> float:
    """Flesch-Kincaid grade in US school years, for English only (Kincaid 1975)."""
    return 0.39 * (counts.words / counts.sentences) + 11.8 * (counts.syllables / counts.words) - 15.59


def wiener_sachtextformel(counts: Counts) -> float:
    """First Wiener Sachtextformel in Austrian school years, for German only (Bamberger and Vanecek 1984)."""
    words = counts.words
    return (
        0.1935 * (100 * counts.polysyllables / words)
        + 0.1672 * (words / counts.sentences)
        + 0.1297 * (100 * counts.long_words / words)
        - 0.0327 * (100 * counts.monosyllables / words)
        - 0.875
    )


def lix(counts: Counts) -> float:
    """LIX, words per sentence plus the percentage of long words (Bjornsson 1968); higher is harder."""
    return counts.words / counts.sentences + 100 * counts.long_words / counts.words


_COUNT_NAMES = (*Counts._fields, "words_per_sentence")
_NAMES = {language: _COUNT_NAMES + formulas for language, formulas in FORMULAS.items()}
_NAMES["vi"] = _COUNT_NAMES + _GENERAL
# past the named tuple's own __new__, which takes four times as long
_new_metric = cast(Callable[[tuple[str, float | None, str]], Metric], partial(tuple.__new__, Metric))


def scores(counts: Counts, language: str) -> tuple[Metric, ...]:
    """The counts, words per sentence and every formula that exists for `language`, each a value or a reason.

    Counts have a value from one word on, formulas from `MIN_WORDS` words and `MIN_SENTENCES` sentences. The values
    are those of textstat 0.7.13 for the same counts, to the last bit. Figures of two languages do not compare.
    """
    names = _NAMES.get(language, _NAMES["vi"])
    words, sentences = counts.words, counts.sentences
    if not words or not sentences:
        return tuple(Metric(name, None, NO_WORDS) for name in names)
    reason = no_score(words, sentences, language) or ("" if counts.syllables else "no syllables")
    if reason:
        measured = tuple(map(Metric, names, (*counts, words / sentences)))
        return measured + tuple(Metric(name, None, reason) for name in names[len(measured) :])
    values: tuple[float, ...]
    ease = flesch_reading_ease(counts, language)
    if language == "en":
        values = (ease, flesch_kincaid_grade(counts), lix(counts))
    elif language == "de":
        values = (wiener_sachtextformel(counts), ease, lix(counts))
    else:
        values = (ease, lix(counts))
    return tuple(map(_new_metric, zip(names, (*counts, words / sentences, *values), repeat(""))))


def no_score(words: int, sentences: int, language: str) -> str:
    """Why a text of this size and language gets no readability score; empty where it gets one."""
    if language == "vi":
        return NO_FORMULA_VI
    if language not in LANGUAGES:
        return f"unsupported language: {language}" if language else "the language is not known"
    if words < MIN_WORDS or sentences < MIN_SENTENCES:
        return (
            f"too short: {words} word{'s' * (words != 1)} in {sentences} sentence{'s' * (sentences != 1)}; "
            f"scored from {MIN_WORDS} words and {MIN_SENTENCES} sentences"
        )
    return ""
