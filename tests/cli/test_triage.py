"""`voicekit triage`: the customer's side alone, as words and as JSON, of a thread with or without a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import Cli

AT = "2026-11-20T16:00:00+01:00"
CHAT: dict[str, Any] = {
    "id": "c",
    "brand": "other",
    "channel": "x",
    "turns": [
        {"role": "customer", "text": "My tent broke. I will ask my lawyer.", "at": AT},
        {"role": "agent", "text": "I am furious, see a lawyer!", "at": "late"},
        {"role": "customer", "text": "I am furious. Where is it?"},
    ],
}


@pytest.fixture(autouse=True)
def _any_brand(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.delenv("VOICEKIT_BRAND")


def test_the_thread_is_shown_with_what_it_shows_and_the_decision(cli: Cli, place: Path) -> None:
    (place / "chat.yaml").write_text(yaml.safe_dump(CHAT), encoding="utf-8")
    ran = cli("triage", "chat.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "1. My tent broke. I will ask my lawyer.",
        "     legal steps: “lawyer”",
        "     complains: “lawyer”",
        "3. I am furious. Where is it?",
        "     angry: “furious”",
        "",
        "Customer: angry, complains",
        "Risks: legal steps",
        "> Hand this thread on to: Legal, within 4 h in business hours. That is",
        "  2026-11-23 11:00.",
        "> Do not send the reply before they have seen it.",
        "> Your reply says: who takes it on, by when",
        "> Leave out: who is at fault",
        "> Tell: legal mailbox",
        "> Because of: “lawyer”",
        "> Policy: threat (brands/other/escalation.yaml:13)",
        "! The time of turn 2 cannot be read and counts for nothing; write",
        "2026-11-17T19:42:00Z.",
    ]


def test_as_json_it_has_the_form_of_the_report(cli: Cli) -> None:
    from voicekit.wire import report_schema

    ran = cli("triage", "--as", "json", "--format", "json", stdin=json.dumps(CHAT))
    value = json.loads(ran.out)
    assert (ran.code, list(value)) == (0, ["schema_version", "triage", "escalation", "incident", "notes"])
    assert (value["triage"]["mood"], value["triage"]["risks"]) == ("angry", ["legal"])
    assert value["triage"]["evidence"][0] == {
        "shows": "legal", "turn": 0, "span": {"start": 29, "end": 35}, "text": "lawyer",
    }  # fmt: skip
    assert (value["escalation"]["route"], value["escalation"]["may_send"]) == ("legal", False)
    assert value["escalation"]["deadline"] == "2026-11-23T11:00+01:00"
    parts = report_schema()["properties"]
    for name in ("triage", "escalation"):
        form = next(one for one in parts[name]["anyOf"] if one["type"] == "object")
        assert set(value[name]) == set(form["required"])
    lint = cli(
        "lint", "--as", "json", "--format", "json", stdin=json.dumps({**CHAT, "draft": {"text": "Hi Ana."}})
    )
    report = json.loads(lint.out)
    assert [report[name] for name in ("triage", "escalation")] == [value["triage"], value["escalation"]]


def test_plain_text_is_the_customers_message(cli: Cli) -> None:
    ran = cli("triage", "--brand", "other", stdin="I will sue you!")
    assert ran.out.startswith("1. I will sue you!\n     legal steps: “sue you”\n")
    assert "Hand this thread on to: Legal" in ran.out
    assert "Hand" not in cli("triage", "--brand", "tiny", stdin="I will sue you!").out  # it has no policy


@pytest.mark.parametrize(("ui", "said"), [("de", "rechtliche Schritte"), ("vi", "Chuyển cho: Legal")])
def test_it_speaks_the_interfaces_language(cli: Cli, ui: str, said: str) -> None:
    assert said in cli("triage", "--brand", "other", "--ui", ui, stdin="I will sue you!").out


def test_what_nobody_read_is_never_no_risk(cli: Cli) -> None:
    out = cli("triage", "--brand", "other", stdin="私は死にたい").out
    assert "none seen" not in out and "Risks: not everything was read; look yourself" in out
    assert "! Turn 1 of the customer's is in a language voicekit does not read" in out
    assert "Risks: none seen" in cli("triage", "--brand", "other", stdin="Where is it?").out


def test_no_control_character_reaches_the_screen(cli: Cli) -> None:
    out = cli("triage", "--brand", "other", stdin="\x1b[31m I will sue you \u202e\x07").out
    assert not {"\x1b", "\u202e", "\x07"} & set(out)
    assert "legal steps: “sue you”" in out


@pytest.mark.parametrize(
    ("stdin", "said"),
    [
        (
            {"turns": [{"role": "boss", "text": "Hi"}]},
            'turns.0.role: expected customer, agent or bot, got "boss"',
        ),
        ({"turns": [{"role": "customer"}]}, "turns.0: 'text' is missing"),
        (
            {"turns": [{"role": "customer", "text": "Hi", "at": 5}]},
            "turns.0.at: expected a text, got a number",
        ),
        ([CHAT, CHAT], "holds 2 drafts; this command takes one"),
        ({"id": "x"}, "expected `turns`, `draft` or both"),
    ],
)
def test_a_thread_that_cannot_be_used_is_refused_in_words(cli: Cli, stdin: Any, said: str) -> None:
    ran = cli("triage", "--brand", "other", "--as", "json", stdin=json.dumps(stdin))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
