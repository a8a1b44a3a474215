"""Cases against a small guideline: what counts as met, and how it is counted. It must never read the real rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from support.rules import guideline, rule

from voicekit.errors import GuidelineError
from voicekit.evals.cases import Case, Expect, Wanted
from voicekit.evals.run import Result, RuleScore, one_by_one, run
from voicekit.evals.stats import Share
from voicekit.types import Conversation, Draft, Escalation, Report, RuleError, Triage

RULES = [
    rule("test.sorry", tokens=["sorry"]),
    rule("test.please", tokens=["please"], severity="suggestion"),
    rule("test.damn", tokens=["damn"], severity="error", blocking=True),
]


def case(id: str, text: str, expect: Expect | None = None, **fields: object) -> Case:
    conversation = Conversation(id=id, locale=str(fields.pop("locale", "en")), channel="email")
    values = {
        "split": None,
        "quality": None,
        "note": "",
        "origin": "some",
        "place": f"some.yaml:{id}",
    } | fields
    return Case(id=id, conversation=conversation, draft=Draft(text), expect=expect or Expect(), **values)  # type: ignore[arg-type]


def tried(cases: Sequence[Case]) -> Result:
    return run(cases, {"test": guideline(RULES)}, "test")


@pytest.mark.parametrize(
    ("text", "expect", "unmet"),
    [
        ("So sorry, your tent is here.", Expect(findings=("test.sorry",)), ()),
        ("Your tent is here now.", Expect(findings=("test.sorry",)), ("test.sorry did not appear",)),
        ("So sorry, your tent is here.", Expect(quiet=("test.sorry",)), ("test.sorry appeared",)),
        ("Your tent is here, please come.", Expect(silent=True), ()),
        ("So sorry, your tent is here.", Expect(silent=True), ("not silent: test.sorry",)),
        ("Your tent is here, please come.", Expect(silent=False), ("silent",)),
        ("Your damn tent is here.", Expect(verdict="blocked"), ()),
        ("So sorry, your tent is here.", Expect(verdict="ready"), ("verdict revise, not ready",)),
    ],
)
def test_a_case_is_met_or_says_what_is_unlike_it(text: str, expect: Expect, unmet: tuple[str, ...]) -> None:
    result = tried([case("1", text, expect)])
    assert result.outcomes[0].unmet == unmet
    assert bool(result.failed) == bool(unmet)


def test_rules_are_counted_only_where_a_case_speaks_of_them() -> None:
    both = Expect(findings=("test.sorry",), quiet=("test.please",))
    result = tried(
        [
            case("1", "So sorry, the tent is here.", both),
            case("2", "The tent is here, please come.", both),
            case("3", "So sorry, the tent is here.", Expect(silent=True)),
            case("4", "So sorry, please, damn, the tent is here."),
        ]
    )
    assert result.rules == (RuleScore("test.please", 0, 1, 0), RuleScore("test.sorry", 1, 1, 1))
    assert (result.rules[1].precision, result.rules[1].recall, result.rules[1].f1) == (
        Share(1, 2),
        Share(1, 2),
        0.5,
    )


def test_groups_count_words_findings_silence_and_verdicts() -> None:
    result = tried(
        [
            case("1", "So sorry your tent is late.", quality="poor", split="dev"),
            case("2", "Your tent is here.", Expect(silent=True), quality="good", split="test"),
            case("3", "Ihr Zelt ist da.", quality="good", split="dev", locale="de"),
        ]
    )
    groups = {(group.by, group.name): group for group in result.groups}
    everything = groups["all", "all"]
    assert (everything.cases, everything.met, everything.silent) == (3, Share(1, 1), Share(1, 1))
    assert (everything.words, everything.findings, everything.ready) == (14, 1, Share(2, 3))
    assert everything.per_1000_words == pytest.approx(1000 / 14)
    assert groups["language", "de"].cases == groups["split", "test"].cases == 1
    assert groups["channel", "email"].cases == 3
    assert result.verdicts == {("poor", "revise"): 1, ("good", "ready"): 2}


def test_a_rule_that_the_guideline_does_not_have_is_refused() -> None:
    with pytest.raises(GuidelineError, match=r"no rule 'test.sory'; did you mean 'test.sorry'"):
        tried([case("1", "Hello", Expect(quiet=("test.sory",)))])


def test_a_crashed_rule_is_never_a_case_that_is_met() -> None:
    def crashing(*given: Any) -> Iterator[Report]:
        return (one._replace(rule_errors=(RuleError("test.sorry", "stopped"),)) for one in one_by_one(*given))

    result = run(
        [case("1", "Your tent is here.", Expect(silent=True))], {"test": guideline(RULES)}, "test", crashing
    )
    assert result.outcomes[0].unmet == ("test.sorry crashed",)


LEGAL = Escalation("legal", "Legal", "lawyer", "escalation.yaml:3", 60, "business", None, (), True)


@pytest.mark.parametrize(
    ("expect", "unmet"),
    [
        (Expect(triage=Wanted("complaint", "angry", ("legal",)), escalation="legal"), ()),
        (Expect(triage=Wanted()), ()),
        (
            Expect(triage=Wanted("question", "calm")),
            ("intent complaint, not question", "mood angry, not calm"),
        ),
        (Expect(triage=Wanted(risks=("press",))), ("risk press not seen", "risk legal seen")),
        (Expect(escalation="none"), ("escalation legal, not none",)),
        (Expect(escalation="safety"), ("escalation legal, not safety",)),
    ],
)
def test_what_a_case_says_of_the_customers_side_is_compared_but_fails_no_run(
    expect: Expect, unmet: tuple[str, ...]
) -> None:
    def reading(*given: Any) -> Iterator[Report]:
        triage = Triage("complaint", "angry", None, ("legal",))
        return (one._replace(triage=triage, escalation=LEGAL) for one in one_by_one(*given))

    result = run([case("1", "Your tent is here.", expect)], {"test": guideline(RULES)}, "test", reading)
    assert result.outcomes[0].unmet == unmet
    assert (result.failed, len(result.measured), result.outcomes[0].route) == ([], 1, "legal")
    assert result.groups[0].met == Share(0, 0)


def test_a_thread_that_nobody_read_is_not_as_a_case_wants_it() -> None:
    def unread(*given: Any) -> Iterator[Report]:
        return (one._replace(triage=None, escalation=None) for one in one_by_one(*given))

    expect = Expect(triage=Wanted("question", None, ("legal",)), escalation="legal")
    result = run([case("1", "Your tent is here.", expect)], {"test": guideline(RULES)}, "test", unread)
    assert result.outcomes[0].unmet == (
        "intent not read, not question",
        "risk legal not seen",
        "escalation none, not legal",
    )
