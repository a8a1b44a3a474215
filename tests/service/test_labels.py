"""What triage and policy say in words: in all five languages, with everything a person needs to act."""

from __future__ import annotations

import string
from typing import get_args

import pytest

from voicekit.guideline.fields import Intent, Must, MustNot, Risk
from voicekit.service.labels import (
    _LABELS,
    _UNITS,
    customer_line,
    duration,
    escalation_lines,
    label,
    listed,
    risk_line,
)
from voicekit.types import LANGUAGES, Contact, Escalation, Evidence, Mood, Source, Span, Triage

SEEN = Evidence("legal", 0, Span(0, 3), "sue")
FULL = Escalation(
    route="legal",
    title="Legal",
    line="threat",
    place="escalation.yaml:9",
    within=240,
    clock="business",
    deadline="2026-11-23T12:00+01:00",
    tell=("legal mailbox", "team lead"),
    may_send=False,
    must=("person", "time"),
    must_not=("admission", "emoji"),
    contacts=(Contact("Help", "112, at any time", Source("Union"), "2026-11-01"),),
    evidence=(SEEN, SEEN._replace(turn=1), SEEN._replace(text="lawyer")),
    also=("press", "churn"),
)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(_LABELS))
def test_each_phrase_is_in_five_languages_with_the_same_blanks(name: str) -> None:
    phrase = _LABELS[name]
    assert phrase._fields == LANGUAGES
    assert all(text.strip() == text != "" for text in phrase)
    assert len({frozenset(blanks(text)) for text in phrase}) == 1
    assert "{" not in phrase.en or blanks(phrase.en)


def test_everything_that_can_be_shown_has_a_label() -> None:
    names = {name for kind in (Risk, Intent, Must, MustNot, Mood) for name in get_args(kind)}
    assert names <= set(_LABELS)
    assert label("outage", "de") == "outage"
    assert label("angry", "xx") == "angry"
    assert all(unit._fields == LANGUAGES for unit in _UNITS.values())


@pytest.mark.parametrize(
    ("minutes", "clock", "ui", "said"),
    [
        (15, "always", "en", "15 min"),
        (60, "always", "de", "1 h"),
        (90, "always", "ru", "90 мин"),
        (240, "business", "en", "4 h in business hours"),
        (2880, "business", "vi", "48 giờ trong giờ làm việc"),
    ],
)
def test_a_limit_in_words(minutes: int, clock: str, ui: str, said: str) -> None:
    assert duration(minutes, clock, ui) == said


def test_the_decision_says_all_there_is_to_do() -> None:
    assert escalation_lines(FULL, "en") == [
        "Hand this thread on to: Legal, within 4 h in business hours. That is 2026-11-23 12:00.",
        "Do not send the reply before they have seen it.",
        "Your reply says: who takes it on, by when",
        "Leave out: who is at fault, emoji",
        "Help at hand: 112, at any time (checked on 2026-11-01)",
        "Tell: legal mailbox, team lead",
        "Because of: “sue”, “lawyer”",
        "Policy: threat, press, churn (escalation.yaml:9)",
    ]


def test_a_decision_with_little_in_it_says_little() -> None:
    bare = Escalation("legal", "Legal", "threat", "escalation.yaml:9", 15, "always", None, (), True)
    assert escalation_lines(bare, "de") == [
        "Dieses Gespräch weitergeben an: Legal, binnen 15 min.",
        "Vorgabe: threat (escalation.yaml:9)",
    ]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_braces_from_outside_are_only_text(ui: str) -> None:
    odd = FULL._replace(
        title="{within} {0}", tell=("{x}",), line="{line}", evidence=(SEEN._replace(text="{words}"),)
    )
    said = "\n".join(escalation_lines(odd, ui))
    assert "{within} {0}" in said and "{x}" in said and "“{words}”" in said


def test_no_risk_is_only_said_of_what_was_read() -> None:
    assert risk_line(Triage("other", "calm"), "en") == "none seen"
    assert risk_line(Triage(unread=(0,)), "en") == "not everything was read; look yourself"
    assert (
        risk_line(Triage("other", "calm", None, ("legal", "churn"), (), (1,)), "en")
        == "legal steps, about to leave"
    )
    assert (customer_line(Triage("praise", "calm"), "en"), customer_line(Triage(), "en")) == (
        "calm, praises",
        "",
    )
    assert listed((), "en") == ""
