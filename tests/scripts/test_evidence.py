"""The measures behind docs/evidence.json, on rows made up here: each figure against one counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts import evidence, evidence_address, evidence_entities, evidence_readability, evidence_rules
from scripts.evidence_data import Hit, Text, cases, hits, public
from scripts.evidence_lines import Line, of_f1, of_share
from scripts.evidence_rules import Scope, precision_lines, rates, standing
from voicekit.evals.evidence import Evidence
from voicekit.evals.precision import Judged
from voicekit.evals.stats import Share
from voicekit.types import Conversation, Draft, Finding, Span


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def by_name(lines: list[Line], language: str = "") -> dict[str, Line]:
    return {line.name: line for line in lines if language in ("", line.language)}


def test_a_line_is_met_by_its_figure_and_never_by_none() -> None:
    assert of_share("s", "n", "en", Share(97, 100), 0.97).met is True
    assert of_share("s", "n", "en", Share(96, 100), 0.97).met is False
    assert of_share("s", "n", "en", Share(96, 100)).met is None
    nothing = of_share("s", "n", "en", Share(0, 0), 0.9)
    assert nothing.met is False and "nothing to measure" in str(nothing)
    assert "0.960 [0.902, 0.984] n 100  at least 0.97  MISSED" in str(
        of_share("s", "n", "en", Share(96, 100), 0.97)
    )


def test_f1_and_its_interval() -> None:
    line = of_f1("s", "n", "en", 8, 2, 4, 0.7)
    assert line.value == pytest.approx(16 / 22)
    # The ends of (8/14 - x)^2 * 14 = 1.96^2 * x * (1 - x), each as 2x / (1 + x).
    assert (line.low, line.high) == (pytest.approx(0.4916, abs=1e-4), pytest.approx(0.8803, abs=1e-4))
    assert of_f1("s", "n", "en", 0, 0, 0, 0.7).met is False


def cocoa(id: str, text: str, label: str, pair: str, language: str = "de") -> dict[str, Any]:
    labels = {"label": label, "pair": pair, "marked": []}
    return {"id": id, "source": "cocoa_mt_formality", "lang": language, "text": text, "labels": labels}


def test_address_counts_held_out_pairs_apart(tmp_path: Path) -> None:
    held = next(name for name in map(str, range(99)) if evidence_address.held_out(name))
    tuned = next(name for name in map(str, range(99)) if not evidence_address.held_out(name))
    rows = [
        cocoa("1", "Können Sie mir Ihre Nummer geben?", "formal", held),
        cocoa("2", "Kannst du mir deine Nummer geben?", "formal", held),
        cocoa("3", "Das Paket ist da.", "formal", held),
        cocoa("4", "Kannst du mir deine Nummer geben?", "informal", tuned),
    ]
    write(
        tmp_path,
        "tone.jsonl",
        [*rows, {"source": "in_formal_de", "lang": "de", "text": "Du bist da.", "labels": {}}],
    )
    lines = by_name(evidence_address.measure(tmp_path), "de")
    assert (
        lines["accuracy, held-out CoCoA-MT pairs"].value,
        lines["accuracy, held-out CoCoA-MT pairs"].n,
    ) == (0.5, 2)
    assert lines["accuracy, held-out CoCoA-MT pairs"].met is False
    assert lines["rows with a form read"].value == pytest.approx(2 / 3)
    assert lines["accuracy, pairs it was tuned on"].n == 1
    assert lines["in_formal_de sentences with a form read"].value == 1


def test_the_held_out_pairs_stay_the_same() -> None:
    known = [
        name
        for name in (f"formality-control.test.en-ru-{n}" for n in range(12))
        if evidence_address.held_out(name)
    ]
    assert [name.rpartition("-")[2] for name in known] == ["0", "8", "11"]


def test_entities_leave_the_source_with_wrong_labels_out(tmp_path: Path) -> None:
    def row(source: str, text: str, value: str, kind: str) -> dict[str, Any]:
        start = text.index(value)
        entity = {"type": kind, "value": value, "start": start, "end": start + len(value)}
        return {"source": source, "text": text, "labels": {"entities": [entity]}}

    mail = row("a", "Write to kim@shop.example today.", "kim@shop.example", "EMAIL_ADDRESS")
    shifted = row("a", "Write to kim@shop.example today.", "kim@shop", "EMAIL_ADDRESS")
    nano = row("pii_syn_nano", "Write to kim@shop.example today.", "kim", "EMAIL_ADDRESS")
    phone = row("a", "Call +44 20 7946 0958 now.", "+44 20 7946 0958", "PHONE_NUMBER")
    write(tmp_path, "pii.jsonl", [mail, shifted, nano, phone])
    lines = by_name(evidence_entities.measure(tmp_path), "en")
    assert (lines["email: recall"].value, lines["email: recall"].n) == (0.5, 2)
    assert lines["email: F1"].value == 0.5 and lines["email: F1"].met is False
    assert (lines["phone, international form or that of the stated region: recall"].value) == 1
    written = by_name(evidence_entities.measure(tmp_path), "vi")
    assert written["names and streets written for this"].met is True


def test_pairs_are_ordered_by_each_formula_and_a_tie_is_a_half(monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(text: str) -> Any:
        return evidence_readability.counted({"text": text, "lang": "de"})

    long, short = (
        counted("Das Haus ist alt und groß und steht am Rand der Stadt."),
        counted("Das Haus ist alt."),
    )
    lines = by_name(
        evidence_readability.ordered("x", "de", [(long, short), (short, long), (short, short)], "lix")
    )
    assert lines["x: ordered right by words_per_sentence"].value == 0.5
    assert lines["x: ordered right by words_per_sentence"].met is None
    assert lines["x: ordered right by lix"].met is False


def test_a_formula_that_length_alone_beats_is_called_that() -> None:
    words = "Haus Hund Baum Tier Dach Wand Zaun Feld Wald Berg".split()
    texts = [(" ".join(words[:n]) + ".", float(n)) for n in range(2, 10)]
    pairs = [(evidence_readability.counted({"text": text, "lang": "de"}), label) for text, label in texts]
    lines = by_name(evidence_readability.correlations("x", "de", pairs, "wiener_sachtextformel"))
    assert lines["x: Spearman of words_per_sentence"].value == pytest.approx(1)
    over = lines["x: wiener_sachtextformel over length alone"]
    assert over.least == 0.05 and over.met is False


def finding(rule: str, start: int = 0) -> Finding:
    return Finding(
        rule, "a", "voice", "error", False, "sure", "Say it.", "Why.", None, Span(start, start + 5)
    )


def text(source: str, id: str, count: int = 1, draft: bool = False) -> Text:
    return Text(source, id, "en", Conversation(), Draft("Some text here"), count, draft=draft)


def test_rates_count_replies_not_findings_and_leave_out_what_could_not_fire() -> None:
    texts = [
        text("star", "s1", 30),
        text("star", "s2", 70),
        text("cases", "d1", draft=True),
        text("cases", "good"),
    ]
    found = [
        Hit(texts[0], finding("a.one")),
        Hit(texts[0], finding("a.one", 9)),
        Hit(texts[2], finding("a.two")),
    ]
    found.append(Hit(texts[3], finding("a.one")))
    everywhere = Scope(("en",), frozenset({"fernweh", "corvenna"}), False, True)
    scope = {
        "a.one": {"en": everywhere},
        "a.two": {"en": everywhere._replace(needs=True)},
        "a.other": {"en": everywhere._replace(brands=frozenset({"corvenna"}))},
    }
    shares = rates(texts, found, scope)
    assert shares["a.one", "en"] == [Share(30, 100), Share(0, 1)]
    assert shares["a.two", "en"] == [Share(0, 0), Share(1, 1)]
    assert shares["a.other", "en"] == [Share(0, 0), Share(0, 0)]


def test_a_judged_hit_that_no_longer_comes_up_is_no_precision_of_now() -> None:
    rows = [Judged("a.one", "star", f"s{n}", 0, 5, n != 0, "2026-11-22") for n in range(21)]
    found = [Hit(text("star", f"s{n}"), finding("a.one", 3)) for n in range(1, 21)]
    stands = standing(rows, found)
    assert stands == [False, *[True] * 20]
    scope = {"a.one": {"en": Scope(("en",), frozenset({"fernweh"}), False, True)}}
    lines = by_name(precision_lines({"en": rows}, {"en": stands}, scope), "en")
    assert (lines["hits right, reading 1"].value, lines["hits right that still come up"].value) == (
        20 / 21,
        1,
    )
    assert lines["hits right, reading 1"].met is None
    twice = [row._replace(reading=1 + (n > 10)) for n, row in enumerate(rows)]
    second = by_name(precision_lines({"en": twice}, {"en": stands}, scope), "en")["hits right, reading 2"]
    assert (second.value, second.n, second.met) == (1, 10, True)
    enough = lines["rules above a suggestion with 20 hits read: right in nine of ten"]
    assert (enough.value, enough.n, enough.met) == (1, 1, True)
    wrong = [row._replace(right=n < 17) for n, row in enumerate(rows)]
    lines = by_name(precision_lines({"en": wrong}, {"en": [True] * 21}, scope), "en")
    enough = lines["rules above a suggestion with 20 hits read: right in nine of ten"]
    assert (enough.value, enough.met, enough.note) == (0, False, "a.one")


def test_star_and_cocoa_rows_become_texts(tmp_path: Path) -> None:
    turns = [
        {"role": "customer", "text": "Hi"}, {"role": "agent", "text": "Hello"},
        {"role": "customer", "text": "Bye"}, {"role": "agent", "text": "Hello"},
    ]  # fmt: skip
    write(tmp_path, "conversations_star.jsonl", [{"id": "s", "source": "star", "turns": turns}])
    write(tmp_path, "tone.jsonl", [cocoa("c", "Ihr Paket", "formal", "p")])
    one, two = public(tmp_path)
    assert (one.id, one.count, one.customer, one.language) == ("s.1", 2, "Hi", "en")
    assert (two.id, two.group, two.language, two.reply.text) == ("c", "p", "de", "Ihr Paket")


def test_the_cases_are_read_by_their_own_brand() -> None:
    found = [one for one in cases() if one.id.startswith("good-de-")]
    read, crashed = hits(found)
    assert len(found) >= 10 and crashed == []
    assert {one.finding.severity for one in read} <= {"suggestion"}


def test_the_file_has_a_line_for_each_figure_and_is_the_same_each_time() -> None:
    rules = {"b.two": {"en": Evidence(Share(1, 2), Share(0, 1), Share(0, 0))}, "a.one": {}}
    measured = evidence_rules.Measured([], rules, {"en": {"replies": 2}})
    lines = [of_share("s", "n", "en", Share(1, 3))]
    said = evidence.written(lines, measured)
    value = json.loads(said)
    assert list(value["rules"]) == ["a.one", "b.two"]
    assert value["lines"] == [
        {
            "section": "s",
            "name": "n",
            "language": "en",
            "n": 3,
            "value": 0.3333,
            "low": 0.0615,
            "high": 0.7923,
        }
    ]
    assert '   "en": {"drafts": [0, 1], "public": [1, 2], "read": [0, 0]}\n' in said
    assert said == evidence.written(lines, measured)


def test_without_the_public_rows_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evidence.main(["--data", str(tmp_path / "none")]) == 2
    assert "not there, so nothing was measured" in capsys.readouterr().err
    assert evidence.main(["--data", str(tmp_path)]) == 2
