"""`voicekit guideline diff` and `impact` on two copies of a small folder: what is printed, and the exit codes.

It must never need a store.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

GUIDELINES = Path(__file__).parent / "guidelines"
SECRET = "We apologize for any inconvenience, Wilhelmina Quastenberg."


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def changed(place: Path) -> Path:
    """A copy of the guidelines in which the stock apology blocks a reply."""
    folder = place / "changed"
    shutil.copytree(GUIDELINES, folder)
    rules = folder / "brands" / "tiny" / "rules.yaml"
    text = rules.read_text("utf-8")
    override = "tiny.stock-apology: {severity: error, blocking: true}"
    assert "overrides:\n" not in text
    rules.write_text(f"{text}\noverrides:\n  {override}\n", "utf-8")
    return folder


@pytest.fixture
def chats(place: Path) -> str:
    path = place / "chats.jsonl"
    turns = [{"role": "customer", "text": "Where is it?"}, {"role": "agent", "text": SECRET}]
    lines = [{"id": "a", "locale": "en", "turns": turns}, {"id": "b", "turns": turns[:1]}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path.name


def test_diff_says_what_changed(cli: Cli, changed: Path) -> None:
    ran = cli("guideline", "diff", "live", str(changed))
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "Rules",
            "  'tiny.stock-apology' is an error now (warning before)",
            "  'tiny.stock-apology' keeps a reply from being sent now",
        ],
    )


def test_diff_takes_a_brands_folder_and_gives_json(cli: Cli, changed: Path) -> None:
    ran = cli("guideline", "diff", "live", f"folder:{changed / 'brands' / 'tiny'}", "--format", "json")
    value = json.loads(ran.out)
    assert (value["schema_version"], value["brand"], len(value["changes"])) == (1, "tiny", 2)
    assert value["changes"][0]["where"] == "brands/tiny/rules.yaml: overrides.tiny.stock-apology.severity"


def test_diff_of_the_same_says_so_on_standard_error(cli: Cli) -> None:
    ran = cli("guideline", "diff", "live", str(GUIDELINES))
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing a customer would notice\n")


def test_diff_as_yaml_is_a_unified_diff(cli: Cli, changed: Path) -> None:
    lines = cli("guideline", "diff", "live", str(changed), "--yaml").out.splitlines()
    assert lines[:2] == ["--- a/brands/tiny/rules.yaml", "+++ b/brands/tiny/rules.yaml"]
    assert "+  tiny.stock-apology: {severity: error, blocking: true}" in lines


@pytest.mark.parametrize("spec", ["nowhere", "3", "draft"])
def test_what_is_not_there_is_an_error_with_its_mend(
    cli: Cli, spec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEKIT_STORE_DIR", str(Path.cwd() / "no-store"))
    ran = cli("guideline", "diff", "live", spec)
    assert (ran.code, ran.out) == (2, "")
    assert "no guideline here" in ran.err or "no store" in ran.err


def test_impact_names_its_sets_and_what_was_left_out(cli: Cli, changed: Path, chats: str) -> None:
    ran = cli("guideline", "impact", "--draft", str(changed), "--on", chats)
    assert ran.code == 0
    assert "  chats.jsonl: n 1; left out 1: holds no reply" in ran.out.splitlines()
    assert "  revise -> blocked: 1" in ran.out.splitlines()
    assert "    chats.jsonl:1 turn 2: tiny.stock-apology" in ran.out.splitlines()


def test_words_of_people_are_printed_where_they_were_asked_for_alone(
    cli: Cli, changed: Path, chats: str
) -> None:
    for form in ("text", "json"):
        given = ("guideline", "impact", "--draft", str(changed), "--on", chats, "--format", form)
        ran = cli(*given)
        assert "Quastenberg" not in ran.out + ran.err
        assert "Quastenberg" in cli(*given, "--texts").out


def test_a_good_reply_that_would_be_blocked_ends_with_1(cli: Cli, changed: Path, place: Path) -> None:
    cases = place / "eval" / "cases" / "ours.yaml"
    cases.parent.mkdir(parents=True)
    case = f"{{id: ours, locale: en, quality: good, draft: {{text: '{SECRET}'}}}}"
    cases.write_text(f"cases:\n  - {case}\n", "utf-8")
    ran = cli("guideline", "impact", "--draft", str(changed), "--format", "json")
    assert (ran.code, json.loads(ran.out)["known_good_blocked"]) == (1, ["ours"])
    assert "--yes" in ran.err
    back = cli("guideline", "impact", "--against", str(changed))
    assert back.code == 0
    assert "  blocked -> revise: 1" in back.out.splitlines()


def test_impact_without_a_reply_or_a_draft_is_an_error(cli: Cli, changed: Path) -> None:
    assert cli("guideline", "impact", "--draft", str(changed)).code == 2
    ran = cli("guideline", "impact", "--draft", "live")
    assert (ran.code, "compared with itself" in ran.err) == (2, True)
    assert cli("guideline", "impact", "--draft", str(changed), "--jobs", "0").code == 2
