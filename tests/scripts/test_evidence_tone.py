"""The measure of tone: it runs without numpy, holds the same rows apart as the trainer, and counts pairs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import evidence, evidence_tone, tone_rows


def test_the_evidence_has_the_tone_lines_and_needs_no_numpy(root: Path) -> None:
    assert evidence.MEASURES["tone"] is evidence_tone.measure
    code = "import sys; sys.modules['numpy'] = None; from scripts import evidence; print(sorted(evidence.MEASURES))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=root, check=True
    )
    assert "'tone'" in done.stdout


def test_only_rows_held_out_are_measured(tmp_path: Path) -> None:
    rows = [
        {
            "source": "tydip",
            "lang": "en",
            "text": f"{'Thank you so much, could you please' if n % 2 else 'Why did you'} look at page {n}?",
            "labels": {"label": float(n % 2)},
        }
        for n in range(60)
    ]
    for n, row in enumerate(rows):
        row["text"] = f"{n} {row['text']}"
    (tmp_path / "tone.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    apart = sum(map(tone_rows.held_out, rows))
    line = next(one for one in evidence_tone.correlations(tmp_path) if one.language == "en")
    assert 5 < line.n == apart < 40
    assert line.value is not None and line.value > 0.5


def test_the_gate_is_counted_from_pairs() -> None:
    pairs = [evidence_tone.Pair("de", "warmth", "test", str(n), n < 6) for n in range(8)]
    assert "\nwarmth de 6 8\n" in evidence_tone.gate_file(evidence_tone.tally(iter(pairs)))


def test_without_rows_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tone\.jsonl"):
        evidence_tone.measure(tmp_path)
