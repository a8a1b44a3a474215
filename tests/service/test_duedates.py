"""`review_by`: where it may stand, what it must be, and what is due when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import shelf

from voicekit.errors import GuidelineError
from voicekit.service.bodies import checked
from voicekit.service.duedates import dated, due

EVERYWHERE = shelf.OURS | {
    "brands/shop/channels.yaml": """\
schema_version: 1
channels:
  x: {title: X, visibility: public, review_by: 2026-12-05}
  default: {title: Elsewhere, visibility: public}
""",
    "brands/shop/scenarios.yaml": """\
schema_version: 1
scenarios:
  delay: {title: Delay, description: It is late., review_by: 2026-12-04}
""",
    "brands/shop/templates.yaml": """\
schema_version: 1
templates:
  - {id: late, scenario: delay, language: en, text: It is late., review_by: 2026-12-03}
""",
    "brands/shop/rules.yaml": """\
schema_version: 1
extends: [care, house]
overrides:
  care.many-sorries: {limit: 2, review_by: 2026-12-02}
rules:
  - id: shop.own
    kind: existence
    languages: [en]
    dimension: voice
    severity: suggestion
    review_by: 2027-06-01
    message: Say it plainly.
    why: People read fast.
    source: {title: The shop}
    tokens: [henceforth]
    examples: [{bad: It is henceforth late.}, {ok: It is late.}]
""",
}


@pytest.fixture(autouse=True)
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return shelf.write(shelf.set_up(tmp_path, monkeypatch), EVERYWHERE)


def test_every_kind_of_entry_may_have_the_date(tmp_path: Path) -> None:
    assert checked(shelf.lead(tmp_path), EVERYWHERE) == []
    found = [(str(one.day), one.kind, one.name, f"{one.path}:{one.line}") for one in dated(EVERYWHERE)]
    assert found == [
        ("2026-12-01", "term", "canvas house", "brands/shop/terms.yaml:4"),
        ("2026-12-02", "override", "care.many-sorries", "brands/shop/rules.yaml:4"),
        ("2026-12-03", "template", "late", "brands/shop/templates.yaml:3"),
        ("2026-12-04", "scenario", "delay", "brands/shop/scenarios.yaml:3"),
        ("2026-12-05", "channel", "x", "brands/shop/channels.yaml:3"),
        ("2027-06-01", "rule", "shop.own", "brands/shop/rules.yaml:11"),
    ]


def test_what_is_due_within_some_days_the_oldest_first(tmp_path: Path) -> None:
    settings = shelf.lead(tmp_path)
    today = date(2026, 11, 30)
    assert [one.name for one in due(settings, days=3, today=today)] == [
        "canvas house",
        "care.many-sorries",
        "late",
    ]
    assert due(settings, days=0, today=today) == []
    assert len(due(settings, days=0, today=date(2027, 1, 1))) == 5
    assert len(due(settings, days=365, today=today)) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30", "'2026-02-30' is no day of the calendar"),
        ("soon", "'soon' is not a date; write it as 2026-11-20"),
        ("2026", "expected text, got a number; put it in quotes"),
    ],
)
def test_a_date_that_is_none_is_a_mistake_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = "brands/shop/terms.yaml"
    body = EVERYWHERE | {path: shelf.TERMS.replace("2026-12-01", text)}
    with pytest.raises(GuidelineError) as caught:
        checked(shelf.lead(tmp_path), body)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.field, problem.reason) == (path, 4, "terms.0.review_by", said)
    with pytest.raises(GuidelineError, match=r"terms.0.review_by: is not a date; write it as 2026-11-20"):
        dated(body)
