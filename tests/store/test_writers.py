"""Many writers at once on one guideline, as processes of their own: no edit may be lost and none doubled."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.databases import Place
from support.store_writers import NAME, Writer, begin, edits_of

from voicekit.store import bodies, versions
from voicekit.store.engine import Store

pytestmark = pytest.mark.slow
WRITERS = 8
EACH = 50
EDITS = {f"w{writer}-{number}" for writer in range(WRITERS) for number in range(EACH)}


def write(place: Place, **more: object) -> Store:
    """All edits, by all writers at once; the store then."""
    store = place.open()
    begin(store)
    writers = [
        Writer(place, f"w{writer}", [f"w{writer}-{number}" for number in range(EACH)], **more)
        for writer in range(WRITERS)
    ]
    for writer in writers:
        writer.go()
    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(Writer.said, writers))
    assert [writer.process.exitcode for writer in writers] == [0] * WRITERS
    acknowledged = [edit for lines in told for kind, edit, _ in lines if kind == "ack"]
    assert sorted(acknowledged) == sorted(EDITS)
    return store


def test_eight_writers_lose_and_double_nothing(place: Place) -> None:
    store = write(place)
    history = versions.history(store, NAME)
    final = edits_of(history[0])
    assert sorted(final) == sorted(EDITS)
    assert [version.number for version in history] == list(range(len(EDITS) + 1, 0, -1))
    assert all(bodies.sha_of(version.body) == version.sha256 for version in history)
    for newer, older in itertools.pairwise(history):
        assert newer.parent == older.number
        assert edits_of(newer)[:-1] == edits_of(older)
        assert newer.author == edits_of(newer)[-1].partition("-")[0]
    assert versions.verify(store, NAME) == []


def test_without_the_version_check_edits_are_lost(place: Place) -> None:
    """The proof that the test above can fail, and that verify sees such a history."""
    store = write(place, unchecked=True)
    lost = EDITS - set(edits_of(versions.get(store, NAME)))
    assert len(lost) > len(EDITS) // 4
    assert any("not from the one before it" in line for line in versions.verify(store, NAME))
