"""The draft of a guideline: one at a time, changed by many hands, made a version when it is submitted.

A save must never overwrite another: each names the revision it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from voicekit.errors import Conflict, InputError
from voicekit.store import audit, bodies, requests, tables, versions
from voicekit.store.bodies import Body
from voicekit.store.columns import now
from voicekit.store.tables import draft, guideline

if TYPE_CHECKING:
    from voicekit.store.engine import Store
    from voicekit.store.versions import Version


class Draft(NamedTuple):
    """The draft of guideline `name`, made from version `base`. `revision` counts its saves; `author` saved it last."""

    name: str
    base: int
    body: Body
    revision: int
    author: str
    at: datetime


def start(store: Store, name: str, by: str, key: str | None = None) -> Draft:
    """Begin a draft with the newest version's files. Raises InputError where one is open."""

    def make(connection: Connection) -> dict[str, Any]:
        newest = versions.find(connection, name)
        of = versions.require(connection, name).id
        values = {
            "base": newest.number,
            "body": newest.body,
            "revision": 1 + _saves(connection, name),
            "author": audit.who(by),
            "at": now(),
        }
        try:
            with connection.begin_nested():
                connection.execute(insert(draft).values(guideline_id=of, **values))
        except IntegrityError:
            there = _row(connection, name)
            raise InputError(
                f"guideline '{name}': a draft is open, last saved by {there.author} "
                f"({there.at:%Y-%m-%d %H:%M} UTC); go on with it, or discard it"
            ) from None
        audit.add(connection, by, "draft.start", name, {"base": newest.number})
        return {}

    with store.begin() as connection:
        requests.once(connection, key, f"draft.start {name}", lambda: make(connection))
        return _as_draft(_row(connection, name))


def save(
    store: Store, name: str, revision: int, body: Mapping[str, str], by: str, key: str | None = None
) -> Draft:
    """Keep the draft's files as they are now. Raises Conflict where `revision` is not the newest any more."""
    kept = bodies.check(body, name)

    def make(connection: Connection) -> dict[str, Any]:
        row, at = _row(connection, name), now()
        _swap(connection, row, revision, body=kept, author=audit.who(by), at=at)
        audit.add(
            connection, by, "draft.save", name, {"revision": revision + 1, "sha256": bodies.sha_of(kept)}
        )
        return {"base": row.base, "author": by, "at": at.isoformat()}

    with store.begin() as connection:
        action = f"draft.save {name} {revision} {bodies.sha_of(kept)}"
        done = requests.once(connection, key, action, lambda: make(connection))
    at = datetime.fromisoformat(done["at"])
    return Draft(name, done["base"], kept, revision + 1, done["author"], at)


def get(store: Store, name: str) -> Draft | None:
    """The open draft; None where there is none. Raises InputError where there is no such guideline."""
    with store.read() as connection:
        row = _find(connection, name)
    return None if row is None else _as_draft(row)


def discard(store: Store, name: str, revision: int, by: str, key: str | None = None) -> None:
    """Throw the draft away. Raises Conflict where `revision` is not the newest any more."""

    def make(connection: Connection) -> dict[str, Any]:
        row = _row(connection, name)
        _swap(connection, row, revision)
        connection.execute(delete(draft).where(draft.c.id == row.id))
        audit.add(connection, by, "draft.discard", name, {"revision": revision})
        return {}

    with store.begin() as connection:
        requests.once(connection, key, f"draft.discard {name} {revision}", lambda: make(connection))


def submit(
    store: Store,
    name: str,
    revision: int,
    by: str,
    note: str,
    key: str | None = None,
    merged: tuple[int, Mapping[str, str]] | None = None,
) -> Version:
    """Make the draft a version, for review; its author is who saved the draft last, whoever submits it.

    `merged` is the draft brought together with a newer version: that one's number, and the files. Raises Conflict where
    `revision` is not the newest any more, or where another version was saved meanwhile (the draft stays); InputError
    where nothing changes.
    """
    whole = None if merged is None else (merged[0], bodies.check(merged[1], name))

    def make(connection: Connection) -> dict[str, Any]:
        row = _row(connection, name)
        _swap(connection, row, revision)
        base, body = whole or (row.base, row.body)
        sha = bodies.sha_of(body)
        if sha == versions.find(connection, name, base).sha256:
            raise InputError(
                f"guideline '{name}': the draft says the same as version {base}; change it first"
            )
        number = versions.add(connection, name, base, body, row.author, note)
        connection.execute(delete(draft).where(draft.c.id == row.id))
        detail = {"version": number, "author": row.author, "hands": _hands(connection, row), "sha256": sha}
        audit.add(connection, by, "draft.submit", name, detail)
        return {"number": number}

    asked = f"draft.submit {name} {revision}" + (f" {whole[0]} {bodies.sha_of(whole[1])}" if whole else "")
    with store.begin() as connection:
        done = requests.once(connection, key, asked, lambda: make(connection))
    return versions.get(store, name, done["number"])


def _saves(connection: Connection, name: str) -> int:
    """How often drafts of the guideline were begun or saved: a revision's number must never come again, or a save made
    from an old draft would pass for one of the new.
    """
    log = tables.audit.c
    made = log.action.in_(("draft.start", "draft.save"))
    count = select(func.count()).where(log.subject == name, made)
    return int(connection.execute(count).scalar_one())


def _hands(connection: Connection, row: Row[Any]) -> list[str]:
    """Everybody who saved the draft: none of them may be the one who approves it."""
    log = tables.audit.c
    of = log.subject == row.name
    begun = connection.execute(
        select(func.max(log.id)).where(of, log.action == "draft.start")
    ).scalar_one_or_none()
    saved = select(log.by).distinct().where(of, log.action == "draft.save", log.id > (begun or 0))
    return sorted({row.author, *connection.execute(saved).scalars()})


def _swap(connection: Connection, row: Row[Any], revision: int, **values: object) -> None:
    """Compare-and-swap of the draft's revision: also holds the row until the transaction ends."""
    moved = connection.execute(
        update(draft)
        .where(draft.c.id == row.id, draft.c.revision == revision)
        .values(revision=revision + 1, **values)
    )
    if moved.rowcount != 1:
        raise Conflict(row.name, revision, _row(connection, row.name).revision, "revision")


def _find(connection: Connection, name: str) -> Row[Any] | None:
    versions.require(connection, name)
    joined = select(draft, guideline.c.name).join(guideline).where(guideline.c.name == name)
    return connection.execute(joined).one_or_none()


def _row(connection: Connection, name: str) -> Row[Any]:
    found = _find(connection, name)
    if found is None:
        raise InputError(f"guideline '{name}': no draft is open; start one")
    return found


def _as_draft(row: Row[Any]) -> Draft:
    return Draft(**{field: getattr(row, field) for field in Draft._fields})
