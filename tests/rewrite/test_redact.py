"""What is taken out of texts for a model, that it comes back byte for byte, and which answers are refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.rules import DATA
from support.timing import least_cpu

from scripts import evidence_redaction
from voicekit.errors import VoicekitError
from voicekit.rewrite.redact import KINDS, PlaceholderError, Redaction, redact
from voicekit.text.document import Document
from voicekit.text.entities import find_entities
from voicekit.text.entities.name_words import KIN
from voicekit.types import LANGUAGES

DRAFT = (
    "Hi Ingrid, thanks for writing. I am sorry that order 4711-0815 came late and that nobody answered you for three "
    "days. I have sent the refund of 49,90 EUR to your card today; it should be there by Friday, 12 June. If you write "
    "to ingrid.holm@example.com again or call +49 170 1234567 we will answer within one day. Kind regards, Jana Meyer"
)
THREAD = (
    "Where is my order 4711-0815? This is Ingrid Holm.",
    "I will look into it, Ingrid. Jana",
    "No answer for 3 days now. You can call me: 0170 1234567. Ingrid Holm",
)


def hide(*texts: str, language: str = "en", **options: object) -> Redaction:
    redaction = redact(texts, language, **options)  # type: ignore[arg-type]
    for number, text in enumerate(texts):
        assert redaction.restore(redaction.texts[number]) == text
        assert redaction.problems(redaction.texts[number], of=number) == ()
    return redaction


def checks(redaction: Redaction, answer: str, of: int = 0) -> list[tuple[str, str]]:
    return [
        (one.check.removeprefix("placeholder."), one.draft or one.rewrite)
        for one in redaction.problems(answer, of)
    ]


def test_one_value_is_one_placeholder_in_every_text() -> None:
    redaction = hide(DRAFT, *THREAD, region="de", authors=["Ingrid Holm", "Jana"])
    assert redaction.texts[0].startswith("Hi ⟦NAME_1⟧, thanks for writing. I am sorry that order ⟦ID_1⟧ came")
    assert redaction.texts[0].endswith(
        "to ⟦EMAIL_1⟧ again or call ⟦PHONE_1⟧ we will answer within one day. Kind regards, ⟦NAME_2⟧"
    )
    assert redaction.texts[1:] == (
        "Where is my order ⟦ID_1⟧? This is ⟦NAME_1_2⟧.",
        "I will look into it, ⟦NAME_1⟧. ⟦NAME_2_2⟧",
        "No answer for 3 days now. You can call me: ⟦PHONE_1_2⟧. ⟦NAME_1_2⟧",
    )
    assert "refund of 49,90 EUR" in redaction.texts[0]
    assert "Friday, 12 June" in redaction.texts[0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("IBAN DE89 3704 0044 0532 0130 00", "de", "IBAN ⟦IBAN_1⟧"),
        ("card 4111 1111 1111 1111", "en", "card ⟦CARD_1⟧"),
        ("Write to 1 Low Road, Bath BA1 1AA", "en", "Write to ⟦STREET_1⟧"),
        ("Geboren am 04.07.1985, am 04.07.1985, nicht am 05.07.1985", "de",
         "Geboren am ⟦BIRTH_DATE_1⟧, am ⟦BIRTH_DATE_1⟧, nicht am 05.07.1985"),
        ("Thanks @Kim_92!", "en", "Thanks ⟦HANDLE_1⟧!"),
        ("заказ № 12345, заказ № １２３４５", "ru", "заказ № ⟦ID_1⟧, заказ № ⟦ID_1_2⟧"),
        ("from 41.173.96.26", "en", "from ⟦ID_1⟧"),
        ("My password is Winter2024!", "en", "My password is ⟦SECRET_1⟧"),
        ("I forgot my password again", "en", "I forgot my password again"),
        ("Šárka Ottová", "en", "⟦NAME_1⟧"),
        ("Order Status", "en", "Order Status"),
    ],
)  # fmt: skip
def test_every_kind(text: str, language: str, expected: str) -> None:
    assert hide(text, language=language).texts == (expected,)


def test_what_was_cut_is_the_original_characters() -> None:
    texts = ("Tel. ٠١٧٠ 1234567", "Mail ｊｏ@example.com", "Hallo Ing\u200brid,", "ing\u00adrid, ja")
    redaction = hide(*texts, language="de", region="de")
    assert redaction.texts == ("Tel. ⟦PHONE_1⟧", "Mail ⟦EMAIL_1⟧", "Hallo ⟦NAME_1⟧,", "⟦NAME_1_2⟧, ja")
    assert redaction.held["⟦PHONE_1⟧"] == "٠١٧٠ 1234567"
    assert redaction.held["⟦NAME_1⟧"] == "Ing\u200brid"


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        (("Ich heiße Ingrid Holm.", "Das ist Ingrids Paket, INGRID HOLM, Holms Paket und ingrid's."), "de",
         "Das ist ⟦NAME_1_2⟧ Paket, ⟦NAME_1_3⟧, ⟦NAME_1_4⟧ Paket und ⟦NAME_1_5⟧'s."),
        (("Меня зовут Андрей Громов.", "Андрея нет, Громову позвоним, с Андреем говорили."), "ru",
         "⟦NAME_1_2⟧ нет, ⟦NAME_1_3⟧ позвоним, с ⟦NAME_1_4⟧ говорили."),
        (("Liebe Ingrid,", "Wir sprachen mit Ингридом"), "de", "Wir sprachen mit Ингридом"),
        (("Здравствуйте, Ингрид!", "Говорили с Ингридом"), "ru", "Говорили с ⟦NAME_1_2⟧"),
        (("My name is Mark Brown", "Please mark the brown box, Brown. Mark, mark brown"), "en",
         "Please mark the brown box, ⟦NAME_1_2⟧. ⟦NAME_1_3⟧, ⟦NAME_1_4⟧"),
        (("Tôi tên là Nguyễn Lan Anh", "Anh vui lòng chờ, chị Lan Anh."), "vi",
         "Anh vui lòng chờ, chị ⟦NAME_1_2⟧."),
        (("This is Anna Keel.", "Annahme verweigert, Keely"), "en", "Annahme verweigert, Keely"),
    ],
)  # fmt: skip
def test_names_are_found_again(texts: tuple[str, ...], language: str, expected: str) -> None:
    assert hide(*texts, language=language).texts[-1] == expected


def test_authors_are_looked_for_and_teams_are_not() -> None:
    redaction = hide(
        "Ask holm or Ingrid; write to kim_92.", authors=["Ingrid Holm", "@kim_92", "Support Team"]
    )
    assert redaction.texts == ("Ask ⟦NAME_1⟧ or ⟦NAME_1_2⟧; write to ⟦HANDLE_1⟧.",)
    assert hide("The team helps.", authors=["Support Team"]).texts == ("The team helps.",)
    assert hide("Ask Fernweh.", authors=["Fernweh"], own=["Fernweh"]).texts == ("Ask Fernweh.",)


def test_what_the_brand_publishes_stays_unless_it_tells_of_the_customer() -> None:
    text = (
        "Mail hilfe@fernweh.example, read https://fernweh.example/hilfe, then https://fernweh.example/u/ingrid and "
        "https://fernweh.example/t?x=9f3 or dhl.de/track"
    )
    redaction = hide(text, own=["fernweh.example"])
    assert redaction.texts == (
        "Mail hilfe@fernweh.example, read https://fernweh.example/hilfe, then ⟦LINK_1⟧ and ⟦LINK_2⟧ or ⟦LINK_3⟧",
    )
    assert hide("See fernweh.example/t?x=1", own=["fernweh.example/t?x=1"]).held == {}


def test_smuggled_placeholders_come_back_as_they_were() -> None:
    redaction = hide("Hi Kim, ⟦NAME_1⟧ ⟦ and ⟧ ⟦⟦x⟧ NAME_1", "⟦MARK_1⟧")
    assert redaction.texts == ("Hi ⟦NAME_1⟧, ⟦MARK_1⟧ ⟦MARK_2⟧ ⟦MARK_3⟧⟦MARK_4⟧ NAME_1", "⟦MARK_5⟧")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Hi ⟦NAME_1⟧, ⟦ID_1⟧ is on its way.", []),
        ("Hi ⟦NAME_1⟧.", [("lost", "⟦ID_1⟧")]),
        ("Hi ⟦NAME_1⟧ ⟦NAME_1⟧ ⟦NAME_1⟧, ⟦ID_1⟧", [("doubled", "⟦NAME_1⟧")]),
        ("Hi ⟦NAME_1⟧, ⟦ID_1⟧ ⟦NAME_2⟧", [("invented", "⟦NAME_2⟧")]),
        ("Hi ⟦NAME_1⟧, ⟦ID_1⟧ ⟦IBAN_9⟧", [("invented", "⟦IBAN_9⟧")]),
        *(
            (f"Hi ⟦NAME_1⟧, ⟦ID_1⟧ {shape}", [("broken", shape)])
            for shape in (
                "[NAME_1]",
                "⟦NAME 1⟧",
                "<NAME_1>",
                "NAME_1",
                "name_1",
                "{Name 1}",
                "⟦",
                "⟧",
                "⟦ID_1_⟧",
                "⟦⟧",
            )
        ),
        ("Hi ⟦NAME_1⟧, ⟦ID_1⟧ ＮＡＭＥ_１", [("broken", "NAME_1")]),
        ("Hi ⟦NAME_1⟧, ⟦ID_1⟧: card 2, ID 4711 (ID 4711), link 1, [1]", []),
    ],
)
def test_answers(answer: str, expected: list[tuple[str, str]]) -> None:
    redaction = hide("Hi Kim, order no. 4711 for Kim", "Tom Holm 12345678")
    assert checks(redaction, answer) == expected


def test_a_reason_is_given_in_every_language_and_holds_no_personal_data() -> None:
    redaction = hide("Hi Kimberley, order no. 4711", "⟦")
    answer = "⟦ID_1⟧ ⟦ID_1⟧ ⟦ID_7⟧ [NAME_1]"
    texts = set()
    for ui in LANGUAGES:
        found = redaction.problems(answer, 0, ui)
        assert [one.check.partition(".")[2] for one in found] == ["lost", "doubled", "invented", "broken"]
        texts |= {one.reason for one in found}
        assert not any(word in str(found) for word in ("Kimberley", "4711"))
    assert len(texts) == 4 * len(LANGUAGES)
    assert "Kimberley" not in repr(redaction)


def test_restore_fills_nothing_it_does_not_know() -> None:
    redaction = hide("Hi Kim,")
    for answer in ("Hi ⟦NAME_2⟧", "Hi ⟦Kim⟧", "Hi ⟦"):
        with pytest.raises(PlaceholderError) as raised:
            redaction.restore(answer)
        assert isinstance(raised.value, VoicekitError)
        assert "Kim" not in str(raised.value)
        assert redaction.show(f"⟦NAME_1⟧ {answer}") == f"Kim {answer}"


def test_a_language_for_every_text() -> None:
    with pytest.raises(ValueError, match="zip"):
        redact(["a", "b"], ["en"])
    assert redact([], "en").texts == redact([], []).texts == ()


PIECES = st.sampled_from(
    [
        "Hi Ingrid,", "Ingrid Holm", "Ingrids", "ingrid", "My name is Mark Marsh", "mark", "order no. 4711", "4711",
        "14711", "a@b.com", "A@B.COM", "ja@b.com", "+49 170 1234567", "0170 1234567", "born on 4 May 1985",
        "4 May 1985", "12 EUR", "4711 EUR", "⟦", "⟧", "⟦NAME_1⟧", "NAME_1", "\u200b", "\u0301", "Ing\u200brid", "\n",
        " ", "-", "'s", "@kim_92", "С Ингридом", "Здравствуйте, Ингрид", "Chị Lan Anh", "https://x.de/u/1?q=a@b.com",
        "½", "ﬁ", "DE89370400440532013000", "password: hunter22", "hunter22", "İ", "ß", "１２３４５６７", "ID 123456",
        "1 Low Road, Bath BA1 1AA", "HOLM", "Frau Holm", "Marks", "card 4111 1111 1111 1111", "IBAN",
    ]
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=60), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=9).map(" ".join)
    ),
    max_size=4,
)


@given(TEXTS, st.sampled_from([*LANGUAGES, ""]), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=2))
@settings(max_examples=400, deadline=None)
def test_whatever_the_texts_all_comes_back(texts: list[str], language: str, authors: list[str]) -> None:
    redaction = hide(*texts, language=language, authors=authors)
    kinds = "|".join(KINDS)
    for text in redaction.texts:
        rest = re.sub(rf"⟦(?:{kinds})_[0-9]+(?:_[0-9]+)?⟧", "", text)
        assert "⟦" not in rest
        assert "⟧" not in rest


@given(TEXTS, st.sampled_from([*LANGUAGES, ""]))
@settings(max_examples=400, deadline=None)
def test_nothing_that_was_found_is_left(texts: list[str], language: str) -> None:
    redaction = hide(*texts, language=language)
    entities = [one for text in texts for one in find_entities(Document(text, language))]
    found = [
        one.text
        for one in entities
        if one.kind not in evidence_redaction.STAYS and one.text.casefold() not in KIN
    ]
    for number, text in enumerate(texts):
        rest = redaction.texts[number]
        for one in find_entities(Document(text, language)):  # amounts, dates and times stay
            if one.kind in evidence_redaction.STAYS:
                rest = rest.replace(one.text, " ")
        redaction_of_rest = Redaction((rest,), redaction.held)
        assert evidence_redaction.left(redaction_of_rest, 0, found) == []


def test_the_public_rows_come_back_and_nothing_found_is_left() -> None:
    if not DATA.is_dir():
        pytest.skip(f"{DATA} is not there: nothing was measured on public rows")
    lines = {line.name: line for line in evidence_redaction.measure(DATA)}
    assert [name for name, line in lines.items() if line.met is False] == []
    assert lines["texts that come back byte for byte"].n > 2_000
    for kind in ("iban", "card", "email", "phone", "link"):
        assert (lines[f"{kind}: labels hidden"].value or 0) >= 0.97


def test_redaction_is_fast() -> None:
    def work() -> None:
        for _ in range(50):
            redact([DRAFT, *THREAD], "en", region="de", authors=["Ingrid Holm", "Jana"])

    work()
    assert least_cpu(work, 50 * 0.003) < 50 * 0.003 * 2
