"""Power cuts: a writer killed mid-commit, PostgreSQL's server killed. What was acknowledged stays; no retry doubles."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from support.databases import Place, PostgresServer, new_postgres
from support.store_writers import NAME, Writer, begin, edits_of, with_edit

from voicekit.errors import StoreError
from voicekit.store import versions
from voicekit.store.engine import Store
from voicekit.store.versions import Version

pytestmark = pytest.mark.slow
KILLS = 40
SERVER_KILLS = 10
OPENS_WITHIN = 10.0
"""Seconds, on a busy machine; it takes a few hundredths of one."""


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of this test's own, which it may kill."""
    made = new_postgres()
    yield made
    made.stop()


@pytest.fixture
def place_in(server: PostgresServer, tmp_path: Path) -> Iterator[Place]:
    """A database in the server that is killed."""
    made = Place(server.new_database(), tmp_path)
    yield made
    made.close()


def check(store: Store, acknowledged: list[str]) -> None:
    """Everything that was acknowledged is there, nothing twice, every digest right."""
    kept = edits_of(versions.get(store, NAME))
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    assert versions.verify(store, NAME) == []


def test_a_writer_killed_forty_times_loses_and_doubles_nothing(place: Place) -> None:
    store = place.open()
    begin(store)
    edits = [f"e{number}" for number in range(5_000)]
    acknowledged: list[str] = []
    tried_from: int | None = None
    unknown = 0
    for number in range(KILLS):
        # Every other one is slow to pass the answer on: its last commit is often one that nobody was told of.
        todo = edits[len(acknowledged) :][:400]
        writer = Writer(place, "writer", todo, base=tried_from, dawdle=0.03 * (number % 2))
        writer.go()
        time.sleep(random.uniform(0, 0.3))
        writer.process.kill()
        lines = writer.said()
        assert writer.process.exitcode == -signal.SIGKILL
        acknowledged += [edit for kind, edit, _ in lines if kind == "ack"]
        if lines:
            tried_from = lines[-1][2] if lines[-1][0] == "try" else None
        began = time.monotonic()
        with place.open() as reopened:
            assert time.monotonic() - began < OPENS_WITHIN
            check(reopened, acknowledged)
            unknown += len(edits_of(versions.get(reopened, NAME))) - len(acknowledged)
    writer = Writer(place, "writer", edits[len(acknowledged) :][:10], base=tried_from)
    writer.go()
    acknowledged += [edit for kind, edit, _ in writer.said() if kind == "ack"]
    check(store, acknowledged)
    assert edits_of(versions.get(store, NAME)) == acknowledged == edits[: len(acknowledged)]
    assert len(acknowledged) > KILLS // 2
    assert unknown, "no kill left a commit that nobody was told of: nothing was repeated"


def test_postgres_killed_ten_times_loses_and_doubles_nothing(server: PostgresServer, place_in: Place) -> None:
    store = place_in.open()
    begin(store)
    acknowledged: list[str] = []
    refused: list[str] = []
    stop = threading.Event()

    def write() -> None:
        """A client that repeats what failed, with the key it had, until it is told that it was kept."""
        while not stop.is_set():
            name = f"e{len(acknowledged)}"
            newest = repeat(partial(versions.get, store, NAME))
            body = with_edit(newest, name)
            repeat(partial(versions.save, store, NAME, newest.number, body, "writer", "", key=name))
            acknowledged.append(name)

    def repeat(act: Callable[[], Version]) -> Version:
        while True:
            try:
                return act()
            except StoreError as error:
                refused.append(str(error))
                time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(SERVER_KILLS):
            there = len(acknowledged)
            while len(acknowledged) < there + 3:
                assert writer.is_alive()
                time.sleep(0.005)
            time.sleep(random.uniform(0, 0.05))
            server.kill()
            kept = list(acknowledged)
            assert server.start() < 30
            with place_in.open() as reopened:
                check(reopened, kept)
    finally:
        stop.set()
        writer.join(60)
    assert not writer.is_alive()
    check(store, acknowledged)
    assert edits_of(versions.get(store, NAME)) == acknowledged
    assert len(refused) >= SERVER_KILLS
    assert all(line.startswith("postgresql://") for line in refused)
