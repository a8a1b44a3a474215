"""Phrases of word lists: what `*` and `~` stand for, where a clause and a sentence end, and how lists are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import least_cpu

from voicekit.text import phrases as module
from voicekit.text.phrases import Phrases, sections, words_of
from voicekit.types import LANGUAGES


def found(text: str, *lines: str, language: str = "en") -> list[str]:
    """The words under each phrase."""
    words = words_of(text, language)
    return [
        text[words.spans[one.first].start : words.spans[one.last - 1].end]
        for one in Phrases({"kind": lines}).find(words)
    ]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("money back", "Your MONEY back.", ["MONEY back"]),
        ("money back", "Money. Back then", []),
        ("refund*", "Refunds and a refund, no fund.", ["Refunds", "refund"]),
        ("giv* back", "We gave, giving back", ["giving back"]),
        ("*rückzahl*", "Die Kaufpreisrückzahlung, Rückzahl", ["Kaufpreisrückzahlung", "Rückzahl"]),
        ("*fund", "a fund, the refunding", ["refunding"]),
        ("pass ~ to", "I pass it on to them", ["pass it on to"]),
        ("pass ~ to", "I pass to them", ["pass to"]),
        ("pass ~ to", "pass one two three four to", []),
        ("pass ~ to", "I pass. Go to them", []),
        ("pass ~ to*", "pass it on today", ["pass it on today"]),
        ("dont", "I don’t, DON'T", ["don’t", "DON'T"]),
        ("refund", "re\u00adfund a re\u200bfund", ["re\u00adfund", "re\u200bfund"]),
    ],
)  # fmt: skip
def test_what_a_line_stands_for(line: str, text: str, expected: list[str]) -> None:
    assert found(text, line) == expected


def test_of_one_section_at_one_place_the_longest_counts() -> None:
    assert found("get back to you", "get back", "get back to you", "get*") == ["get back to you"]


def test_clauses_end_at_marks_and_sentences_at_stops_only() -> None:
    words = words_of("Yes, no tent. Then\nmore - or less", "en")
    assert words.texts == ("yes", "no", "tent", "then", "more", "or", "less")
    assert words.clauses == (0, 1, 1, 2, 3, 4, 4)
    assert words.sentences == (0, 0, 0, 1, 2, 2, 2)


def test_a_stop_within_a_number_or_an_address_ends_nothing() -> None:
    assert set(words_of("it weighs 3.5 kg, see www.x.org today", "en").sentences) == {0}


def test_an_apostrophe_parts_words_in_french_alone() -> None:
    assert words_of("l'été don't", "fr").texts == ("l", "été", "don", "t")
    assert words_of("l'été don't", "en").texts == ("lété", "dont")


def test_lists_are_read_folded_and_without_remarks(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.txt").write_text("# all\n[a]\nÜber  # one\n\n[b]\n", encoding="utf-8")  # type: ignore[operator]
    monkeypatch.setattr(module, "_FOLDER", str(tmp_path))
    assert sections("mine") == {"a": ("über",), "b": ()}
    assert sections("none") == {}
    sections.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["facts", "meaning"])
def test_the_lists_that_travel_along_can_be_read(name: str, language: str) -> None:
    lists = sections(f"{name}-{language}")
    assert lists and all(kind == kind.strip() and "[" not in kind for kind in lists)
    if name == "meaning":
        Phrases(lists)
        assert {"we", "you", "not", "refund", "guarantee", "fault", "courtesy"} <= set(lists)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_words_stand_where_they_say(text: str, language: str) -> None:
    words = words_of(text, language)
    assert len(words.texts) == len(words.spans) == len(words.clauses) == len(words.sentences)
    ends = [0, *(span.end for span in words.spans)]
    for span, end in zip(words.spans, ends, strict=False):
        assert 0 <= span.start < span.end <= len(text) and span.end >= end
    for one in module.Phrases({"any": ["a*", "to ~ a*"]}).find(words):
        assert 0 <= one.first < one.last <= len(words.texts)


def test_many_gaps_take_time_in_proportion() -> None:
    many = Phrases({"kind": ["a ~ a ~ a ~ a ~ b"]})
    words = words_of("a " * 5_000, "en")
    assert least_cpu(lambda: many.find(words), 3) < 3
