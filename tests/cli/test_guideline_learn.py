"""`voicekit guideline learn`: conversations, tables and texts in; a list, JSON or pieces of YAML out."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Cli


def test_agents_turns_and_drafts_count_and_bots_do_not(cli: Cli, place: Path) -> None:
    turns = [
        {"role": "customer", "text": "Where is my parcel?"},
        {"role": "agent", "text": "It left us on Friday."},
        {"role": "bot", "text": "BEEP"},
    ]
    said = {"channel": "email", "turns": turns, "draft": {"text": "It is on its way to you."}}
    (place / "all.jsonl").write_text((json.dumps(said) + "\n") * 15, encoding="utf-8")
    ran = cli("guideline", "learn", "all.jsonl", "--format", "json")
    value = json.loads(ran.out)
    assert (ran.code, value["schema_version"], value["replies"]) == (0, 1, {"en": 30})
    (length,) = [one for one in value["proposals"] if one["kind"] == "length"]
    assert (length["channel"], length["n"], length["state"]) == ("email", 30, "proposed")
    assert "30 replies read (en 30)" in ran.err and "BEEP" not in ran.out


def test_a_table_is_read_and_pieces_are_written_once(cli: Cli, place: Path) -> None:
    rows = "".join('"Your colour, as you asked, is on its way to you.",chat\n' for _ in range(25))
    (place / "all.csv").write_text("Reply,Channel\n" + rows, encoding="utf-8")
    ran = cli("guideline", "learn", "all.csv", "--out", "draft")
    assert (ran.code, ran.out) == (0, "draft\n")
    assert "max_length: 50" in (place / "draft" / "channels.yaml").read_text(encoding="utf-8")
    again = cli("guideline", "learn", "all.csv", "--out", "draft")
    assert again.code == 2 and "is there already" in again.err
    semicolons = "Reply;Channel\n" + rows.replace('",chat', '";chat')
    (place / "german.csv").write_text(semicolons, encoding="utf-8")
    assert "25 replies read" in cli("guideline", "learn", "german.csv").err
    (place / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "no column of texts" in cli("guideline", "learn", "bad.csv").err


def test_the_list_says_what_is_too_little(cli: Cli) -> None:
    ran = cli("guideline", "learn", "-", "--channel", "email", stdin="Your parcel left us on Friday.\n")
    assert ran.code == 0 and "Too few replies" in ran.out and "too few: 1 of 20 replies" in ran.out
