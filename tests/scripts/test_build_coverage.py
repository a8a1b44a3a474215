"""docs/coverage.md: no gap without a reason, no rule without a row, and the page as it would be written today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.build_coverage import page, problems, rule_languages

ALL = frozenset(("en", "de", "fr", "ru", "vi"))


@pytest.fixture(scope="module")
def sections(root: Path) -> Any:
    return yaml.safe_load((root / "scripts" / "coverage.yaml").read_text("utf-8"))["sections"]


def test_every_row_has_a_rule_or_a_reason_in_every_language(root: Path, sections: Any) -> None:
    rules = rule_languages(root / "guidelines" / "packs")
    assert len(rules) > 100
    assert problems(sections, rules) == []


def test_the_page_is_the_one_of_today(root: Path, sections: Any) -> None:
    rules = rule_languages(root / "guidelines" / "packs")
    assert (root / "docs" / "coverage.md").read_text("utf-8") == page(sections, rules), "run `make docs`"


def row(rules: list[str], **reasons: str) -> list[dict[str, Any]]:
    return [{"title": "T", "rows": [{"what": "W", "rules": rules, "not": reasons}]}]


def test_a_gap_a_stray_id_and_an_unnamed_rule_are_said() -> None:
    known = {"a.one": ALL, "a.two": frozenset({"en"})}
    assert problems(row(["a.one"]), {"a.one": ALL}) == []
    assert problems(row(["a.one"]), known) == ["a.two: no row of scripts/coverage.yaml names it"]
    assert problems(row(["a.two"], de="x", fr="x", ru="x"), {"a.two": known["a.two"]}) == [
        "W: no rule in vi, and no reason why"
    ]
    assert problems(row([], all="Shown, not judged."), {}) == []
    assert problems(row(["a.tow"], all="x"), {}) == ["W: no pack has the rule a.tow"]
    assert problems(row([], all="x", xx="y"), {}) == ["W: unknown language xx"]
