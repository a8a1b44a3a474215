"""Opens the store and gives its transactions: SQLite in a file (WAL, every commit on disk) or PostgreSQL by a URL.

A driver's words may hold a password or a row's text: they must never reach a message unless known to be harmless.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlalchemy
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy import exc as sql_errors
from sqlalchemy.engine import URL, make_url

from voicekit.errors import MissingExtra, StoreError, VoicekitError
from voicekit.store import migrate

FILE = "voicekit.db"
BUSY_SECONDS = 30.0
"""How long a writer waits for another one of the same file."""
CONNECT_SECONDS = 10


class Store:
    """An open store. `engine` gives connections; use `begin` to write and `read` to read.

    `place` names it in messages, without a password.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place
        self._writing = self._reading = engine
        if engine.dialect.name == "sqlite":
            self._writing = engine.execution_options(voicekit_begin="BEGIN IMMEDIATE")
        else:
            self._reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: kept whole when the block ends, gone when it raises. Raises StoreError."""
        with _clear(self.place), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one moment of the store throughout. Raises StoreError."""
        with _clear(self.place), self._reading.begin() as connection:
            yield connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the store opens them again where it is used again."""
        self.engine.dispose()


def _dumps(value: object) -> str:
    """Text stays readable in the file; NaN is refused by PostgreSQL, so SQLite shall not have it either."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def open_store(url: str | None, folder: Path) -> Store:
    """See voicekit.store.open_store."""
    store = connect(url, folder)
    try:
        with _clear(store.place):
            migrate.to_head(store.engine, store.place)
    except BaseException:
        store.close()
        raise
    return store


def connect(url: str | None, folder: Path) -> Store:
    """As `open_store`, but with its tables as they are: for looking at them."""
    return _sqlite(folder) if url is None else _postgres(url)


def _sqlite(folder: Path) -> Store:
    path = Path(folder) / FILE
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would make the file readable for everyone; its -wal and -shm take over what the file has.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened ({error.strerror}); mend it, or set store_dir") from None
    engine = create_engine(
        URL.create("sqlite", database=os.fspath(path)),
        hide_parameters=True,
        json_serializer=_dumps,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Store(engine, os.fspath(path))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # Python's driver would begin late and commit by itself: see _begin
    _to_wal(connection)
    connection.execute(
        "PRAGMA synchronous=FULL"
    )  # in WAL, NORMAL may lose acknowledged commits with the power
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten


def _to_wal(connection: sqlite3.Connection) -> None:
    """The switch does not wait for others that open the same new file: SQLite's timeout does not hold for it."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """BEGIN IMMEDIATE for writers alone: a reader that turns writer midway could not wait its turn."""
    connection.exec_driver_sql(connection.get_execution_options().get("voicekit_begin", "BEGIN"))


def _postgres(url: str) -> Store:
    try:
        given = make_url(url)
    except (sql_errors.ArgumentError, ValueError):  # ValueError: a port that is no number
        raise StoreError("store_url: not an address such as postgresql://user@host/database") from None
    if given.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(
            "store_url: expected an address such as postgresql://user@host/database; "
            "leave it out for a file in store_dir"
        )
    place = given.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    try:
        engine = create_engine(
            given.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            json_serializer=_dumps,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    except ModuleNotFoundError:
        raise MissingExtra("postgres", "a store in PostgreSQL") from None
    return Store(engine, place)


@contextmanager
def _clear(place: str) -> Iterator[None]:
    """Turn a driver's errors into StoreError: no parameters, no row, no password."""
    try:
        yield
    except sql_errors.StatementError as error:
        if isinstance(error.orig, VoicekitError):
            raise error.orig from None
        raise StoreError(f"{place}: {_reason(error)}") from None
    except json.JSONDecodeError:
        raise StoreError(f"{place}: a row is damaged and cannot be read; restore a backup") from None
    except sql_errors.SQLAlchemyError as error:
        raise StoreError(f"{place}: {type(error).__name__}; try again") from None


def _reason(error: sqlalchemy.exc.StatementError) -> str:
    cause: Any = error.orig
    if isinstance(cause, sqlite3.Error):  # names of tables and columns at most
        return f"{cause}; nothing was written"
    said = str(cause).strip().partition("\n")[0]
    if isinstance(error, sql_errors.OperationalError | sql_errors.InterfaceError):
        return f"{said}; try again, and repeat a change with the key it had"
    if getattr(cause, "sqlstate", None) == "P0001":  # raised by the store's own triggers
        return f"{said}; nothing was written"
    kind = getattr(cause, "sqlstate", None) or type(cause).__name__
    return f"the database refused it ({kind}); nothing was written"
