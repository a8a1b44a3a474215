"""Brings a store's tables up to date, one path for both databases; several programs may open a new one at once.

A migration must never be half done: it and its mark are one transaction, on SQLite too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy
from sqlalchemy import Connection, Engine, text

from voicekit.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest migration, named here so that a store that is up to date opens without loading Alembic."""
_LOCK = 0x766F6963
"""Any number that all voicekits agree on."""


def to_head(engine: Engine, place: str) -> None:
    """Run the migrations that are missing. Raises StoreError on a store of a newer voicekit, naming `place`."""
    with engine.connect() as connection:
        found = revision(connection)
    if found == HEAD:
        return
    from alembic import command
    from alembic.util import CommandError

    with migrating(engine) as connection:
        try:
            command.upgrade(config(connection), "head")
        except CommandError:
            raise StoreError(
                f"{place}: was written by a newer voicekit (its tables are '{found}'); install that version"
            ) from None


def revision(connection: Connection) -> str | None:
    """The newest migration the store has had; None for a new one."""
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may change, one at a time."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            encoding = connection.execute(text("SHOW server_encoding")).scalar()
            if encoding != "UTF8":
                raise StoreError(f"the database keeps text as {encoding}; make one with ENCODING 'UTF8'")
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
        return
    with engine.execution_options(voicekit_begin="BEGIN IMMEDIATE").connect() as connection:
        # A table that is rebuilt is dropped on the way; the switch has no effect inside a transaction.
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StoreError("a row refers to one that is not there; restore a backup")
        finally:
            connection.invalidate()  # the switch stays with this connection: no other may get it


def config(connection: Connection) -> Config:
    """What Alembic's commands take, to work on `connection`."""
    from alembic.config import Config

    made = Config(attributes={"connection": connection})
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")
    made.set_main_option("script_location", folder.replace("%", "%%"))
    return made
