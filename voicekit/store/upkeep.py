"""Takes out of the store what is no longer to be kept, and its traces off the disk.

Must never touch a version, a draft or the audit trail: what was decided on a guideline stays.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Table, delete
from sqlalchemy.exc import SQLAlchemyError

from voicekit.errors import InputError, StoreError
from voicekit.store import audit, replay, tables
from voicekit.store.backup import EVERYTHING
from voicekit.store.columns import now
from voicekit.store.engine import Store

What = Literal["replay", "reviews", "all"]
RETRIED = timedelta(days=30)
"""How long a change may be sent again with the key it had."""
_EMPTIED = (tables.replay_item, tables.review, tables.rule_override, tables.run, tables.request)


class Purged(NamedTuple):
    """How many rows went: conversations of replay sets, reviews, mutes that are over, runs, keys of old requests."""

    conversations: int = 0
    reviews: int = 0
    mutes: int = 0
    runs: int = 0
    requests: int = 0


def purge(store: Store, by: str, what: What | None = None, before: datetime | None = None) -> Purged:
    """Delete what is past its day; with `replay`, `reviews` or `all` (runs too) also what is not.

    `before` spares what is from then on, of what was asked for. `wipe` then takes the traces off the disk. Raises
    InputError on a `before` of nothing.
    """
    if before is not None and what is None:
        raise InputError("older than that: of what? say replay, reviews or all")
    moment = now()
    with store.begin() as connection:

        def gone(table: Table) -> int:
            every = delete(table)
            return connection.execute(every if before is None else every.where(table.c.at < before)).rowcount

        muted, request = tables.rule_override, tables.request
        conversations = replay.drop_expired(connection, moment)
        mutes = connection.execute(delete(muted).where(muted.c.until <= moment)).rowcount
        keys = connection.execute(delete(request).where(request.c.at < moment - RETRIED)).rowcount
        if what in ("replay", "all"):
            conversations += gone(tables.replay_item)
        reviews = gone(tables.review) if what in ("reviews", "all") else 0
        runs = gone(tables.run) if what == "all" else 0
        purged = Purged(conversations, reviews, mutes, runs, keys)
        if any(purged):
            detail = {"what": what or "expired", **purged._asdict()}
            audit.add(connection, by, "store.purge", EVERYTHING, detail)
    return purged


def wipe(store: Store) -> None:
    """Write the tables anew, so that nothing deleted is left in their files.

    On PostgreSQL the server's own log of changes (WAL) and its backups go as its operator has set. Raises StoreError
    where that cannot be done now: what was deleted is gone from the store, but not yet from the disk.
    """
    try:
        if store.engine.dialect.name == "sqlite":
            done = _wipe_file(store)
        else:
            done = True
            quote = store.engine.dialect.identifier_preparer.format_table
            with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(map(quote, _EMPTIED))}")
    except (sqlite3.Error, SQLAlchemyError):
        done = False
    if not done:
        raise StoreError(
            f"{store.place}: deleted, but others are at work in it, so traces are still on the disk; purge once more"
        )


def sound(connection: Connection) -> bool:
    """Whether the database's own check finds its file whole; a server sees to that by itself."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def _wipe_file(store: Store) -> bool:
    """False where a reader holds on to what was."""
    with closing(store.engine.raw_connection()) as connection:
        raw: Any = connection.driver_connection
        raw.execute("VACUUM")
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
