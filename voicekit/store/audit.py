"""Who did what and when: one line a change, in the transaction of the change.

`detail` must never hold a text of a customer's or a body; names, numbers and digests only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, insert, select

from voicekit.errors import InputError
from voicekit.store import tables
from voicekit.store.columns import now, plain

if TYPE_CHECKING:
    from voicekit.store.engine import Store

MAX_WHO = 200


class Entry(NamedTuple):
    """One line of the audit trail; `id` grows with time."""

    id: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: dict[str, Any]


def add(connection: Connection, by: str, action: str, subject: str, detail: Mapping[str, object]) -> None:
    """Write one line. Raises InputError where `by` is empty or cannot be a name."""
    connection.execute(
        insert(tables.audit).values(at=now(), by=who(by), action=action, subject=subject, detail=dict(detail))
    )


def read(store: Store, subject: str | None = None, limit: int = 100) -> list[Entry]:
    """The newest `limit` lines, newest first; of one subject (a guideline's name) where it is given."""
    wanted = select(tables.audit).order_by(tables.audit.c.id.desc()).limit(limit)
    if subject is not None:
        wanted = wanted.where(tables.audit.c.subject == subject)
    with store.read() as connection:
        return [Entry(**row) for row in connection.execute(wanted).mappings()]


def who(by: str) -> str:
    """The name of whoever does something. Raises InputError on one that is empty, too long or not one line."""
    if not by.strip() or len(by) > MAX_WHO or not plain(by, "the user's name").isprintable():
        raise InputError(f"the user's name: expected one line of 1 to {MAX_WHO} characters; set user")
    return by
