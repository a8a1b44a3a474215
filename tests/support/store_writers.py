"""Processes that write versions until they are done or killed, for the tests of the store.

They are forked from one that has everything loaded: a kill costs milliseconds. `ack` must never be said before the
store has said so.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from support.databases import Place
from voicekit.errors import Conflict
from voicekit.store import open_store, versions
from voicekit.store.engine import Store
from voicekit.store.tables import guideline
from voicekit.store.versions import Version

NAME = "shop"
FILE = f"brands/{NAME}/terms.yaml"
ROOT = Path(__file__).parents[2]


class Job(NamedTuple):
    """`base`: repeat the first edit as it was tried from there; `unchecked`: without the head's compare-and-swap.

    `dawdle`: seconds between the store's answer and the writer's own.
    """

    url: str | None
    folder: Path
    who: str
    edits: list[str]
    base: int | None = None
    unchecked: bool = False
    dawdle: float = 0.0


class Writer:
    """A writer that is ready and waits for `go`."""

    def __init__(self, place: Place, who: str, edits: list[str], **more: object) -> None:
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload([__name__])
        path = dict.fromkeys(
            [str(ROOT), str(ROOT / "tests"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        )
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))
        self._pipe, theirs = processes.Pipe()
        job = Job(place.url, place.folder, who, edits, **more)  # type: ignore[arg-type]
        self.process = processes.Process(target=write, args=(job, theirs), daemon=True)
        self.process.start()
        theirs.close()
        assert self._pipe.recv() == ("ready",)

    def go(self) -> None:
        """Let it begin."""
        self._pipe.send("go")

    def said(self) -> list[tuple[str, str, int]]:
        """All it said until its end: ("try", edit, base) and ("ack", edit, number)."""
        lines = []
        while True:
            try:
                lines.append(self._pipe.recv())
            except (EOFError, OSError):
                break
        self.process.join(60)
        self._pipe.close()
        return lines


def begin(store: Store) -> None:
    """The guideline that is written to."""
    versions.create(store, NAME, {FILE: "schema_version: 1\n"}, "founder", "")


def edits_of(version: Version) -> list[str]:
    """The edits in a version, in the order they were made."""
    return [line.removeprefix("# ") for line in version.body[FILE].splitlines()[1:]]


def with_edit(version: Version, name: str) -> dict[str, str]:
    """The version's files with one more edit."""
    return {FILE: f"{version.body[FILE]}# {name}\n"}


def write(job: Job, pipe: Pipe) -> None:
    """What a writer's process does; the name of an edit is its key."""
    if job.unchecked:
        versions._advance = unchecked
    with open_store(job.url, job.folder) as store:
        versions.get(store, NAME)
        pipe.send(("ready",))
        pipe.recv()
        base = job.base
        for name in job.edits:
            done = None
            while done is None:
                newest = versions.get(store, NAME, base)
                pipe.send(("try", name, newest.number))
                try:
                    done = versions.save(
                        store, NAME, newest.number, with_edit(newest, name), job.who, "", key=name
                    )
                except Conflict:
                    time.sleep(random.random() / 20)
                base = None
            time.sleep(job.dawdle)
            pipe.send(("ack", name, done.number))


def unchecked(connection: Connection, guideline_id: int, base: int) -> int:
    """The head's move as it must not be: whatever it was made from."""
    of = guideline.c.id == guideline_id
    connection.execute(update(guideline).where(of).values(head=guideline.c.head + 1))
    return connection.execute(select(guideline.c.head).where(of)).scalar_one()
