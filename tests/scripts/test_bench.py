"""The bench runs, prints its lines, and fails where findings are lost; it must never judge how quick anything is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts import bench, bench_rules, bench_texts
from scripts.bench_clock import Sample, Sheet, rounds, spread
from scripts.bench_reference import Reference, differences
from scripts.bench_warm import Workshop, ratio_regexes
from voicekit.text.document import Document

LINES = {
    "reply": ["whole check, all packs", "whole check, 200 generated rules", "matcher alone", "metrics alone"],
    "regexes": ["one re a rule over the matcher alone .* aim >= 100: ", "same findings .* yes: "],
    "memory": ["200 rules", "per 1,000 rules", "first pass"],
}


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return Workshop(bench_texts.texts("handful"), quick=True)


def test_a_quick_run_prints_its_lines_and_keeps_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = tmp_path / "history.jsonl"
    chosen = [word for name in LINES for word in ("--only", name)]
    for _ in range(2):
        assert bench.main(["--quick", "--texts", "handful", "--json", str(history), *chosen]) == 0
    said = capsys.readouterr().out
    for name, lines in LINES.items():
        assert re.search(rf"^{name}: ", said, re.M)
        for line in lines:
            assert re.search(line, said), line
    assert "proselint" not in said
    records = [json.loads(line) for line in history.read_text("utf-8").splitlines()]
    assert len(records) == 2
    assert {"date", "commit", "machine", "load", "texts", "quick", "figures"} == set(records[0])
    assert records[0]["figures"]["whole check, 200 generated rules"]["cpu_us"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cold", "proselint", "textstat", "growth", "processes"])
def test_every_other_section_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name in ("proselint", "textstat"):
        pytest.importorskip(name)
    assert bench.main(["--quick", "--texts", "handful", "--only", name]) == 0
    assert re.search(rf"^{name}.*: ", capsys.readouterr().out, re.M)


def test_a_lost_and_an_added_finding_are_seen(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made, judged, _ = shop.tuned(shop.many_rules)
    texts = shop.texts.items
    total, wrong = differences(judged, Reference(made), texts)
    assert total >= len(texts) and wrong == []
    speaking = [rule for rule in made if Reference([rule]).find(bench_doc(texts))]
    fewer = bench_rules.guideline([rule for rule in made if rule.id != speaking[0].id])
    _, lost = differences(fewer, Reference(made), texts)
    assert {who for line in lost for who in ("matcher", "check") if f": {who} lost" in line} == {
        "matcher",
        "check",
    }
    _, added = differences(judged, Reference([rule for rule in made if rule.id != speaking[0].id]), texts)
    assert added and speaking[0].id in added[0]

    monkeypatch.setattr(Workshop, "many", property(lambda self: fewer))
    monkeypatch.setattr(Workshop, "tuned", lambda self, count: (made, fewer, 2.0))
    sheet = Sheet()
    ratio_regexes(shop, sheet)
    assert sheet.differences == lost
    assert "FINDINGS DIFFER" in capsys.readouterr().out
    assert bench.main(["--quick", "--texts", "handful", "--only", "regexes"]) == 1


def bench_doc(texts: list[str]) -> Document:
    return Document("\n\n".join(texts), "en")


def test_rules_are_the_same_for_the_same_seed_and_hit_twice_a_text() -> None:
    texts = bench_texts.texts("examples").items
    made, judged, mean = bench_rules.tuned(texts, 300)
    assert 1.8 <= mean <= 2.2
    assert mean == bench_rules.findings_per_text(judged, texts)
    assert made == bench_rules.tuned(texts, 300)[0]
    assert len({rule.body["tokens"][0] for rule in made}) == len({rule.id for rule in made}) == 300
    assert made != bench_rules.rules(texts, 300, 2.0, seed=1)


def test_texts_come_near_the_wanted_length_and_none_is_lost() -> None:
    parts = [
        "Hello there.",
        *(f"This is sentence {number} of many." for number in range(100)),
        "Hello there.",
    ]
    made = bench_texts.joined(parts)
    assert " ".join(made) == " ".join(parts[:-1])
    assert all(abs(len(text) - bench_texts.LENGTH) < 20 for text in made[:-1])
    assert [len(text.split()) for text in bench_texts.of_words(made, 700, 3)] == [700] * 3


def test_without_the_chats_the_packs_examples_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench_texts, "STAR", tmp_path / "chats.jsonl")
    found = bench_texts.texts()
    assert "chats.jsonl is not on this machine" in found.origin
    assert len(found.items) > 30
    with pytest.raises(FileNotFoundError):
        bench_texts.texts("star")


def test_rounds_interleave_and_aims_are_judged_by_the_median(capsys: pytest.CaptureFixture[str]) -> None:
    order: list[tuple[str, int]] = []
    samples = rounds({name: lambda feed, name=name: order.append((name, feed)) for name in "ab"}, [1, 2, 3])
    assert order == [("a", 1), ("b", 1), ("b", 2), ("a", 2), ("a", 3), ("b", 3)]
    assert [len(found) for found in samples.values()] == [3, 3]
    sheet = Sheet()
    sheet.against("one", spread([1.0, 9.0, 2.0]), least=2)
    sheet.against("two", spread([1.0, 9.0, 2.0]), most=1)
    sheet.cost("three", [Sample(0.004, 0.006)], 2, 1.5)
    said = capsys.readouterr().out
    assert "2.00 (1.00 .. 9.00)" in said and "aim >= 2: met" in said and "aim <= 1: MISSED" in said
    assert sheet.figures["three"]["cpu_us"] == 2000
