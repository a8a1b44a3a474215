"""textstat's counts and formulas against ours, on the texts where both come to the same values.

It must never let textstat download its dictionary: its syllable counter is given our counts through the same hook.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from scripts.bench_clock import Sheet, ratios, rounds, slices
from scripts.bench_warm import Workshop
from voicekit.text import sentences, syllables
from voicekit.text.document import Document
from voicekit.text.readability import count_words, scores

_CONSONANTS = re.compile(r"[b-df-hj-np-tv-z]+")
FORMULAS = (
    ("flesch_reading_ease", "flesch_reading_ease"),
    ("flesch_kincaid_grade", "flesch_kincaid_grade"),
    ("lix", "lix"),
)
COUNTS = (
    ("words", "lexicon_count"),
    ("sentences", "sentence_count"),
    ("syllables", "syllable_count"),
    ("polysyllables", "polysyllabcount"),
    ("monosyllables", "monosyllabcount"),
    ("long_words", "long_word_count"),
    ("words_per_sentence", "words_per_sentence"),
)
"""Our names and textstat's, of what means the same in both: its letters are digits, too, its characters commas."""


class _Phones(dict[str, list[list[str]]]):
    """In place of CMU's dictionary: a word's pronunciation with as many stressed phones as we count syllables.

    Each group of consonants is one more phone (CMU has rather more), because textstat looks at every phone.
    """

    def __missing__(self, word: str) -> list[list[str]]:
        spoken = ["AH1"] * syllables.count(word.casefold(), "en")
        phones = self[word] = [spoken + ["K"] * len(_CONSONANTS.findall(word))]
        return phones


def ours(text: str) -> dict[str, float | None]:
    """Counts and formulas from a clean English text, as a check makes them."""
    words = [sentences.words(text, start, end, "en") for start, end in sentences.sentences(text, "en")]
    return {metric.name: metric.value for metric in scores(count_words(words, "en"), "en")}


def _ours_alone(texts: Sequence[str]) -> None:
    # Without the dictionary of `ours`, which only the comparison needs.
    for text in texts:
        words = [sentences.words(text, start, end, "en") for start, end in sentences.sentences(text, "en")]
        scores(count_words(words, "en"), "en")


def _same(text: str, named: Sequence[tuple[str, Callable[[str], float]]]) -> bool:
    mine = ours(text)
    return all(mine[name] == function(text) for name, function in named)


@contextmanager
def _our_syllables() -> Iterator[None]:
    counter: Any = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counter.get_cmudict
    phones = _Phones()
    counter.get_cmudict = lambda _: phones
    try:
        yield
    finally:
        counter.get_cmudict = before
        _forget()


def _forget() -> None:
    """Empty every cache of textstat's that keeps results; what was loaded (pyphen, word lists) stays."""
    backend = "textstat.backend"
    for part in ("counts", "metrics", "selections", "transformations"):
        package: ModuleType = importlib.import_module(f"{backend}.{part}")
        for name in dir(package):
            clear = getattr(getattr(package, name), "cache_clear", None)
            if clear is not None:
                clear()


def ratio_textstat(shop: Workshop, sheet: Sheet) -> None:
    """textstat's time over ours on clean texts, on those with equal values; its caches emptied before each round."""
    import textstat

    formulas = [(name, getattr(textstat, its)) for name, its in FORMULAS]
    everything = [*formulas, *((name, getattr(textstat, its)) for name, its in COUNTS)]
    clean = [Document(text, "en").clean for text in shop.texts.items]

    def run(named: Sequence[tuple[str, Callable[[str], float]]]) -> Callable[[Sequence[str]], None]:
        functions = [function for _, function in named]

        def work(texts: Sequence[str]) -> None:
            for text in texts:
                for function in functions:
                    function(text)

        return work

    with _our_syllables():
        equal = [text for text in clean if _same(text, everything)]
        sheet.head("textstat: its formulas and counts over ours")
        sheet.row(
            "texts with equal values, to the last bit",
            f"{len(equal):,} of {len(clean):,}; the others are cut into other words or sentences, or too short",
            equal=len(equal),
            texts=len(clean),
        )
        if not equal:
            return
        feeds = slices(equal, 20 if shop.quick else 120, shop.rounds)
        contenders = {"all": run(everything), "formulas": run(formulas), "ours": _ours_alone}
        for work in contenders.values():
            work(equal)
        samples = rounds(contenders, feeds, before=_forget)
    size = len(feeds[0])
    sheet.note(
        f"CPU quotients on those alone, {len(feeds)} rounds of {size} texts, textstat's caches emptied before each"
    )
    sheet.cost("ours, all of them, microseconds a text", samples["ours"], size)
    sheet.cost(f"textstat, {len(FORMULAS)} formulas and {len(COUNTS)} counts", samples["all"], size)
    sheet.cost(f"textstat, the {len(FORMULAS)} formulas alone", samples["formulas"], size)
    sheet.against("textstat over ours, all of them", ratios(samples["all"], samples["ours"]), least=8)
    sheet.against("textstat's formulas alone over all of ours", ratios(samples["formulas"], samples["ours"]))
