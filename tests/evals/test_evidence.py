"""Judged hits and the figures made of them; every committed row and figure can be read and is about a rule there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit import resources, service
from voicekit.config import Settings
from voicekit.errors import GuidelineError
from voicekit.evals.evidence import Evidence, evidence_from, fires, load, precision
from voicekit.evals.precision import ENOUGH, Judged, read_judged
from voicekit.evals.stats import Share
from voicekit.types import LANGUAGES

ROW = """\
schema_version: 1
rows:
  - {rule: a.b, source: star, id: s.1, start: 2, end: 5, right: true, judged: 2026-11-22}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "de.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_judged_hit_is_met_where_it_stands(tmp_path: Path) -> None:
    (row,) = read_judged(write(tmp_path, ROW))
    assert row == Judged("a.b", "star", "s.1", 2, 5, True, "2026-11-22")
    assert row.meets("a.b", "star", "s.1", 4, 9)
    assert not row.meets("a.b", "star", "s.1", 5, 9)
    assert not row.meets("a.c", "star", "s.1", 2, 5)
    assert not row.meets("a.b", "cocoa", "s.1", 2, 5)
    assert row.meets("a.b", "star", "s.1", None, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("right: true", "right: maybe", "de.yaml:3:5: rows.0: 'right' must be true or false"),
        ("start: 2", "start: null", "'start' and 'end' must be two numbers"),
        ("source: star", "source: web", "source: expected star, cocoa, cases"),
        ("id: s.1", "ids: s.1", "unknown key 'ids'"),
        ("judged: 2026-11-22", "judged: 5", "'judged' must be a text"),
        ("schema_version: 1", "schema_version: 2", "expected schema_version: 1 and rows"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(GuidelineError) as raised:
        read_judged(write(tmp_path, ROW.replace(old, new)))
    assert said in str(raised.value)


def test_under_twenty_hits_a_precision_is_unmeasured() -> None:
    few = Evidence(Share(3, 1000), Share(1, 60), Share(ENOUGH - 1, ENOUGH - 1))
    enough = few._replace(read=Share(19, ENOUGH))
    assert few.precision is None
    assert precision(few) == "unmeasured (19 of 19 hits read were right)"
    assert enough.precision == Share(19, 20)
    assert precision(enough) == "19 of 20 hits read were right (95 %: 76 to 99 %)"
    assert precision(few._replace(read=Share(0, 0))) == "unmeasured"


def test_how_often_it_fires_is_said_with_its_n() -> None:
    one = Evidence(Share(68, 16309), Share(3, 60), Share(0, 0))
    assert fires(one) == "4.2 of 1,000 public replies (68 of 16,309), 3 of 60 drafts"
    assert fires(one._replace(public=Share(0, 1350))) == "none of 1,350 public replies, 3 of 60 drafts"
    assert fires(one._replace(public=Share(0, 0), drafts=Share(0, 0))) == "not tried"
    assert one.per_1000 == pytest.approx(4.169, abs=1e-3)


def test_the_file_is_read_back_as_it_was_written() -> None:
    one = Evidence(Share(68, 16309), Share(3, 60), Share(4, 5), 1)
    assert evidence_from({"schema_version": 1, "rules": {"a.b": {"en": one.to()}}}) == {"a.b": {"en": one}}
    with pytest.raises(ValueError, match="evidence of version 2"):
        evidence_from({"schema_version": 2, "rules": {}})


def test_the_committed_figures_are_possible() -> None:
    figures = load(resources.evidence_file())
    assert len(figures) > 150
    for rule, by_language in figures.items():
        for language, one in by_language.items():
            assert language in LANGUAGES
            for part in (one.public, one.drafts, one.read):
                assert 0 <= part.right <= part.n, (rule, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_judged_hits_quote_nothing_long_and_are_judged_once(language: str, root: Path) -> None:
    path = root / "eval" / "precision" / f"{language}.yaml"
    if not path.is_file():
        pytest.skip(f"no hits have been judged in {language} yet")
    rows = read_judged(path)
    assert len(rows) > 100
    assert len({(row.rule, row.source, row.id, row.start) for row in rows}) == len(rows)
    assert max(len(row.note) for row in rows) <= 200


def test_a_guideline_of_ones_own_has_no_figures_of_ours(root: Path, tmp_path: Path) -> None:
    (tmp_path / "brands").mkdir()
    assert service.evidence(Settings(guidelines=tmp_path)) == {}
    assert service.evidence(Settings(guidelines=root / "guidelines")) == service.evidence(Settings()) != {}
