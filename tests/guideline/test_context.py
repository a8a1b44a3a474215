"""`when` and `unless` have three answers: what is not known neither fires nor silences."""

from __future__ import annotations

from typing import Any

import pytest
from support.linting import found
from support.rules import rule

from voicekit.guideline.compiled import Channel
from voicekit.guideline.context import Context, applies, context_of, holds
from voicekit.types import Conversation, Draft, Escalation, Incident, Triage, Turn

UNKNOWN = Context(Channel("default", "Default", "private"), None, "", None, None, None, None, None, None, {})
KNOWN = UNKNOWN._replace(
    channel=Channel("x", "X", "public"), visibility="public", language="de", sender="bot", mood="angry",
    intent="refund", scenario="delay", customer_turns=2, agent_turns=1,
    context={"orders": 2, "vip": True, "tags": ["gold", "press"], "name": "Kim"}, risks=("legal",),
    escalation=Escalation(
        "legal", "Legal", "threat", "escalation.yaml:9", 60, "always", None, (), True, ("person", "time"), ("emoji",)
    ),
)  # fmt: skip

HOLDING: list[dict[str, Any]] = [
    {"channel": ["x", "sms"]},
    {"visibility": "public"},
    {"language": ["de"]},
    {"sender": ["bot"]},
    {"mood": ["frustrated", "angry"]},
    {"intent": ["refund"]},
    {"scenario": ["delay", "recall"]},
    {"customer_turns": {"min": 2, "max": 2}},
    {"customer_turns": {"min": 1}},
    {"agent_turns": {"max": 1}},
    {"context": {"orders": 2, "vip": True}},
    {"context": {"tags": "gold"}},
    {"context": {"name": "Kim"}},
    {"risk": ["legal", "press"]},
    {"escalated": True},
    {"bot_thread": True},
    {},
]
FAILING: list[dict[str, Any]] = [
    {"channel": ["sms"]},
    {"visibility": "private"},
    {"language": ["en", "fr"]},
    {"sender": ["agent"]},
    {"mood": ["calm"]},
    {"intent": ["return"]},
    {"scenario": ["recall"]},
    {"customer_turns": {"min": 3}},
    {"customer_turns": {"max": 1}},
    {"agent_turns": {"max": 0}},
    {"context": {"orders": 3}},
    {"context": {"tags": "silver"}},
    {"context": {"vip": False}},
    {"risk": ["safety"]},
    {"escalated": False},
    {"bot_thread": False},
]


@pytest.mark.parametrize("conditions", HOLDING)
def test_holds(conditions: dict[str, Any]) -> None:
    assert holds(conditions, KNOWN) is True
    assert applies(rule("test.a", when=conditions), KNOWN)
    assert not applies(rule("test.a", unless=conditions), KNOWN)


@pytest.mark.parametrize("conditions", FAILING)
def test_fails(conditions: dict[str, Any]) -> None:
    assert holds(conditions, KNOWN) is False
    assert not applies(rule("test.a", when=conditions), KNOWN)
    assert applies(rule("test.a", unless=conditions), KNOWN)


@pytest.mark.parametrize(
    "conditions",
    [one for one in HOLDING + FAILING if one and not {"channel", "language"} & set(one)],
)
def test_what_is_not_known_neither_fires_nor_silences(conditions: dict[str, Any]) -> None:
    assert holds(conditions, UNKNOWN) is None
    assert not applies(rule("test.a", when=conditions), UNKNOWN)
    assert applies(rule("test.a", unless=conditions), UNKNOWN)


def test_one_false_answer_wins_over_unknown_ones() -> None:
    half = UNKNOWN._replace(mood="calm")
    assert holds({"sender": ["bot"], "mood": ["angry"]}, half) is False
    assert holds({"mood": ["calm"], "sender": ["bot"]}, half) is None
    assert holds({"context": {"a": 1, "b": 2}}, UNKNOWN._replace(context={"b": 3})) is False
    assert holds({"context": {"a": 1, "b": 2}}, UNKNOWN._replace(context={"b": 2})) is None


def test_context_is_what_was_stated_then_what_was_read() -> None:
    triage = Triage(intent="refund", mood="angry", scenario="delay")
    turns = (Turn("customer", "a"), Turn("bot", "b"), Turn("agent", "c"), Turn("customer", "d"))
    conversation = Conversation(turns=turns, context={"mood": "calm", "scenario": "", "intent": 3})
    seen = context_of(conversation, Draft("", sender="agent"), Channel("x", "X", "public"), "en", triage)
    assert (seen.mood, seen.scenario, seen.intent) == ("calm", "delay", "refund")
    assert (seen.customer_turns, seen.agent_turns) == (2, 2)
    assert (seen.visibility, seen.sender, seen.language) == ("public", "agent", "en")


def test_a_stated_visibility_wins_over_the_channels_and_no_turns_say_nothing() -> None:
    seen = context_of(Conversation(visibility="private"), Draft(""), Channel("x", "X", "public"), "en")
    assert seen.visibility == "private"
    assert seen.customer_turns is None and seen.agent_turns is None and seen.mood is None


def test_conditions_reach_the_findings() -> None:
    one = rule("test.a", tokens=["sorry"], when={"mood": ["angry"]}, unless={"sender": ["bot"]})
    angry = Conversation(context={"mood": "angry"})
    assert found(one, "Sorry.") == ()
    assert len(found(one, "Sorry.", conversation=angry)) == 1
    assert found(one, "Sorry.", conversation=angry, draft=Draft("Sorry.", sender="bot")) == ()


def test_one_of_several_conditions_is_enough() -> None:
    either = rule("test.either", when=[{"mood": ["angry"]}, {"scenario": ["recall"]}])
    assert applies(either, KNOWN)
    assert applies(either, UNKNOWN._replace(scenario="recall"))
    assert not applies(either, UNKNOWN)
    assert not applies(either, KNOWN._replace(mood="calm"))


@pytest.mark.parametrize(
    ("locale", "region"), [("de-AT", "at"), ("zh_Hant_TW", "tw"), ("de", None), (None, None)]
)
def test_the_region_is_the_locales_last_part(locale: str | None, region: str | None) -> None:
    seen = context_of(Conversation(locale=locale), Draft(""), Channel("x", "X", "public"), "de")
    assert seen.region == region


def test_what_the_policy_asks_for_can_be_waited_for() -> None:
    assert holds({"must": ["crisis-contact", "time"]}, KNOWN) is True
    assert holds({"must": ["crisis-contact"]}, KNOWN) is False
    assert holds({"must_not": ["emoji"]}, KNOWN) is True
    assert holds({"must_not": ["upsell"]}, KNOWN) is False
    unled = KNOWN._replace(escalation=None)
    assert (unled.must, unled.must_not, unled.escalated) == ((), (), False)
    assert not applies(rule("test.a", when={"must": ["time"]}), unled)
    assert applies(rule("test.a", unless={"must": ["time"]}), unled)


def test_whether_a_thread_was_handed_on_is_not_known_where_nobody_read_it() -> None:
    assert UNKNOWN.escalated is None
    assert UNKNOWN._replace(risks=()).escalated is False
    assert holds({"risk": ["legal"]}, UNKNOWN._replace(risks=())) is False
    assert holds({"risk": ["legal"]}, UNKNOWN) is None


@pytest.mark.parametrize(
    ("roles", "sender", "bot"),
    [
        ([], None, None),
        (["customer"], None, None),
        (["customer"], "agent", False),
        (["customer"], "bot", True),
        (["customer", "bot"], None, True),
        (["customer", "bot", "agent"], "bot", False),
    ],
)
def test_a_bots_thread_is_one_no_person_has_spoken_in(
    roles: list[Any], sender: Any, bot: bool | None
) -> None:
    turns = tuple(Turn(role, "Hi.") for role in roles)
    assert UNKNOWN._replace(turns=turns, sender=sender).bot_thread is bot


def test_what_was_read_of_the_thread_is_handed_over() -> None:
    channel = Channel("x", "X", "public")
    incident = Incident("pay", "Cards fail", "They do.", "escalation.yaml:40")
    triage = Triage("complaint", "angry", None, ("legal",))
    seen = context_of(
        Conversation(turns=(Turn("customer", "a"),)),
        Draft(""),
        channel,
        "en",
        triage,
        KNOWN.escalation,
        incident,
    )
    assert (seen.risks, seen.escalation, seen.incident) == (("legal",), KNOWN.escalation, incident)
    assert context_of(Conversation(), Draft(""), channel, "en").risks is None
