"""What is found in a text, under which span, in which normal form; what must never be taken for it; and how fast."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.timing import least_cpu

from voicekit.text.document import Document
from voicekit.text.entities import Entity, find_entities
from voicekit.types import MAX_TEXT

HERE = Path(__file__).parent
FLOORS = {"de": (0.95, 0.93), "fr": (0.9, 0.93), "ru": (0.9, 0.9), "vi": (0.9, 0.9)}
"""Least recall of names and of streets over the written spans of a language."""


def found(text: str, language: str = "en", **options: object) -> list[tuple[str, str, str]]:
    entities = find_entities(Document(text, language), **options)  # type: ignore[arg-type]
    return [(entity.kind, entity.text, entity.value) for entity in entities]


def kinds(text: str, language: str = "en") -> set[str]:
    return {kind for kind, _, _ in found(text, language)}


def only(text: str, language: str = "en", **options: object) -> Entity:
    (entity,) = find_entities(Document(text, language), **options)  # type: ignore[arg-type]
    return entity


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("To Jo.Doe+x@Mail.Example.com.", "en", ("email", "Jo.Doe+x@Mail.Example.com", "jo.doe+x@mail.example.com")),
        ("Look at https://Shop.example/A?b=1).", "en", ("link", "https://Shop.example/A?b=1", "https://shop.example/A?b=1")),
        ("See fernweh.de/Hilfe today", "en", ("link", "fernweh.de/Hilfe", "fernweh.de/Hilfe")),
        ("Thanks @Kim_92!", "en", ("handle", "@Kim_92", "@kim_92")),
        ("IBAN: DE89 3704 0044 0532 0130 00.", "de", ("iban", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000")),
        ("my iban is gb82west12345698765432 ok", "en", ("iban", "gb82west12345698765432", "GB82WEST12345698765432")),
        ("card 4111 1111 1111 1111 please", "en", ("card", "4111 1111 1111 1111", "4111111111111111")),
        ("Amex 3782-822463-10005", "en", ("card", "3782-822463-10005", "378282246310005")),
        ("order 4711-0815", "en", ("id", "4711-0815", "4711-0815")),
        ("Ihre Bestellung Nr. 99", "de", ("id", "99", "99")),
        ("Kundennummer: K-20871", "de", ("id", "K-20871", "K-20871")),
        ("la commande n° FR2231", "fr", ("id", "FR2231", "FR2231")),
        ("заказ № 12345", "ru", ("id", "12345", "12345")),
        ("đơn hàng DH1234", "vi", ("id", "DH1234", "DH1234")),
        ("nur 1.234,56 € heute", "de", ("amount", "1.234,56 €", "1234.56 EUR")),
        ("only $12 now", "en", ("amount", "$12", "12 USD")),
        ("US$1,250.50 back", "en", ("amount", "US$1,250.50", "1250.50 USD")),
        ("вернём 1 200 ₽ сразу", "ru", ("amount", "1 200 ₽", "1200 RUB")),
        ("đã hoàn 350.000đ rồi", "vi", ("amount", "350.000đ", "350000 VND")),
        ("giảm 350k nhé", "vi", ("amount", "350k", "350000 VND")),
        ("CHF 1'234.50 zurück", "de", ("amount", "CHF 1'234.50", "1234.50 CHF")),
        ("on 2026-11-21 at noon", "en", ("date", "2026-11-21", "2026-11-21")),
        ("am 3. Mai kommt es", "de", ("date", "3. Mai", "--05-03")),
        ("on May 12th, 2024 it came", "en", ("date", "May 12th, 2024", "2024-05-12")),
        ("le 1er mai 2025 à midi", "fr", ("date", "1er mai 2025", "2025-05-01")),
        ("12 мая 2024 г. пришло", "ru", ("date", "12 мая 2024 г.", "2024-05-12")),
        ("giao 12 tháng 5 năm 2024", "vi", ("date", "12 tháng 5 năm 2024", "2024-05-12")),
        ("came 13/02/2024 ok", "en", ("date", "13/02/2024", "2024-02-13")),
        ("Ich bin am 04.07.1985 geboren", "de", ("birth_date", "04.07.1985", "1985-07-04")),
        ("née le 4 juillet 1985", "fr", ("birth_date", "4 juillet 1985", "1985-07-04")),
        ("дата рождения: 04.07.1985", "ru", ("birth_date", "04.07.1985", "1985-07-04")),
        ("sinh ngày 04/07/1985", "vi", ("birth_date", "04/07/1985", "1985-07-04")),
        ("tell me your date of birth. It's 15/9/1940", "en", ("birth_date", "15/9/1940", "1940-09-15")),
        ("by 5 pm today", "en", ("time", "5 pm", "17:00")),
        ("bis 17 Uhr", "de", ("time", "17 Uhr", "17:00")),
        ("avant 17h30 svp", "fr", ("time", "17h30", "17:30")),
        ("ответим до 17:00", "ru", ("time", "17:00", "17:00")),
        ("trước 17 giờ nhé", "vi", ("time", "17 giờ", "17:00")),
        ("1 Low Road, Bath BA1 1AA", "en", ("street", "1 Low Road, Bath BA1 1AA", "1 Low Road, Bath BA1 1AA")),
        ("at Flat 3, 221B Baker St. now", "en", ("street", "Flat 3, 221B Baker St.", "Flat 3, 221B Baker St.")),
        ("My name is Tyler Jones and I wait.", "en", ("name", "Tyler Jones", "Tyler Jones")),
    ],
)  # fmt: skip
def test_finds_one(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert found(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "region", "value", "sure"),
    [
        ("+49 (0)30 1234567", "en", None, "+49301234567", True),
        ("0049 30 1234567", "de", None, "+49301234567", True),
        ("+1-202-555-0143x77", "en", None, "+12025550143", True),
        ("0151 23456789", "en", "de", "+4915123456789", True),
        ("(030) 123456", "de", None, "+4930123456", False),
        ("06 12 34 56 78", "fr", "fr", "+33612345678", True),
        ("8 (495) 123-45-67", "ru", "ru", "+74951234567", True),
        ("0901 234 567", "vi", "vn", "+84901234567", True),
        ("(212) 555-0187", "en", "us", "+12125550187", True),
        ("020 7946 0018", "en", "gb", "+442079460018", True),
        ("01 5123456", "de", "at", "+4315123456", True),
        ("044 668 18 00", "de", "ch", "+41446681800", True),
        ("212-555-0187", "en", None, "2125550187", False),
    ],
)
def test_finds_phones(text: str, language: str, region: str | None, value: str, sure: bool) -> None:
    entity = only(f"ok: {text}, ok", language, region=region)
    assert (entity.kind, entity.text, entity.value, entity.sure) == ("phone", text, value, sure)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tracking number 4111111111111111", "card"),  # passes Luhn, and is announced as a parcel
        ("Paket 4111 1111 1111 1111", "card"),
        ("card 4111 1111 1111 1112", "card"),  # Luhn
        ("0034 0434 1612 3456 7890", "card"),
        ("DE88 3704 0044 0532 0130 00", "iban"),  # remainder
        ("DE89 3704 0044 0532 0130 0", "iban"),  # length
        ("order number 2125550187", "phone"),
        ("version 192.168.10.20 is out", "phone"),
        ("open 24/7", "date"),
        ("on 31.02.2024", "date"),
        ("it took 24 h", "time"),
        ("I have 2 tents in 3 colours", "id"),
        ("in order 2024 was good", "id"),
        ("Will you come? I will.", "name"),
        ("Thank you, Your order left.", "name"),
        ("Hello there, Team Support here", "name"),
        ("size 12 Main", "street"),
    ],
)
def test_does_not_take(text: str, kind: str) -> None:
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("hidden", "kind", "value"),
    [
        ("４１１１ １１１１ １１１１ １１１１", "card", "4111111111111111"),
        ("41\u200b11111\u200d1111\u00ad11111", "card", "4111111111111111"),
        ("٤١١١١١١١١١١١١١١١", "card", "4111111111111111"),
        ("ＤＥ８９\u00a03704\u202f0044 0532 0130 00", "iban", "DE89370400440532013000"),
        ("kim\u200b@ｅxample.com", "email", "kim@example.com"),
        ("+49\u00a030\u20111234567", "phone", "+49301234567"),
    ],
)
def test_reads_through_disguise_and_keeps_the_place(hidden: str, kind: str, value: str) -> None:
    for before, after in (("", ""), ("ok\n\n👋🏽 ﬁne: ", "\nbye"), ("Straße ", " ende")):
        text = f"{before}{hidden}{after}"
        (entity,) = find_entities(Document(text, "en"))
        assert (entity.kind, entity.value) == (kind, value)
        assert entity.text == hidden
        assert text[entity.span.start : entity.span.end] == hidden


def test_sees_line_breaks_through_the_fold() -> None:
    assert ("name", "Mira Vogel", "Mira Vogel") in found("Ｏk.\u200b  Viele Grüße\r\nMira Vogel\r\n", "de")


def test_a_date_that_may_be_two_is_not_sure() -> None:
    assert only("on 05/06/2024").value == "05/06/2024"
    assert not only("on 05/06/2024").sure
    assert only("on 05/06/2024", region="us").value == "2024-05-06"
    assert only("on 05/06/2024", region="gb").value == "2024-06-05"


def test_a_mistyped_iban_is_still_one_where_it_is_announced() -> None:
    entity = only("IBAN DE88 3704 0044 0532 0130 00")
    assert (entity.kind, entity.sure) == ("iban", False)


def test_marks_what_the_brand_publishes() -> None:
    own = ("fernweh.example", "Care@Fern.example", "@fernweh", "+49 30 1234567", "Hauptstraße 5")
    text = (
        "care@fern.example x@fernweh.example me@else.example @Fernweh @kim https://help.fernweh.example/a "
        "https://notfernweh.example +49 30 1234567 +49 30 7654321, Hauptstraße 5"
    )
    entities = find_entities(Document(text, "de"), own=own)
    assert [entity.own for entity in entities] == [
        True,
        True,
        False,
        True,
        False,
        True,
        False,
        True,
        False,
        True,
    ]
    assert not any(entity.own for entity in find_entities(Document(text, "de")))


def test_takes_the_guidelines_own_ids() -> None:
    assert found("see FW/77 now", id_patterns=[r"FW/\d+"]) == [("id", "FW/77", "FW/77")]
    assert found("see FW/77 now") == []


def test_finds_the_authors() -> None:
    text = "I asked Zorba, and Miss Quill knows."
    assert (
        found(text, authors=["Zorba Quill"]) == [("name", "Quill", "Quill"), ("name", "Zorba", "Zorba")][::-1]
    )
    assert ("name", "Zorba", "Zorba") not in found(text)
    assert found("the Support team", authors=["Support team", "@handle"]) == []


def test_a_street_holds_its_date_and_its_name() -> None:
    assert found("ул. 8 Марта, д. 15", "ru") == [("street", "ул. 8 Марта, д. 15", "ул. 8 Марта, д. 15")]
    assert kinds("123 Nguyễn Huệ, quận 1", "vi") == {"street"}


@pytest.mark.parametrize("language", FLOORS)
def test_finds_the_names_and_streets_of_a_language(language: str) -> None:
    rows = yaml.safe_load((HERE / f"entities_{language}.yaml").read_text(encoding="utf-8"))
    wanted: dict[str, set[tuple[int, str]]] = {"name": set(), "street": set()}
    given_: dict[str, set[tuple[int, str]]] = {"name": set(), "street": set()}
    for number, row in enumerate(rows):
        entities = find_entities(Document(row["text"], language))
        for kind in wanted:
            wanted[kind] |= {(number, str(shown)) for shown in row.get(kind, ())}
            given_[kind] |= {(number, entity.text) for entity in entities if entity.kind == kind}
    assert sum(map(len, wanted.values())) >= 40
    for kind, floor in zip(("name", "street"), FLOORS[language], strict=True):
        assert len(wanted[kind] & given_[kind]) / len(wanted[kind]) >= floor, wanted[kind] - given_[kind]
        assert len(wanted[kind] & given_[kind]) / len(given_[kind]) >= 0.95, given_[kind] - wanted[kind]


HOSTILE = (
    "1 ", "1", "@a", "a.", "a.b", "12.05.2023 ", "+49 30 123456 ", "Hi Kim, ", "ул. Ленина 5 ",
    "Am Alten 5 ", "12 Nguyễn ", "5 rue de la ", "4111 1111 1111 1111 ", "DE89 ", "A5",
    "order number 5 ", "(1", "１２３ ", "1\u200b", "1\n", "www.", "1-", "Aa 5 ", "👋🏽", "Chị Lan ",
    "1/2/", "M. ", "А.", "d'A ", "geboren 1990 ", "call 123456 ", "ab12", "Mr Dr ", "van der ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * MAX_TEXT)[:MAX_TEXT]
    for language in ("de", "vi"):
        document = Document(text, language)
        assert least_cpu(partial(find_entities, document), 1.5) < 1.5


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aÄßЖị1٣９ \n\t.,:/-+@#€$()'’\u200b\u00a0\ufb01ế👋№dDéHiKim"), max_size=60
    ),
    st.sampled_from(("en", "de", "fr", "ru", "vi", "")),
)
def test_spans_are_in_order_apart_and_inside(text: str, language: str) -> None:
    entities = find_entities(Document(text, language), own=["a.de"], authors=["Kim"], region="de")
    at = 0
    for entity in entities:
        assert at <= entity.span.start < entity.span.end <= len(text)
        assert entity.text == text[entity.span.start : entity.span.end]
        assert entity.value
        at = entity.span.end


def test_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom voicekit.text.document import Document\nfrom voicekit.text.entities import find_entities\n"
        "find_entities(Document('Hi Kim, +49 30 1234567', 'en'))\n"
        "print(sorted({'phonenumbers', 'stdnum', 'pydantic', 'regex', 'yaml', 'datetime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
