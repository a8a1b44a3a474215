"""Exit codes, and one line on standard error for whatever could not be done, in processes of their own.

Must never accept a traceback, nor 0 where nothing was checked.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voicekit.types import MAX_TEXT

from .conftest import Cli

CLEAN = b"It ships tomorrow.\n"
WARNING = b"Sorry for any inconvenience, it ships tomorrow."
SUGGESTION = b"You can utilise it tomorrow."
BLOCKING = b"That is your own fault, it ships tomorrow."


def test_clean_found_and_failed(process: Cli) -> None:
    clean = process("lint", stdin=CLEAN)
    assert (clean.code, clean.err) == (0, "")
    assert "Ready to send." in clean.out
    assert process("lint", "-", stdin=WARNING).code == 1
    failed = process("lint", "none.txt")
    assert (failed.code, failed.out) == (2, "")
    assert failed.err == "voicekit: none.txt: no such file; check the path\n"


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (SUGGESTION, "warning", 0),
        (SUGGESTION, "suggestion", 1),
        (WARNING, "warning", 1),
        (WARNING, "error", 0),
        (BLOCKING, "error", 1),
        (BLOCKING, "never", 0),
    ],
)
def test_fail_on(cli: Cli, text: bytes, level: str, code: int) -> None:
    assert cli("lint", "--fail-on", level, stdin=text).code == code


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b'{"draft": {"text": "x"},}', "a.json:1:25: not JSON ("),
        ("a.json", b'{"draft":\n {"text" "x"}}', "a.json:2:10: not JSON ("),
        ("a.json", b"[" * 100_000, "a.json: nested too deeply"),
        (
            "a.json",
            b'{"draft": {"text": "x"}, "context": {"a": NaN}}',
            "a.json: NaN is not a number JSON knows",
        ),
        ("a.json", b'{"context": {"a": ' + b"9" * 5000 + b"}}", "a.json: holds a number of too many digits"),
        ("a.json", b'{"draft": {"text": "x"}, "draft": {"text": "y"}}', "a.json: key 'draft' is given twice"),
        ("a.json", b'{"turns": []}', "a.json: no draft to check; add draft: {text: ...}"),
        ("a.json", b"[]", "a.json: holds nothing to check"),
        (
            "a.json",
            b'[{"draft": {"text": "x"}}, {"chanel": "x"}]',
            'a.json[1]: unknown key "chanel"; did you mean',
        ),
        ("a.jsonl", b'{"text": "x"}\n\n{"text": }', "a.jsonl:3:10: not JSON ("),
        (
            "a.jsonl",
            b'{"text": "x"}\n{"turns": [{"role": "boss", "text": ""}]}',
            "a.jsonl:2: turns.0.role: expected",
        ),
        ("a.jsonl", b"\n", "a.jsonl: holds nothing to check"),
        ("a.yaml", b"draft: {text: [", "a.yaml:2:1: not YAML ("),
        ("a.yaml", b"draft: &d {text: x}", "a.yaml:1:8: anchors and aliases are not read"),
        ("a.yaml", b"draft: !!python/none x", "a.yaml:1:8: tags are not read"),
        ("a.yaml", b"[" * 100_000, "a.yaml:1:21: nested too deeply"),
        ("a.yaml", b"draft: {text: x}\ndraft: {text: y}", "a.yaml:2:1: key 'draft' is given twice"),
        ("a.yaml", b"1: x", "a.yaml:1:1: a key must be a text"),
        ("a.yaml", b"id: x\ndraft: {text: \x00}", "a.yaml:2: holds a control character"),
        ("a.yaml", b"", "a.yaml: expected a mapping"),
        (
            "a.yaml",
            b"draft: {text: 5}",
            "a.yaml: draft.text: expected a text, got a number; put it in quotes",
        ),
        ("a.txt", b"caf\xe9", "a.txt: not UTF-8 at byte 3; save it as UTF-8"),
        ("a.txt", b"a" * (MAX_TEXT + 1), f"a.txt: {MAX_TEXT + 1} characters; at most {MAX_TEXT} are read"),
        ("a.txt", b"a" * 10 * MAX_TEXT, f"a.txt: more than {MAX_TEXT} characters; shorten or split it"),
        (
            "a.json",
            json.dumps({"draft": {"text": "a" * (MAX_TEXT + 1)}}).encode(),
            f"a.json: draft.text: {MAX_TEXT + 1} characters; at most {MAX_TEXT} are read",
        ),
    ],
)
def test_an_input_that_cannot_be_used_is_said_in_one_line(
    cli: Cli, place: Path, name: str, content: bytes, said: str
) -> None:
    (place / name).write_bytes(content)
    ran = cli("lint", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"voicekit: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["lnt"], "unknown command 'lnt'; did you mean 'lint'?"),
        (["lint", "--chanel", "x"], "unrecognized arguments: --chanel"),
        (["lint", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["lint", "--jobs", "0"], "--jobs 0: expected 1 to 256"),
        (["lint", "--lang", "english"], "--lang english: expected a language code such as en, de"),
        (["lint", "--context", "mood"], "--context mood: expected KEY=VALUE"),
        (["lint", "--brand", "nobody"], ""),
        (["lint", "--guidelines", "nowhere"], ""),
        (["lint", "-", "-"], "standard input can be read once"),
        (["lint", "."], ".: is a folder; name the files in it"),
        (["lint", "a\nb\x1b[31m"], "a<U+000A>b<U+001B>[31m: no such file"),
        (["fix", "--write", "-"], "--write: only a text file can be written back"),
        (["fix", "--write", "--diff", "-"], "--write and --diff: give one of them"),
        (["explain", "tiny.stock-apolgy"], ""),
        (["explain"], "the following arguments are required: RULE; see 'voicekit explain --help'"),
        (["rules", "test", "nothing.*"], "no rule matches nothing.*; see 'voicekit rules list'"),
        (["samples", "none"], "no sample 'none'; there are "),
    ],
)
def test_a_command_line_that_cannot_be_done_is_said_in_one_line(cli: Cli, argv: list[str], said: str) -> None:
    ran = cli(*argv, stdin=CLEAN)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"voicekit: {said}")
    assert ran.err.count("\n") == 1


def test_a_broken_setting_and_a_broken_guideline_are_said(cli: Cli, place: Path) -> None:
    (place / "voicekit.toml").write_text('brnd = "x"\n', encoding="utf-8")
    ran = cli("lint", stdin=CLEAN)
    assert (ran.code, ran.err) == (
        2,
        "voicekit: unknown setting 'brnd' in voicekit.toml; did you mean 'brand'?\n",
    )
    (place / "voicekit.toml").unlink()
    (place / "g" / "brands" / "b").mkdir(parents=True)
    (place / "g" / "packs").mkdir()
    (place / "g" / "brands" / "b" / "voice.yaml").write_text("id: b\nid: c\n", encoding="utf-8")
    ran = cli("lint", "--guidelines", "g", "--brand", "b", stdin=CLEAN)
    assert (ran.code, ran.out) == (2, "")
    assert "voice.yaml:2:1" in ran.err
    assert all(line.startswith("voicekit: ") for line in ran.err.splitlines())


def test_help_and_version(cli: Cli) -> None:
    assert cli("--version").out.startswith("voicekit 0.")
    for argv in ([], ["--help"], ["-h"]):
        ran = cli(*argv)
        assert ran.code == 0
        assert "voicekit COMMAND" in ran.out
    ran = cli("lint", "--help")
    assert ran.code == 0
    assert "--fail-on" in ran.out


def test_a_fault_shows_neither_a_traceback_nor_the_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object, **more: object) -> None:
        raise RuntimeError("my card is 4111")

    monkeypatch.setattr("voicekit.service.check_reply", crash)
    ran = cli("lint", stdin=CLEAN)
    assert ran.code == 2
    assert ran.err.startswith("voicekit: internal error: RuntimeError at test_exit_codes.py:")
    assert "4111" not in ran.err


def test_ctrl_c_is_130_and_quiet(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voicekit.service.check_reply", stop)
    assert cli("lint", stdin=CLEAN) == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_real_ctrl_c_while_waiting_for_input(place: Path, root: Path) -> None:
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "voicekit", "lint", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place, env=env
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"a" * 70_000)  # more than a pipe holds: it returns once the command reads
        running.stdin.flush()
        time.sleep(0.5)  # until it waits for the rest: a signal just before a read is only seen after it
        running.send_signal(signal.SIGINT)
        assert running.wait(300) == 130
        assert running.stderr is not None
        assert running.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_fault(place: Path, root: Path) -> None:
    lines = "\n".join([json.dumps({"text": "You can utilise it."})] * 2000)
    (place / "a.jsonl").write_text(lines, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "voicekit", "lint", "a.jsonl", "--format", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place, env=env
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
        assert running.wait(60) == 141
