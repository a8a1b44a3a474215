"""The policy against a thread: who takes it over, by when, what the reply holds, whom to call, which incident it is."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from support.threads import POLICY, SIGNALS, customers_guideline, thread
from support.timing import least_cpu

from voicekit.check import check
from voicekit.guideline.compiled import Guideline
from voicekit.triage.reading import Reading, read_thread
from voicekit.types import Conversation, Draft, Escalation, Turn


@cache
def known(policy: str | None = POLICY) -> Guideline:
    return customers_guideline(policy=policy)


def reading(conversation: Conversation, policy: str | None = POLICY, **given: Any) -> Reading:
    own = known(policy)
    channel, _ = own.channel(conversation.channel)
    draft = Draft("", sender=given.pop("sender", None))
    return read_thread(own, conversation, draft, channel, given.pop("language", "en"), **given)


def decided(conversation: Conversation, policy: str | None = POLICY, **given: Any) -> Escalation:
    found = reading(conversation, policy, **given).escalation
    assert found is not None
    return found


def place(name: str) -> str:
    """Where the policy has the entry called `name`."""
    return f"escalation.yaml:{POLICY.splitlines().index(f'  - id: {name}') + 1}"


FRIDAY = "2026-11-20T16:00:00Z"


def test_no_policy_and_no_line_that_holds_decide_nothing() -> None:
    assert reading(thread("I want to die, I will sue you."), policy=None).escalation is None
    assert reading(thread("Where is it?")).escalation is None
    assert reading(thread()).escalation is None


def test_the_first_line_decides_and_quotes_its_evidence() -> None:
    found = decided(thread("Hello.", ("I will sue you.", FRIDAY)))
    assert (found.route, found.title, found.line, found.also) == ("legal", "Legal", "legal", ())
    assert found.place == place("legal")
    assert (found.within, found.clock, found.may_send) == (240, "business", False)
    assert (found.must, found.must_not) == (("time",), ("admission", "template"))
    assert found.tell == ("legal mailbox", "team lead")
    assert [(one.shows, one.turn, one.text) for one in found.evidence] == [("legal", 1, "sue")]
    assert found.contacts == ()


def test_later_lines_add_what_they_tell_forbid_and_hold_back() -> None:
    found = decided(thread("I want to die. I will sue you."))
    assert (found.line, found.route, found.within, found.clock) == ("self-harm", "crisis", 15, "always")
    assert found.also == ("legal",)
    assert found.must == ("person", "crisis-contact")
    assert found.must_not == ("template", "admission")
    assert found.tell == ("shift lead", "team lead")
    assert found.may_send is False
    assert {one.shows for one in found.evidence} == {"self_harm", "legal"}
    swapped = POLICY.replace("- id: self-harm", "- id: last").replace("- id: legal", "- id: self-harm", 1)
    assert decided(thread("I want to die."), swapped).may_send is True


def test_contacts_of_a_later_line_are_added() -> None:
    both = "    contacts: [line-de, line-fr, everywhere]\n"
    later = POLICY.replace(both, "").replace("[person, crisis-contact]", "[person]")
    later = later.replace("risk: [legal]}\n", f"risk: [legal]}}\n{both}")
    found = decided(thread("I want to die. I will sue you.", locale="fr-FR"), later)
    assert (found.line, [one.text for one in found.contacts]) == ("self-harm", ["3114"])


@pytest.mark.parametrize(
    ("ui", "title"), [("en", "Shift lead"), ("de", "Schichtleitung"), ("vi", "Shift lead")]
)
def test_the_title_is_in_the_readers_language_else_english(ui: str, title: str) -> None:
    assert decided(thread("I want to die."), ui=ui).title == title


def test_a_title_without_english_is_still_one() -> None:
    only = POLICY.replace("{en: Shift lead, de: Schichtleitung}", "{de: Schichtleitung}")
    assert decided(thread("I want to die."), only, ui="fr").title == "Schichtleitung"


# --- deadlines


@pytest.mark.parametrize(
    ("conversation", "deadline"),
    [
        (thread(("I will sue you.", "2026-11-20T16:00:00+01:00")), "2026-11-23T12:00+01:00"),
        (thread(("I will sue you.", "2026-12-24T16:00:00+01:00")), "2026-12-28T11:00+01:00"),
        (thread(("I want to die.", "2026-12-25T02:00:00Z")), "2026-12-25T03:15+01:00"),
        (thread("I will sue you."), None),
        (thread(("I will sue you.", "yesterday")), None),
        (thread(("I will sue you.", "9999-12-31T23:59:59Z")), None),
        (thread("I want to die.", context={"now": "2026-11-20T10:00:00+01:00"}), "2026-11-20T10:15+01:00"),
        (thread("I want to die.", context={"now": 5}), None),
    ],
)
def test_the_deadline_is_counted_on_the_brands_clock(
    conversation: Conversation, deadline: str | None
) -> None:
    assert decided(conversation).deadline == deadline


def test_the_clock_begins_with_the_first_message_that_shows_it() -> None:
    early, late = "2026-11-18T10:00:00+01:00", "2026-11-19T10:00:00+01:00"
    turns = (("Hi.", "2026-11-17T10:00:00+01:00"), ("I will sue you.", early), ("I will sue you!", late))
    assert decided(thread(*turns)).deadline == "2026-11-18T14:00+01:00"
    assert decided(thread(*reversed(turns))).deadline == "2026-11-19T14:00+01:00"
    assert decided(thread("I will sue you.", ("Hello?", late))).deadline == "2026-11-19T14:00+01:00"
    assert decided(thread("I will sue you.", ("agent: Hello?", late))).deadline is None


# --- history and channel


@pytest.mark.parametrize(
    ("turns", "sender", "escalated"),
    [
        (["A real person!"], "bot", True),
        (["A real person!", "bot: Hm?"], None, True),
        (["A real person!", "bot: Hm?", "Hello"], "bot", True),
        (["A real person!"], None, False),  # nobody said that a bot answers
        (["A real person!"], "agent", False),
        (["A real person!", "bot: Hm?", "agent: Ana here.", "Hi."], "bot", False),
        (["agent: Ana here.", "A real person!"], "bot", False),
    ],
)
def test_who_wants_a_person_in_a_bots_thread_gets_one(
    turns: list[str], sender: str | None, escalated: bool
) -> None:
    found = reading(thread(*turns), sender=sender).escalation
    assert (found is not None) is escalated
    if found is not None:
        assert (found.line, found.must_not) == ("wants-a-person", ("questions",))
        assert found.within == 2 * 24 * 60


def test_any_of_several_conditions_is_enough_and_what_is_stated_wins() -> None:
    either = POLICY.replace(
        "when: {risk: [legal]}", "when: [{mood: [angry], risk: [churn]}, {scenario: [recall]}]"
    )
    assert reading(thread("I am furious."), either).escalation is None
    assert decided(thread("I am furious, cancel my account."), either).line == "legal"
    assert decided(thread("Hello.", context={"scenario": "recall"}), either).line == "legal"
    calm = thread("I am furious, cancel my account.", context={"mood": "calm"})
    assert reading(calm, either).escalation is None


# --- contacts


@pytest.mark.parametrize(
    ("locale", "language", "texts"),
    [
        ("de-AT", "de", ["0800"]),
        ("en-FR", "en", ["3114"]),
        ("de-FR", "de", ["3114"]),  # where the customer is counts before the language
        ("de", "de", ["0800"]),
        (None, "fr", ["3114"]),
        (None, "en", ["112"]),  # neither: those for everywhere
    ],
)
def test_contacts_are_those_near_the_customer(locale: str | None, language: str, texts: list[str]) -> None:
    found = decided(thread("I want to die.", locale=locale), language=language)
    assert [one.text for one in found.contacts] == texts
    assert all(one.source.url and one.checked_on == "2026-11-01" for one in found.contacts)


def test_all_contacts_are_named_where_none_is_near() -> None:
    near = POLICY.replace("contacts: [line-de, line-fr, everywhere]", "contacts: [line-de, line-fr]")
    assert [one.text for one in decided(thread("I want to die."), near).contacts] == ["0800", "3114"]


# --- incidents


ACTIVE, PAST, BEFORE = "2026-11-20T12:00:00Z", "2026-11-21T12:00:00Z", "2026-11-20T06:59:00Z"


@pytest.mark.parametrize(
    ("turn", "language", "words"),
    [
        (("My payment failed!", ACTIVE), "en", "payment failed"),
        (("MY  PAYMENT\nFAILED", ACTIVE), "en", "PAYMENT\nFAILED"),
        (("I can't pay", ACTIVE), "en", "can't pay"),
        (("I can’t pay", ACTIVE), "en", "can’t pay"),
        (("paiement refuse", ACTIVE), "fr", "paiement refuse"),
        (("Ma sœur dit : paiement REFUSÉ", ACTIVE), "fr", "paiement REFUSÉ"),
        (("toi thanh toan loi roi", ACTIVE), "vi", "thanh toan loi"),
        (("tôi thanh toán lỗi rồi", ACTIVE), "vi", "thanh toán lỗi"),
        (("My payment failed!", "2026-11-20T07:00:00Z"), "en", "payment failed"),
        (("My payment failed!", PAST), "en", None),
        (("My payment failed!", BEFORE), "en", None),
        (("My prepayment failed", ACTIVE), "en", None),
        (("My payment failedx", ACTIVE), "en", None),
        (("agent: payment failed", ACTIVE), "en", None),
        (("My payment failed!", ACTIVE), "de", None),  # nothing approved in German
    ],
)
def test_an_incident_is_told_by_its_words_while_it_lasts(
    turn: tuple[str, str], language: str, words: str | None
) -> None:
    found = reading(thread(turn), language=language).incident
    assert (found.evidence[0].text if found else None) == words
    if found:
        assert found.evidence[0].shows == "incident.payments"
        assert (found.id, found.place) == ("payments", place("payments"))
        assert found.wording in POLICY


def test_the_desks_now_dates_a_message_without_a_time() -> None:
    assert reading(thread("My payment failed!", context={"now": PAST})).incident is None
    assert reading(thread("My payment failed!", context={"now": ACTIVE})).incident is not None


def test_an_incident_without_an_end_goes_on() -> None:
    endless = POLICY.replace('    until: "2026-11-20T19:00:00+01:00"\n', "")
    assert reading(thread(("My payment failed!", PAST)), endless).incident is not None
    assert reading(thread(("My payment failed!", BEFORE)), endless).incident is None


# --- the report


def test_the_decision_stands_beside_the_verdict_and_in_the_context() -> None:
    report = check(known(), thread(("I will sue you.", FRIDAY)), Draft("We are on it today.", sender="agent"))
    assert report.triage is not None and report.triage.risks == ("legal",)
    assert report.escalation is not None and report.escalation.line == "legal"
    assert (report.verdict, report.incident) == ("ready", None)
    context = reading(thread("I will sue you.")).context
    assert (context.escalated, context.must, context.risks) == (True, ("time",), ("legal",))
    assert check(known(), Conversation(), Draft("We are on it today.")).triage is None


def test_what_could_not_be_read_is_noted() -> None:
    turns = ("Hello.", "私は死にたい", ("I will sue you.", "soon"), ("agent: Hm.", "9999-12-31T23:59:59Z"))
    assert reading(thread(*turns)).notes == (
        "Turn 2 of the customer's is in a language voicekit does not read; look for risks yourself.",
        "The time of turn 3 cannot be read and counts for nothing; write 2026-11-17T19:42:00Z.",
        "The time of turn 4 cannot be read and counts for nothing; write 2026-11-17T19:42:00Z.",
    )
    silent = customers_guideline({})
    channel, _ = silent.channel(None)
    (note,) = read_thread(silent, thread("I will sue you."), Draft(""), channel, "en").notes
    assert (
        note
        == "The guideline has no signals, so the customer's turns were not read; look for risks yourself."
    )
    assert read_thread(silent, thread(), Draft(""), channel, "en").notes == ()
    german = customers_guideline({"de": SIGNALS["de"]})
    assert (
        "Turn 1 of"
        in read_thread(
            german, thread("I will sue you, this is the end of it."), Draft(""), channel, "en"
        ).notes[0]
    )


def test_five_hundred_turns_are_read_and_cost_grows_linearly() -> None:
    own = customers_guideline(policy=POLICY)
    channel, _ = own.channel(None)

    def work(count: int) -> None:
        own.scratch.pop("signs", None)
        turns = tuple(
            Turn("customer", f"Box {n}: I will sue you, payment failed.", FRIDAY) for n in range(count)
        )
        found = read_thread(own, Conversation(turns=turns), Draft(""), channel, "en")
        assert found.escalation is not None and len(found.escalation.evidence) == count

    short = least_cpu(lambda: work(500), 0.0)
    assert least_cpu(lambda: work(2_000), short * 7) < short * 7
