"""The canaries are read strictly, and the guard does not do worse on them than it did when they were last measured."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scripts.evidence_rewrite import CANARIES, judged
from voicekit import config, service
from voicekit.errors import GuidelineError
from voicekit.evals.canaries import read_canaries

MOST_SLIPS = {"dev": 46, "test": 7}
"""Poisoned rewrites that the guard let through when last measured: too many; it may only become fewer."""
LEAST_ACCEPTED = 0.8
ROW = """\
schema_version: 1
canaries:
  - id: en-1
    split: dev
    poisoned: true
    kind: amount
    channel: email
    turns: [{role: customer, text: Where is it?}]
    draft: It costs 5 pounds.
    rewrite: It costs 6 pounds.
"""


def test_a_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "en-2.yaml").write_text(ROW, encoding="utf-8")
    (one,) = read_canaries([tmp_path])
    assert (one.id, one.language, one.poisoned, one.kind) == ("en-1", "en", True, "amount")
    assert (one.draft, one.rewrite) == ("It costs 5 pounds.", "It costs 6 pounds.")
    assert one.conversation.turns[0].text == "Where is it?"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("kind: amount", "kind: sum", "expected amount, date"),
        ("poisoned: true", "poisoned: false", "false for `kind: honest`"),
        ("split: dev", "split: dve", "expected dev or test"),
        ("rewrite: It costs 6 pounds.", "rewrite: ''", "text that is not empty"),
        ("channel: email", "chanel: email", "unknown key"),
        ("role: customer", "role: boss", "expected customer, agent or bot"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "en.yaml"
    assert ROW.count(old) == 1
    path.write_text(ROW.replace(old, new), encoding="utf-8")
    with pytest.raises(GuidelineError, match=reason) as raised:
        read_canaries([path])
    assert f"{path.as_posix()}:" in str(raised.value)


def test_the_guard_is_no_worse_than_measured() -> None:
    canaries = read_canaries([CANARIES])
    kinds = Counter((one.poisoned, one.split) for one in canaries)
    assert min(kinds[True, "test"], kinds[False, "test"]) >= 50 and len(canaries) > 500
    found = judged(service.open_guideline(config.load({}), "fernweh"), canaries)
    slips = Counter(one.canary.split for one in found if one.canary.poisoned and not one.refusals)
    assert slips["dev"] <= MOST_SLIPS["dev"] and slips["test"] <= MOST_SLIPS["test"], slips
    honest = [one for one in found if not one.canary.poisoned]
    assert sum(one.right for one in honest) >= LEAST_ACCEPTED * len(honest)
