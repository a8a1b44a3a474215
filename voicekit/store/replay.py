"""The replay set of a guideline: redacted conversations, where a lead turned it on, for a set number of days.

Must never be on by itself, take a conversation that was not redacted (the service does that), or keep one past its day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from voicekit.errors import InputError
from voicekit.store import audit, keys, tables
from voicekit.store.columns import now, plain_all
from voicekit.store.engine import Store
from voicekit.store.versions import guideline_id

MOST = 1_000
"""Conversations of one set; the oldest make way."""
DAYS = 90
MOST_DAYS = 366


class ReplaySet(NamedTuple):
    """A set that is on: since when, by whom, how many days it keeps what it is given, and what it holds now."""

    days: int
    on_by: str
    on_at: datetime
    items: int
    oldest: datetime | None
    next_expiry: datetime | None


class Added(NamedTuple):
    """What came of adding: how many were taken, were there already, and made way (too old, or too many)."""

    taken: int
    known: int
    dropped: int


def on(store: Store, name: str, by: str, days: int = DAYS) -> None:
    """Keep a replay set from now on, each conversation for `days`; of a set that is on, change the days.

    Fewer days hold for what is there already, more days do not. Raises InputError where `days` is not from 1 to 366.
    """
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"days: expected a number from 1 to {MOST_DAYS}; so long a conversation is kept")
    table, item = tables.replay_set, tables.replay_item
    at = now()
    with store.begin() as connection:
        owner = guideline_id(connection, name)
        connection.execute(delete(table).where(table.c.guideline_id == owner))
        connection.execute(insert(table).values(guideline_id=owner, days=days, on_by=by, on_at=at))
        rows = connection.execute(
            select(item.c.id, item.c.at, item.c.expires_at).where(item.c.guideline_id == owner)
        )
        for key, taken, expires in rows.all():
            sooner = taken + timedelta(days=days)
            if sooner < expires:
                connection.execute(update(item).where(item.c.id == key).values(expires_at=sooner))
        audit.add(connection, by, "replay.on", name, {"days": days})


def off(store: Store, name: str, by: str) -> int:
    """Keep no replay set any longer; how many conversations went with it.

    `upkeep.wipe` then takes their traces off the disk.
    """
    with store.begin() as connection:
        owner = guideline_id(connection, name)
        table = tables.replay_set
        gone = _drop(connection, tables.replay_item.c.guideline_id == owner)
        if connection.execute(delete(table).where(table.c.guideline_id == owner)).rowcount:
            audit.add(connection, by, "replay.off", name, {"conversations": gone})
    return gone


def status(store: Store, name: str) -> ReplaySet | None:
    """The guideline's set; None where it is off. What has expired is not counted."""
    table, item = tables.replay_set.c, tables.replay_item.c
    with store.read() as connection:
        owner = guideline_id(connection, name)
        row = connection.execute(
            select(table.days, table.on_by, table.on_at).where(table.guideline_id == owner)
        ).first()
        if row is None:
            return None
        held = connection.execute(
            select(func.count(), func.min(item.at), func.min(item.expires_at)).where(
                item.guideline_id == owner, item.expires_at > now()
            )
        ).one()
    return ReplaySet(*row, *held)


def add(
    store: Store, name: str, bodies: Sequence[dict[str, Any]], key: bytes, at: datetime | None = None
) -> Added:
    """Put redacted conversations, as JSON-ready values, into the set; one that is there already stays as it is.

    `key` is the store's (`keys.key_of`). Raises InputError where the set is off or a value cannot be kept.
    """
    for number, body in enumerate(bodies, start=1):
        plain_all(body, f"conversation {number}")
    moment = at or now()
    item = tables.replay_item
    known = 0
    with store.begin() as connection:
        owner = guideline_id(connection, name)
        # The row is locked: on PostgreSQL two that add at once would both see room for one more.
        days = connection.execute(
            select(tables.replay_set.c.days)
            .where(tables.replay_set.c.guideline_id == owner)
            .with_for_update()
        ).scalar()
        if days is None:
            raise is_off(name)
        dropped = drop_expired(connection, now(), owner)
        there = set(connection.execute(select(item.c.mac).where(item.c.guideline_id == owner)).scalars())
        rows = []
        for body in bodies:
            mac = keys.keyed(key, json.dumps(body, sort_keys=True, separators=(",", ":")))
            if mac in there:
                known += 1
                continue
            there.add(mac)
            rows.append(
                {
                    "guideline_id": owner,
                    "body": body,
                    "mac": mac,
                    "at": moment,
                    "expires_at": moment + timedelta(days=days),
                }
            )
        if rows:
            connection.execute(insert(item), rows)
        over = (
            select(item.c.id)
            .where(item.c.guideline_id == owner)
            .order_by(item.c.at.desc(), item.c.id.desc())
            .offset(MOST)
        )
        dropped += _drop(connection, item.c.id.in_(connection.execute(over).scalars().all()))
    return Added(len(rows), known, dropped)


def is_off(name: str) -> InputError:
    """What to raise where a set is asked for that is off."""
    return InputError(
        f"guideline '{name}' keeps no replay set; 'voicekit guideline replay on {name}' turns one on"
    )


def bodies(store: Store, name: str) -> list[dict[str, Any]]:
    """The conversations that have not expired, oldest first, as they were added; empty where the set is off."""
    item = tables.replay_item.c
    with store.read() as connection:
        owner = guideline_id(connection, name)
        rows = connection.execute(
            select(item.body)
            .where(item.guideline_id == owner, item.expires_at > now())
            .order_by(item.at, item.id)
        )
        return list(rows.scalars())


def clear(store: Store, name: str, by: str) -> int:
    """Delete every conversation of a set, which stays on; how many. `upkeep.wipe` then takes their traces away."""
    with store.begin() as connection:
        gone = _drop(connection, tables.replay_item.c.guideline_id == guideline_id(connection, name))
        if gone:
            audit.add(connection, by, "replay.clear", name, {"conversations": gone})
    return gone


def drop_expired(connection: Connection, before: datetime, owner: int | None = None) -> int:
    """Delete what expired up to `before`, of all guidelines or of the one whose id is `owner`; how many."""
    item = tables.replay_item.c
    late = item.expires_at <= before
    return _drop(connection, late if owner is None else late & (item.guideline_id == owner))


def expired(store: Store) -> int:
    """How many conversations are past their day and still there."""
    item = tables.replay_item.c
    with store.read() as connection:
        return connection.execute(select(func.count(item.id)).where(item.expires_at <= now())).scalar_one()


def _drop(connection: Connection, which: Any) -> int:
    return connection.execute(delete(tables.replay_item).where(which)).rowcount
