"""One path of migrations for both databases: up, down, up; the tables are what the code says; old stores open."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from support.databases import Place

from voicekit.errors import StoreError
from voicekit.store import bodies, drafts, migrate, open_store, versions
from voicekit.store.engine import FILE, Store
from voicekit.store.tables import metadata

DUMP = Path(__file__).with_name("first_version.sql")
FIRST = "0001"


def run(store: Store, act: str, target: str = "") -> None:
    with migrate.migrating(store.engine) as connection:
        config: Config = migrate.config(connection)
        config.stdout = io.StringIO()
        getattr(command, act)(config, *([target] if target else []))


def names(store: Store) -> set[str]:
    return set(sqlalchemy.inspect(store.engine).get_table_names()) - {"alembic_version"}


def test_head_is_the_newest_migration(store: Store) -> None:
    with store.read() as connection:
        script = ScriptDirectory.from_config(migrate.config(connection))
        assert script.get_heads() == [migrate.HEAD] == [migrate.revision(connection)]
    assert script.get_bases() == [FIRST]


def test_up_down_up(store: Store) -> None:
    everything = names(store)
    assert everything == set(metadata.tables)
    run(store, "downgrade", "base")
    assert names(store) == set()
    run(store, "upgrade", "head")
    assert names(store) == everything
    run(store, "check")
    versions.create(store, "shop", {"brands/shop/terms.yaml": "a"}, "ana", "")
    with pytest.raises(StoreError, match="never changes"), store.begin() as connection:
        connection.execute(text("UPDATE version SET sha256 = 'f00'"))


def test_check_is_clean_and_sees_a_difference(store: Store) -> None:
    run(store, "check")
    with store.begin() as connection:
        connection.execute(text("DROP INDEX ix_audit_subject"))
    with pytest.raises(Exception, match="ix_audit_subject"):
        run(store, "check")


def test_checks_are_those_of_the_tables(store: Store) -> None:
    """`alembic check` does not compare CHECK constraints: these are held to each other here."""
    found = sqlalchemy.inspect(store.engine)
    for name, table in metadata.tables.items():
        said = {constraint["name"] for constraint in found.get_check_constraints(name)}
        meant = {c.name for c in table.constraints if isinstance(c, sqlalchemy.CheckConstraint)}
        assert said == meant, name


def check_first(store: Store) -> None:
    """A store with the data of the frozen dump is whole and goes on."""
    assert versions.verify(store, "shop") == []
    history = versions.history(store, "shop")
    assert [(version.number, version.state) for version in history] == [
        (3, "published"),
        (2, "retired"),
        (1, "retired"),
    ]
    assert "Grüße, чай, đậm" in history[0].body["brands/shop/terms.yaml"]
    assert all(bodies.sha_of(version.body) == version.sha256 for version in history)
    draft = drafts.get(store, "shop")
    assert draft and draft.revision == 2
    assert drafts.submit(store, "shop", 2, "cam", "").number == 4
    with store.read() as connection:
        assert migrate.revision(connection) == migrate.HEAD


def test_a_store_of_the_first_version_opens_in_this_one(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE)
    connection.executescript(DUMP.read_text("utf-8"))
    connection.close()
    with open_store(None, tmp_path) as store:
        check_first(store)
        run(store, "check")


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_a_postgres_store_of_the_first_version_opens_in_this_one(place: Place) -> None:
    store = place.open()
    run(store, "downgrade", "base")
    run(store, "upgrade", FIRST)
    rows = [
        line
        for line in DUMP.read_text("utf-8").split(";\n")
        if line.startswith("INSERT INTO") and "alembic_version" not in line
    ]
    with store.begin() as connection:
        for row in sorted(rows, key=lambda row: '"guideline"' not in row):
            connection.exec_driver_sql(row.replace("%", "%%"))
        for name in ("guideline", "version", "draft", "audit"):
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
            )
    check_first(place.open())


def test_a_store_of_a_newer_voicekit_is_refused_and_left_alone(store: Store, place: Place) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer voicekit \\(its tables are '9999'\\); install that version"):
        place.open()
    with store.read() as connection:
        assert migrate.revision(connection) == "9999"


def test_a_migration_that_fails_changes_nothing(store: Store) -> None:
    run(store, "downgrade", "base")

    def act() -> None:
        with migrate.migrating(store.engine) as connection:
            command.upgrade(migrate.config(connection), "head")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert names(store) == set()
