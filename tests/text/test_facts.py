"""Facts in normal forms: one value however it is written, in five languages; and what is no fact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import least_cpu

from voicekit.text.document import Document
from voicekit.text.facts import Fact, find_facts, number_value
from voicekit.types import LANGUAGES


def facts(text: str, language: str = "en", **options: object) -> tuple[Fact, ...]:
    found = find_facts(Document(text, language), **options)  # type: ignore[arg-type]
    for fact in found:
        assert fact.text == text[fact.span.start : fact.span.end] != ""
    return found


def values(text: str, language: str = "en", **options: object) -> list[str]:
    return [f"{fact.kind} {fact.value}" for fact in facts(text, language, **options)]


SPELLINGS = {
    "amount 1250 EUR": {
        "en": ["€1,250.00", "1,250 euros", "EUR 1250"], "de": ["1.250,00 €", "1 250 EUR", "1250 Euro"],
        "fr": ["1\u202f250,00\u00a0€", "1 250 euros"], "ru": ["1 250 евро", "1250,00 €"], "vi": ["1.250 EUR"],
    },
    "amount 84.9 EUR": {"en": ["€84.90"], "de": ["84,90 €"], "fr": ["84,90 EUR"], "ru": ["84,9 евро"]},
    "time 15:00": {
        "en": ["3 pm", "15:00", "3:00 p.m.", "3PM"], "de": ["15 Uhr", "15:00 Uhr", "15.00 Uhr"],
        "fr": ["15h00", "15:00"], "ru": ["15:00"], "vi": ["15:00"],
    },
    "duration 2 week": {
        "en": ["2 weeks", "two weeks"], "de": ["2 Wochen", "zwei Wochen"], "fr": ["2 semaines", "deux semaines"],
        "ru": ["2 недели", "две недели", "двух недель"], "vi": ["2 tuần", "hai tuần"],
    },
    "duration 3 workday": {
        "en": ["3 working days", "three business days"], "de": ["3 Werktage", "drei Werktagen"],
        "fr": ["3 jours ouvrés", "trois jours ouvrés"], "ru": ["3 рабочих дня", "три рабочих дня"],
        "vi": ["3 ngày làm việc", "ba ngày làm việc"],
    },
    "day fri": {
        "en": ["Friday", "on Fri."], "de": ["Freitag", "bis Freitag"], "fr": ["vendredi"],
        "ru": ["пятница", "в пятницу", "до пятницы"], "vi": ["thứ sáu", "thứ Sáu"],
    },
    "day tomorrow": {"en": ["tomorrow"], "de": ["morgen"], "fr": ["demain"], "ru": ["завтра"], "vi": ["ngày mai"]},
    "measure 5 kg": {
        "en": ["5kg", "five kilos", "5 kilograms"], "de": ["5 kg", "fünf Kilo"], "fr": ["5kg", "cinq kilos"],
        "ru": ["5 кг", "пять килограммов"], "vi": ["5kg", "năm kg"],
    },
    "percent 20 %": {
        "en": ["20%", "20\u00a0%", "twenty percent"], "de": ["20\u202f%", "zwanzig Prozent"],
        "fr": ["20\u00a0%", "vingt pour cent"], "ru": ["20 %", "двадцать процентов"],
        "vi": ["20%", "hai mươi phần trăm"],
    },
    "date 2026-03-14": {
        "en": ["14 March 2026", "March 14, 2026", "2026-03-14"], "de": ["14.03.2026", "14. März 2026"],
        "fr": ["14 mars 2026"], "ru": ["14 марта 2026"], "vi": ["14/3/2026", "ngày 14 tháng 3 năm 2026"],
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", SPELLINGS)
def test_one_value_however_it_is_written(value: str, language: str) -> None:
    for text in SPELLINGS[value].get(language, []):
        assert values(text, language) == [value], text


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("en", "forty-two", 42), ("en", "two hundred", 200), ("en", "nine hundred ninety-nine", 999),
        ("de", "einundzwanzig", 21), ("de", "neunundneunzig", 99), ("de", "zweihundert", 200),
        ("fr", "vingt-deux", 22), ("fr", "soixante et onze", 71), ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-neuf", 99), ("fr", "deux cents", 200),
        ("ru", "двадцать два", 22), ("ru", "сорока пяти", 45), ("ru", "девятьсот девяносто девять", 999),
        ("vi", "mười hai", 12), ("vi", "hai mươi lăm", 25), ("vi", "chín trăm chín mươi chín", 999),
    ],
)  # fmt: skip
def test_number_words(language: str, word: str, value: int) -> None:
    units = {"en": "days", "de": "Tage", "fr": "jours", "ru": "дней", "vi": "ngày"}
    assert values(f"{word} {units[language]}", language) == [f"duration {value} day"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good morning, one moment please. May I help?", []),
        ("this morning", ["day morning"]),
        ("within a week", ["duration 1 week"]),
        ("a week", []),
        ("the 3rd try", ["number 3"]),
        ("two, three", ["number 2", "number 3"]),
        ("1.5 hours", ["duration 1.5 hour"]),
        ("at noon", ["time 12:00"]),
        ("write to ana@x.org", ["email ana@x.org"]),
        ("see www.x.org/a", ["link www.x.org/a"]),
    ],
)
def test_what_counts(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_ids_names_and_the_brands_own() -> None:
    assert values("Dear Ingrid, NW-12345 is here.", id_patterns=[r"NW-\d{5}"]) == [
        "name Ingrid",
        "id NW-12345",
    ]
    assert "name Holm" in " ".join(values("Ask Ingrid Holm.", authors=["Ingrid Holm"])).replace("Ingrid ", "")


def test_a_figure_is_the_bare_number() -> None:
    assert [fact.figure for fact in facts("5 kg, 20 %, €3, 2 days, 7, Friday at 3 pm")] == [
        "5", "20", "3", "2", "7", "", "",
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_marks_between_digits_do_not_change_a_number(whole: int, part: int) -> None:
    spelt = f"{whole:,}.{part:02}"
    swapped = spelt.translate(str.maketrans(",.", ".,"))
    assert number_value(spelt) == number_value(swapped) == number_value(spelt.replace(",", " "))
    assert number_value(f"{whole:,}") == number_value(f"{whole:,}".replace(",", ".")) == str(whole)
    assert Decimal(number_value(spelt)) == Decimal(whole) + Decimal(part) / 100


@given(st.text(), st.sampled_from([*LANGUAGES, "xx", ""]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    facts(text, language)


PIECES = st.sampled_from(
    ["3", "20", "1.250,00", "٣", "²", "Ⅷ", "two", "hundred", "and", "zwei", "et", "vingt", "quatre", "mươi", "сто",
     "%", "‰", "kg", "weeks", "Friday", "morning", "€", "-", " ", "\u00a0", "\n", ",", ".", "th", "⟦NAME_1⟧"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(LANGUAGES))
def test_pieces_of_figures_in_any_order_can_be_read(text: str, language: str) -> None:
    facts(text, language)


def test_a_long_text_of_figures_takes_time_in_proportion() -> None:
    text = "one hundred and twenty two thousand " * 500
    assert least_cpu(lambda: facts(text), 1.5) < 1.5
