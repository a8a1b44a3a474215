"""Hits drawn for a judge and taken back: fair, blind, never twice, and no text of the public rows in the repository."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scripts import precision_sample
from scripts.evidence_data import ROOT, Hit, Text
from scripts.precision_sample import draw, key_of, merged, quotes, sheet_of, write_judged
from voicekit.errors import InputError
from voicekit.evals.precision import Judged, read_judged
from voicekit.types import Conversation, Draft, Finding, Span, Turn
from voicekit.wire import yamlin


def hit(
    rule: str, source: str, id: str, text: str = "We are so sorry now", start: int = 10, group: str = ""
) -> Hit:
    found = Finding(
        rule, "a", "voice", "error", False, "sure", "Say it.", "Why.", None, Span(start, start + 5)
    )
    return Hit(Text(source, id, "en", Conversation(), Draft(text), group=group), found)


HITS = [
    *(hit("a.one", "star", f"s.{n}") for n in range(30)),
    *(hit("a.one", "cases", f"c.{n}") for n in range(5)),
    hit("a.two", "star", "s.1"),
]


def test_at_most_so_many_of_a_rule_and_sources_in_turn() -> None:
    chosen = draw(HITS, [], 6, 1)
    assert Counter(one.finding.rule_id for one in chosen) == {"a.one": 6, "a.two": 1}
    assert Counter(one.text.source for one in chosen if one.finding.rule_id == "a.one") == {
        "cases": 3,
        "star": 3,
    }
    assert draw(HITS, [], 6, 1) == chosen
    assert {one.text.id for one in draw(HITS, [], 6, 2)} != {one.text.id for one in chosen}


def test_one_of_each_text_and_of_its_versions() -> None:
    same = [hit("a.one", "cocoa", f"c.{n}", start=n, group="pair-1") for n in range(4)]
    assert len(draw(same, [], 3, 1)) == 1
    twice = [hit("a.one", "star", "s.1", start=start) for start in (0, 10)]
    assert len(draw(twice, [], 3, 1)) == 1


def test_what_has_been_judged_counts_in_and_is_not_drawn_again() -> None:
    judged = [Judged("a.one", "star", f"s.{n}", 10, 15, True, "2026-11-22") for n in range(4)]
    chosen = draw(HITS, judged, 6, 1)
    ids = [one.text.id for one in chosen if one.finding.rule_id == "a.one"]
    assert len(ids) == 2
    assert not set(ids) & {f"s.{n}" for n in range(4)}
    gone = [row._replace(id=f"gone.{row.id}") for row in judged]
    assert len([one for one in draw(HITS, gone, 6, 1) if one.finding.rule_id == "a.one"]) == 6


def test_the_sheet_shows_the_hit_and_neither_rule_nor_severity() -> None:
    talk = Conversation(
        channel="x", context={"mood": "angry"}, turns=(Turn("customer", "Where?"), Turn("agent", "Soon."))
    )
    one = hit("a.one", "cases", "c.1")
    text, key = sheet_of(
        [one._replace(text=one.text._replace(conversation=talk)), hit("a.two", "star", "s.1")], "en"
    )
    assert "a.one" not in text and "error" not in text and "warning" not in text and "c.1" not in text
    first, second = yamlin.load(text, "sheet")["hits"]
    assert first == {
        "n": 1, "verdict": None, "note": None, "message": "Say it.", "where": "x, angry",
        "thread": "customer: Where?\nagent: Soon.", "reply": "We are so >>>sorry<<< now",
    }  # fmt: skip
    assert "thread" not in second
    assert key[1] == {"n": 2, "rule": "a.two", "source": "star", "id": "s.1", "start": 10, "end": 15}


def judged_sheet(folder: Path, *verdicts: tuple[str | None, str | None]) -> Path:
    text, key = sheet_of([hit("a.one", "star", f"s.{n}") for n in range(len(verdicts))], "en")
    value = yamlin.load(text, "sheet")
    for entry, (verdict, note) in zip(value["hits"], verdicts, strict=True):
        entry |= {"verdict": verdict, "note": note}
    sheet = folder / "precision-en.yaml"
    sheet.write_text(yamlin.dump(value), encoding="utf-8")
    key_of(sheet).write_text(json.dumps(key), encoding="utf-8")
    return sheet


def test_a_judged_sheet_becomes_rows_without_text(tmp_path: Path) -> None:
    sheet = judged_sheet(tmp_path, ("right", None), ("wrong", "Meant for a person: fine."), (None, None))
    language, rows, left = merged(sheet, "2026-11-22")
    assert (language, [row.right for row in rows], left) == ("en", [True, False], 1)
    path = tmp_path / "judged" / "en.yaml"
    assert write_judged(path, rows) == 2
    assert read_judged(path) == rows
    assert "sorry" not in path.read_text("utf-8")
    assert write_judged(path, [rows[0]._replace(right=False)]) == 2
    assert [row.right for row in read_judged(path)] == [False, False]
    again = merged(sheet, "2026-11-23", 2)[1]
    assert [row.reading for row in again] == [2, 2]
    assert write_judged(path, [again[0]._replace(id="s.9")]) == 3
    assert sorted(row.reading for row in read_judged(path)) == [1, 1, 2]


def test_a_verdict_must_be_one_of_two_and_a_note_must_not_quote(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hit 1: verdict must be right or wrong"):
        merged(judged_sheet(tmp_path, ("yes", None)), "2026-11-22")
    with pytest.raises(InputError, match="hit 1: the note quotes the text"):
        merged(judged_sheet(tmp_path, ("wrong", "it says: we are so sorry")), "2026-11-22")
    assert not quotes("sorry is meant here", "We are so sorry now")


def test_a_sheet_never_lies_in_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    assert precision_sample.main(["--out", str(ROOT / "eval" / "sheets")]) == 2
    assert "lies in the repository" in capsys.readouterr().err
    assert not (ROOT / "eval" / "sheets").exists()
    assert precision_sample.main([]) == 2


def test_without_the_public_rows_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert precision_sample.main(["--out", str(tmp_path / "out"), "--data", str(tmp_path)]) == 2
    assert "not there; see --data" in capsys.readouterr().err
