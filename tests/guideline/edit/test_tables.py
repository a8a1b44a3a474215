"""Tables in: as Writer, Acrolinx, Zendesk and spreadsheets write them. Tables out: nothing a spreadsheet would run."""

from __future__ import annotations

import pytest

from voicekit.errors import InputError
from voicekit.guideline.edit.table import joined, language_of, read_table, split, write_table
from voicekit.guideline.edit.templatecsv import blanks, read_templates
from voicekit.guideline.edit.termcsv import merged_terms, read_terms, written_terms


def only(name: str) -> str:
    return {"a": "a", "b": "b", "wort": "a", "grösse": "b"}.get(name, "")


@pytest.mark.parametrize(
    "raw",
    [
        b"a,b\r\n1,2\r\n",
        "a;b\n1;2\n".encode("utf-8-sig"),
        b"sep=;\r\na;b\r\n1;2\r\n",
        "a\tb\r\n1\t2\r\n".encode("utf-16"),
        "\ufeffa\tb\n1\t2\n".encode("utf-16-be"),
        "Wort;Größe\n1;2\n".encode("cp1252"),
        b'\n\n"A ","b"\n"1","2"\n,,\n',
    ],
)
def test_encodings_and_separators_are_found_out(raw: bytes) -> None:
    table = read_table(raw, "t.csv", only)
    assert [row.cells for row in table.rows] == [{"a": "1", "b": "2"}]


def test_a_row_has_the_line_it_begins_on() -> None:
    table = read_table(b'a,b\n"one\ntwo",1\n\n3,4\n', "t.csv", only)
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "one\ntwo"), (5, "3")]
    assert [row.line for row in read_table(b"sep=,\na,b\n1,2\n", "t.csv", only).rows] == [3]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"x,y\n1,2\n", "no column is known; name one with --map, there are: x, y"),
        (b'a,b\n"1,2\n', "t.csv:2: is no table"),
        (b"a,b\n\0,2\n", "is no text"),
        (b"\x81\x8d\x8f", "is no text"),
        (b"a," * 3_000_000, "is over 4 MiB"),
    ],
)
def test_what_is_no_table(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_table(raw, "t.csv", only)


def test_columns_named_by_hand() -> None:
    assert read_table(b"x,y\n1,2\n", "t.csv", only, {"Y": "b"}).rows[0].cells == {"b": "2"}
    assert read_table(b"x,a\n1,2\n", "t.csv", only).unknown == ["x"]
    with pytest.raises(InputError, match="there is no column 'z'"):
        read_table(b"x,y\n1,2\n", "t.csv", only, {"z": "b"})


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'=x",
    "''+",
    "'quoted",
    "plain",
    "\uff1d1",
    'a "b"',
    "a,b",
]


def test_formulas_are_made_harmless_and_come_back() -> None:
    text = write_table(["a"], [[cell] for cell in FORMULAS])
    assert [row.cells["a"] for row in read_table(text.encode(), "t.csv", only).rows] == FORMULAS
    for line in text.split("\r\n")[1:-1]:
        assert line.lstrip('"')[:1] not in tuple("=+-@\t\r")


def test_several_values_in_a_cell() -> None:
    values = ["a, b", "c|d", "e\\f", "g"]
    assert split(joined(values)) == values
    assert split("a, b; c", loosely=True) == ["a", "b", "c"]
    assert split("a, b | c", loosely=True) == ["a, b", "c"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("German", "de"), ("Deutsch (Schweiz)", "de"), ("en-US", "en"), ("EN_gb", "en"), ("Tiếng Việt", "vi"),
     ("fr", "fr"), ("Russian", "ru"), ("Spanish", ""), ("es", ""), ("", ""), ("entish", "")],
)  # fmt: skip
def test_languages_as_tables_name_them(name: str, code: str) -> None:
    assert language_of(name) == code


def found(text: str) -> list[dict[str, object]]:
    return [term for _, term in read_terms(text.encode(), "t.csv").terms]


def test_a_plain_spreadsheet() -> None:
    assert found("Instead of;Use;Language;Note\nRMA form, RMA label;return label;English;Not ours.\n") == [
        {"prefer": "return label", "avoid": ["RMA form", "RMA label"], "languages": ["en"], "note": "Not ours."}
    ]  # fmt: skip


def test_writer() -> None:
    text = (
        "Term,Type,Description,Use instead,Mistakes\nclient,Don\u2019t use,We have customers.,customer,\n"
        'sign in,Approved,As a verb.,,"login, log-in"\nbeta,Pending,,,\n'
    )
    read = read_terms(text.encode(), "writer.csv")
    assert [term for _, term in read.terms] == [
        {"prefer": "customer", "avoid": ["client"], "note": "We have customers."},
        {"prefer": "sign in", "avoid": ["login", "log-in"], "note": "As a verb."},
    ]
    assert [tuple(row) for row in read.refused] == [
        (4, "status 'pending' is neither one to use nor one to avoid")
    ]


def test_acrolinx() -> None:
    text = (
        "Entry ID,Term,Status,Language,Note\n7,fan tray,preferred,en-US,\n7,fan drawer,deprecated,en-US,One name.\n"
        "7,fan box,deprecated,en-US,One name.\n7,Lüftereinschub,preferred,de,\n9,drawer,admitted,en,\n"
        "8,lonely,preferred,en,\n"
    )
    read = read_terms(text.encode("utf-16"), "acrolinx.csv")
    assert read.terms == [
        (
            3,
            {
                "prefer": "fan tray",
                "avoid": ["fan drawer", "fan box"],
                "languages": ["en"],
                "note": "One name.",
            },
        )
    ]
    assert [row.line for row in read.refused] == [5, 6, 7]


def test_rows_that_say_too_little() -> None:
    read = read_terms(b"term,prefer,language\nlonely,,\n,x,\nbag,sack,Klingon\n", "t.csv")
    assert read.terms == []
    assert [(row.line, row.reason.split(":")[0]) for row in read.refused] == [
        (2, "'lonely'"), (3, "names no phrase to avoid"), (4, "language 'Klingon' is none of en, de, fr, ru, vi"),
    ]  # fmt: skip


TERMS = """\
schema_version: 1
terms:
  - avoid: ["=cmd|' /C calc'!A0", "-5 %"]
    note: {en: Formula., de: "+ Formel"}
  - prefer: "@home"
    avoid: ["'=odd", "a, b", "c;d"]
    languages: [en, de]
    channels: [x]
    severity: error
    note: "Line one\\nline two"
    examples: [Say it at home., {bad: x, good: y, given: {channel: x}}]
"""


def test_an_export_comes_back_as_the_same_terms() -> None:
    out = written_terms(TERMS, "terms.yaml")
    read = read_terms(out.encode("utf-8-sig"), "t.csv")
    terms, lines, refused, unchanged = merged_terms(TERMS, "terms.yaml", read)
    assert (lines, refused, unchanged) == ({}, [], 2)
    assert [term for _, term in read.terms] == terms
    for cell in ("=cmd", "-5", "@home", "+ Formel"):
        assert f",{cell}" not in out and f"\n{cell}" not in out


def test_same_terms_take_the_place_of_those_there_are() -> None:
    read = read_terms(
        b"avoid,prefer,note,languages\nbag,sack,New.,\nbag,other,Again.,\ncab,taxi,New.,en\ncab,taxi,Other.,de\n",
        "t.csv",
    )
    text = (
        "schema_version: 1\nterms:\n  - {avoid: [bag], note: Old., severity: error}\n"
        "  - {avoid: [cab], note: Old., languages: [en, fr]}\n"
    )
    terms, lines, refused, unchanged = merged_terms(text, "terms.yaml", read)
    assert unchanged == 0
    assert lines == {0: 2, 2: 5}
    assert terms[0] == {"avoid": ["bag"], "prefer": "sack", "note": "New.", "severity": "error"}
    assert [row.line for row in refused] == [3, 4]


DYNAMIC = (
    '"Title","Default language","Default text","English text","Variant status"\n'
    '"Late parcel","German","Hallo {{ticket.requester.first_name}}, es tut mir leid.",'
    '"Hi {{ticket.requester.first_name}}, sorry.","Current"\n'
    '"Nested","German","Siehe {{dc.other}}","See","Current"\n'
)


def test_zendesk_dynamic_content() -> None:
    read = read_templates(DYNAMIC.encode(), "dc.csv", scenario="delay")
    assert [template for _, template in read.templates] == [
        {
            "id": "late-parcel",
            "scenario": "delay",
            "language": "de",
            "text": "Hallo {{first_name}}, es tut mir leid.",
        },
        {"id": "late-parcel", "scenario": "delay", "language": "en", "text": "Hi {{first_name}}, sorry."},
    ]
    assert [(row.line, row.reason) for row in read.refused] == [
        (3, "refers to dynamic content 'dc.other'; put its text in the row")
    ]


def test_macros_of_a_desk() -> None:
    text = (
        "Macro title,Comment,Active,Locale\n"
        'Orders::Wo ist es?,"<p>Hallo {{ ticket.requester.first_name | capitalize }},</p>'
        '<p>A &amp; B<br>{{ticket.ticket_field_12}}</p>",true,de-AT\n'
        "Old,Hello,false,en\nLogic,{% if ticket.id %}a{% endif %},true,en\nSpanish,Hola,true,es\n,,true,en\n"
    )
    read = read_templates(text.encode(), "m.csv", scenario="delay")
    assert [template for _, template in read.templates] == [
        {"id": "orders-wo-ist-es", "scenario": "delay", "language": "de",
         "text": "Hallo {{first_name}},\nA & B\n{{ticket_field_12}}"}
    ]  # fmt: skip
    assert [row.line for row in read.refused] == [3, 4, 5, 6]
    assert read_templates(text.encode(), "m.csv").templates == []  # no scenario is named


@pytest.mark.parametrize(
    ("macro", "ours"),
    [
        ("{{current_user.name}}", "{{agent_name}}"),
        ("{{ticket.id}}", "{{ticket_id}}"),
        ("{{order_id}}", "{{order_id}}"),
        ("{{ Order Number }}", "{{order_number}}"),
        ("{{{ticket.brand.name}}}", "{{brand_name}}"),
        ("{%customer.firstName%}", "{{customer_first_name}}"),
        ("a { b } c", "a { b } c"),
    ],
)
def test_placeholders(macro: str, ours: str) -> None:
    assert blanks(macro) == ours


@pytest.mark.parametrize("macro", ["{{dc.x}}", "{% case x %}", "{{1}}", "{{ }}"])
def test_placeholders_no_blank_can_say(macro: str) -> None:
    with pytest.raises(InputError):
        blanks(macro)
