"""Counts, formulas bit-identical with textstat's for the same counts, reasons, and a battery that never downloads."""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.errors import MissingExtra
from voicekit.text import readability
from voicekit.text.battery import battery
from voicekit.text.readability import MIN_SENTENCES, MIN_WORDS, Counts, count_words, scores
from voicekit.types import Metric

EN = (
    "We are sorry that your parcel has not arrived yet. I asked the carrier this morning and they found it in the "
    "depot near your home. They will bring it on Friday before noon. If you are not at home, they leave it with "
    "your neighbour."
)


def by_name(metrics: tuple[Metric, ...]) -> dict[str, Metric]:
    named = {metric.name: metric for metric in metrics}
    assert len(named) == len(metrics)
    return named


def test_counts_of_a_small_text() -> None:
    counts = count_words([["Hello", "Anna"], [], ["Your", "refund", "is", "e-mailed", "automatically"]], "en")
    assert counts == Counts(
        words=7,
        sentences=2,
        letters=41,
        characters=42,
        syllables=2 + 2 + 1 + 2 + 1 + 2 + 5,  # the a of -ically is mute
        polysyllables=1,
        monosyllables=2,
        long_words=2,
        longest_sentence=5,
    )


WORDS = st.lists(st.lists(st.text(min_size=1, max_size=30), max_size=40), max_size=12)


@settings(deadline=None)
@given(WORDS, st.sampled_from(["en", "de", "fr", "ru", "vi", "xx"]))
def test_packed_sums_equal_a_plain_count(sentences: list[list[str]], language: str) -> None:
    from voicekit.text.syllables import count

    words = [word for sentence in sentences for word in sentence]
    numbers = [count(word.casefold(), language) for word in words]
    letters = [sum(map(str.isalpha, word)) for word in words]
    for _ in range(2):  # cold, then from memory
        assert count_words(sentences, language) == Counts(
            len(words),
            sum(1 for sentence in sentences if sentence),
            sum(letters),
            sum(map(len, words)),
            sum(numbers),
            sum(number >= 3 for number in numbers),
            sum(number == 1 for number in numbers),
            sum(size > 6 for size in letters),
            max(map(len, sentences), default=0),
        )


def test_long_texts_do_not_run_over() -> None:
    once = count_words([["parcels", "arriving"] * 100], "en")
    many = count_words([["parcels", "arriving"] * 100] * 60 + [["parcels", "arriving"] * 1000], "en")
    assert many.letters == once.letters * 70 and many.syllables == once.syllables * 70
    assert many.long_words == once.long_words * 70 and many.words == 14_000
    assert count_words([["a" * 20_000]], "en").letters == 20_000


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readability, "_CACHE_WORDS", 50)
    monkeypatch.setattr(readability, "_PACKED", {})
    count_words([[f"word{number}" for number in range(500)], ["x" * 200]], "en")
    assert 0 < len(readability._PACKED["en"]) <= 50
    assert "x" * 200 not in readability._PACKED["en"]


@contextmanager
def textstat_given(counts: Counts) -> Iterator[Any]:
    """textstat's formulas, with its own counters replaced by ours for any text."""
    pytest.importorskip("textstat")
    given_counts = {
        "count_words": counts.words,
        "count_sentences": counts.sentences,
        "count_syllables": counts.syllables,
        "count_polysyllable_words": counts.polysyllables,
        "count_monosyllable_words": counts.monosyllables,
        "count_long_words": counts.long_words,
    }
    metrics = importlib.import_module("textstat.backend.metrics")
    names = ["words_per_sentence", "syllables_per_word", "flesch_reading_ease", "flesch_kincaid_grade"]
    names += ["wiener_sachtextformel", "lix"]
    modules = [importlib.import_module(f"textstat.backend.metrics._{name}") for name in names]
    patches = [
        patch.object(module, function, lambda *_args, _value=value: _value)
        for module in modules
        for function, value in given_counts.items()
        if hasattr(module, function)
    ]
    for item in patches:
        item.start()
    for name in names:
        getattr(metrics, name).cache_clear()
    try:
        yield metrics
    finally:
        for item in patches:
            item.stop()
        for name in names:
            getattr(metrics, name).cache_clear()


@st.composite
def some_counts(draw: st.DrawFn) -> Counts:
    words = draw(st.integers(MIN_WORDS, 6000))
    part = st.integers(0, words)
    return Counts(
        words,
        draw(st.integers(MIN_SENTENCES, words)),
        draw(st.integers(0, 20_000)),
        draw(st.integers(0, 20_000)),
        draw(st.integers(1, words * 5)),
        draw(part),
        draw(part),
        draw(part),
        draw(part),
    )


@settings(deadline=None)  # the first example imports textstat
@given(some_counts(), st.sampled_from(["en", "de", "fr", "ru"]))
def test_formulas_equal_textstat_to_the_last_bit(counts: Counts, language: str) -> None:
    ours = {metric.name: metric.value for metric in scores(counts, language)}
    with textstat_given(counts) as metrics:
        assert ours["flesch_reading_ease"] == metrics.flesch_reading_ease("x", language)
        assert ours["lix"] == metrics.lix("x")
        assert ours["words_per_sentence"] == metrics.words_per_sentence("x")
        if language == "en":
            assert ours["flesch_kincaid_grade"] == metrics.flesch_kincaid_grade("x", language)
        if language == "de":
            assert ours["wiener_sachtextformel"] == metrics.wiener_sachtextformel("x", 1, language)


def test_which_formulas_a_language_has() -> None:
    counts = Counts(50, 5, 200, 200, 70, 5, 30, 8, 14)
    for language, formulas in readability.FORMULAS.items():
        found = by_name(scores(counts, language))
        assert tuple(found)[:10] == (*Counts._fields, "words_per_sentence")
        assert all(found[name].value is not None and not found[name].reason for name in formulas)
        assert found["words_per_sentence"].value == 10.0


def test_vietnamese_has_lengths_and_no_score() -> None:
    found = by_name(scores(Counts(50, 5, 200, 200, 50, 0, 50, 0, 14), "vi"))
    assert found["words_per_sentence"].value == 10.0
    for name in ("flesch_reading_ease", "lix"):
        assert found[name] == Metric(name, None, "no formula is known for Vietnamese")


@pytest.mark.parametrize(
    ("words", "sentences", "said"),
    [
        (39, 3, "too short: 39 words in 3 sentences; scored from 40 words and 3 sentences"),
        (80, 2, "too short: 80 words in 2 sentences; scored from 40 words and 3 sentences"),
        (1, 1, "too short: 1 word in 1 sentence; scored from 40 words and 3 sentences"),
        (40, 3, ""),
    ],
)
def test_too_short(words: int, sentences: int, said: str) -> None:
    found = by_name(scores(Counts(words, sentences, 9, 9, 9, 0, 1, 0, 9), "en"))
    assert found["flesch_reading_ease"].reason == found["lix"].reason == said
    assert (found["lix"].value is None) == bool(said)
    assert found["words"].value == words and found["words_per_sentence"].value == words / sentences


def test_nothing_to_count_unsupported_and_syllable_free() -> None:
    empty = scores(count_words([], "en"), "en")
    assert {(metric.value, metric.reason) for metric in empty} == {(None, "no words")}
    spanish = by_name(scores(Counts(50, 5, 1, 1, 80, 1, 1, 1, 9), "es"))
    assert spanish["lix"] == Metric("lix", None, "unsupported language: es") and spanish["words"].value == 50
    silent = by_name(scores(count_words([["в"] * 20] * 3, "ru"), "ru"))
    assert silent["flesch_reading_ease"] == Metric("flesch_reading_ease", None, "no syllables")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("textstat")
    import nltk

    def refuse(*_args: object, **_rest: object) -> None:
        raise AssertionError("the battery reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr(nltk.data, "find", refuse)


@pytest.mark.usefixtures("offline")
def test_battery_in_english_without_network() -> None:
    found = by_name(battery(EN, "en"))
    assert found["lexicon_count"].value == 46 and found["sentence_count"].value == 4
    ours = count_words([line.split() for line in EN.replace(",", "").rstrip(".").split(". ")], "en")
    assert found["syllable_count"].value == ours.syllables
    expected = by_name(scores(ours, "en"))
    assert found["flesch_reading_ease"].value == expected["flesch_reading_ease"].value
    assert found["gunning_fog"].value is not None and found["dale_chall_readability_score"].value is not None
    assert found["wiener_sachtextformel_1"] == Metric("wiener_sachtextformel_1", None, "made for German only")


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("language", "sentence", "has"),
    [
        (
            "de",
            "Es tut uns leid, dass Ihr Paket noch nicht da ist.",
            {"wiener_sachtextformel_1", "flesch_reading_ease", "lix"},
        ),
        ("fr", "Nous sommes désolés que votre colis ne soit pas encore là.", {"flesch_reading_ease", "lix"}),
        ("ru", "Нам очень жаль, что ваша посылка до сих пор не пришла.", {"flesch_reading_ease", "lix"}),
        ("vi", "Chúng tôi rất xin lỗi vì đơn hàng của bạn chưa đến.", set()),
    ],
)
def test_battery_elsewhere(language: str, sentence: str, has: set[str]) -> None:
    found = by_name(battery(" ".join([sentence] * 6), language))
    formulas = (
        "flesch_reading_ease",
        "lix",
        "wiener_sachtextformel_1",
        "gunning_fog",
        "flesch_kincaid_grade",
        "osman",
    )
    assert {name for name in formulas if found[name].value is not None} == has
    assert all(found[name].reason for name in formulas if name not in has)
    assert found["syllable_count"].value is not None


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("text", ["", " ", "🙂🙂", "\x00", "...", "\ud800", "Thanks!", "a" * 20_000])
@pytest.mark.parametrize("language", ["en", "de", "vi", "es", ""])
def test_battery_never_gives_a_score_that_means_nothing(text: str, language: str) -> None:
    found = by_name(battery(text, language))
    assert found["flesch_reading_ease"].value is None and found["flesch_reading_ease"].reason
    assert all((metric.value is None) == bool(metric.reason) for metric in found.values())


@pytest.mark.usefixtures("offline")
def test_a_crash_of_textstat_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    metrics = importlib.import_module("textstat.backend.metrics")

    def crash(*_args: object) -> float:
        raise KeyError(None)

    monkeypatch.setattr(metrics, "smog_index", crash)
    found = by_name(battery(EN, "en"))
    assert found["smog_index"] == Metric("smog_index", None, "textstat failed (KeyError)")
    assert found["gunning_fog"].value is not None


@pytest.mark.usefixtures("offline")
def test_textstat_is_left_as_it_was() -> None:
    counter = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counter.get_cmudict, counter.get_pyphen
    battery(EN, "en")
    assert (counter.get_cmudict, counter.get_pyphen) == before


def test_without_textstat_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    with pytest.raises(MissingExtra, match=r"the full battery needs the extra 'metrics'"):
        battery(EN, "en")
