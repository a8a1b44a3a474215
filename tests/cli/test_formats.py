"""JSON, SARIF and GitHub annotations: whole, escaped, and with every place where it belongs.

Must never trust an offset without slicing the text with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from voicekit.cli.annotations import Places, data_of, github_line, property_of, sarif_log
from voicekit.cli.inputs import Item
from voicekit.types import Conversation, Draft, Edit, Finding, Fix, Source, Span

from .conftest import Cli
from .test_render import report

TEXT = "\U0001f469\u200d\U0001f4bb a\r\nb \U0001f44d bad\rword\u2028still"
LONE = '{"draft": {"text": "Sorry for any inconvenience \\ud800, it ships tomorrow."}}'


def found(start: int, end: int, new: str = "good") -> Finding:
    span = Span(start, end)
    return Finding(
        "p.rule",
        "p",
        "voice",
        "suggestion",
        False,
        "sure",
        "100 %, a: b\nc",
        "why",
        Source("T", 2020, "https://example.org"),
        span,
        TEXT[start:end],
        (Fix("", (Edit(span, new),), "safe"), Fix("show", (), "display")),
    )


def plain(text: str, path: str = "a b.txt") -> Item:
    return Item(path, path, 0, True, Conversation(), Draft(text))


def offset_of(text: str, line: int, column: int) -> int:
    """The code point at a SARIF place, counted the slow way: over the UTF-16 units of a line."""
    at = 0
    for _ in range(line - 1):
        while text[at] not in "\r\n":
            at += 1
        at += 2 if text[at : at + 2] == "\r\n" else 1
    units = column - 1
    while units > 0:
        units -= 2 if text[at] > "\uffff" else 1
        at += 1
    return at


@given(st.text(st.sampled_from("a\r\n\U0001f44d\u2028\u0301 "), max_size=30), st.integers(0, 30))
def test_places_lead_back_to_the_code_point(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    if text[max(0, offset - 1) : offset + 1] != "\r\n":  # between the two there is no place
        assert offset_of(text, *Places(text).place(offset)) == offset


def test_sarif_has_what_the_standard_asks_for() -> None:
    start = TEXT.index("bad")
    whole = found(0, 0)._replace(span=None, fixes=())
    log = sarif_log([(plain(TEXT), report(found(start, start + 3), whole))])
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["help"]["text"] == "why Source: T (2020)."
    assert rule["defaultConfiguration"]["level"] == "note"
    first, second = run["results"]
    for result in (first, second):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a%20b.txt"}
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 9}
    assert "region" not in second["locations"][0]["physicalLocation"]
    (fix,) = first["fixes"]
    assert fix["description"]["text"]
    assert mended(TEXT, fix) == TEXT.replace("bad", "good")
    assert "fixes" not in second


def mended(text: str, fix: dict[str, Any]) -> str:
    (change,) = fix["artifactChanges"]
    for one in change["replacements"]:
        region = one["deletedRegion"]
        start = offset_of(text, region["startLine"], region["startColumn"])
        end = offset_of(text, region["endLine"], region["endColumn"])
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


def test_sarif_of_the_command_line_points_into_the_file(cli: Cli, place: Path) -> None:
    text = "\U0001f44d\U0001f3fd You can utilise it\r\ntomorrow.\r\n"
    (place / "d.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    log = json.loads(cli("lint", "d.txt", "--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start = offset_of(text, region["startLine"], region["startColumn"])
    assert text[start : offset_of(text, region["endLine"], region["endColumn"])] == "utilise"
    assert mended(text, result["fixes"][0]) == text.replace("utilise", "use")


def test_a_finding_in_a_conversation_points_at_no_made_up_line() -> None:
    item = Item("chats.jsonl:7", "chats.jsonl", 7, False, Conversation(), Draft(TEXT))
    (result,) = sarif_log([(item, report(found(0, 1)))])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "chats.jsonl:7"}]
    assert "fixes" not in result
    assert "line=7" in github_line(found(0, 1), item, Places(TEXT))


def test_uris() -> None:
    for path, uri in (
        ("", "stdin"),
        ("./a/b.txt", "a/b.txt"),
        ("/t/\u00e9.txt", "file:///t/%C3%A9.txt"),
        ("C:\\t\\a.txt", "file:///C:/t/a.txt"),
    ):
        log = sarif_log([(plain(TEXT, path), report(found(0, 1)))])
        where = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert where == {"uri": uri}


def test_github_lines_are_escaped() -> None:
    start = TEXT.index("bad")
    line = github_line(found(start, start + 3), plain(TEXT, "a,b:c%.txt"), Places(TEXT))
    assert line == (
        "::notice file=a%2Cb%3Ac%25.txt,line=2,endLine=2,col=5,endColumn=8,title=p.rule::100 %25, a: b%0Ac"
    )
    over = github_line(found(0, len(TEXT)), plain(TEXT), Places(TEXT))
    assert "col=" not in over
    assert "line=1,endLine=3" in over


@given(st.text())
def test_no_text_breaks_out_of_an_annotation(text: str) -> None:
    for made in (data_of(text), property_of(text)):
        assert not set(made) & set("\r\n\x1b")
    assert not set(property_of(text)) & set(",:")


def test_json_is_ascii_and_survives_a_lone_surrogate(cli: Cli, place: Path) -> None:
    (place / "a.json").write_text(LONE, encoding="utf-8")
    for form in ("json", "sarif", "github", "text"):
        ran = cli("lint", "a.json", "--format", form)
        assert ran.code == 1
        assert ran.err == ""
    value = json.loads(cli("lint", "a.json", "--format", "json").out)
    assert value["findings"][0]["matched"] == "Sorry for any inconvenience"
    ran = cli("fix", "a.json")
    assert (ran.code, ran.out) == (0, "Sorry for any inconvenience \\ud800, it ships tomorrow.\n")


def test_one_input_gives_one_object_and_several_give_lines(cli: Cli, place: Path) -> None:
    one = cli("lint", "--format", "json", stdin="It ships tomorrow.").out
    assert one.startswith('{\n  "schema_version": 1,')
    assert "input" not in json.loads(one)
    (place / "a.jsonl").write_text('{"id": "x", "text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    lines = [json.loads(line) for line in cli("lint", "a.jsonl", "--format", "json").out.splitlines()]
    assert [line["input"] for line in lines] == [
        {"name": "a.jsonl:1", "id": "x"},
        {"name": "a.jsonl:2", "id": ""},
    ]
