"""The trainer of the triage model: which turns of cases it reads, and the limits that its thresholds keep."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import numpy as np

from scripts import train_triage
from scripts.train_triage import Message, caught, roles_of, threshold
from scripts.triage_rows import turns

THREADS = """\
cases:
- id: one
  split: dev
  locale: en-GB
  turns:
  - {role: customer, text: The stove burnt my hand and I am still waiting for an answer}
  - {role: agent, text: How is your hand now and what happened to the stove}
  - {role: customer, text: The hand is better but what about my money}
  draft: {text: Thank you}
  expect: {triage: {intent: question, mood: calm, risks: [safety]}}
- id: two
  split: test
  locale: en-GB
  turns: [{role: customer, text: Nobody but the measure may ever read this message}]
  draft: {text: Thank you}
  expect: {triage: {intent: question, mood: calm, risks: []}}
"""


def test_only_customers_turns_of_dev_threads_are_read(tmp_path: Path) -> None:
    (tmp_path / "threads-en.yaml").write_text(THREADS, "utf-8")
    found = list(turns("en", tmp_path))
    assert [row.text.split()[1] for row in found] == ["stove", "hand"]
    assert {(row.label, row.source, row.group) for row in found} == {("turn", "thread", "one")}
    assert {row.shows for row in found} == {frozenset({"safety", "question"})}
    assert list(turns("de", tmp_path)) == []


def message(label: str, applies: bool | None, at: int, *shows: str, shown: str = "") -> Message:
    signs = frozenset([shown] if shown else [])
    return Message(label, applies, f"{label} {at}", "train", signs, Counter(), 5, frozenset(shows))


def test_a_turn_speaks_against_what_its_thread_does_not_show() -> None:
    found = [
        message("safety", True, 0),
        message("safety", False, 1),
        message("legal", True, 2),
        message("ordinary", None, 3),
        message("turn", None, 4, "safety"),
        message("turn", None, 5, "legal"),
        message("turn", None, 6, shown="safety"),
    ]
    role = roles_of(found, "safety")
    assert [list(np.flatnonzero(mask)) for mask in role[:5]] == [[0], [1], [2], [3], [5, 6]]
    assert list(role.weight) == [1, 1, 1, 1, 0, 0.5, 0.5]
    assert roles_of(found, "self_harm").limits.ordinary > role.limits.ordinary  # there a miss is worse


def test_a_threshold_keeps_every_limit_but_for_what_signals_show() -> None:
    kinds = ["safety", "legal", "ordinary", "turn"]
    found = [message(kind, False if kind == "safety" else None, at) for at in range(100) for kind in kinds]
    found.append(message("turn", None, 100, shown="safety"))
    role, everyone = roles_of(found, "safety"), np.ones(len(found), bool)
    for kind, passing in (("safety", 3), ("legal", 0), ("ordinary", 0), ("turn", 0)):
        own = np.array([one.label == kind for one in found])
        scores = np.where(own, np.arange(len(found)), 0.0)
        scores[-1] = 10_000
        level = threshold(scores, role, everyone)
        assert int((scores > level)[own][:100].sum()) == passing
        assert level > 0
    hit = caught(found, role, scores)
    assert hit[-1] and hit.sum() <= 1 + train_triage.FOLDS


def test_a_label_that_finds_too_little_or_is_not_to_be_learned_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = []
    for at in range(240):
        meant = at % 4 == 0
        words = ["court", "claim"] if meant else ["tent", "pole"]
        label, applies = ("legal", meant) if at % 2 == 0 else ("ordinary", None)
        found.append(Message(label, applies, str(at), "train", frozenset(), Counter(words), 2))
    assert "labels:\tlegal\n" in train_triage.trained("en", found, told=False)
    monkeypatch.setattr(train_triage, "NOT_LEARNED", {("en", "legal")})
    assert train_triage.trained("en", found, told=False) == ""
    monkeypatch.setattr(train_triage, "NOT_LEARNED", set())
    shown = [one._replace(shown=frozenset(["legal"])) if at > 3 else one for at, one in enumerate(found)]
    assert (
        train_triage.trained("en", [one._replace(features=Counter(["x"])) for one in shown], told=False) == ""
    )
