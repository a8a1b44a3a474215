"""A made-up customer goes down every path that touches the store; afterwards every byte on the disk is searched.

Their words must stand nowhere while the replay set is off, redacted while it is on, and nowhere again after a purge.
"""

from __future__ import annotations

import json
import logging
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert
from support.databases import Place, postgres_server
from support.storekeeping import seed, settings_at

from voicekit import service
from voicekit.cli.main import main
from voicekit.config import Settings
from voicekit.errors import InputError, StoreError
from voicekit.service import replay as replay_service
from voicekit.service import reviews as reviews_service
from voicekit.service import upkeep
from voicekit.store import audit, mutes, replay, reviews, runs, tables
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.types import Attachment, Conversation, Draft, Turn

PERSONAL = ("Zwirbelhuber", "zwirbel.canary", "5550 7788", "55507788", "ZW-90417")
"""Pieces of the customer's name, mail, phone and order: they must never be found."""
WORDS = ("purple zeppelin", "pflaumenblauer")
"""What they said that is nobody's data: it may be found in a replay set alone."""
SAID = (
    "I am Kunigunde Zwirbelhuber, zwirbel.canary@kummerpost.example, +49 30 5550 7788. Order ZW-90417: the purple "
    "zeppelin never came, ein pflaumenblauer auch nicht."
)
PICTURE = Attachment("image", "zwirbelhuber.png", "Letter of Kunigunde Zwirbelhuber", None, True, SAID)
THREAD = Conversation(
    id="ticket Zwirbelhuber",
    channel="x",
    locale="en-GB",
    turns=(
        Turn("customer", SAID, "when Zwirbelhuber called", "Kunigunde Zwirbelhuber", (PICTURE,)),
        Turn("customer", "zwirbelhuber here again, ZW-90417?", author="zwirbel.canary"),
    ),
    context={
        "customer_name": "Kunigunde Zwirbelhuber",
        "phone": 493055507788,
        "order": "ZW-90417",
        "notes": SAID,
    },
)
REPLY = Draft(
    "Dear Ms Zwirbelhuber, we apologize for any inconvenience with order ZW-90417 and the purple zeppelin. Sorry, "
    "sorry. We will call +49 30 5550 7788 or write to zwirbel.canary@kummerpost.example.",
    (PICTURE,),
    "agent",
)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that is logged; asked for before the store is opened, whose engine looks at the level then."""
    caplog.set_level(logging.INFO)
    return caplog


def found(needles: tuple[str, ...], *folders: Path) -> set[tuple[str, str]]:
    """Which of `needles` stand in which file, in either case, as UTF-8, UTF-16 or JSON escapes."""
    forms = {
        needle: {needle.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
        | {json.dumps(needle)[1:-1].lower().encode()}
        for needle in needles
    }
    hits = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes().lower()
        hits |= {(needle, path.name) for needle in needles if any(form in raw for form in forms[needle])}
    return hits


class Disk:
    """Everything that is written to: store, cache, guideline files, backups, the database server's whole folder."""

    def __init__(self, place: Place, settings: Settings, own: Path) -> None:
        self.folders = [place.folder, Path(str(settings.cache_dir)), own]
        if place.url is not None:
            self.folders.append(postgres_server().folder)
        self.url = place.url

    def search(self, needles: tuple[str, ...]) -> set[tuple[str, str]]:
        if self.url is not None:
            with psycopg.connect(self.url, autocommit=True) as connection:
                # Old log segments are deleted, not kept for later: what is left is what the server still needs.
                connection.execute("ALTER SYSTEM SET wal_recycle = off")
                connection.execute("SELECT pg_reload_conf(), pg_switch_wal()")
                connection.execute("CHECKPOINT")
                connection.execute("CHECKPOINT")
        return found(needles, *self.folders)


def refused(action: Any, *arguments: Any, **named: Any) -> None:
    """A path that takes no text: it refuses, and repeats nothing of it."""
    with pytest.raises((InputError, StoreError)) as caught:
        action(*arguments, **named)
    assert [one for one in (*PERSONAL, *WORDS) if one.lower() in str(caught.value).lower()] == []


def every_path(settings: Settings, store: Store) -> None:
    """Whatever a team does with a reply, but for the replay set."""
    guideline = service.open_guideline(settings)
    report = service.check_reply(guideline, THREAD, REPLY, language="en")
    service.rewrite_reply(guideline, THREAD, REPLY, language="en")
    assert {one.rule_id for one in report.findings} >= {"care.empty-apology", "care.many-sorries"}
    decided = [reviews_service.Decided(one, "dismissed", "customer_words") for one in report.findings]
    assert reviews_service.record_review(settings, report, decided) == len(report.findings)
    reviews_service.mute_rule(settings, "care.many-sorries", now() + timedelta(days=1), "not_here")
    reviews_service.unmute_rule(settings, "care.many-sorries")
    number = runs.start(store, "impact", "shop", report.guideline.sha256, {"n": 1})
    runs.finish(store, number, {"blocked": 1})
    key = bytes(32)
    one = reviews.Decision("care.a", "dismissed", "x", "en", 1, "0" * 16, "wrong")
    for wrong in ({"rule_id": SAID}, {"channel": SAID}, {"language": SAID}, {"fingerprint": SAID}):
        refused(reviews.record, store, "shop", [one._replace(**wrong)], key)  # type: ignore[arg-type]
    refused(reviews.record, store, "shop", [one._replace(reason=SAID)], key)  # type: ignore[arg-type]
    refused(mutes.mute, store, "shop", SAID, now() + timedelta(days=1), "wrong", "lena")
    refused(mutes.mute, store, "shop", "care.a", now() + timedelta(days=1), SAID, "lena")
    refused(runs.start, store, SAID, "shop", "ab", {})
    refused(runs.start, store, "impact", "shop", "ab", {"file": SAID})
    refused(runs.finish, store, number, {"worst": SAID})


def trip_the_database(store: Store, body: dict[str, Any]) -> None:
    """A statement the database refuses: neither its log nor the error may hold what it was given."""
    row = {"guideline_id": 1, "body": body, "mac": "a" * 64, "at": now(), "expires_at": now() + timedelta(1)}

    def twice() -> None:
        with store.begin() as connection:
            connection.execute(insert(tables.replay_item), [row])
            connection.execute(insert(tables.replay_item), [row])

    refused(twice)


def test_a_customers_words_are_nowhere_but_redacted_in_a_replay_set(
    logged: pytest.LogCaptureFixture, place: Place, store: Store, tmp_path: Path
) -> None:
    seed(store)
    own = tmp_path / "own"
    settings = settings_at(place, own)
    disk = Disk(place, settings, own)

    every_path(settings, store)
    refused(replay_service.replay_add, settings, "shop", [(THREAD, REPLY)])
    upkeep.backup(settings, own / "off.zip")
    assert disk.search((*PERSONAL, *WORDS)) == set()
    with store.read() as connection:
        assert connection.execute(tables.review.select()).all()  # the paths were gone down

    replay_service.replay_on(settings, "shop")
    assert replay_service.replay_add(settings, "shop", [(THREAD, REPLY)]).taken == 1
    assert len(replay_service.replay_items(settings, "shop")) == 1
    trip_the_database(store, {"text": WORDS[0]})
    every_path(settings, store)
    upkeep.backup(settings, own / "on.zip")
    upkeep.backup(settings, own / "with.zip", replay=True)
    assert disk.search(PERSONAL) == set()
    kept = disk.search(WORDS)
    assert {needle for needle, _ in kept} == set(WORDS)  # so the search can find what is there
    assert not any("log" in name for _, name in kept)
    assert not any(needle in packed(own / "on.zip") for needle in (*PERSONAL, *WORDS))
    assert WORDS[0] in packed(own / "with.zip")
    assert not any(needle in packed(own / "with.zip") for needle in PERSONAL)
    (own / "with.zip").unlink()

    assert upkeep.purge(settings, "replay").conversations == 1
    assert disk.search((*PERSONAL, *WORDS)) == set()
    assert not any(needle in logged.text for needle in (*PERSONAL, *WORDS))
    told = json.dumps([entry.detail for entry in audit.read(store, limit=1000)])
    assert not any(needle in told for needle in (*PERSONAL, *WORDS))


@pytest.mark.parametrize("how", ["off", "purge", "expire"])
def test_each_way_out_of_a_replay_set_leaves_no_trace(
    place: Place, store: Store, tmp_path: Path, how: str
) -> None:
    seed(store)
    own = tmp_path / "own"
    settings = settings_at(place, own)
    replay_service.replay_on(settings, "shop")
    replay_service.replay_add(settings, "shop", [(THREAD, REPLY)])
    disk = Disk(place, settings, own)
    assert disk.search(WORDS)
    if how == "off":
        replay_service.replay_off(settings, "shop")
    elif how == "purge":
        replay_service.replay_purge(settings, "shop")
    else:
        with store.begin() as connection:
            connection.execute(tables.replay_item.update().values(expires_at=now()))
        assert replay.expired(store) == 1
        upkeep.purge(settings)
    assert disk.search(WORDS) == set()


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = settings_at(Place(None, tmp_path / "store"), tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in (("GUIDELINES", settings.guidelines), ("STORE_DIR", settings.store_dir)):
        monkeypatch.setenv(f"VOICEKIT_{name}", str(value))
    monkeypatch.setenv("VOICEKIT_BRAND", "shop")
    monkeypatch.setenv("VOICEKIT_USER", "lena")
    seed(Place(None, tmp_path / "store").open()).close()
    return tmp_path


def test_the_command_line_repeats_nothing_either(
    command_line: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    from voicekit.wire import conversation_to

    file = tmp_path_factory.mktemp("customers") / "chats.jsonl"
    too_long = REPLY._replace(text="a@b.de " * 2_800)
    threads = [conversation_to(THREAD, reply) for reply in (REPLY, too_long)]
    file.write_text("".join(json.dumps(one) + "\n" for one in threads), encoding="utf-8")
    assert main(["guideline", "replay", "add", str(file)]) == 2
    assert found((*PERSONAL, *WORDS), command_line) == set()
    assert main(["guideline", "replay", "on"]) == 0
    assert main(["guideline", "replay", "add", str(file)]) == 1
    assert main(["guideline", "replay", "status"]) == 0
    assert main(["rules", "health"]) == 0
    assert main(["doctor"]) == 0
    assert main(["backup", "a.zip"]) == 0
    assert found(PERSONAL, command_line) == set()
    assert {needle for needle, _ in found(WORDS, command_line)} == set(WORDS)
    assert main(["guideline", "replay", "off"]) == 0
    assert found(WORDS, command_line) == set()
    said = "".join(capsys.readouterr())
    assert "1 conversations taken" in said
    assert not any(needle.lower() in said.lower() for needle in (*PERSONAL, *WORDS))


def packed(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
