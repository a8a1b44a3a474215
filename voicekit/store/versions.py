"""The versions of a guideline: saved, published, rolled back, and held to their digests.

A version must never change but for its state, and the head never move but from what the writer had read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from voicekit._version import __version__
from voicekit.errors import Conflict, InputError
from voicekit.store import audit, bodies, requests, tables
from voicekit.store.bodies import Body
from voicekit.store.columns import now, plain
from voicekit.store.tables import guideline, version

if TYPE_CHECKING:
    from voicekit.store.engine import Store

MAX_NOTE = 2_000
CREATE, PUBLISH, ROLLBACK = "guideline.create", "version.publish", "version.rollback"
"""What the audit trail calls the ways in which a version goes live."""


class Version(NamedTuple):
    """One version of guideline `name`. `at` is in UTC; `state` is in_review, published or retired."""

    name: str
    number: int
    parent: int | None
    body: Body
    sha256: str
    base_sha256: str
    tool_version: str
    author: str
    note: str
    at: datetime
    state: str


def create(
    store: Store, name: str, body: Mapping[str, str], by: str, note: str, key: str | None = None
) -> Version:
    """Keep a new guideline; its first version is published at once. Raises InputError where there is one already."""
    kept = bodies.check(body, name)

    def make(connection: Connection) -> int:
        try:
            with connection.begin_nested():
                made = connection.execute(
                    insert(guideline).values(
                        name=name, head=1, live=1, created_at=now(), created_by=audit.who(by)
                    )
                )
        except IntegrityError:
            raise InputError(f"guideline '{name}' is in the store already; save a new version") from None
        row = made.inserted_primary_key
        _keep(connection, row[0] if row else 0, 1, None, kept, by, note, "published")
        audit.add(connection, by, CREATE, name, {"version": 1, "sha256": bodies.sha_of(kept)})
        return 1

    return _once(store, name, key, f"guideline.create {name} {bodies.sha_of(kept)}", make)


def save(
    store: Store, name: str, base: int, body: Mapping[str, str], by: str, note: str, key: str | None = None
) -> Version:
    """Keep a new version, made from version `base`, for review.

    Raises Conflict where `base` is not the newest version any more; nothing is written then.
    """
    kept = bodies.check(body, name)

    def make(connection: Connection) -> int:
        number = add(connection, name, base, kept, by, note)
        audit.add(connection, by, "version.save", name, {"version": number, "sha256": bodies.sha_of(kept)})
        return number

    return _once(store, name, key, f"version.save {name} {base} {bodies.sha_of(kept)}", make)


def add(connection: Connection, name: str, base: int, body: Body, author: str, note: str) -> int:
    """`save` inside a transaction, of a body that was checked, not audited; gives the new version's number."""
    row = require(connection, name)
    parent = _past_withdrawn(connection, row.id, base)
    number = _advance(connection, row.id, parent)
    if number is None:
        raise Conflict(name, base, find(connection, name).number)
    _keep(connection, row.id, number, parent, body, author, note, "in_review")
    return number


def _past_withdrawn(connection: Connection, guideline_id: int, base: int) -> int:
    """The newest version, where all that came after `base` were withdrawn: they stand in nobody's way."""
    later = select(version.c.number, version.c.state).where(
        version.c.guideline_id == guideline_id, version.c.number > base
    )
    rows = connection.execute(later.order_by(version.c.number)).all()
    return int(rows[-1].number) if rows and all(row.state == "retired" for row in rows) else base


def publish(
    store: Store, name: str, number: int, by: str, *, anyone: bool, yes: bool = False, key: str | None = None
) -> Version:
    """Make a version that is in review the live one; the live one and those between are retired.

    Unless `anyone` may, InputError where `by` wrote it, or one of those between: they go live with it. `yes`: it was
    said to what would have stopped it; that is on record.
    """

    def make(connection: Connection) -> int:
        row = require(connection, name, lock=True)
        state = find(connection, name, number).state
        if state != "in_review":
            mend = "submit its files again" if state == "retired" else "it is what is live"
            raise InputError(f"guideline '{name}': version {number} is {state}, not in review; {mend}")
        wrote = _hands(connection, row, number)
        mine = next((one for one in sorted(wrote) if audit.who(by) in wrote[one]), None)
        if mine is not None and not anyone:
            raise InputError(
                f"guideline '{name}': version {mine} was written by {by}; somebody else has to publish it, "
                "or set approve = anyone"
            )
        _go_live(connection, row, number)
        audit.add(
            connection,
            by,
            PUBLISH,
            name,
            {"version": number, "before": row.live, "own": mine is not None, "yes": yes},
        )
        return number

    return _once(store, name, key, f"version.publish {name} {number}", make)


def _were_live(connection: Connection, name: str) -> set[int]:
    log = tables.audit.c
    went = select(log.detail).where(log.subject == name, log.action.in_((CREATE, PUBLISH, ROLLBACK)))
    return {detail["version"] for detail in connection.execute(went).scalars()}


def live_before(store: Store, name: str, number: int) -> tuple[int | None, int | None]:
    """What was live before version `number` went live, and the version it is a rollback to; None: there is none."""
    log = tables.audit.c
    went = select(log.detail).where(log.subject == name, log.action.in_((PUBLISH, ROLLBACK)))
    with store.read() as connection:
        require(connection, name)
        details = connection.execute(went.order_by(log.id.desc())).scalars()
        found: dict[str, Any] = next((one for one in details if one["version"] == number), {})
    return found.get("before"), found.get("to")


def hands(store: Store, name: str, number: int) -> list[str]:
    """Who had a hand in what goes live with version `number`, and so may not approve it; sorted."""
    with store.read() as connection:
        found = _hands(connection, require(connection, name), number)
    return sorted(set().union(*found.values()))


def _hands(connection: Connection, row: Row[Any], number: int) -> dict[int, set[str]]:
    """Who wrote each version after the live one up to `number`, or saved the draft it was."""
    of = version.c.guideline_id == row.id, version.c.number > (row.live or 0), version.c.number <= number
    found = {one.number: {one.author} for one in connection.execute(select(version).where(*of))}
    log = tables.audit.c
    submitted = select(log.detail).where(log.subject == row.name, log.action == "draft.submit")
    for detail in connection.execute(submitted).scalars():
        if detail["version"] in found:
            found[detail["version"]].update(detail["hands"])
    return found


def approvals(store: Store, name: str) -> dict[int, str]:
    """Who made each version live, by its number."""
    log = tables.audit.c
    went = select(log.by, log.detail).where(log.subject == name, log.action.in_((CREATE, PUBLISH, ROLLBACK)))
    with store.read() as connection:
        require(connection, name)
        return {row.detail["version"]: row.by for row in connection.execute(went.order_by(log.id))}


def rollback(store: Store, name: str, number: int, by: str, note: str, key: str | None = None) -> Version:
    """Keep the body of version `number` as a new version, published at once; what was in review is withdrawn.

    Raises InputError where it is live, or never was: what nobody approved cannot come in by this door.
    """

    def make(connection: Connection) -> int:
        row = require(connection, name, lock=True)
        if row.live == number:
            raise InputError(f"guideline '{name}': version {number} is live already")
        old = find(connection, name, number)
        if number not in _were_live(connection, name):
            raise InputError(
                f"guideline '{name}': version {number} was never live; submit its files again to have them reviewed"
            )
        new = _advance(connection, row.id, row.head)
        if new is None:
            raise Conflict(name, row.head, require(connection, name).head)
        _keep(connection, row.id, new, row.head, old.body, by, note, "in_review")
        withdrawn = _go_live(connection, row, new)
        audit.add(
            connection,
            by,
            ROLLBACK,
            name,
            {"version": new, "to": number, "before": row.live, "withdrawn": withdrawn, "sha256": old.sha256},
        )
        return new

    return _once(store, name, key, f"version.rollback {name} {number}", make)


def retire(store: Store, name: str, number: int, by: str, key: str | None = None) -> Version:
    """Take a version out of review: it will not be published. InputError on the live one."""

    def make(connection: Connection) -> int:
        row = require(connection, name, lock=True)
        state = find(connection, name, number).state
        if state != "in_review":
            mend = "publish another or roll back" if state == "published" else "nothing is left to do"
            raise InputError(f"guideline '{name}': version {number} is {state}; {mend}")
        connection.execute(
            update(version)
            .where(version.c.guideline_id == row.id, version.c.number == number)
            .values(state="retired")
        )
        audit.add(connection, by, "version.retire", name, {"version": number})
        return number

    return _once(store, name, key, f"version.retire {name} {number}", make)


def names(store: Store) -> list[str]:
    """Names of the guidelines, sorted."""
    with store.read() as connection:
        return sorted(connection.execute(select(guideline.c.name)).scalars())


def history(store: Store, name: str) -> list[Version]:
    """Every version, newest first."""
    with store.read() as connection:
        rows = connection.execute(
            _versions(require(connection, name).id).order_by(version.c.number.desc())
        ).all()
    return [_as_version(name, row) for row in rows]


def get(store: Store, name: str, number: int | None = None) -> Version:
    """Version `number`, or the newest that was not withdrawn. Raises InputError where there is none."""
    with store.read() as connection:
        return find(connection, name, number)


def live(store: Store, name: str) -> Version:
    """The published version. Raises InputError where none is."""
    with store.read() as connection:
        row = require(connection, name)
        if row.live is None:
            raise InputError(f"guideline '{name}': no version is published; publish one")
        return find(connection, name, row.live)


def verify(store: Store, name: str) -> list[str]:
    """What is wrong with the versions of `name`, one line each: digests, parents, numbers, states. Empty: all right."""
    with store.read() as connection:
        row = require(connection, name)
        rows = connection.execute(_versions(row.id).order_by(version.c.number)).all()
    found = []
    for expected, one in enumerate((_as_version(name, row) for row in rows), start=1):
        label = f"version {one.number}"
        if one.number != expected:
            found.append(f"{label}: version {expected} was expected here; it is missing")
            break
        if bodies.sha_of(one.body) != one.sha256:
            found.append(f"{label}: its files do not have the digest that was kept ({one.sha256})")
        if one.parent != (expected - 1 or None):
            found.append(f"{label}: was made from version {one.parent}, not from the one before it")
        if (one.state == "published") != (one.number == row.live):
            found.append(f"{label}: is {one.state}, and version {row.live} is the live one")
    if len(rows) != row.head:
        found.append(f"guideline '{name}': the newest version is {row.head}, but there are {len(rows)}")
    return found


def _advance(connection: Connection, guideline_id: int, base: int) -> int | None:
    """Compare-and-swap of the head: the new number, or None where somebody was first. The one guard of history."""
    moved = connection.execute(
        update(guideline)
        .where(guideline.c.id == guideline_id, guideline.c.head == base)
        .values(head=base + 1)
    )
    return base + 1 if moved.rowcount == 1 else None


def _keep(
    connection: Connection,
    guideline_id: int,
    number: int,
    parent: int | None,
    body: Body,
    by: str,
    note: str,
    state: str,
) -> None:
    if len(plain(note, "the note")) > MAX_NOTE:
        raise InputError(f"the note: {len(note)} characters; at most {MAX_NOTE}")
    connection.execute(
        insert(version).values(
            guideline_id=guideline_id,
            number=number,
            parent=parent,
            body=body,
            sha256=bodies.sha_of(body),
            base_sha256=bodies.base_sha(),
            tool_version=__version__,
            author=audit.who(by),
            note=note,
            at=now(),
            state=state,
        )
    )


def _go_live(connection: Connection, row: Row[Any], number: int) -> list[int]:
    """What came before it is retired: reviewed with it, or replaced by it. Gives those that were in review."""
    of = version.c.guideline_id == row.id
    waiting = select(version.c.number).where(of, version.c.number < number, version.c.state == "in_review")
    left = sorted(connection.execute(waiting).scalars())
    connection.execute(update(version).where(of, version.c.number < number).values(state="retired"))
    connection.execute(update(version).where(of, version.c.number == number).values(state="published"))
    connection.execute(update(guideline).where(guideline.c.id == row.id).values(live=number))
    return left


def _once(store: Store, name: str, key: str | None, action: str, make: Any) -> Version:
    """Make a change that gives a version's number, once for `key`; the version as it is then."""
    with store.begin() as connection:
        number = requests.once(connection, key, action, lambda: {"number": make(connection)})["number"]
        return find(connection, name, number)


def require(connection: Connection, name: str, *, lock: bool = False) -> Row[Any]:
    """The guideline's row of its table; `lock` keeps other writers out until the transaction ends.

    Raises InputError, naming the guidelines there are, where there is none of that name.
    """
    wanted = select(guideline).where(guideline.c.name == bodies.check_name(name))
    found = connection.execute(wanted.with_for_update(key_share=True) if lock else wanted).one_or_none()
    if found is None:
        there = ", ".join(sorted(connection.execute(select(guideline.c.name)).scalars()))
        raise InputError(f"no guideline '{name}' in the store; there are: {there or 'none'}")
    return found


def _versions(guideline_id: int) -> Any:
    return select(version).where(version.c.guideline_id == guideline_id)


def guideline_id(connection: Connection, name: str) -> int:
    """What other tables call the guideline by. Raises InputError where there is none of that name."""
    return int(require(connection, name).id)


def find(connection: Connection, name: str, number: int | None = None) -> Version:
    """`get` inside a transaction."""
    of = require(connection, name)
    if number is None:
        open_ones = select(func.max(version.c.number)).where(
            version.c.guideline_id == of.id, version.c.state != "retired"
        )
        number = connection.execute(open_ones).scalar_one_or_none() or of.head
    row = connection.execute(_versions(of.id).where(version.c.number == number)).one_or_none()
    if row is None:
        raise InputError(f"guideline '{name}': there is no version {number}")
    return _as_version(name, row)


def _as_version(name: str, row: Row[Any]) -> Version:
    return Version(name, **{field: getattr(row, field) for field in Version._fields[1:]})
