"""`doctor` names what is not well, with its mend, and changes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from support import shelf
from support.databases import Place
from support.storekeeping import seed, settings_at

from voicekit.config import Address, Settings
from voicekit.errors import StoreError
from voicekit.service import doctor, live
from voicekit.service.doctor import Checked
from voicekit.store import bodies, keys, migrate, replay, tables
from voicekit.store.columns import now
from voicekit.store.engine import Store

GB = 1 << 30


@pytest.fixture
def settings(store: Store, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    shelf.set_up(tmp_path, monkeypatch)
    seed(store)
    keys.key_of(place.folder)
    place.folder.chmod(0o700)
    return settings_at(place, tmp_path)


def wrong(settings: Settings) -> dict[str, tuple[str, str]]:
    """Level and mend of what is not well, by what it is."""
    return {one.what: (one.level, one.mend) for one in doctor.doctor(settings) if one.level != "ok"}


def test_a_store_that_is_well(settings: Settings) -> None:
    checks = doctor.doctor(settings)
    assert {one.level for one in checks} == {"ok"}, checks
    assert not any(one.mend for one in checks)
    assert [one.what for one in checks] == [
        "settings",
        "folder",
        "disk",
        "key",
        "database",
        "tables",
        "versions",
        "live shop",
        "replay sets",
    ]


def test_looking_at_nothing_makes_nothing(tmp_path: Path) -> None:
    settings = settings_at(Place(None, tmp_path / "store"), tmp_path)
    assert wrong(settings) == {}
    assert wrong(settings._replace(guideline_source="store")) == {
        "database": ("fail", "'voicekit guideline import' makes one")
    }
    assert wrong(settings._replace(store_dir=None)) == {"folder": ("fail", "set store_dir")}
    assert wrong(settings._replace(user=""))["settings"][0] == "warn"
    assert not (tmp_path / "store").exists()


def test_what_others_can_read(settings: Settings, place: Place) -> None:
    (place.folder / "key").chmod(0o640)
    place.folder.chmod(0o755)
    assert wrong(settings) == {
        "folder": ("warn", f"chmod 700 {place.folder}"),
        "key": ("fail", f"chmod 600 {place.folder / 'key'}"),
    }


def test_a_key_that_is_none(settings: Settings, place: Place) -> None:
    (place.folder / "key").write_bytes(b"short")
    assert wrong(settings) == {"key": ("fail", "put back the right file, or remove it")}


@pytest.mark.parametrize(("free", "level"), [(GB, None), (GB // 4, "warn"), (GB // 100, "fail")])
def test_free_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, level: str | None) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(GB, GB - free, free))
    assert wrong(settings).get("disk", (None,))[0] == level


def test_a_version_that_was_tampered_with(settings: Settings, store: Store) -> None:
    with store.begin() as connection:
        postgres = connection.dialect.name != "sqlite"
        connection.exec_driver_sql("DROP TRIGGER version_is_kept" + (" ON version" if postgres else ""))
        connection.execute(tables.version.update().values(sha256="0" * 64))
    (found,) = [one for one in doctor.doctor(settings) if one.level == "fail"]
    assert found.what == "versions"
    assert found.said.startswith("shop: version 1: its files do not have the digest")


def test_a_damaged_row_is_named_and_the_next_guideline_is_looked_at(settings: Settings, store: Store) -> None:
    seed(store, "other")
    cut = "UPDATE version SET body = '{\"brands' WHERE guideline_id = 1"
    with store.begin() as connection:
        postgres = connection.dialect.name != "sqlite"
        connection.exec_driver_sql("DROP TRIGGER version_is_kept" + (" ON version" if postgres else ""))
    if postgres:  # its JSON cannot be damaged from here
        with pytest.raises(StoreError), store.begin() as connection:
            connection.exec_driver_sql(cut)
        return
    with store.begin() as connection:
        connection.exec_driver_sql(cut)
    found = doctor.doctor(settings)
    (bad,) = [one for one in found if one.level == "fail"]
    assert (bad.what, bad.mend) == ("versions", "restore a backup")
    assert bad.said.startswith("shop: ") and "a row is damaged" in bad.said
    assert "live other" in {one.what for one in found} and "live shop" not in {one.what for one in found}


def test_what_is_live_here_is_held_against_the_store(settings: Settings, store: Store) -> None:
    settings = settings._replace(guideline_source="store")
    assert wrong(settings) == {"live shop": ("warn", "'voicekit lint --brand shop' brings it")}
    here = live.follow(settings, store, "shop")
    assert wrong(settings) == {}
    file = Path(here.root, "brands", "shop", "voice.yaml")
    file.write_text(file.read_text("utf-8") + "# by hand\n", encoding="utf-8")
    level, mend = wrong(settings)["live shop"]
    assert level == "fail"
    assert str(Path(here.root).parent) in mend
    Path(here.root).parent.joinpath("current").write_text(
        Path(here.root).parent.joinpath("current").read_text("ascii").replace(" 1 ", " 7 "), "ascii"
    )
    assert wrong(settings)["live shop"][0] == ("fail" if settings.store_url is None else "warn")


def test_conversations_past_their_day(settings: Settings, store: Store) -> None:
    replay.on(store, "shop", "lena")
    replay.add(store, "shop", [{"draft": {"text": "a"}}], bytes(32), at=now() - timedelta(days=80))
    assert wrong(settings) == {}
    with store.begin() as connection:
        connection.execute(tables.replay_item.update().values(expires_at=now()))
    assert wrong(settings) == {"replay sets": ("warn", "'voicekit purge' takes them off the disk")}


def test_packs_that_changed_since_a_version_was_published(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "base_sha", lambda: "0" * 64)
    level, mend = wrong(settings)["packs of shop"]
    assert level == "warn"
    assert "voicekit guideline check shop" in mend


@pytest.mark.parametrize(("at", "level"), [("0000", "warn"), ("9999", "fail")])
def test_tables_of_another_version(settings: Settings, store: Store, at: str, level: str) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{at}'")
    assert wrong(settings)["tables"][0] == level
    with store.read() as connection:
        assert migrate.revision(connection) == at  # looking at them does not bring them up to date


def test_a_database_that_cannot_be_used(tmp_path: Path) -> None:
    place = Place(None, tmp_path / "store")
    settings = settings_at(place, tmp_path)
    seed(place.open()).close()
    file = place.folder / "voicekit.db"
    with sqlite3.connect(file) as connection:
        pages, size = (
            connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size")
        )
    raw = bytearray(file.read_bytes())
    raw[size : size * pages] = os.urandom(size * (pages - 1))
    file.write_bytes(bytes(raw))
    assert level_of(doctor.doctor(settings), "database") == "fail"
    file.write_bytes(b"not a database at all, but long enough to be one" * 100)
    assert level_of(doctor.doctor(settings), "database") == "fail"
    gone = settings._replace(store_url=Address("postgresql://nobody:geheim@127.0.0.1:1/none"))
    assert level_of(doctor.doctor(gone), "database") == "fail"
    assert "geheim" not in str(doctor.doctor(gone))


def level_of(checks: list[Checked], what: str) -> str:
    return next(one.level for one in checks if one.what == what)
