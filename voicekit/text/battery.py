"""textstat's whole battery of figures for `voicekit metrics`, with our syllable counts in place of its dictionary.

It must never let textstat or nltk download anything, and never turn a crash or a formula of another language into a
number. It is no part of the lint path.

textstat 0.7.13 asks `get_cmudict`, which calls nltk.download, for English and pyphen for the rest (Russian and German
come out a third short). Its syllable counter is handed our counts through that very hook, under language names of
our own ("en_voicekit"), so that nobody else's calls, nor what it has cached for them, change.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from voicekit.errors import MissingExtra
from voicekit.text import syllables
from voicekit.text.language import NAMES
from voicekit.text.readability import NO_FORMULA_VI, NO_WORDS, no_score
from voicekit.types import LANGUAGES, Metric

_MARK = "_voicekit"
_LOCK = threading.Lock()

# name in textstat's backend, its arguments after the text ("lang" stands for the language)
_COUNTS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("char_count", "count_chars", (True,)),
    ("letter_count", "count_letters", ()),
    ("lexicon_count", "count_words", ()),
    ("sentence_count", "count_sentences", ()),
    ("syllable_count", "count_syllables", ("lang",)),
    ("polysyllabcount", "count_polysyllable_words", ("lang",)),
    ("monosyllabcount", "count_monosyllable_words", ("lang",)),
    ("long_word_count", "count_long_words", ()),
    ("miniword_count", "count_miniwords", ()),
)
_AVERAGES: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("words_per_sentence", "words_per_sentence", ()),
    ("avg_syllables_per_word", "syllables_per_word", ("lang",)),
    ("avg_letter_per_word", "letters_per_word", ()),
    ("avg_character_per_word", "chars_per_word", ()),
    ("avg_sentence_per_word", "sentences_per_word", ()),
)
# and the languages a formula was made for
_FORMULAS: tuple[tuple[str, str, tuple[Any, ...], tuple[str, ...]], ...] = (
    ("flesch_reading_ease", "flesch_reading_ease", ("lang",), ("en", "de", "fr", "ru")),
    ("flesch_kincaid_grade", "flesch_kincaid_grade", ("lang",), ("en",)),
    ("wiener_sachtextformel_1", "wiener_sachtextformel", (1, "lang"), ("de",)),
    ("wiener_sachtextformel_2", "wiener_sachtextformel", (2, "lang"), ("de",)),
    ("wiener_sachtextformel_3", "wiener_sachtextformel", (3, "lang"), ("de",)),
    ("wiener_sachtextformel_4", "wiener_sachtextformel", (4, "lang"), ("de",)),
    ("lix", "lix", (), ("en", "de", "fr", "ru")),
    ("rix", "rix", (), ("en", "de", "fr", "ru")),
    ("smog_index", "smog_index", ("lang",), ("en",)),
    ("gunning_fog", "gunning_fog", ("lang",), ("en",)),
    ("coleman_liau_index", "coleman_liau_index", (), ("en",)),
    ("automated_readability_index", "automated_readability_index", (), ("en",)),
    ("dale_chall_readability_score", "dale_chall_readability_score", ("lang",), ("en",)),
    ("dale_chall_readability_score_v2", "dale_chall_readability_score_v2", ("lang",), ("en",)),
    ("difficult_words", "count_difficult_words", ("lang", 2, True), ("en",)),
    ("linsear_write_formula", "linsear_write_formula", ("lang", False, True), ("en",)),
    ("spache_readability", "spache_readability", ("lang",), ("en",)),
    ("mcalpine_eflaw", "mcalpine_eflaw", (), ("en",)),
    ("text_standard", "text_standard", ("lang",), ("en",)),
    ("reading_time", "reading_time", (14.69,), ("en",)),
    ("fernandez_huerta", "fernandez_huerta", ("lang",), ("es",)),
    ("szigriszt_pazos", "szigriszt_pazos", ("lang",), ("es",)),
    ("gutierrez_polini", "gutierrez_polini", (), ("es",)),
    ("crawford", "crawford", ("lang",), ("es",)),
    ("gulpease_index", "gulpease_index", (), ("it",)),
    ("osman", "osman", (), ("ar",)),
)


class _OurCounts:
    """Stands where textstat expects CMU's dictionary: a word's first pronunciation, one stressed phone a syllable."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __getitem__(self, word: str) -> tuple[str]:
        return ("1" * syllables.count(word.casefold(), self.language),)


def battery(text: str, language: str) -> tuple[Metric, ...]:
    """Every figure textstat has for `text`, which is cleaned already (no URL, emoji or code); value or reason each.

    Counts and averages have a value from one word on; a formula only in the language it was made for and from 40
    words in 3 sentences on, by textstat's own count (it drops sentences of two words or fewer). `reading_time` is in
    seconds. Raises MissingExtra where textstat is not installed.
    """
    try:
        import textstat
        from textstat.backend import counts, metrics
    except ImportError:
        raise MissingExtra("metrics", "the full battery") from None
    result: list[Metric] = []
    with _LOCK, _our_syllables(textstat):
        found = [
            _run(made, text, (), language).value for made in (counts.count_words, counts.count_sentences)
        ]
        size = (int(found[0] or 0), int(found[1] or 0))
        for name, function, arguments in _COUNTS + _AVERAGES:
            made = getattr(counts, function, None) or getattr(metrics, function)
            known = language in LANGUAGES or "lang" not in arguments
            if not size[0] or not known:
                result.append(Metric(name, None, NO_WORDS if known else no_score(*size, language)))
            else:
                result.append(_run(made, text, arguments, language, name))
        for name, function, arguments, languages in _FORMULAS:
            reason = _why_not(size, language, languages)
            if reason:
                result.append(Metric(name, None, reason))
                continue
            made = getattr(counts, function, None) or getattr(metrics, function)
            result.append(_run(made, text, arguments, language, name))
    return tuple(result)


def _why_not(size: tuple[int, int], language: str, languages: tuple[str, ...]) -> str:
    if language == "vi":
        return NO_FORMULA_VI
    if language in LANGUAGES and language not in languages:
        return f"made for {' and '.join(NAMES[code] for code in languages)} only"
    return NO_WORDS if not size[0] else no_score(*size, language)


def _run(
    made: Callable[..., Any], text: str, arguments: tuple[Any, ...], language: str, name: str = ""
) -> Metric:
    """One textstat function; a crash of it is a reason, as is a result that is no number."""
    try:
        value = float(made(text, *(language + _MARK if item == "lang" else item for item in arguments)))
    except Exception as error:  # whatever a private part of another package may raise
        return Metric(name, None, f"textstat failed ({type(error).__name__})")
    if name == "text_standard":
        value = max(1.0, min(value, 18.0))  # as textstat's public function does
    return Metric(name, value)


@contextmanager
def _our_syllables(textstat: ModuleType) -> Iterator[None]:
    """Within it textstat's syllable counter asks us for the languages that carry our mark, and no others."""
    import importlib

    counter = importlib.import_module(f"{textstat.__name__}.backend.counts._count_syllables")
    before, hyphens = counter.get_cmudict, counter.get_pyphen

    def ours(lang: str) -> Any:
        return _OurCounts(lang.removesuffix(_MARK)) if lang.endswith(_MARK) else before(lang)

    def none(lang: str) -> Any:
        return None if lang.endswith(_MARK) else hyphens(lang)

    # the attributes of another package's module: there is no public way in
    counter.get_cmudict, counter.get_pyphen = ours, none  # type: ignore[attr-defined]
    try:
        yield
    finally:
        counter.get_cmudict, counter.get_pyphen = before, hyphens  # type: ignore[attr-defined]
