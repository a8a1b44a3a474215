"""What a text undertakes, who does it, what it denies and which side of an opposite it takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import least_cpu

from voicekit.text.commitments import Meaning, meaning
from voicekit.text.negation import stem_of
from voicekit.types import LANGUAGES


def kinds(text: str, language: str = "en") -> set[str]:
    return {one.kind for one in meaning(text, language).commitments}


def denied(text: str, language: str = "en") -> set[str]:
    """The words under the stems that are denied and nowhere said plainly."""
    known = meaning(text, language)
    return {text[span.start : span.end] for stem, span in known.denied.items() if stem not in known.plain}


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("refund", "en", "You get a refund."), ("refund", "de", "Wir erstatten den Betrag."),
        ("refund", "fr", "Nous vous remboursons."), ("refund", "ru", "Мы вернём деньги."),
        ("refund", "vi", "Chúng tôi sẽ hoàn tiền."),
        ("exchange", "en", "We can exchange it."), ("exchange", "de", "Wir tauschen es um."),
        ("exchange", "fr", "Nous l'échangeons."), ("exchange", "ru", "Мы обменяем товар."),
        ("gift", "en", "Here is a voucher."), ("gift", "de", "Hier ist ein Gutschein."),
        ("gift", "fr", "Voici un bon d'achat."), ("gift", "ru", "Дарим купон."), ("gift", "vi", "Tặng voucher."),
        ("guarantee", "en", "We guarantee it."), ("guarantee", "de", "Das garantieren wir."),
        ("guarantee", "fr", "Nous le garantissons."), ("guarantee", "ru", "Гарантируем."),
        ("fault", "en", "It was our mistake."), ("fault", "de", "Das war unser Fehler."),
        ("fault", "fr", "C'est notre faute."), ("fault", "ru", "Это наша вина."), ("fault", "vi", "Đó là lỗi của em."),
        ("flattery", "en", "Great question!"),
    ],
)  # fmt: skip
def test_what_is_spoken_of(kind: str, language: str, text: str) -> None:
    assert kind in kinds(text, language)
    assert kind not in kinds(text, "xx")


def test_words_are_where_they_say_and_courtesies_are_no_commitments() -> None:
    text = "Thanks! We refund you, and you send it back."
    known = meaning(text, "en")
    assert all(one.text == text[one.span.start : one.span.end] for one in known.commitments)
    assert {(one.kind, one.actor) for one in known.commitments} >= {("refund", "we"), ("return", "you")}
    assert [text[span.start : span.end] for span in known.courtesies] == ["Thanks"]


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("I can repair it.", "en", "we"),
        ("Please repair it.", "en", "you"),
        ("If you write, I repair it.", "en", "we"),
        ("It can be repaired.", "en", ""),
        ("You said we can repair it.", "en", "we"),
        ("Wir reparieren es.", "de", "we"),
        ("Vous pouvez le réparer.", "fr", "you"),
    ],
)
def test_who_does_it_is_who_the_clause_names(text: str, language: str, who: str) -> None:
    assert {one.actor for one in meaning(text, language).commitments if one.kind == "repair"} == {who}


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("The boat does not leak.", "en", "leak"),
        ("It is not broken.", "en", "broken"),
        ("Das Boot ist nicht undicht.", "de", "undicht"),
        ("Der Mast bricht nicht.", "de", "bricht"),
        ("La coque n'est pas fendue.", "fr", "fendue"),
        ("Лодка не протекает.", "ru", "протекает"),
        ("Thuyền không thủng.", "vi", "thủng"),
    ],
)
def test_what_is_denied(text: str, language: str, word: str) -> None:
    assert word in denied(text, language)
    assert meaning(text, language).nots == 1


@pytest.mark.parametrize(
    "text",
    ["The boat leaks.", "No problem, the boat leaks.", "Not today, but the boat leaks.", "Not only leaks"],
)
def test_what_is_not_denied(text: str) -> None:
    assert not {"leak", "leaks"} & denied(text)


def test_the_side_of_an_opposite() -> None:
    assert meaning("Send it before Friday.", "en").opposites["when"] == {"before"}
    assert meaning("Send it after Friday, not before.", "en").opposites["when"] == {"before", "after"}


def test_forms_of_a_word_share_a_stem_and_little_words_have_none() -> None:
    assert stem_of("repariert", "de") == stem_of("reparieren", "de")
    assert stem_of("réparée", "fr") == stem_of("repare", "fr")
    assert stem_of("the", "en") == stem_of("и", "ru") == stem_of("7", "en") == stem_of("ok", "en") == ""
    assert stem_of("má", "vi") != stem_of("ma", "vi")


def read_all(text: str, language: str) -> Meaning:
    known = meaning(text, language)
    for span in (*known.denied.values(), *known.plain.values(), *known.courtesies):
        assert 0 <= span.start < span.end <= len(text)
    return known


@given(st.text(), st.sampled_from([*LANGUAGES, "xx", ""]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    read_all(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_takes_time_in_proportion(language: str) -> None:
    text = "not we refund you and pass it on to the team, nicht ne pas не không " * 250
    assert least_cpu(lambda: read_all(text, language), 2) < 2
