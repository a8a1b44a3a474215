"""The measure of triage on public rows, with rows made up here and a reader that knows two words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.rules import guideline

from scripts import evidence_triage
from scripts.evidence_lines import Line
from scripts.evidence_triage import read_aside
from voicekit.errors import GuidelineError
from voicekit.types import Conversation, Escalation, Triage

ROUTE = Escalation("security", "Security", "fraud", "escalation.yaml:1", 60, "always", None, (), True)


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    (folder / name).write_text("".join(json.dumps({"source": "s"} | row) + "\n" for row in rows), "utf-8")


def chat(id: str, happy: bool, *said: str) -> dict[str, Any]:
    turns = [
        {"role": role, "text": text, "at": None} for role, _, text in (one.partition(": ") for one in said)
    ]
    return {"id": id, "turns": turns, "labels": {"happy": happy}}


def request(id: str, text: str, intent: str = "card_arrival") -> dict[str, Any]:
    return {"id": id, "text": text, "labels": {"intent": intent}}


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Line]:
    """The lines over rows in which `burnt` is danger, and the newest turn's `stolen` is handed on."""

    def reads(judge: object, conversation: Conversation, language: str | None = None) -> Triage:
        said = [turn.text for turn in conversation.turns if turn.role == "customer"]
        risks = ("safety",) if any("burnt" in text for text in said) else ()
        return Triage("request", "angry" if "stolen" in said[-1] else "calm", None, risks)

    monkeypatch.setattr(evidence_triage, "triage", reads)
    monkeypatch.setattr("voicekit.service.open_guideline", lambda settings, brand: guideline([]))
    monkeypatch.setattr(
        evidence_triage, "decide", lambda judge, context, read: ROUTE if read.mood == "angry" else None
    )
    aside = tmp_path / "aside.yaml"
    aside.write_text(
        "schema_version: 1\nintents: [{intent: lost_card, reason: r}]\n"
        "rows: [{id: b3, kind: fraud, reason: r}, {id: s3, kind: safety, reason: r}]\n",
        "utf-8",
    )
    monkeypatch.setattr(evidence_triage, "read_aside", lambda: read_aside(aside))
    write(
        tmp_path, "safety_reports.jsonl", [{"id": "r1", "text": "I burnt"}, {"id": "r2", "text": "It smoked"}]
    )
    write(
        tmp_path,
        "banking_intents.jsonl",
        [
            request("b1", "Where is my card"),
            request("b2", "It was stolen"),
            request("b3", "burnt and stolen"),
            request("b4", "stolen", "lost_card"),
        ],
    )
    write(
        tmp_path,
        "conversations_star.jsonl",
        [
            chat(
                "s1",
                True,
                "customer: Hi",
                "agent: burnt",
                "customer: stolen",
                "agent: Oh",
                "customer: Thanks",
            ),
            chat("s2", True, "customer: Hi", "agent: stolen and burnt"),
            chat("s3", True, "customer: burnt", "customer: stolen"),
            chat("s4", False, "customer: stolen", "agent: Oh"),
        ],
    )
    return {line.name: line for line in evidence_triage.measure(tmp_path)}


def test_each_line_counts_its_rows_and_leaves_those_set_aside_out(lines: dict[str, Line]) -> None:
    counted = {name: (line.value, line.n, line.note, line.met) for name, line in lines.items()}
    assert counted == {
        "SaferProducts reports seen as safety": (0.5, 2, "", False),
        # b4 is of a fraud intent; b3 is set aside as fraud, which is no reason to call it unsafe.
        "ordinary banking requests not flagged safety": (pytest.approx(2 / 3), 3, "", False),
        "STAR chats not flagged safety": (1.0, 3, "1 set aside by id", True),
        "ordinary banking requests not escalated": (0.5, 2, "1 set aside by id", False),
        # s1 was handed on in the middle of the chat; s4 is no happy path.
        "STAR happy paths never escalated": (0.5, 2, "1 set aside by id", False),
    }


def test_the_committed_list_is_whole_and_holds_no_text() -> None:
    aside = read_aside()
    assert len(aside.intents) == 6 and len(aside.rows) > 50
    assert set(aside.rows.values()) == {"fraud", "safety"}
    assert all(id.startswith(("banking77-en-", "star-")) for id in aside.rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows: [{id: a, kind: fraud}]", "1:8: rows.0: 'reason' is missing"),
        ("rows: [{id: a, kind: odd, reason: r}]", "1:16: rows.0.kind: expected fraud or safety"),
        ("rows: [{id: a, kind: fraud, reason: r, text: t}]", "rows.0.text: unknown key"),
        ("intents: [{intent: a, reason: r}, {intent: a, reason: r}]", "intents.1.intent: 'a' is given twice"),
    ],
)
def test_a_mistake_in_the_list_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "aside.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(GuidelineError) as raised:
        read_aside(path)
    assert any(said in str(one) for one in raised.value.problems), [str(one) for one in raised.value.problems]


def test_without_the_rows_nothing_is_measured(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evidence_triage.measure(tmp_path)
