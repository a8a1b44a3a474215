"""Figures of the conversation against ones counted by hand, and what typing otherwise takes from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from voicekit.evals.cases import Case, Expect, Wanted
from voicekit.evals.conversation import measure
from voicekit.evals.figures import (
    EVERY_RULE,
    RULE_N,
    Counted,
    Figure,
    contextual,
    lost_figures,
    message_figures,
    of_share,
    rule_counts,
    thread_figures,
)
from voicekit.evals.messages import Heard, Message, hear
from voicekit.evals.run import Outcome
from voicekit.evals.stats import Share
from voicekit.types import Conversation, Draft, Escalation, Triage, Turn


def heard(label: str, applies: bool, found: bool, language: str = "en", split: str = "dev") -> Heard:
    message = Message("a", split, label, applies, "", "Text", language, "en.yaml:1")  # type: ignore[arg-type]
    return Heard(message, Triage(risks=(label,) if found else ()))


def outcome(
    expect: Expect, triage: Triage | None = None, route: str = "", findings: Sequence[str] = (), **of: Any
) -> Outcome:
    locale, split = of.get("language", "en"), of.get("split", "dev")
    turns = (Turn("customer", of.get("text", "Text")),)
    case = Case(
        "c",
        Conversation(locale=locale, turns=turns),
        Draft("Reply"),
        split,
        None,
        "",
        expect,
        "t",
        "t.yaml:1",
    )
    escalation = Escalation(route, route, "l", "p", 60, "always", None, (), True) if route else None
    unmet = () if not of.get("unmet") else (of["unmet"],)
    return Outcome(case, locale, "ready", 1, dict.fromkeys(findings, 1), (), unmet, triage, escalation)


def at(figures: Sequence[Figure], name: str, scope: str = "all") -> Figure:
    (one,) = [figure for figure in figures if (figure.name, figure.scope) == (name, scope)]
    return one


def test_an_aim_is_met_by_the_figure_and_never_by_nothing() -> None:
    assert of_share("n", "all", Share(97, 100), 0.97).met is True
    assert of_share("n", "all", Share(96, 100), 0.97).met is False
    assert of_share("n", "all", Share(5, 100), 0.05, at_most=True).met is True
    assert of_share("n", "all", Share(6, 100), 0.05, at_most=True).met is False
    assert of_share("n", "all", Share(0, 0), 0.97).met is None
    assert of_share("n", "all", Share(1, 2)).met is None
    one = of_share("n", "all", Share(97, 100), 0.97)
    assert (one.low, one.high) == (pytest.approx(0.9155, abs=1e-4), pytest.approx(0.9897, abs=1e-4))


def test_messages_are_counted_by_label_over_all_the_test_split_and_each_language() -> None:
    found = message_figures(
        [
            heard("legal", True, True),
            heard("legal", True, False, split="test"),
            heard("legal", False, True, split="test"),
            heard("legal", False, False, "de"),
            heard("press", True, True, "de"),
        ]
    )
    recall, flagged = at(found, "legal: recall"), at(found, "legal: look-alikes flagged")
    assert (recall.right, recall.n, recall.aim, recall.met) == (1, 2, 0.97, False)
    assert (flagged.right, flagged.n, flagged.aim, flagged.at_most, flagged.met) == (1, 2, 0.05, True, False)
    assert (at(found, "legal: recall", "test").right, at(found, "legal: recall", "test").n) == (0, 1)
    assert at(found, "legal: look-alikes flagged", "de").met is True
    assert at(found, "legal: recall", "de").value is None
    press = at(found, "press: recall")
    assert (press.right, press.aim, at(found, "press: look-alikes flagged").aim) == (1, None, None)


def test_one_language_or_one_split_alone_is_not_told_twice() -> None:
    scopes = {figure.scope for figure in message_figures([heard("legal", True, True, split="test")])}
    assert scopes == {"all"}


def test_mood_and_intent_are_right_or_not() -> None:
    said = [
        ("mood", "angry", Triage(mood="angry")),
        ("mood", "calm", Triage(mood="angry")),
        ("mood", "calm", Triage()),
    ]
    found = message_figures(
        [Heard(Message("a", "dev", label, True, name, "T", "en", "p"), read) for label, name, read in said]
    )
    assert (at(found, "mood: right").right, at(found, "mood: right").n, at(found, "mood: right").aim) == (
        1,
        3,
        0.85,
    )
    assert at(found, "  mood calm").n == 2 and at(found, "  mood calm").right == 0


def test_escalation_is_found_or_not_and_its_route_counted_apart() -> None:
    found = thread_figures(
        [
            outcome(Expect(escalation="legal"), route="legal"),
            outcome(Expect(escalation="crisis"), route="person"),
            outcome(Expect(escalation="crisis")),
            outcome(Expect(escalation="none"), route="lead", split="test"),
            outcome(Expect(escalation="none")),
            outcome(Expect(triage=Wanted(mood="calm")), route="lead"),
        ]
    )
    counted = {name: (at(found, name).right, at(found, name).n) for name in (
        "escalation: recall", "escalation: precision", "escalation: right route")}  # fmt: skip
    assert counted == {
        "escalation: recall": (2, 3),
        "escalation: precision": (2, 3),
        "escalation: right route": (1, 2),
    }
    assert at(found, "escalation: recall").met is False and at(found, "escalation: right route").aim is None
    assert at(found, "escalation: precision", "test").value == 0


def test_risks_of_threads_have_recall_and_precision_and_an_unread_thread_is_wrong() -> None:
    read = Triage("wants_human", "calm", None, ("legal", "press"))
    found = thread_figures(
        [
            outcome(Expect(triage=Wanted("wants_human", "angry", ("legal",))), read),
            outcome(Expect(triage=Wanted("wants_human", "calm", ("legal", "churn")))),
            outcome(Expect(triage=Wanted(risks=("press",))), read),
        ]
    )
    shares = {figure.name: (figure.right, figure.n) for figure in found}
    assert shares["legal: recall"] == (1, 2) and shares["legal: precision"] == (1, 2)
    assert shares["press: precision"] == (1, 2) and shares["churn: recall"] == (0, 1)
    assert shares["wants_human: recall"] == (1, 2)
    assert shares["mood: right"] == (0, 2) and shares["intent: right"] == (1, 2)


def test_contextual_rules_are_counted_where_a_case_speaks_of_them() -> None:
    both = Expect(findings=("thread.a",), quiet=("care.public-length", "human.other"))
    found = rule_counts(
        [
            outcome(both, findings=["thread.a", "care.public-length"]),
            outcome(both, findings=["human.other"]),
            outcome(Expect(quiet=("thread.a",)), findings=["thread.a", "care.public-length"]),
        ]
    )
    assert found == [
        Counted(EVERY_RULE, "all", 1, 2, 1, 1),
        Counted("care.public-length", "all", 0, 1, 0, 1),
        Counted("thread.a", "all", 1, 1, 1, 0),
    ]
    one = found[2]
    assert (one.precision, one.recall, one.f1.value, one.f1.aim) == (Share(1, 2), Share(1, 2), 0.5, None)


def test_f1_is_asked_of_a_rule_that_enough_drafts_break() -> None:
    assert Counted("thread.a", "all", RULE_N - 1, 0, 1, 0).f1.met is True
    assert Counted("thread.a", "all", RULE_N - 4, 0, 4, 0).f1.met is False
    assert Counted("thread.a", "all", RULE_N - 1, 0, 0, 0).f1.met is None


@pytest.mark.parametrize(
    ("rule", "is_one"),
    [
        ("thread.asks-again", True),
        ("escalation.no-time", True),
        ("care.public-length", True),
        ("human.we-for-i", True),
        ("human.empty-apology", False),
        ("care.rude", False),
    ],
)
def test_contextual_rules_are_known_by_their_names(rule: str, is_one: bool) -> None:
    assert contextual(rule) is is_one


def test_what_is_lost_is_how_much_worse_a_figure_became() -> None:
    plain = [of_share("r", "all", Share(9, 10), 0.97), of_share("f", "all", Share(0, 10), 0.05, True)]
    typed = [of_share("r", "all", Share(8, 10), 0.97), of_share("f", "all", Share(1, 20), 0.05, True)]
    recall, flagged = lost_figures("typos", "messages", plain, typed)
    assert (recall.lost, recall.n, recall.met) == (pytest.approx(0.1), 10, False)
    assert (flagged.lost, flagged.met) == (pytest.approx(0.05), True)
    assert recall._replace(n=7).met is None
    without_aim = [figure._replace(aim=None) for figure in plain]
    assert lost_figures("typos", "messages", without_aim, typed) == []


def test_everything_is_measured_again_over_what_typing_otherwise_changes() -> None:
    def reading(conversation: Conversation) -> Triage:
        return Triage(risks=("legal",) if "Klägerin" in conversation.turns[0].text else ())

    texts = ["Die Klägerin bin ich", "Klägerin bin ich", "Kein Wort davon"]
    messages = [
        Message(f"m{n}", "dev", "legal", True, "", text, "de", f"de.yaml:{n}") for n, text in enumerate(texts)
    ]
    expect = Expect(findings=("thread.a",), escalation="legal")
    threads = [
        outcome(expect, route="legal", findings=["thread.a"], text="Klägerin", language="de"),
        outcome(expect, text="Nur so", language="de", unmet="as before"),
    ]
    asked: list[str] = []

    def checking(cases: Sequence[Case]) -> list[Outcome]:
        asked.extend(case.conversation.turns[0].text for case in cases)
        return [Outcome(case, "de", "ready", 1, {}, (), ("as before",)) for case in cases]

    found = measure(messages, threads, lambda some: hear(some, reading), checking)
    assert (
        at(found.messages, "legal: recall").right == 2 and at(found.threads, "escalation: recall").right == 1
    )
    lost = {(one.variant, one.table, one.name): (one.plain, one.typed, one.n) for one in found.lost}
    assert lost["accents", "messages", "legal: recall"] == (1, 0, 2)
    assert lost["lower", "messages", "legal: recall"] == (pytest.approx(2 / 3), 0, 3)
    assert lost["accents", "threads", "escalation: recall"] == (1, 0, 1)
    assert lost["lower", "threads", "escalation: recall"] == (0.5, 0, 2)
    assert lost["accents", "rules", EVERY_RULE] == (1, 0, 1)
    assert ("typos", "messages", "legal: recall") not in lost
    assert asked == ["Klagerin", "Klaegerin", "Klagerin", "klägerin", "nur so"]
    slipped = [one.message.id if isinstance(one, Heard) else one.case.id for one in found.slipped["accents"]]
    assert slipped == ["m0", "m1", "c"]
    assert len(found.slipped["lower"]) == 3, "a thread that was as wrong before is no slip of typing"
    assert found.missed >= 2
