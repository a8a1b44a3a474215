"""Every phrase of the page speaks five languages, with the same blanks and the plural forms each needs."""

from __future__ import annotations

import re

import pytest

from voicekit.desk.words import ELSEWHERE, LANGUAGES, WORDS, language_name, named, say


@pytest.mark.parametrize("key", WORDS)
def test_every_language_has_the_phrase_with_the_same_blanks(key: str) -> None:
    for phrase in WORDS[key]:
        assert phrase.strip()
    blanks = {
        frozenset(re.findall(r"\{(\w+)\}", form)) for phrase in WORDS[key] for form in phrase.split("|")
    }
    assert len(blanks) == 1, f"{key}: {blanks}"


@pytest.mark.parametrize("key", [key for key, words in WORDS.items() if "|" in words.en])
def test_plural_forms_are_as_many_as_the_language_has(key: str) -> None:
    forms = [len(phrase.split("|")) for phrase in WORDS[key]]
    assert forms == [2, 2, 2, 3, 1]


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 1, "1 thing to"),
        ("en", 2, "2 things to"),
        ("de", 1, "1 Stelle"),
        ("de", 3, "3 Stellen"),
        ("fr", 0, "0 point à"),
        ("fr", 2, "2 points à"),
        ("ru", 1, "1 место"),
        ("ru", 3, "3 места"),
        ("ru", 11, "11 мест"),
        ("ru", 21, "21 место"),
        ("ru", 25, "25 мест"),
        ("vi", 4, "4 chỗ"),
    ],
)
def test_a_number_picks_its_form(language: str, n: int, expected: str) -> None:
    said = say("revise", language, n=n)
    assert expected in said
    assert said.endswith(expected) or not said.endswith(expected[:-1])


def test_languages_go_by_the_words_of_the_page() -> None:
    assert all(word.strip() for words in ELSEWHERE.values() for word in words)
    assert language_name("es", "Spanish", "de") == "Spanisch"
    assert language_name("de", "German", "fr") == "Deutsch"
    assert language_name("lb", "Luxembourgish", "fr") == "Luxembourgish"
    assert language_name(None, "unknown", "ru") == "неизвестен"


def test_a_language_the_page_does_not_speak_falls_back_to_english() -> None:
    assert say("ready", "es") == say("ready", "en")
    assert len(LANGUAGES) == 5


def test_values_that_look_like_blanks_stay_text() -> None:
    assert say("use", "en", text="{n} {text}") == "Use ‘{n} {text}’"


def test_a_name_without_a_word_is_shown_as_it_is() -> None:
    assert named("flesch_reading_ease", "de") == "flesch reading ease"
    assert named("care", "de") == "Fürsorge"
