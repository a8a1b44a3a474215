"""The sides of a reply: the arithmetic shown is the score, and what was not looked at is not scored."""

from __future__ import annotations

import pytest
from support.rules import guideline, rule

from voicekit.guideline.compiled import Guideline, Rule
from voicekit.lint.dimensions import FULL, OUTSIDE_BAND_MOST, dimensions
from voicekit.types import DIMENSIONS, Dimension, Finding, Severity, Sureness

READ = {"words": 50.0}


def rules() -> list[Rule]:
    return [
        rule("voice.a", dimension="voice"),
        rule("care.a", dimension="care", languages=("de",)),
        rule("readable.a", dimension="readable", languages=()),
    ]


def finding(dimension: str, severity: Severity = "warning", sureness: Sureness = "sure") -> Finding:
    return Finding(f"{dimension}.a", dimension, dimension, severity, False, sureness, "m", "w", None, None)


def sides(
    *findings: Finding,
    language: str = "en",
    metrics: dict[str, float] | None = None,
    judged: Guideline | None = None,
) -> dict[str, Dimension]:
    scored = dimensions(
        judged or guideline(rules()), language, findings, READ if metrics is None else metrics
    )
    assert tuple(side.name for side in scored) == DIMENSIONS
    return {side.name: side for side in scored}


@pytest.mark.parametrize(
    ("severity", "sureness", "taken"),
    [
        ("suggestion", "sure", 4),
        ("suggestion", "depends", 2),
        ("warning", "sure", 12),
        ("warning", "depends", 6),
        ("error", "sure", 30),
        ("error", "depends", 15),
    ],
)
def test_what_each_finding_takes_away_adds_up_to_the_score(
    severity: Severity, sureness: Sureness, taken: int
) -> None:
    side = sides(finding("voice", severity, sureness), finding("voice"))["voice"]
    assert side.score == FULL - taken - 12
    assert [(step.label, step.points) for step in side.steps] == [("voice.a", -taken), ("voice.a", -12)]
    assert side.score == FULL + sum(step.points for step in side.steps)


def test_a_score_never_falls_under_nought_and_the_steps_still_show_all() -> None:
    side = sides(*[finding("voice", "error")] * 5)["voice"]
    assert (side.score, side.level, len(side.steps)) == (0, "poor", 5)


@pytest.mark.parametrize(("errors", "level"), [(0, "good"), (1, "fair"), (2, "weak"), (3, "poor")])
def test_levels_in_words(errors: int, level: str) -> None:
    assert sides(*[finding("voice", "error")] * errors)["voice"].level == level


def test_a_side_no_rule_looks_at_is_not_scored_and_says_so() -> None:
    english = sides()
    assert english["voice"] == Dimension("voice", 100, "good")
    assert english["care"] == Dimension("care", None, "", "no rule looks at this in this language")
    assert sides(language="de")["care"].score == 100
    assert sides(language="es")["voice"].score is None
    assert sides(language="es")["readable"] == Dimension(
        "readable", None, "", "voicekit does not check this language"
    )


def test_nothing_to_read_is_not_scored_but_a_finding_is_shown() -> None:
    empty = sides(finding("voice"), metrics={})
    assert empty["voice"].score == 88
    assert empty["readable"] == Dimension("readable", None, "", "there is nothing to read")


@pytest.mark.parametrize(
    ("value", "low", "high", "taken", "label"),
    [
        (50.0, 60, 100, 10.0, "flesch_reading_ease 50, band 60–100"),
        (59.96, 60, None, 0.0, "flesch_reading_ease 60, band 60–"),
        (120.54, None, 100, 20.5, "flesch_reading_ease 121, band –100"),
        (-500.0, 60, 100, OUTSIDE_BAND_MOST, "flesch_reading_ease -500, band 60–100"),
    ],
)
def test_a_figure_outside_the_band(value: float, low: float, high: float, taken: float, label: str) -> None:
    judged = guideline(rules(), bands={"en": ("flesch_reading_ease", low, high)})
    side = sides(finding("readable"), metrics={**READ, "flesch_reading_ease": value}, judged=judged)[
        "readable"
    ]
    assert side.steps[0] == (label, -taken)
    assert side.steps[1] == ("readable.a", -12)
    assert side.score == round(FULL + sum(step.points for step in side.steps))


@pytest.mark.parametrize("metrics", [{}, {"flesch_reading_ease": 60.0}, {"flesch_reading_ease": 100.0}])
def test_a_figure_in_the_band_or_not_scored_takes_nothing(metrics: dict[str, float]) -> None:
    judged = guideline(rules(), bands={"en": ("flesch_reading_ease", 60, 100), "de": ("lix", None, 1)})
    assert sides(metrics={**READ, **metrics}, judged=judged)["readable"] == Dimension("readable", 100, "good")


def test_sides_are_apart() -> None:
    both = sides(finding("voice", "error"), language="de")
    assert (both["voice"].score, both["care"].score) == (70, 100)
