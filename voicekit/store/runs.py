"""Evaluations that were run: of which guideline, under which settings, with which figures.

Must never take a text: names are codes, everything else is a number, true or false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import insert, select, update

from voicekit.errors import InputError, StoreError
from voicekit.store import tables
from voicekit.store.columns import now
from voicekit.store.engine import Store

State = Literal["running", "done", "failed", "cancelled"]
STATES: tuple[State, ...] = get_args(State)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+-]{0,79}")
_DEEPEST = 8


class Run(NamedTuple):
    """One evaluation. `version` is None for a guideline that is a folder; `figures` are empty until it is done."""

    id: int
    at: datetime
    kind: str
    guideline: str
    version: int | None
    sha256: str
    settings: dict[str, Any]
    figures: dict[str, Any]
    state: State


def start(
    store: Store,
    kind: str,
    guideline: str,
    sha256: str,
    settings: Mapping[str, Any],
    version: int | None = None,
) -> int:
    """Put down that a run of `kind` has begun; its id. Raises InputError where a value may be a text."""
    _check({"kind": kind, "guideline": guideline, "sha256": sha256, "settings": settings}, "run")
    with store.begin() as connection:
        made = connection.execute(
            insert(tables.run).values(
                at=now(),
                kind=kind,
                guideline=guideline,
                version=version,
                sha256=sha256,
                settings=dict(settings),
                figures={},
                state="running",
            )
        )
        key = made.inserted_primary_key
    if key is None:
        raise StoreError(f"{store.place}: gave no number to a run; try again")
    return int(key[0])


def finish(store: Store, run_id: int, figures: Mapping[str, Any], state: State = "done") -> None:
    """Put down how a run ended. Raises InputError where a value may be a text, StoreError where no such run goes on."""
    if state not in STATES or state == "running":
        raise InputError(f"run: state: expected one of {', '.join(STATES[1:])}")
    _check(figures, "run: figures")
    table = tables.run
    with store.begin() as connection:
        done = connection.execute(
            update(table)
            .where(table.c.id == run_id, table.c.state == "running")
            .values(figures=dict(figures), state=state)
        )
        if done.rowcount != 1:
            raise StoreError(f"{store.place}: no run {run_id} is going on; it was ended or purged")


def recent(store: Store, most: int = 50, kind: str | None = None) -> list[Run]:
    """The newest runs first, at most `most`, of one `kind` where it is given."""
    table = tables.run.c
    wanted = select(*(table[field] for field in Run._fields)).order_by(table.id.desc()).limit(most)
    if kind is not None:
        wanted = wanted.where(table.kind == kind)
    with store.read() as connection:
        return [Run(*row) for row in connection.execute(wanted)]


def _check(value: object, where: str, depth: int = 0) -> None:
    """InputError, naming the place and not the value, where anything but codes and numbers stands in it."""
    if depth > _DEEPEST:
        raise InputError(f"{where}: nested more than {_DEEPEST} levels deep")
    if value is None or isinstance(value, bool | int | float):
        return
    if isinstance(value, str):
        if value and not _CODE.fullmatch(value):
            raise InputError(f"{where}: expected a code; a run holds no text")
    elif isinstance(value, Mapping):
        for number, (key, inner) in enumerate(value.items()):
            _check(key, f"{where}: key {number + 1}", depth + 1)
            _check(inner, f"{where}: {key}", depth + 1)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            _check(inner, f"{where}: {number + 1}", depth + 1)
    else:
        raise InputError(f"{where}: expected codes and numbers")
