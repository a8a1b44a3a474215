"""Idempotency keys: a change is made once, its key stands in the same transaction, and no key stands for two."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from voicekit.errors import InputError
from voicekit.store import audit, requests, versions
from voicekit.store.engine import Store

BODY = {"brands/shop/terms.yaml": "schema_version: 1\n"}


def test_a_repeat_is_answered_the_same_and_made_once(store: Store) -> None:
    first = versions.create(store, "shop", BODY, "ana", "", key="k1")
    assert versions.create(store, "shop", BODY, "ana", "", key="k1") == first
    other = {"brands/shop/terms.yaml": "schema_version: 1\n# two\n"}
    second = versions.save(store, "shop", 1, other, "ana", "", key="k2")
    assert versions.save(store, "shop", 1, other, "ana", "", key="k2") == second
    published = versions.publish(store, "shop", 2, "bob", anyone=False, key="k3")
    assert versions.publish(store, "shop", 2, "bob", anyone=False, key="k3") == published
    back = versions.rollback(store, "shop", 1, "bob", "", key="k4")
    assert versions.rollback(store, "shop", 1, "bob", "", key="k4") == back
    assert len(versions.history(store, "shop")) == 3
    assert len(audit.read(store)) == 4


def test_a_key_stands_for_one_change(store: Store) -> None:
    versions.create(store, "shop", BODY, "ana", "", key="k1")
    other = {"brands/shop/terms.yaml": "schema_version: 1\n# two\n"}
    with pytest.raises(InputError, match="the key was used for another change"):
        versions.save(store, "shop", 1, other, "ana", "", key="k1")
    assert len(versions.history(store, "shop")) == 1


def test_what_fails_leaves_no_key(store: Store) -> None:
    def fail() -> dict[str, Any]:
        raise InputError("no")

    with pytest.raises(InputError, match=r"^no$"), store.begin() as connection:
        requests.once(connection, "k", "act", fail)
    with store.begin() as connection:
        assert requests.once(connection, "k", "act", lambda: {"made": 1}) == {"made": 1}
        assert requests.once(connection, "k", "act", fail) == {"made": 1}


@pytest.mark.parametrize("key", ["", " ", "k" * 201, "a\0b", "\ud800"])
def test_a_key_that_cannot_be_is_refused(store: Store, key: str) -> None:
    with pytest.raises(InputError, match="the key"), store.begin() as connection:
        requests.once(connection, key, "act", dict)


def test_the_same_key_at_the_same_time_is_made_once(store: Store) -> None:
    made: list[int] = []
    given: list[dict[str, Any]] = []
    together = threading.Barrier(4)

    def act() -> None:
        together.wait()
        with store.begin() as connection:

            def make() -> dict[str, Any]:
                made.append(1)
                return {"number": len(made)}

            given.append(requests.once(connection, "k", "act", make))

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (made, given) == ([1], [{"number": 1}] * 4)
