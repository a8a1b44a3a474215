"""What each command does with its input, besides the report itself.

Must never write outside the folder of the test.
"""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from voicekit import service
from voicekit.cli import common, samples
from voicekit.cli.main import main
from voicekit.cli.progress import bar, shown
from voicekit.wire import conversation_from

from .conftest import GUIDELINES, Cli

SORRY = "Sorry for any inconvenience, it ships tomorrow."
CHAT = {
    "id": "c",
    "channel": "x",
    "turns": [{"role": "customer", "text": "Where?"}],
    "draft": {"text": SORRY},
}


def verdict(cli: Cli, *argv: str, stdin: str = "") -> dict[str, object]:
    value: dict[str, object] = json.loads(cli("lint", *argv, "--format", "json", stdin=stdin).out)
    return value


def test_the_ending_says_what_a_file_is_and_as_overrides_it(cli: Cli, place: Path) -> None:
    (place / "a.json").write_text(json.dumps(CHAT), encoding="utf-8")
    (place / "a.YML").write_text(yaml.safe_dump(CHAT), encoding="utf-8")
    (place / "a.txt").write_text(json.dumps(CHAT), encoding="utf-8")
    for argv in (["a.json"], ["a.YML"], ["a.txt", "--as", "json"], ["a.json", "--as", "yaml"]):
        assert verdict(cli, *argv)["channel"] == "x"
    assert verdict(cli, "a.txt")["channel"] == "default"
    assert verdict(cli, "--as", "yaml", stdin=yaml.safe_dump(CHAT))["channel"] == "x"


def test_flags_override_what_a_conversation_says(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def check(guideline: object, conversation: object, draft: object, **how: object) -> object:
        seen.append((conversation, draft, how))
        raise KeyboardInterrupt

    monkeypatch.setattr(service, "check_reply", check)
    flags = [
        "--channel",
        "email",
        "--visibility",
        "private",
        "--sender",
        "bot",
        "--lang",
        "de-AT",
        "--ui",
        "fr",
    ]
    pairs = ["mood=angry", "orders=3", "rate=0.5", "vip=true", "id=007", "tag=a", "tag=b", "eq=a=b"]
    given = [part for pair in pairs for part in ("--context", pair)]
    cli(
        "lint",
        "--as",
        "json",
        *flags,
        *given,
        stdin=json.dumps(CHAT | {"context": {"mood": "calm", "old": "x"}}),
    )
    ((conversation, draft, how),) = seen
    assert (conversation.channel, conversation.visibility, draft.sender) == ("email", "private", "bot")
    assert how == {"language": "de", "ui": "fr"}
    assert conversation.context == {
        "mood": "angry",
        "old": "x",
        "orders": 3,
        "rate": 0.5,
        "vip": True,
        "id": "007",
        "tag": ["a", "b"],
        "eq": "a=b",
    }


def test_the_brand_is_the_flags_then_the_conversations_then_the_settings(cli: Cli) -> None:
    def brand(chat: dict[str, object], *argv: str) -> object:
        return verdict(cli, "--as", "json", *argv, stdin=json.dumps(chat))["guideline"]

    assert brand(CHAT) == brand(CHAT, "--brand", "tiny")
    assert brand(CHAT | {"brand": "other"}) == brand(CHAT, "--brand", "other") != brand(CHAT)
    assert brand(CHAT | {"brand": "other"}, "--brand", "tiny") == brand(CHAT)


def test_the_last_line_end_and_a_byte_order_mark_are_not_the_drafts(cli: Cli) -> None:
    plain = verdict(cli, stdin=SORRY)
    for text in (SORRY + "\n", SORRY + "\r\n", "\ufeff" + SORRY):
        assert verdict(cli, stdin=text) == plain
    assert verdict(cli, stdin=SORRY + "\n\n") != verdict(cli, stdin=SORRY + "x\n")


def test_in_bulk_and_in_processes_the_reports_are_the_same(cli: Cli, place: Path) -> None:
    lines = [json.dumps({"id": str(n), "draft": {"text": f"{SORRY} It is {n} o'clock."}}) for n in range(30)]
    (place / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    bulk = [json.loads(line) for line in cli("lint", "a.jsonl", "--format", "json").out.splitlines()]
    many = [
        json.loads(line)
        for line in cli("lint", "a.jsonl", "--jobs", "2", "--format", "json").out.splitlines()
    ]
    single = [verdict(cli, "--as", "json", stdin=line) for line in lines]
    assert many == bulk
    assert [{key: part for key, part in report.items() if key != "input"} for report in bulk] == single


def test_an_empty_draft_is_judged_like_any_other(cli: Cli) -> None:
    for text in ("", "\n", "   ", '"quoted, all of it"'):
        assert cli("lint", stdin=text).code in (0, 1)


def test_no_file_and_a_terminal_is_nothing_to_check(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert main(["lint"]) == 2
    assert capsys.readouterr().err == "voicekit: nothing to check; name a file, or pipe a draft in\n"


# ------------------------------------------------------------------------------------------------------- fix


def test_fix_prints_the_mended_text_and_talks_on_standard_error(cli: Cli) -> None:
    ran = cli("fix", stdin="You can basically utilise it tomorrow.")
    assert ran.out == "You can basically use it tomorrow.\n"
    assert ran.err == "1 fix made, 1 finding left\n"
    assert cli("fix", "--unsafe", stdin="It basically works today.").out != "It basically works today.\n"


def test_fix_writes_back_what_changed_and_nothing_else(cli: Cli, place: Path) -> None:
    draft = place / "a.txt"
    draft.write_bytes(b"\xef\xbb\xbfYou can utilise it\r\ntomorrow.\r\n")
    draft.chmod(0o640)
    (place / "link.txt").symlink_to(draft)
    ran = cli("fix", "link.txt", "--write")
    assert (ran.code, ran.out) == (0, "")
    assert draft.read_bytes() == b"\xef\xbb\xbfYou can use it\r\ntomorrow.\r\n"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert (place / "link.txt").is_symlink()
    assert sorted(path.name for path in place.iterdir()) == ["a.txt", "link.txt"]


def test_fix_that_cannot_write_leaves_the_draft_as_it_was(
    cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "a.txt").write_text("You can utilise it tomorrow.", encoding="utf-8")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    ran = cli("fix", "a.txt", "--write")
    assert (ran.code, ran.err) == (
        2,
        "voicekit: a.txt: cannot be written (No space left on device); nothing was changed\n",
    )
    assert [path.name for path in place.iterdir()] == ["a.txt"]
    assert (place / "a.txt").read_text(encoding="utf-8") == "You can utilise it tomorrow."


@pytest.mark.parametrize(
    "text", ["Utilise it\r\ntoday\u2028now.\r\n", "a\n\n\nutilise it today", "utilise today\n"]
)
def test_a_diff_is_one_that_patch_reads(cli: Cli, place: Path, text: str) -> None:
    (place / "a.txt").write_bytes(text.encode())
    ran = cli("fix", "a.txt", "--diff")
    assert (place / "a.txt").read_bytes() == text.encode()
    tool = shutil.which("patch")
    if tool is None:
        pytest.skip("patch is not installed")
    subprocess.run([tool, "--binary", "-s", "a.txt"], input=ran.out.encode(), cwd=place, check=True)
    expected = cli("fix", stdin=text).out
    assert (place / "a.txt").read_bytes().decode() == (expected if text.endswith("\n") else expected[:-1])


def test_nothing_raw_reaches_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("fix", stdin="a \x1b[31m today").out == "a \x1b[31m today\n"
    monkeypatch.setattr(common, "on_terminal", lambda: True)
    assert cli("fix", stdin="a \x1b[31m\nb today").out == "a <U+001B>[31m\nb today\n"
    assert "\x1b[0m" in cli("lint", stdin=SORRY).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in cli("lint", stdin=SORRY).out


# ---------------------------------------------------------------------------------------------------- others


def test_metrics_say_why_there_is_no_figure(cli: Cli) -> None:
    value = json.loads(cli("metrics", "--format", "json", stdin="It ships tomorrow.").out)
    figures = {metric["name"]: metric for metric in value["metrics"]}
    assert figures["words"]["value"] == 3
    assert figures["flesch_reading_ease"]["value"] is None
    assert "too short" in figures["flesch_reading_ease"]["reason"]
    text = cli("metrics", stdin="It ships tomorrow.").out
    assert "language: English" in text
    assert "not scored: too short" in text


def test_metrics_without_textstat_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    ran = cli("metrics", "--format", "json", stdin="It ships tomorrow.")
    assert ran.code == 0
    assert "pip install 'voicekit[metrics]'" in ran.err
    assert json.loads(ran.out)["textstat"] is None


def test_the_desk_without_gradio_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    ran = cli("desk")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "voicekit: the page needs the extra 'desk': pip install 'voicekit[desk]'\n"


def test_explain_and_list_tell_of_one_rule_the_same(cli: Cli) -> None:
    (card,) = json.loads(cli("explain", "tiny.utilise", "--format", "json").out)
    listed = json.loads(cli("rules", "list", "tiny.*", "--lang", "en", "--format", "json").out)
    assert card.pop("evidence") == {}  # a guideline folder of one's own: nothing was measured of it
    assert card in listed
    assert card["message"] == {"en": "Write '{replacement}' instead of '{match}'."}
    assert cli("explain", "tiny.utilize").err.startswith(
        "voicekit: no rule is called 'tiny.utilize'; did you mean "
    )


def test_rules_test_is_1_where_an_example_does_not_hold(cli: Cli, place: Path) -> None:
    assert cli("rules", "test").code == 0
    shutil.copytree(GUIDELINES, place / "g")
    rules = place / "g" / "packs" / "tiny" / "en.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("tokens: [basically]", "tokens: [simply]"), encoding="utf-8"
    )
    ran = cli("rules", "test", "--guidelines", "g")
    assert ran.code == 1
    assert "tiny.basically (en) bad: " in ran.out
    assert cli("rules", "test", "tiny.utilise", "--guidelines", "g").code == 0


def test_guideline_check_shows_the_line_and_is_2(cli: Cli, place: Path) -> None:
    ran = cli("guideline", "check", "other")
    assert (ran.code, ran.out, ran.err) == (0, "", "guideline 'other': no mistakes\n")
    shutil.copytree(GUIDELINES, place / "g")
    rules = place / "g" / "packs" / "tiny" / "en.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("severity: error", "sevrity: error"), encoding="utf-8"
    )
    for argv in (["tiny"], ["--brand", "tiny"]):
        ran = cli("guideline", "check", *argv, "--guidelines", "g")
        assert ran.code == 2
        assert "en.yaml:" in ran.out
        assert "    sevrity: error\n" in ran.out
    (problem,) = [
        one
        for one in json.loads(cli("guideline", "check", "--guidelines", "g", "--format", "json").out)
        if "sevrity" in one["source_line"]
    ]
    lines = cli("guideline", "check", "--guidelines", "g", "--format", "github").out.splitlines()
    assert any(
        line.startswith(f"::error file={problem['path']},line={problem['line']},col=") for line in lines
    )


def test_brands_are_listed(cli: Cli) -> None:
    assert cli("brands").out == "other\ntiny\n"


def test_every_sample_is_read_back_as_it_was(cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = service.samples()
    assert len(there) == 5
    assert cli("samples").out.split() == [name for name, _, _ in there]
    for name, conversation, draft in there:
        (place / "s.yaml").write_text(cli("samples", name).out, encoding="utf-8")
        assert conversation_from(samples.conversation_to(conversation, draft), "") == (conversation, draft)
        assert cli("lint", "s.yaml", "--brand", "tiny").code in (0, 1)


def test_a_bar_is_drawn_only_where_someone_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def __init__(self, seen: bool) -> None:
            super().__init__()
            self.seen = seen

        def isatty(self) -> bool:
            return self.seen

    for seen in (True, False):
        screen = Screen(seen)
        monkeypatch.setattr(sys, "stderr", screen)
        assert list(shown(iter(range(5)), 5)) == [0, 1, 2, 3, 4]
        assert ("1/5" in screen.getvalue()) is seen
    both = Screen(True)
    monkeypatch.setattr(sys, "stderr", both)
    monkeypatch.setattr(sys, "stdout", both)
    for number in shown(iter("ab"), 2):
        both.write(f"{number}\n")
    lines = both.getvalue().split("\n")
    assert [line[-1] for line in lines[:2]] == ["a", "b"]
    assert all(set(line.split("\r")[-2]) == {" "} for line in lines)
    assert bar(5, 10) == "[###############---------------]  5/10  50%"
    assert bar(0, 0).endswith("100%")
