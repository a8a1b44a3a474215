"""The wire: what a conversation may look like, what its errors say, and that the schemas and the code agree.

Must never need the service.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.errors import InputError
from voicekit.types import (
    MAX_TEXT,
    Attachment,
    Contact,
    Conversation,
    Dimension,
    Draft,
    Edit,
    Escalation,
    Evidence,
    Finding,
    Fix,
    GuidelineRef,
    Incident,
    LanguageGuess,
    Metric,
    Report,
    RuleError,
    Source,
    Span,
    Step,
    Triage,
    Turn,
)
from voicekit.wire import (
    MAX_LIST,
    MAX_NAME,
    MAX_TURNS,
    conversation_from,
    conversation_schema,
    report_schema,
    report_to,
)

FULL: dict[str, Any] = {
    "id": "c-1",
    "brand": "fernweh",
    "channel": "x",
    "visibility": "public",
    "locale": "de-AT",
    "context": {"orders": 3, "rate": 0.5, "vip": True, "mood": "angry", "tags": ["a", "b"]},
    "turns": [
        {"role": "customer", "text": "Where is it?", "at": "2026-11-20T10:00:00Z", "author": "Ana"},
        {"role": "bot", "text": "One moment.", "attachments": [{"kind": "image", "name": "a.png"}]},
    ],
    "draft": {
        "text": "On its way.",
        "sender": "agent",
        "attachments": [{"kind": "video", "alt": "", "captions": False, "has_text": True, "text": "SALE"}],
    },
}

SHOWN = Evidence("legal", 0, Span(4, 10), "lawyer")
REPORT = Report(
    guideline=GuidelineRef("fernweh", "2026.11", "0" * 64),
    language=LanguageGuess("en", "English", True, "words"),
    channel="x",
    findings=(
        Finding(
            "human.stock",
            "human",
            "voice",
            "warning",
            False,
            "sure",
            "Say it plainly.",
            "It reads as automatic.",
            Source("A study", 2020, "https://example.org/a"),
            Span(3, 8),
            "sorry",
            (Fix("Drop it", (Edit(Span(3, 8), ""),), "safe"),),
            2.0,
            1.0,
            "a sentence that stays here",
        ),
        Finding("x.y", "x", "care", "error", True, "depends", "m", "", None, None),
    ),
    metrics=(Metric("words", 5.0), Metric("lix", None, "too short"), Metric("odd", float("nan"))),
    dimensions=(
        Dimension("care", 88, "good", "", (Step("x.y", -12.0),)),
        Dimension("voice", None, "", "why"),
    ),
    verdict="blocked",
    rule_errors=(RuleError("a.b", "took too long"),),
    notes=("a note",),
    triage=Triage("question", "calm", "complaint", ("legal",), (SHOWN,), (2,)),
    escalation=Escalation(
        route="legal",
        title="Legal",
        line="threat",
        place="brands/shop/escalation.yaml:9",
        within=240,
        clock="business",
        deadline="2026-11-23T12:00+01:00",
        tell=("legal mailbox",),
        may_send=False,
        must=("person",),
        must_not=("admission",),
        contacts=(Contact("Help", "112", Source("Union", None, "https://example.org"), "2026-11-01"),),
        evidence=(SHOWN,),
        also=("press",),
    ),
    incident=Incident("pay", "Cards fail", "They do.", "brands/shop/escalation.yaml:40", (SHOWN,)),
    tool_version="0.1.0",
)


def broken(change: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        conversation_from({**FULL, **change}, "chat.json")
    return str(caught.value)


def test_a_full_conversation_arrives_whole() -> None:
    conversation, draft = conversation_from(FULL, "chat.json")
    assert conversation == Conversation(
        id="c-1",
        channel="x",
        visibility="public",
        locale="de-AT",
        turns=(
            Turn("customer", "Where is it?", "2026-11-20T10:00:00Z", "Ana"),
            Turn("bot", "One moment.", attachments=(Attachment("image", "a.png"),)),
        ),
        context={"orders": 3, "rate": 0.5, "vip": True, "mood": "angry", "tags": ["a", "b"]},
        brand="fernweh",
    )
    assert draft == Draft("On its way.", (Attachment("video", "", "", False, True, "SALE"),), "agent")


def test_little_is_enough_and_null_means_left_out() -> None:
    assert conversation_from({"draft": {"text": "Hi"}}, "")[1] == Draft("Hi")
    conversation, draft = conversation_from(
        {"turns": [], "draft": None, "context": None, "channel": None}, ""
    )
    assert (conversation, draft) == (Conversation(), None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"turns": [{"role": "boss", "text": ""}]},
            'turns.0.role: expected customer, agent or bot, got "boss"',
        ),
        ({"turns": [{"role": None, "text": ""}]}, "turns.0: 'role' is missing"),
        ({"turns": [{"role": "bot"}]}, "turns.0: 'text' is missing"),
        (
            {"turns": ["hello"]},
            "turns.0: expected a mapping with role, text, at, author or attachments, got a text",
        ),
        ({"turns": {"role": "bot"}}, "turns: expected a list, got a mapping"),
        ({"turns": "hello"}, "turns: expected a list, got a text"),
        ({"chanel": "x"}, "unknown key \"chanel\"; did you mean 'channel'?"),
        ({"zzz": 1}, "known are id, brand, channel, visibility, locale, context, turns, draft"),
        ({5: 1}, "unknown key a number; known are"),
        ({"visibility": "secret"}, 'visibility: expected public or private, got "secret"'),
        ({"channel": False}, "channel: expected a text, got true or false; put it in quotes"),
        ({"id": "x" * (MAX_NAME + 1)}, f"id: {MAX_NAME + 1} characters; at most {MAX_NAME} are read"),
        ({"draft": "Hi"}, "draft: expected a mapping with text, sender or attachments, got a text"),
        ({"draft": {"text": 5}}, "draft.text: expected a text, got a number"),
        ({"draft": {"text": "", "sender": "customer"}}, "draft.sender: expected agent or bot"),
        ({"draft": {"text": "", "txt": ""}}, "draft: unknown key \"txt\"; did you mean 'text'?"),
        (
            {"draft": {"text": "", "attachments": [{"kind": "pdf"}]}},
            "draft.attachments.0.kind: expected image",
        ),
        (
            {"draft": {"text": "", "attachments": [{"kind": "gif", "captions": "no"}]}},
            "draft.attachments.0.captions: expected true or false, got a text",
        ),
        ({"context": []}, "context: expected a mapping of names to values, got a list"),
        (
            {"context": {"a": {"b": 1}}},
            "context.a: expected a text, a number, true, false or a list of texts",
        ),
        ({"context": {"a": [1]}}, "context.a.0: expected a text, got a number"),
        ({"context": {"a": float("nan")}}, "context.a: expected"),
        ({"context": {"": 1}}, "context: a name may not be empty"),
        ({"context": {str(n): 1 for n in range(MAX_LIST + 1)}}, f"context: {MAX_LIST + 1} entries; at most"),
    ],
)
def test_each_mistake_is_named_with_its_place_and_mend(change: dict[str, Any], said: str) -> None:
    message = broken(change)
    assert message.startswith("chat.json: ")
    assert said in message


def test_neither_turns_nor_draft_is_refused() -> None:
    with pytest.raises(InputError, match="expected `turns`, `draft` or both"):
        conversation_from({"id": "x"}, "")
    with pytest.raises(InputError, match="expected a mapping"):
        conversation_from(None, "")


def test_texts_and_threads_have_a_limit() -> None:
    assert conversation_from({"draft": {"text": "\U0001f642" * MAX_TEXT}}, "")[1] is not None
    message = broken({"draft": {"text": "a" * (MAX_TEXT + 1)}})
    assert f"draft.text: {MAX_TEXT + 1} characters; at most {MAX_TEXT} are read" in message
    turn = {"role": "customer", "text": ""}
    assert len(conversation_from({"turns": [turn] * MAX_TURNS}, "")[0].turns) == MAX_TURNS
    assert f"turns: {MAX_TURNS + 1} items" in broken({"turns": [turn] * (MAX_TURNS + 1)})


def test_errors_do_not_repeat_a_customers_words() -> None:
    secret = "my card is 4111"
    for change in (
        {"turns": [{"role": "customer", "text": [secret]}]},
        {"turns": [secret]},
        {"draft": {"text": secret * 2000}},
        {"context": {"a": [[secret]]}},
    ):
        assert secret not in broken(change)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "brand", "channel", "visibility", "locale", "context", "turns", "draft", "x"])


@given(st.dictionaries(KEYS, JSON, max_size=4) | JSON)
def test_any_value_is_read_or_refused_in_words(value: object) -> None:
    said = ""
    try:
        conversation, _ = conversation_from(value, "here")
    except InputError as error:
        said = str(error)
    if said:
        assert said.startswith("here: ")
    else:
        assert isinstance(value, dict)
        assert conversation.id == (value.get("id") or "")


def test_a_report_goes_out_as_its_schema_says() -> None:
    value = report_to(REPORT)
    fits(value, report_schema(), report_schema())
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    first, second = value["findings"]
    assert first["span"] == {"start": 3, "end": 8}
    assert first["fixes"] == [
        {"title": "Drop it", "safety": "safe", "edits": [{"span": {"start": 3, "end": 8}, "text": ""}]}
    ]
    assert (second["span"], second["source"]) == (None, None)
    assert value["metrics"][1:] == [
        {"name": "lix", "value": None, "reason": "too short"},
        {"name": "odd", "value": None, "reason": "not a finite number"},
    ]
    assert value["language"]["supported"] is True
    assert value["triage"]["risks"] == ["legal"]
    shown = {"shows": "legal", "turn": 0, "span": {"start": 4, "end": 10}, "text": "lawyer"}
    assert value["triage"]["evidence"] == value["escalation"]["evidence"] == [shown]
    assert value["incident"]["evidence"] == [shown]
    assert (value["triage"]["unread"], value["escalation"]["also"]) == ([2], ["press"])
    assert (value["escalation"]["may_send"], value["escalation"]["within"]) == (False, 240)
    assert value["escalation"]["contacts"] == [
        {
            "title": "Help",
            "text": "112",
            "source": {"title": "Union", "year": None, "url": "https://example.org"},
            "checked_on": "2026-11-01",
        }
    ]
    assert "stays here" not in json.dumps(value)


def test_a_bare_report_fits_its_schema_too() -> None:
    bare = REPORT._replace(
        findings=(), triage=None, escalation=None, incident=None, rule_errors=(), notes=(), verdict="ready"
    )
    value = report_to(bare)
    fits(value, report_schema(), report_schema())
    assert (value["triage"], value["escalation"], value["incident"]) == (None, None, None)
    fits(report_to(bare._replace(triage=Triage(unread=(0,)))), report_schema(), report_schema())


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("triage", {"mood": "cross"}),
        ("triage", {"evidence": [{"shows": "legal", "turn": 0, "span": None, "text": ""}]}),
        ("triage", {"unread": ["2"]}),
        ("triage", {"more": 1}),
        ("escalation", {"clock": "wall"}),
        ("escalation", {"within": "4h"}),
        ("escalation", {"contacts": ["112"]}),
        ("incident", {"wording": None}),
    ],
)
def test_the_schema_holds_the_customers_side_to_its_form(part: str, change: dict[str, Any]) -> None:
    value = report_to(REPORT)
    with pytest.raises(AssertionError):
        fits({**value, part: {**value[part], **change}}, report_schema(), report_schema())


def test_the_conversation_schema_allows_what_the_reader_takes_and_refuses_what_it_refuses() -> None:
    schema = conversation_schema()
    fits(FULL, schema, schema)
    fits({"draft": {"text": "Hi"}}, schema, schema)
    for bad in (
        {"chanel": "x"},
        {"turns": [{"role": "boss", "text": ""}]},
        {"draft": {"text": 5}},
        {"id": 5},
    ):
        with pytest.raises(AssertionError):
            fits({**FULL, **bad}, schema, schema)
    with pytest.raises(AssertionError):
        fits({"id": "x"}, schema, schema)


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> None:
    """The part of JSON Schema that the two schemas use; AssertionError where `value` does not fit."""
    if "$ref" in schema:
        fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
        return
    if "const" in schema:
        assert value == schema["const"]
    if "enum" in schema:
        assert value in schema["enum"]
    if "anyOf" in schema:
        assert any(_does(value, one, root) for one in schema["anyOf"]), value
    kind = schema.get("type")
    if kind == "object":
        assert isinstance(value, dict)
        assert set(schema.get("required", ())) <= set(value), value
        extra = schema.get("additionalProperties", True)
        for key, part in value.items():
            if key in schema.get("properties", {}):
                fits(part, schema["properties"][key], root)
            else:
                assert extra is not False, key
                if isinstance(extra, dict):
                    fits(part, extra, root)
    elif kind == "array":
        assert isinstance(value, list)
        assert len(value) <= schema.get("maxItems", len(value))
        for part in value:
            fits(part, schema["items"], root)
    elif kind == "string":
        assert isinstance(value, str)
        assert len(value) <= schema.get("maxLength", len(value))
    elif kind == "integer":
        assert isinstance(value, int)
        assert schema.get("minimum", value) <= value <= schema.get("maximum", value)
    elif kind == "number":
        assert isinstance(value, int | float)
        assert not isinstance(value, bool)
    elif kind in ("boolean", "null"):
        assert isinstance(value, bool) if kind == "boolean" else value is None
    elif "required" in schema:
        assert set(schema["required"]) <= set(value)


def _does(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    try:
        fits(value, schema, root)
    except AssertionError:
        return False
    return True
