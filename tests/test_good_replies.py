"""Replies a good agent would write: nothing above a suggestion is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.config import Settings
from voicekit.service import check_reply, open_guideline
from voicekit.types import LANGUAGES
from voicekit.wire import conversation_from, yamlin

CASES = Path(__file__).parent.parent / "eval" / "cases"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_reply_is_left_alone(language: str) -> None:
    file = CASES / f"good-{language}.yaml"
    cases = yamlin.load(file.read_text(encoding="utf-8"), file.name)["cases"]
    assert len(cases) >= 3
    for number, case in enumerate(cases):
        conversation, draft = conversation_from(case, f"{file.name}[{number}]")
        assert draft is not None
        guideline = open_guideline(Settings(brand=conversation.brand or "fernweh"))
        report = check_reply(guideline, conversation, draft)
        assert (report.verdict, report.language.code, report.rule_errors) == ("ready", language, ())
        assert {finding.severity for finding in report.findings} <= {"suggestion"}
