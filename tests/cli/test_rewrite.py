"""`voicekit rewrite` and `voicekit prompt show`: with a model over HTTP, without one, and where it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import llm_server as llm
from support.llm_server import LlmServer, say

from voicekit.cli.rewrite import CAUTION
from voicekit.rewrite import client as client_module

from .conftest import Cli

DRAFT = "You can utilise the label tomorrow."
MENDED = "You can use the label tomorrow."
WRONG = "You can use the label on Monday."
CHAT = {
    "id": "c",
    "channel": "x",
    "turns": [
        {
            "role": "customer",
            "text": "I am Ingrid Holm (ingrid@example.com). Which label?",
            "author": "Ingrid",
        }
    ],
    "draft": {"text": "Dear Ingrid, you can utilise the label tomorrow."},
    "context": {"customer_name": "Ingrid Holm"},
}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[LlmServer]:
    pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")
    monkeypatch.setattr(client_module, "PAUSE", 0.02)
    with LlmServer(say(MENDED)) as server:
        monkeypatch.setenv("VOICEKIT_LLM_BASE_URL", server.url)
        monkeypatch.setenv("VOICEKIT_LLM_MODEL", "m")
        yield server
    client_module._client.cache_clear()


# Without a model


def test_a_suggestion_goes_to_standard_output_and_the_rest_beside_it(cli: Cli) -> None:
    ran = cli("rewrite", stdin=DRAFT)
    assert (ran.code, ran.out) == (0, f"{MENDED}\n")
    assert ran.err.splitlines() == [
        "mends tiny.utilise; keeps 83% of your words",
        "No model is asked here. These are the fixes of your guideline's own rules.",
        CAUTION,
    ]


def test_where_there_is_nothing_to_suggest_it_says_so_and_exits_with_1(cli: Cli) -> None:
    for text in ("It ships tomorrow.", " "):
        ran = cli("rewrite", "-", stdin=text)
        assert (ran.code, ran.out, ran.err.splitlines()[1:]) == (1, "", ["no suggestion"])
    assert "no draft yet" in ran.err


def test_only_the_rule_that_is_named_is_mended(cli: Cli) -> None:
    both = "You can basically utilise it tomorrow."
    assert cli("rewrite", "--rule", "tiny.utilise", stdin=both).out == "You can basically use it tomorrow.\n"
    assert cli("rewrite", stdin=both).out == "You can use it tomorrow.\n"
    again = cli("rewrite", "--rule", "tiny.utilise", "--rule", "tiny.basically", stdin=both)
    assert again.out == "You can use it tomorrow.\n"


def test_files_and_conversations_are_read(cli: Cli, place: Path) -> None:
    (place / "a.txt").write_text(DRAFT + "\n", encoding="utf-8")
    (place / "a.json").write_text(json.dumps(CHAT), encoding="utf-8")
    assert cli("rewrite", "a.txt").out == f"{MENDED}\n"
    assert cli("rewrite", "a.json").out == "Dear Ingrid, you can use the label tomorrow.\n"
    assert cli("rewrite", "--as", "json", stdin=json.dumps(CHAT)).out == cli("rewrite", "a.json").out


def test_as_json_it_holds_what_a_program_needs(cli: Cli) -> None:
    ran = cli("rewrite", "--format", "json", "--offline", stdin=DRAFT)
    value = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert value == {
        "schema_version": 1,
        "state": "off",
        "reason": "No model is asked here. These are the fixes of your guideline's own rules.",
        "source": "offline",
        "suggestions": [
            {
                "text": MENDED,
                "source": "offline",
                "verdict": "ready",
                "mended": ["tiny.utilise"],
                "kept": 0.833,
                "slots": [],
                "edits": [{"span": [8, 15], "text": "use"}],
            }
        ],
        "refused": [],
        "usage": {"input_tokens": None, "output_tokens": None, "cost": None},
    }
    none = cli("rewrite", "--format", "json", stdin="It ships tomorrow.")
    assert none.code == 1 and json.loads(none.out)["suggestions"] == []


def test_no_control_character_reaches_the_screen(cli: Cli) -> None:
    ran = cli("rewrite", stdin="You can utilise \x1b[31m the \u202elabel tomorrow.\nBye then.")
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    assert ran.out.count("\n") == 2


@pytest.mark.parametrize("command", [["rewrite"], ["prompt", "show"]])
@pytest.mark.parametrize(
    ("argv", "stdin", "said"),
    [
        (["none.txt"], "", "none.txt: no such file"),
        (["--format", "xml"], DRAFT, "argument --format: invalid choice: 'xml'"),
        (["--brand", "nobody"], DRAFT, ""),
        (["--as", "json"], "{", "standard input:1:2: not JSON ("),
        (["--as", "json"], '{"turns": []}', "standard input: no draft to check"),
        (
            ["--as", "json"],
            json.dumps([CHAT, CHAT]),
            "standard input: holds 2 drafts; this command takes one",
        ),
        ([], "a" * 20_001, "standard input: 20001 characters; at most 20000 are read"),
        ([], b"caf\xe9", "standard input: not UTF-8 at byte 3"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    cli: Cli, command: list[str], argv: list[str], stdin: str | bytes, said: str
) -> None:
    ran = cli(*command, *argv, stdin=stdin)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"voicekit: {said}")


def test_an_unknown_action_is_said(cli: Cli) -> None:
    ran = cli("prompt", "hide", stdin=DRAFT)
    assert (ran.code, ran.out) == (2, "") and "invalid choice: 'hide'" in ran.err


# With one


def test_a_models_suggestions_are_printed_one_after_the_other(cli: Cli, model: LlmServer) -> None:
    model.ways = [say(MENDED, "Tomorrow you can use the label ⟨what for?⟩.")]
    ran = cli("rewrite", stdin=DRAFT)
    assert (ran.code, ran.out) == (0, f"{MENDED}\n\n---\n\nTomorrow you can use the label ⟨what for?⟩.\n")
    assert "fill in 1 slot" in ran.err and "No model" not in ran.err
    value = json.loads(cli("rewrite", "--format", "json", stdin=DRAFT).out)
    assert (value["state"], value["source"]) == ("ok", "model")
    assert [one["slots"] for one in value["suggestions"]] == [[], [[31, 42]]]


def test_what_was_refused_is_printed_only_when_asked_for(cli: Cli, model: LlmServer) -> None:
    model.ways = [say(WRONG)]
    ran = cli("rewrite", stdin=DRAFT)
    assert (ran.code, ran.out) == (0, f"{MENDED}\n") and WRONG not in ran.err
    assert "keeps to your draft" in ran.err
    ran = cli("rewrite", "--refused", stdin=DRAFT)
    assert ran.out == f"{MENDED}\n"
    assert f"refused: {WRONG}\n  day.changed: It turns “tomorrow” into “Monday”.\n" in ran.err
    ((refused),) = json.loads(cli("rewrite", "--format", "json", stdin=DRAFT).out)["refused"]
    assert refused["text"] == WRONG
    assert refused["why"][0] == {
        "check": "day.changed",
        "reason": "It turns “tomorrow” into “Monday”.",
        "draft": "tomorrow",
        "rewrite": "Monday",
    }


def test_offline_asks_no_model(cli: Cli, model: LlmServer) -> None:
    assert cli("rewrite", "--offline", stdin=DRAFT).out == f"{MENDED}\n"
    assert model.requests == []


def test_a_model_that_is_down_leaves_the_guidelines_fixes(cli: Cli, model: LlmServer) -> None:
    model.ways = [llm.error(401)]
    ran = cli("rewrite", stdin=DRAFT)
    assert (ran.code, ran.out) == (0, f"{MENDED}\n")
    assert "The model cannot be reached." in ran.err and "check VOICEKIT_LLM_API_KEY" in ran.err


def test_a_remote_server_that_was_not_allowed_is_named_and_the_fixes_come_all_the_same(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEKIT_LLM_BASE_URL", "https://llm.invalid/v1")
    monkeypatch.setenv("VOICEKIT_LLM_MODEL", "m")
    ran = cli("rewrite", stdin=DRAFT)
    assert "llm_allow_remote" in ran.err.splitlines()[0]
    assert (ran.code, ran.out) == (0, f"{MENDED}\n")


@pytest.mark.parametrize("extra", [[], ["--rule", "tiny.basically"], ["--channel", "x"], ["--ui", "de"]])
def test_prompt_show_prints_exactly_what_the_server_gets(
    cli: Cli, model: LlmServer, extra: list[str]
) -> None:
    thread = json.dumps(CHAT)
    shown = json.loads(cli("prompt", "show", "--as", "json", "--format", "json", *extra, stdin=thread).out)
    plain = cli("prompt", "show", "--as", "json", *extra, stdin=thread)
    assert model.requests == []
    model.ways = [llm.error(404)]
    cli("rewrite", "--as", "json", *extra, stdin=thread)
    (request,) = model.requests
    sent = request.json["messages"]
    assert shown == {"schema_version": 1, "messages": sent}
    assert plain == (0, f"--- system ---\n{sent[0]['content']}\n\n--- user ---\n{sent[1]['content']}\n", "")
    assert "Ingrid" not in plain.out and "utilise" in plain.out and "⟦NAME_1" in plain.out
