"""Opening the store: what is set on each connection, whole or not at all, and errors that name the mend."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from support.databases import Place

from voicekit.errors import InputError, MissingExtra, StoreError
from voicekit.store import audit, open_store, tables, versions
from voicekit.store.engine import FILE, Store

BODY = {"brands/shop/terms.yaml": "schema_version: 1\n"}


def test_sqlite_waits_syncs_and_keeps_references(tmp_path: Path) -> None:
    with open_store(None, tmp_path / "new" / "folder") as store, store.read() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "secure_delete": 1,
    }
    folder = tmp_path / "new" / "folder"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_store_opens_again_with_what_was_written(place: Place) -> None:
    versions.create(place.open(), "shop", BODY, "ana", "")
    assert versions.names(place.open()) == ["shop"]


def test_many_may_open_a_new_store_at_once(place: Place) -> None:
    together = threading.Barrier(6)

    def act(number: int) -> list[str]:
        together.wait()
        store = place.open()
        versions.create(store, f"shop{number}", {f"brands/shop{number}/x.yaml": ""}, "ana", "")
        return versions.names(store)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(6)))
    assert len(versions.names(place.open())) == 6


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    def act() -> None:
        with store.begin() as connection:
            audit.add(connection, "ana", "act", "shop", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert audit.read(store) == []


def test_a_reader_sees_one_moment_and_hinders_no_writer(store: Store) -> None:
    versions.create(store, "shop", BODY, "ana", "")
    with store.read() as connection:
        before = connection.execute(select(tables.version.c.number)).all()
        versions.save(store, "shop", 1, {"brands/shop/terms.yaml": "new"}, "ana", "")
        assert connection.execute(select(tables.version.c.number)).all() == before
    assert len(versions.history(store, "shop")) == 2


def test_a_writer_waits_for_another_from_its_first_statement(store: Store) -> None:
    """A writer that first reads must not be turned away midway, nor read what is about to change."""
    counted: list[int] = []

    def add() -> None:
        with store.begin() as connection:
            versions.require(connection, "shop", lock=True)
            count = len(connection.execute(select(tables.audit.c.id)).all())
            audit.add(connection, "ana", "act", "shop", {"count": count})
            counted.append(count)

    versions.create(store, "shop", BODY, "ana", "")
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(add) for _ in range(24)]:
            done.result()
    assert sorted(counted) == list(range(1, 25))


def test_moments_come_back_aware_and_in_utc(store: Store) -> None:
    at = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=7)))
    values = {"by": "ana", "action": "act", "subject": "shop", "detail": {}}
    with store.begin() as connection:
        connection.execute(insert(tables.audit).values(at=at, **values))
    [entry] = audit.read(store)
    assert entry.at == at and entry.at.tzinfo is UTC
    with pytest.raises(StoreError), store.begin() as connection:
        connection.execute(insert(tables.audit).values(at=at.replace(tzinfo=None), **values))


def test_a_database_error_shows_no_row(store: Store) -> None:
    with pytest.raises(StoreError) as caught, store.begin() as connection:
        connection.execute(
            insert(tables.version).values(
                guideline_id=77, number=1, body={}, sha256="CANARY", base_sha256="CANARY", tool_version="CANARY",
                author="CANARY", note="CANARY", at=datetime.now(UTC), state="CANARY",
            )
        )  # fmt: skip
    assert "CANARY" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert str(caught.value).startswith(f"{store.place}: ")


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("this is a letter to my aunt" * 100)
    with pytest.raises(StoreError, match=rf"{FILE}: file is not a database"):
        open_store(None, tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be opened .*set store_dir"):
        open_store(None, tmp_path / "file")


@pytest.mark.parametrize(
    "url", ["mysql://root:hunter2@localhost/x", "hunter2", "", "postgresql://:hunter2@[::1"]
)
def test_an_address_that_cannot_be_is_refused_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"store_url: .* such as postgresql://user@host/database") as caught:
        open_store(url, tmp_path)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["postgresql://ana:hunter2@127.0.0.1:1/x", "postgres://ana@127.0.0.1:1/x?password=hunter2"]
)
def test_a_server_that_does_not_answer_is_named_without_the_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"^postgresql://ana(:\*\*\*)?@127\.0\.0\.1:1/x: .*; try again"
    ) as caught:
        open_store(url, tmp_path)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_a_connection_that_was_cut_is_made_again(place: Place) -> None:
    store = place.open()
    versions.create(store, "shop", BODY, "ana", "")
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    other = place.open()
    with other.begin() as connection:
        connection.execute(cut)
    assert versions.names(store) == ["shop"]


@pytest.mark.parametrize(
    ("missing", "extra", "url"),
    [("sqlalchemy", "store", None), ("psycopg", "postgres", "postgresql://x@localhost/y")],
)
def test_a_library_that_is_missing_is_named(
    missing: str, extra: str, url: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name == "voicekit.store.engine" or name.startswith(missing)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("voicekit.store.engine", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra) as caught:
        open_store(url, tmp_path)
    assert caught.value.extra == extra


def test_importing_the_package_loads_no_database_library() -> None:
    code = "import sys, voicekit.store; print({'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "set()\n"


def test_a_store_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from voicekit.store import open_store
open_store(None, Path({str(tmp_path)!r})).close()
print("alembic" in sys.modules)
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        for _ in range(2)
    ]
    assert said == ["True\n", "False\n"]


def test_what_the_database_refuses_as_text_raises_input_error_not_a_driver_error(store: Store) -> None:
    with pytest.raises(InputError), store.begin() as connection:
        connection.execute(select(tables.guideline).where(tables.guideline.c.name == "\ud800"))
