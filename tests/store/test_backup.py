"""Backups: one file for both databases, whole or not at all, and the same digests when it comes back."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support import shelf
from support.databases import Place, postgres_server
from support.storekeeping import seed, settings_at

from voicekit.errors import InputError, StoreError
from voicekit.service import doctor, live, upkeep
from voicekit.store import audit, backup, drafts, mutes, replay, reviews, runs, tables, versions
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.store.reviews import Decision

KEY = bytes(32)


def filled(store: Store) -> Store:
    """A store with something in every table."""
    seed(store, versions_more=3)
    seed(store, "other")
    versions.publish(store, "shop", 2, "lena", anyone=False, key="once")
    drafts.start(store, "shop", "omar")
    reviews.record(store, "shop", [Decision("care.a", "dismissed", "x", "en", 1, "0" * 16, "wrong")] * 3, KEY)
    mutes.mute(store, "shop", "care.a", now() + timedelta(days=3), "other", "lena")
    runs.finish(store, runs.start(store, "impact", "shop", "ab", {"n": 1}, 2), {"share": 0.1})
    replay.on(store, "shop", "lena")
    replay.add(store, "shop", [{"turns": [], "draft": {"text": "Grüße, ⟦Name_1⟧ ☕"}}], KEY)
    return store


def content(store: Store, *, but: tuple[str, ...] = ()) -> dict[str, list[Any]]:
    with store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.metadata.sorted_tables
            if table.name not in but
        }


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A second store, empty, on each database in turn."""
    url = postgres_server().new_database() if request.param == "postgres" else None
    return Place(url, tmp_path / "second").open()


def test_everything_comes_back_the_same_on_either_database(
    store: Store, empty: Store, tmp_path: Path
) -> None:
    before = content(filled(store))
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    file = tmp_path / "store.zip"
    manifest = backup.write(store, file, replay=True)
    assert manifest.rows == sum(map(len, before.values()))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    backup.restore(empty, file, "omar")
    after = content(empty)
    assert after.pop("audit")[:-1] == before.pop("audit")
    assert after == before
    assert audit.read(empty)[0].action == "store.restore"
    for name in ("shop", "other"):
        assert versions.verify(empty, name) == []
        assert [one.sha256 for one in versions.history(empty, name)] == [
            one.sha256 for one in versions.history(store, name)
        ]
    # new rows are numbered after those that came, and a retried change is known
    versions.save(empty, "shop", 4, versions.get(empty, "shop").body, "omar", "after")
    assert versions.publish(empty, "shop", 2, "lena", anyone=False, key="once").number == 2
    empty.close()


def test_conversations_and_the_key_stay_out_unless_asked_for(store: Store, tmp_path: Path) -> None:
    filled(store)
    assert backup.write(store, tmp_path / "a.zip").parts["replay_item"]["rows"] == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        raw = b"".join(archive.read(name) for name in archive.namelist())
    assert "Grüße".encode() not in raw
    assert json.dumps("Grüße")[1:-1].encode() not in raw
    assert {name for name in archive.namelist() if not name.startswith("tables/")} == {"manifest.json"}


def test_a_store_that_is_not_empty_is_refused_and_stays(store: Store, tmp_path: Path) -> None:
    backup.write(filled(store), tmp_path / "a.zip")
    versions.save(store, "shop", 4, versions.get(store, "shop").body, "omar", "later")
    before = content(store)
    with pytest.raises(StoreError, match="--replace"):
        backup.restore(store, tmp_path / "a.zip", "omar")
    assert content(store) == before


def test_replacing_saves_what_was_there_first(store: Store, tmp_path: Path) -> None:
    backup.write(filled(store), tmp_path / "a.zip")
    versions.save(store, "shop", 4, versions.get(store, "shop").body, "omar", "later")
    later = content(store, but=("replay_item",))
    _, saved = backup.restore(store, tmp_path / "a.zip", "omar", replace=tmp_path / "b.zip")
    assert saved is not None
    assert len(versions.history(store, "shop")) == 4
    backup.restore(store, tmp_path / "b.zip", "omar", replace=tmp_path / "c.zip")
    again = content(store, but=("replay_item",))
    assert again.pop("audit")[:-1] == later.pop("audit")
    assert again == later


def test_what_expired_in_the_meantime_does_not_come_back(store: Store, empty: Store, tmp_path: Path) -> None:
    filled(store)
    with store.begin() as connection:
        connection.execute(tables.replay_item.update().values(expires_at=now() - timedelta(seconds=1)))
    backup.write(store, tmp_path / "a.zip", replay=True)
    backup.restore(empty, tmp_path / "a.zip", "omar")
    assert content(empty)["replay_item"] == []
    empty.close()


def rewritten(source: Path, target: Path, **changed: bytes) -> Path:
    """A backup with other parts, and a manifest that fits them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        for name in manifest["parts"]:
            raw = changed.get(name, old.read(f"tables/{name}.jsonl"))
            manifest["parts"][name] = {
                "rows": raw.count(b"\n"),
                "sha256": hashlib.sha256(raw).hexdigest(),
            }
            new.writestr(f"tables/{name}.jsonl", raw)
        new.writestr("manifest.json", changed.get("manifest", json.dumps(manifest).encode()))
    return target


BAD_ROWS = (
    b"not json",
    b"[1]",
    b'{"key": "a"}',
    b'{"key": 1, "action": "a", "result": {}, "at": "2026-01-01T00:00:00+00:00"}',
    b'{"key": "a", "action": null, "result": {}, "at": "2026-01-01T00:00:00+00:00"}',
    b'{"key": "a", "action": "a", "result": {}, "at": "soon"}',
    b'{"key": "a\\u0000", "action": "a", "result": {}, "at": "2026-01-01T00:00:00+00:00"}',
    b'{"key": "\\ud800", "action": "a", "result": {}, "at": "2026-01-01T00:00:00+00:00"}',
    b'{"key": "a", "action": "a", "result": {}, "at": "2026-01-01T00:00:00"}',
)


def test_a_bad_row_stops_all_of_it(empty: Store, tmp_path: Path) -> None:
    source = filled(Place(None, tmp_path / "one").open())
    backup.write(source, tmp_path / "a.zip")
    source.close()
    for number, row in enumerate(BAD_ROWS):
        file = rewritten(tmp_path / "a.zip", tmp_path / f"{number}.zip", request=row + b"\n")
        with pytest.raises((InputError, StoreError)):
            backup.restore(empty, file, "omar")
        assert not any(content(empty).values()), row
    backup.restore(empty, tmp_path / "a.zip", "omar")
    empty.close()


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("version", "body", 5),
        ("version", "body", {"brands/shop/../../evil.yaml": "x"}),
        ("version", "body", {"brands/shop/terms.yaml": 1}),
        ("version", "number", 10**30),
        ("guideline", "name", "../../evil"),
    ],
    ids=str,
)
def test_a_row_that_no_version_could_be_is_refused(
    tmp_path: Path, table: str, field: str, value: object
) -> None:
    source, empty = seed(Place(None, tmp_path / "one").open()), Place(None, tmp_path / "two").open()
    backup.write(source, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        row = json.loads(archive.read(f"tables/{table}.jsonl"))
    forged = json.dumps(row | {field: value}).encode() + b"\n"
    file = rewritten(tmp_path / "a.zip", tmp_path / "b.zip", **{table: forged})
    with pytest.raises(InputError):
        backup.restore(empty, file, "omar")
    assert not any(content(empty).values())
    source.close()
    empty.close()


def test_a_restored_guideline_is_live_on_a_machine_that_had_no_copy(
    store: Store, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.set_up(tmp_path, monkeypatch)
    settings = settings_at(place, tmp_path)._replace(guideline_source="store")
    seed(store)
    upkeep.backup(settings, tmp_path / "a.zip")
    assert live.pointed(settings, "shop") is None
    assert upkeep.restore(settings, tmp_path / "a.zip", replace=True).wrong == ()
    here = live.pointed(settings, "shop")
    assert here is not None and here.number == 1


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    store = filled(Place(None, tmp_path / "one").open())
    empty = Place(None, tmp_path / "two").open()
    file = tmp_path / "a.zip"
    backup.write(store, file)
    good = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        at = archive.getinfo("tables/version.jsonl").header_offset + 200
    wrong = {
        "cut": good[: len(good) // 2],
        "flipped": good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :],
        "empty": b"",
        "text": b"guideline: shop\n",
    }
    for name, raw in wrong.items():
        other = tmp_path / f"{name}.zip"
        other.write_bytes(raw)
        with pytest.raises(InputError, match=r"backup|damaged"):
            backup.restore(empty, other, "omar")
    for name, manifest in (
        ("newer", {"schema": "9999"}),
        ("format", {"format": 2}),
        ("parts", {"parts": {}}),
        ("more", {"extra": 1}),
    ):
        value = backup.look(file)._asdict() | manifest
        other = rewritten(file, tmp_path / f"{name}.zip", manifest=json.dumps(value).encode())
        with pytest.raises(InputError):
            backup.restore(empty, other, "omar")
    assert not any(content(empty).values())
    with pytest.raises(InputError, match="cannot be read"):
        backup.look(tmp_path / "missing.zip")
    store.close()
    empty.close()


def test_nothing_is_overwritten_and_nothing_is_left_half_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"mine")
    with pytest.raises(InputError, match="is there already"):
        backup.write(store, folder / "a.zip")
    with pytest.raises(InputError, match="cannot be written"):
        backup.write(store, folder / "missing" / "a.zip")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "_lines", stop)
    with pytest.raises(KeyboardInterrupt):
        backup.write(store, folder / "b.zip")
    assert [path.name for path in folder.iterdir()] == ["a.zip"]
    assert (folder / "a.zip").read_bytes() == b"mine"


def test_the_guideline_that_is_live_here_follows_a_restore(
    store: Store, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.set_up(tmp_path, monkeypatch)
    settings = settings_at(place, tmp_path)._replace(guideline_source="store")
    seed(store)
    upkeep.backup(settings, tmp_path / "a.zip")
    body = versions.get(store, "shop").body
    changed = body | {"brands/shop/voice.yaml": body["brands/shop/voice.yaml"] + "# later\n"}
    versions.save(store, "shop", 1, changed, "omar", "later")
    versions.publish(store, "shop", 2, "lena", anyone=False)
    live.follow(settings, store, "shop")
    done = upkeep.restore(settings, tmp_path / "a.zip", replace=True)
    assert done.wrong == ()
    assert done.saved is not None
    assert stat.S_IMODE(done.saved.stat().st_mode) == 0o600
    here = live.pointed(settings, "shop")
    assert here is not None
    assert here.number == 1
    assert [check.said for check in doctor.doctor(settings) if check.level == "fail"] == []


def test_what_is_live_here_and_not_in_the_backup_is_named(
    store: Store, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.set_up(tmp_path, monkeypatch)
    settings = settings_at(place, tmp_path)
    seed(store)
    upkeep.backup(settings, tmp_path / "a.zip")
    seed(store, "other")
    live.follow(settings, store, "other")
    done = upkeep.restore(settings, tmp_path / "a.zip", replace=True)
    assert done.wrong == ("other: is live on this machine, but this store has none of that name",)
    (found,) = [check for check in doctor.doctor(settings) if check.level == "fail"]
    assert (found.what, "remove" in found.mend) == ("live other", True)


def test_a_version_that_was_wrong_before_the_backup_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.set_up(tmp_path, monkeypatch)
    one, two = Place(None, tmp_path / "one"), Place(None, tmp_path / "two")
    store = seed(one.open())
    backup.write(store, tmp_path / "a.zip")
    store.close()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        raw = archive.read("tables/version.jsonl").replace(b"The shop", b"The shed")
    file = rewritten(tmp_path / "a.zip", tmp_path / "b.zip", version=raw)
    done = upkeep.restore(settings_at(two, tmp_path), file)
    assert len(done.wrong) == 1
    assert done.wrong[0].startswith("shop: version 1: its files do not have the digest")
