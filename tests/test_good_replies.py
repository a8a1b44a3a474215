"""Replies a good agent would write: nothing above a suggestion is said of them, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.config import Settings
from voicekit.evals.cases import read_cases
from voicekit.service import run_cases
from voicekit.types import LANGUAGES

CASES = Path(__file__).parent.parent / "eval" / "cases"
LEAST = 13


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_reply_is_left_alone(language: str) -> None:
    file = CASES / f"good-{language}.yaml"
    cases = read_cases([file])
    assert len(cases) >= LEAST
    assert {case.expect.silent for case in cases} == {True}
    assert len({case.conversation.channel for case in cases}) >= 6
    assert {case.conversation.brand for case in cases} == {"fernweh", "corvenna"}
    result = run_cases(Settings(), [file])
    assert {outcome.case.id: outcome.unmet for outcome in result.failed} == {}
    assert {outcome.verdict for outcome in result.outcomes} == {"ready"}
    assert {outcome.language for outcome in result.outcomes} == {language}
