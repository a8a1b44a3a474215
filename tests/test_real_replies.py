"""Every agent turn of the public STAR chats through the whole linter: one by one, in bulk, and by the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.rules import star_turns

from voicekit.config import Settings
from voicekit.service import check_many, check_reply, open_guideline
from voicekit.types import Conversation, Draft

LEAST_TURNS = 16_000
LEAST_FINDINGS = 500


@pytest.mark.slow
def test_every_agent_turn_is_read_without_a_fault_and_the_same_in_bulk() -> None:
    guideline = open_guideline(Settings(cache_dir=None))
    turns = list(star_turns())
    assert len(turns) > LEAST_TURNS
    conversation = Conversation(channel="chat")
    alone = [check_reply(guideline, conversation, Draft(text)) for text in turns]
    findings = 0
    for text, report in zip(turns, alone, strict=True):
        assert report.rule_errors == (), text
        for finding in report.findings:
            findings += 1
            if finding.span is not None:
                assert finding.matched == text[finding.span.start : finding.span.end] != ""
    assert findings > LEAST_FINDINGS
    bulk = check_many(guideline, ((conversation, Draft(text)) for text in turns), jobs=2)
    assert all(one == other for one, other in zip(alone, bulk, strict=True))


@pytest.mark.slow
def test_the_command_reads_the_chats_as_the_library_does(tmp_path: Path) -> None:
    texts = list(star_turns())[:400]
    file = tmp_path / "chats.jsonl"
    conversation = {
        "id": "all",
        "channel": "chat",
        "turns": [{"role": "agent", "text": text} for text in texts],
    }
    file.write_text(json.dumps(conversation) + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "voicekit",
        "lint",
        "--turns",
        "--format",
        "json",
        "--fail-on",
        "never",
        str(file),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    guideline = open_guideline(Settings(cache_dir=None))
    expected = [check_reply(guideline, Conversation(channel="chat"), Draft(text)) for text in texts]
    told = [[(one["rule_id"], one["message"]) for one in report["findings"]] for report in reports]
    assert told == [[(one.rule_id, one.message) for one in report.findings] for report in expected]
