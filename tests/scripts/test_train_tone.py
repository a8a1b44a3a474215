"""The trainer of the tone axes: what is held out, that fitting is repeatable, and that what is written reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("numpy")

from scripts import tone_rows, train_tone
from voicekit.text.tone import weights as model


def row(number: int, text: str, label: float) -> dict[str, object]:
    return {"source": "tydip", "lang": "en", "text": f"{text} {number}", "labels": {"label": label}}


def test_both_sides_of_a_pair_and_form_letters_stay_together() -> None:
    pair = {"source": "x", "text": "a", "labels": {"pair": "p1"}}
    assert tone_rows.held_out(pair) == tone_rows.held_out(pair | {"text": "quite another"})
    letter = {
        "source": "x",
        "text": "I mean no harm, but your user name breaks the rules of this place: one",
        "labels": {},
    }
    assert tone_rows.group_of(letter) == tone_rows.group_of(letter | {"text": str(letter["text"]) + " more"})


def test_about_thirty_of_a_hundred_are_held_out() -> None:
    share = sum(tone_rows.held_out(row(number, f"text {number}", 0)) for number in range(2000)) / 2000
    assert 0.26 < share < 0.34


def test_fitting_is_repeatable_and_is_read_back_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        ("Could you please help me with this, thanks", 1.0),
        ("Why did you delete it again, stop that", -1.0),
    ]
    rows = [
        train_tone.read(row(number, text, label + number / 50))
        for number in range(12)
        for text, label in texts
    ]
    first, second = (train_tone.fit("politeness", "en", rows, []) for _ in range(2))
    assert first == second
    assert train_tone.predict(first, rows[0]) > train_tone.predict(first, rows[1])
    (tmp_path / "tone-politeness-en.txt").write_text(
        train_tone.written(first, "politeness", "en", rows), "utf-8"
    )
    monkeypatch.setattr(model, "DATA", str(tmp_path))
    back = model._read("politeness", "en")
    assert back.how == "trained"
    biggest = max(first.runs, key=lambda run: abs(first.runs[run]))
    assert back._weights[biggest] == pytest.approx(first.runs[biggest], rel=0.01)
    assert back.traits == pytest.approx(first.traits, rel=0.001)
