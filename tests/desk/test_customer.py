"""The customer's side on the page: the thread in order, words marked where they stand, nothing that could run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.desk.customer import TURNS, handover, thread_section
from voicekit.desk.words import LANGUAGES
from voicekit.types import Contact, Escalation, Evidence, Incident, Source, Span, Triage, Turn

from .test_view import ATTACK, UNSEEN, Page, seen_back

TEXT = "Hi 🙏🏽, I will sue you & your <shop>, I am furious."


def shown(text: str, words: str, shows: str, turn: int = 0) -> Evidence:
    at = text.index(words)
    return Evidence(shows, turn, Span(at, at + len(words)), words)


SUE = shown(TEXT, "sue", "legal")
ANGRY = shown(TEXT, "furious", "mood.angry")
TRIAGE = Triage("complaint", "angry", None, ("legal",), (SUE, ANGRY))
AWAY = Escalation(
    route="legal",
    title="Legal",
    line="threat",
    place="escalation.yaml:9",
    within=240,
    clock="business",
    deadline="2026-11-23T12:00+01:00",
    tell=("legal mailbox",),
    may_send=False,
    must=("person",),
    must_not=("admission",),
    contacts=(Contact("Help", "112", Source("Union"), "2026-11-01"),),
    evidence=(SUE, SUE._replace(turn=2)),
)
THREAD = (Turn("customer", TEXT, author="Ana"), Turn("bot", "One moment."), Turn("customer", "I will sue."))


def test_the_words_are_marked_and_say_what_they_show() -> None:
    page = Page(thread_section(THREAD, TRIAGE, None, None, "en"))
    assert [data for _, data in page.texts if data in ("sue", "furious")] == ["sue", "furious"]
    assert [tag for tag, _ in page.seen].count("mark") == 2
    assert [data for classes, data in page.texts if "vk-shows" in classes] == ["legal steps", "angry"]
    assert [data for classes, data in page.texts if "vk-who" in classes] == ["Ana", "Bot", "Customer"]
    assert "angry, complains" in page.text() and "Risks: legal steps" in page.text()
    assert TEXT in page.text(without="vk-shows").replace("  ", " ").replace("sue  you", "sue you").replace(
        " .", "."
    )


def test_a_thread_nobody_wrote_shows_nothing() -> None:
    assert thread_section((), TRIAGE, None, None, "en") == ""
    assert thread_section(THREAD, None, AWAY, None, "en") == ""
    assert handover(None, "en") == ""


def test_the_decision_and_the_incident_stand_above_the_thread() -> None:
    incident = Incident("pay", "Cards fail", "They have failed since 8.", "escalation.yaml:40", (SUE,))
    facts = [
        data
        for classes, data in Page(thread_section(THREAD, TRIAGE, AWAY, incident, "en")).texts
        if "vk-facts" in classes
    ]
    assert facts == [
        "Risks: legal steps",
        "Hand this thread on to: Legal, within 4 h in business hours. That is 2026-11-23 12:00.",
        "Do not send the reply before they have seen it.",
        "Your reply says: who takes it on",
        "Leave out: who is at fault",
        "Help at hand: 112 (checked on 2026-11-01)",
        "Tell: legal mailbox",
        "Because of: “sue”",
        "Policy: threat (escalation.yaml:9)",
        "Known incident: Cards fail. Approved wording: They have failed since 8.",
    ]


def test_the_bar_under_the_verdict_says_to_whom_and_why() -> None:
    page = Page(handover(AWAY, "en"))
    assert page.by_class("vk-handover")[0]["data-route"] == "legal"
    assert [data for _, data in page.texts].count("sue") == 1
    assert "Do not send the reply before they have seen it." in page.text()
    assert page.by_class("vk-jump")[0]["href"] == "#vk-h-customer"
    assert 'id="vk-h-customer"' in thread_section(THREAD, TRIAGE, AWAY, None, "en")
    assert "Do not send" not in handover(AWAY._replace(may_send=True), "en")


def test_what_nobody_could_read_is_never_called_free_of_risk() -> None:
    page = Page(thread_section((Turn("customer", "私は死にたい"),), Triage(unread=(0,)), None, None, "en"))
    assert "none seen" not in page.text()
    assert "Risks: not everything was read; look yourself" in page.text()
    assert len(page.by_class("vk-hint")) == 1
    assert "none seen" in Page(thread_section(THREAD, Triage("other", "calm"), None, None, "en")).text()


def test_a_long_thread_shows_its_newest_turns_under_their_own_numbers() -> None:
    turns = [Turn("customer", f"Box {n}.") for n in range(TURNS + 3)]
    page = Page(thread_section(turns, Triage("other", "calm"), None, None, "en"))
    assert page.by_class("vk-turns")[0]["start"] == "4"
    values = [attrs["value"] for attrs in page.by_class("vk-turn")]
    assert values == [str(number) for number in range(4, TURNS + 4)]
    assert "Box 2." not in page.text() and "Box 3." in page.text()


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("bad", [ATTACK, UNSEEN])
def test_no_text_from_outside_becomes_markup(ui: str, bad: str) -> None:
    one = Evidence(f"scenario.{bad}", 0, Span(0, len(bad)), bad)
    source = Source(bad, None, "javascript:alert(1)")
    away = Escalation(
        bad, bad, bad, bad, 60, "always", bad, (bad,), False, (bad,), (bad,), (Contact(bad, bad, source, bad),), (one,),
        (bad,),
    )  # fmt: skip
    triage = Triage(bad, "angry", bad, (bad,), (one,), (0,))
    turns = (Turn("customer", bad, bad, bad),)
    made = handover(away, ui) + thread_section(turns, triage, away, Incident(bad, bad, bad, bad, (one,)), ui)
    page = Page(made)
    assert {tag for tag, _ in page.seen}.isdisjoint({"img", "script", "style", "iframe"})
    assert not [name for _, attrs in page.seen for name in attrs if name.startswith("on")]
    assert {attrs.get("href") for tag, attrs in page.seen if tag == "a"} == {"#vk-h-customer"}
    assert set(UNSEEN).isdisjoint(made)
    said = "".join(
        data for classes, data in page.texts if "vk-turn " in f"{classes} " and "vk-who" not in classes
    )
    assert seen_back(said).startswith(bad)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), st.data())
def test_any_overlaps_of_evidence_keep_the_turn(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = data.draw(
        st.lists(st.tuples(ends, ends).map(sorted).filter(lambda pair: pair[0] < pair[1]), max_size=5)
    )
    evidence = tuple(Evidence("legal", 0, Span(a, b), text[a:b]) for a, b in spans)
    made = thread_section(
        (Turn("customer", text),), Triage("other", "calm", None, (), evidence), None, None, "en"
    )
    page = Page(made)
    parts = [(classes, said) for classes, said in page.texts if "vk-turn " in f"{classes} "]
    kept = [said for classes, said in parts if not {"vk-who", "vk-shows"} & set(classes.split())]
    gaps = sum("vk-shows" in classes for classes, _ in parts)
    assert seen_back("".join(kept)).replace(" ", "") == text.replace(" ", "")
    assert gaps == len({b for _, b in spans})
