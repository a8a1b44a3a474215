"""The store's upkeep on the command line: what is printed where, the exit codes, and what a person typed wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import shelf
from support.databases import Place
from support.storekeeping import seed

from voicekit.store import keys, reviews, runs
from voicekit.store.reviews import Decision

from .conftest import Cli

CHAT = {"turns": [{"role": "customer", "text": "Where is it?"}], "draft": {"text": "On its way."}}


@pytest.fixture
def stored(place: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A store with a guideline `tiny` in it, which is not the folder's."""
    shelf.set_up(place, monkeypatch)
    monkeypatch.setenv("VOICEKIT_STORE_DIR", "store")
    monkeypatch.setenv("VOICEKIT_USER", "lena")
    found = Place(None, place / "store")
    store = found.open()
    seed(store, "tiny")
    one = Decision("care.apology", "dismissed", "x", "en", 1, "0" * 16, "not_here")
    key = keys.key_of(found.folder)
    reviews.record(store, "tiny", [one] * 9 + [one._replace(decision="accepted", reason=None)], key)
    reviews.record(store, "tiny", [one._replace(rule_id="care.b", version=2)], key)
    runs.start(store, "impact", "tiny", "ab", {})
    store.close()
    found.folder.chmod(0o700)
    return found


def test_rule_health_as_a_table(cli: Cli, stored: Place) -> None:
    assert cli("rules", "health") == (
        0,
        "rule          version  fired  accepted  edited  overridden  dismissed\n"
        "care.apology        1     10         1       0           0  9 (9 not_here)"
        "  <- mostly dismissed: mend or narrow it\n"
        "care.b              2      1         0       0           0  1 (1 not_here)\n",
        "",
    )


def test_rule_health_for_programs(cli: Cli, stored: Place) -> None:
    value = json.loads(cli("rules", "health", "care.a*", "--of", "1", "--format", "json").out)
    (rule,) = value["rules"]
    assert value["schema_version"] == 1
    assert rule["dismissed"] == {"not_here": 9}
    assert (rule["dismissed_share"]["right"], rule["dismissed_share"]["n"]) == (9, 10)
    assert rule["mostly_dismissed"] is True
    assert cli("rules", "health", "--of", "7") == (0, "", "no decision on a finding has been recorded\n")


def test_options_that_do_not_go_together(cli: Cli, stored: Place) -> None:
    for argv, word in (
        (("rules", "list", "--of", "1"), "--of"),
        (("rules", "health", "--lang", "de"), "--lang"),
        (("purge", "--replay", "--all"), "say one"),
        (("purge", "--older-than", "3"), "of what?"),
        (("purge", "--all", "--older-than", "-1"), "older-than"),
        (("guideline", "replay", "add"), "name the file"),
        (("guideline", "replay", "off", "tiny", "other"), "one brand"),
        (("guideline", "replay", "off", "--days", "3"), "--days"),
        (("guideline", "replay", "on", "--days", "0"), "days"),
        (("guideline", "replay", "on", "nobody"), "no guideline 'nobody'"),
    ):
        ran = cli(*argv)
        assert (ran.code, ran.out) == (2, ""), argv
        assert word in ran.err


def test_a_decision_is_recorded_and_counts(cli: Cli, stored: Place) -> None:
    draft = "We apologize for any inconvenience. We apologize for any inconvenience."
    ran = cli("review", "dismissed", "--rule", "tiny.stock-apology", "--reason", "wrong", stdin=draft)
    assert (ran.code, ran.out, ran.err) == (0, "", "2 decisions recorded, no text with it\n")
    assert cli("review", "accepted", "--rule", "tiny.stock-apology", stdin=draft).code == 0
    (line,) = [one for one in cli("rules", "health").out.splitlines() if "stock-apology" in one]
    assert line.split() == ["tiny.stock-apology", "folder", "4", "2", "0", "0", "2", "(2", "wrong)"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("accepted",), "name the rule that found it"),
        (("dismissed", "--rule", "tiny.stock-apology"), "dismissed: say why with --reason"),
        (("edited", "--rule", "tiny.stock-apology", "--reason", "wrong"), "edited: leave --reason out"),
        (
            ("accepted", "--rule", "tiny.utilise"),
            "'tiny.utilise' finds nothing in it; found is: tiny.next-step",
        ),
    ],
)
def test_a_decision_that_cannot_be_recorded(
    cli: Cli, stored: Place, argv: tuple[str, ...], said: str
) -> None:
    ran = cli("review", *argv, stdin="We apologize for any inconvenience.")
    assert (ran.code, ran.out) == (2, "") and said in ran.err


def test_a_replay_set_from_on_to_off(cli: Cli, stored: Place, place: Path) -> None:
    (place / "chats.jsonl").write_text(json.dumps(CHAT) + "\n" + json.dumps(CHAT) + "\n", "utf-8")
    assert cli("guideline", "replay", "status").out == "tiny: off\n"
    assert cli("guideline", "replay", "add", "chats.jsonl").code == 2
    assert cli("guideline", "replay", "on", "tiny", "--days", "30").code == 0
    ran = cli("guideline", "replay", "add", "chats.jsonl", "tiny")
    assert (ran.code, ran.out) == (0, "")
    assert "1 conversations taken, 1 known already" in ran.err
    status = json.loads(cli("guideline", "replay", "status", "--format", "json").out)
    assert (status["on"], status["on_by"], status["days"], status["items"]) == (True, "lena", 30, 1)
    assert (
        "1 conversations, each kept for 30 days; the next one goes on 20"
        in cli("guideline", "replay", "status").out
    )
    assert "1 conversations deleted" in cli("guideline", "replay", "purge").err
    assert "0 conversations deleted" in cli("guideline", "replay", "off").err
    assert json.loads(cli("guideline", "replay", "status", "--format", "json").out) == {
        "schema_version": 1,
        "guideline": "tiny",
        "on": False,
    }


def test_there_and_back_again(cli: Cli, stored: Place, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = cli("backup", "a.zip")
    assert (ran.code, ran.out) == (0, "")
    assert "replay sets' conversations and the key are not in it" in ran.err
    again = cli("backup", "a.zip")
    assert (again.code, "is there already" in again.err) == (2, True)
    refused = cli("restore", "a.zip")
    assert (refused.code, "--replace" in refused.err) == (2, True)
    replaced = cli("restore", "a.zip", "--replace")
    assert replaced.code == 0
    assert "what was there before is in" in replaced.err
    assert len(list(stored.folder.glob("before-restore-*.zip"))) == 1
    monkeypatch.setenv("VOICEKIT_STORE_DIR", "second")
    assert "every digest is right" in cli("restore", "a.zip").err
    assert cli("rules", "health").out.count("\n") == 3


def test_purging_what_is_old(cli: Cli, stored: Place) -> None:
    assert cli("purge").err == "deleted: nothing\n"
    assert cli("purge", "--reviews", "--older-than", "1").err == "deleted: nothing\n"
    assert cli("purge", "--all").err == "deleted: 11 reviews, 1 runs\n"
    assert cli("rules", "health").out == ""


def test_the_doctor(cli: Cli, stored: Place) -> None:
    well = cli("doctor")
    assert (well.code, well.err) == (0, "")
    assert all(line.startswith("ok    ") for line in well.out.splitlines())
    (stored.folder / "key").chmod(0o644)
    ill = cli("doctor")
    assert ill.code == 2
    assert "fail  key: store/key: others can read it\n      mend: chmod 600 " in ill.out
    value = json.loads(cli("doctor", "--format", "json").out)
    assert value["schema_version"] == 1
    assert [check["what"] for check in value["checks"] if check["level"] == "fail"] == ["key"]


def test_without_a_store_there_is_nothing_to_keep_up(cli: Cli, place: Path) -> None:
    for argv in (("backup", "a.zip"), ("purge",), ("rules", "health"), ("guideline", "replay", "status")):
        ran = cli(*argv)
        assert (ran.code, ran.out) == (2, ""), argv
        assert "there is no store yet" in ran.err
    assert cli("doctor").code == 0
    assert not list(place.glob("**/voicekit.db"))
