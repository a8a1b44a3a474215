"""A real PostgreSQL of the tests' own, run as a user without rights, and stores in it and in SQLite.

It listens on a socket in its own folder alone, and must never outlive the process that started it.

    server = postgres_server()
    store = open_store(server.new_database(), folder)
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from voicekit.store import open_store
from voicekit.store.engine import Store

KINDS = ("sqlite", "postgres")
WATCH = """
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$pid"
for _ in 1 2 3 4 5 6 7 8 9; do sleep 0.2; rm -rf "$1" && [ ! -e "$1" ] && exit; done
"""


class Place:
    """Where a store is, as open_store takes it; another process can open it too."""

    def __init__(self, url: str | None, folder: Path) -> None:
        self.url, self.folder = url, folder
        self._opened: list[Store] = []

    def open(self) -> Store:
        """The store there; `close` closes it."""
        self._opened.append(open_store(self.url, self.folder))
        return self._opened[-1]

    def close(self) -> None:
        for store in self._opened:
            store.close()


class PostgresServer:
    """One server with a folder of its own; `kill` is a power cut, `start` comes up again from what is on the disk."""

    def __init__(self, binaries: Path, *, sync: bool) -> None:
        self.binaries = binaries
        self.options = [] if sync else ["-F"]
        self.folder = Path(
            tempfile.mkdtemp(prefix="vk-pg-", dir="/tmp")
        )  # a socket's path has 107 bytes at most
        self.numbers = itertools.count()
        self.process: subprocess.Popen[bytes] | None = None
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user = _powerless()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # Reads until this process has ended, however it did: a worker of xdist runs nothing at its exit.
        self._watcher = subprocess.Popen(
            ["sh", "-c", WATCH, "sh", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._run("initdb", "-D", "data", "-U", "voicekit", "-A", "trust", "-E", "UTF8", "--locale=C")

    def start(self) -> float:
        """Start and wait until it answers; the seconds that took."""
        began = time.monotonic()
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", "data", "-k", str(self.folder), "-h", "", *self.options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self.as_user,
            )
        while time.monotonic() - began < 30:
            with contextlib.suppress(psycopg.OperationalError), self._connect():
                return time.monotonic() - began
            assert self.process.poll() is None, (self.folder / "log").read_text("utf-8")[-2000:]
            time.sleep(0.02)
        raise AssertionError("PostgreSQL does not answer")

    def kill(self) -> None:
        """SIGKILL to the server and to every process of it at once."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)  # it starts no further process while they are counted
        children = _children(self.process.pid)
        for pid in (self.process.pid, *children):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(30)
        while any(Path(f"/proc/{pid}/stat").exists() and not _is_zombie(pid) for pid in children):
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop at once, and remove everything."""
        assert self._watcher.stdin
        self._watcher.stdin.close()
        self._watcher.wait(30)
        if self.process:
            self.process.wait(30)

    def new_database(self) -> str:
        """The address of a database nobody has used."""
        name = f"t{next(self.numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://voicekit@/{name}?host={self.folder}"

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), user="voicekit", dbname="postgres", autocommit=True, connect_timeout=10
        )

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.binaries / program, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **self.as_user,
        )
        assert done.returncode == 0, done.stderr


def new_postgres(*, sync: bool = True) -> PostgresServer:
    """A server that runs; without `sync` it does not wait for the disk.

    Skips the test, loudly, where the machine has no PostgreSQL; in CI it fails.
    """
    binaries = _binaries()
    if binaries is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("NO POSTGRESQL ON THIS MACHINE: the store was not tested on it (`make postgres` helps)")
    server = PostgresServer(binaries, sync=sync)
    server.start()
    return server


@functools.cache
def postgres_server() -> PostgresServer:
    """The server of this process's tests, started by the first that asks."""
    return new_postgres(sync=False)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty place for a store, on each database in turn."""
    url = postgres_server().new_database() if request.param == "postgres" else None
    made = Place(url, tmp_path / "store")
    yield made
    made.close()


@pytest.fixture
def store(place: Place) -> Store:
    """An empty store, on each database in turn."""
    return place.open()


def _binaries() -> Path | None:
    """The folder of the newest server on this machine."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True
    )
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _powerless() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise AssertionError("PostgreSQL does not run as root, and there is neither 'postgres' nor 'nobody'")


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text("utf-8").rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
