"""Idempotency: a change that is sent again with the key it had is made once, and answered the same.

A key must never be kept apart from its change: both stand in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from voicekit.errors import InputError
from voicekit.store.columns import now, plain
from voicekit.store.tables import request

MAX_KEY = 200


def once(
    connection: Connection, key: str | None, action: str, make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What `make` gives, or what it gave when it was called for `key` before; None: call it in any case.

    `action` says all that was asked for, such as "version.save fernweh 3 <digest>". Raises InputError where the key
    stood for something else. `make` changes the store through `connection`; what it gives has to fit into JSON.
    """
    if key is None:
        return make()
    if not key.strip() or len(plain(key, "the key")) > MAX_KEY:
        raise InputError(f"the key: expected 1 to {MAX_KEY} characters")
    try:
        # A savepoint: PostgreSQL gives up a transaction at its first error. Waits for a writer with the same key.
        with connection.begin_nested():
            connection.execute(insert(request).values(key=key, action=action, at=now()))
    except IntegrityError:
        done = connection.execute(
            select(request.c.action, request.c.result).where(request.c.key == key)
        ).one()
        if done.action != action:
            raise InputError("the key was used for another change; take a new one for each") from None
        return dict(done.result)
    result = make()
    connection.execute(update(request).where(request.c.key == key).values(result=result))
    return result
