"""The whole store in one file, alike for both databases: a zip of JSON lines a table, and a manifest of their hashes.

Must never hold the key, nor (unless asked) the replay sets' conversations: a file outlives the day they go.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from sqlalchemy import Connection, Table, func, insert, select

from voicekit._version import __version__
from voicekit.errors import InputError, StoreError
from voicekit.store import audit, bodies, migrate, tables
from voicekit.store.columns import Json, Moment, Words, now
from voicekit.store.engine import Store

FORMAT = 1
EVERYTHING = "*"
"""What the audit trail calls the whole store, where it names a guideline else."""
_MANIFEST = "manifest.json"
_LONGEST = 256 << 20
"""Bytes of one row: 500 files of 256 KiB each, and twice that where JSON has to escape them."""
_MOST = 1 << 63
"""From which a whole number fits into no column."""
_BATCH = 100
"""Rows that are written at once."""


class Manifest(NamedTuple):
    """What a backup says of itself: `parts` are the rows and the SHA-256 of each table's lines.

    `replay` is true where it holds the conversations of replay sets.
    """

    format: int
    tool_version: str
    schema: str
    at: str
    replay: bool
    parts: dict[str, dict[str, Any]]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(part["rows"] for part in self.parts.values())


def write(store: Store, path: Path, *, replay: bool = False) -> Manifest:
    """Write a backup to `path`, whole or not at all, for its owner alone (mode 600).

    Raises InputError where the file is there already or cannot be written.
    """
    with _whole(path) as file, store.read() as connection:
        return _dump(connection, file, replay)


def look(path: Path) -> Manifest:
    """The manifest of a backup, every part of which has been held against its hash. Raises InputError."""
    with _opened(path) as (manifest, archive):
        for name, part in manifest.parts.items():
            digest = hashlib.sha256()
            with archive.open(_part(name)) as lines:
                while block := lines.read(1 << 20):
                    digest.update(block)
            if digest.hexdigest() != part["sha256"]:
                raise InputError(f"{path}: the part '{name}' is damaged; take another backup")
        return manifest


def restore(
    store: Store, path: Path, by: str, *, replace: Path | None = None
) -> tuple[Manifest, Manifest | None]:
    """Put a backup in place of an empty store, in one transaction; its manifest, and that of what was replaced.

    `replace` is the file into which a store that is not empty is saved first, without its replay sets' conversations;
    without it such a store is refused. Raises InputError on a file that is no whole backup of this version's tables,
    StoreError on a store that is not empty; then nothing has changed.
    """
    manifest = look(path)
    saved: Manifest | None = None
    with store.begin() as connection:
        if connection.dialect.name != "sqlite":
            quote = connection.dialect.identifier_preparer.format_table
            names = ", ".join(quote(table) for table in tables.metadata.sorted_tables)
            connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
        held = sum(_count(connection, table) for table in tables.metadata.sorted_tables)
        if held and replace is None:
            raise StoreError(
                f"{store.place}: holds {held} rows; a backup goes into an empty store, or in its place with --replace"
            )
        if held and replace is not None:
            with _whole(replace) as file:
                saved = _dump(connection, file, replay=False)
            for table in reversed(tables.metadata.sorted_tables):
                connection.execute(table.delete())
        with _opened(path) as (_, archive):
            for table in tables.metadata.sorted_tables:
                _fill(connection, table, archive, path)
        _go_on_counting(connection)
        late = tables.replay_item
        connection.execute(late.delete().where(late.c.expires_at <= now()))
        audit.add(connection, by, "store.restore", EVERYTHING, {"rows": manifest.rows, "made": manifest.at})
    return manifest, saved


def _dump(connection: Connection, file: IO[bytes], replay: bool) -> Manifest:
    parts: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables.metadata.sorted_tables:
            rows, digest = 0, hashlib.sha256()
            with archive.open(_part(table.name), "w", force_zip64=True) as lines:
                if table is not tables.replay_item or replay:
                    for line in _lines(connection, table):
                        lines.write(line)
                        digest.update(line)
                        rows += 1
            parts[table.name] = {"rows": rows, "sha256": digest.hexdigest()}
        manifest = Manifest(FORMAT, __version__, migrate.HEAD, now().isoformat(), replay, parts)
        archive.writestr(_MANIFEST, json.dumps(manifest._asdict(), indent=2) + "\n")
    return manifest


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    every = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
    for row in connection.execute(every).mappings():
        value = {key: one.isoformat() if isinstance(one, datetime) else one for key, one in dict(row).items()}
        yield json.dumps(value, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile, path: Path) -> None:
    batch: list[dict[str, Any]] = []
    with archive.open(_part(table.name)) as lines:
        for number in range(1, 1 << 62):
            line = lines.readline(_LONGEST)
            if line:
                batch.append(_row(table, line, f"{path}: {table.name}:{number}"))
            if batch and (not line or len(batch) == _BATCH):
                connection.execute(insert(table), batch)
                batch = []
            if not line:
                return


def _row(table: Table, line: bytes, where: str) -> dict[str, Any]:
    """A row as the database takes it. Raises InputError, without a word of it, where it is none."""
    wrong = InputError(f"{where}: not a row of this table; take another backup")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise wrong from None
    if not isinstance(value, dict) or value.keys() != set(table.columns.keys()):
        raise wrong
    for column in table.columns:
        one = value[column.name]
        if isinstance(column.type, Json):
            continue
        if isinstance(column.type, Moment) and isinstance(one, str):
            try:
                value[column.name] = datetime.fromisoformat(one)
            except ValueError:
                raise wrong from None
        elif one is not None and not _fits(one, column.type):
            raise wrong
    _hold_to_form(table, value, where)
    return value


def _hold_to_form(table: Table, value: dict[str, Any], where: str) -> None:
    """What becomes files is held to what any version is: a body, and the name of a guideline."""
    if table is tables.guideline:
        bodies.check_name(value["name"])
    elif table in (tables.version, tables.draft):
        body = value["body"]
        if not isinstance(body, dict) or not all(isinstance(text, str) for text in body.values()):
            raise InputError(f"{where}: not a row of this table; take another backup")
        for path, text in body.items():
            bodies.check_text(path, text)


def _fits(one: object, of: object) -> bool:
    """Whether a value that is no JSON column's and no moment is what its column holds."""
    if isinstance(of, Words | Moment):
        return isinstance(one, str)
    return isinstance(one, int) and not isinstance(one, bool) and abs(one) < _MOST


def _go_on_counting(connection: Connection) -> None:
    """Let new rows be numbered after those that brought their numbers along; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables.metadata.sorted_tables:
        key = table.columns.get("id")
        if key is not None:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(
                select(func.setval(sequence, func.coalesce(func.max(key), 1), func.max(key).is_not(None)))
            )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _part(table: str) -> str:
    return f"tables/{table}.jsonl"


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_MANIFEST).file_size > 1 << 20:
                raise InputError(f"{path}: not a backup of voicekit")
            yield _manifest(json.loads(archive.read(_MANIFEST)), path), archive
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError):
        # RuntimeError: the part wants a password, is packed in a way nobody knows, or is nested without end
        raise InputError(f"{path}: not a backup of voicekit, or a damaged one; take another") from None


def _manifest(value: object, path: Path) -> Manifest:
    if not isinstance(value, dict) or value.keys() != set(Manifest._fields):
        raise InputError(f"{path}: not a backup of voicekit")
    manifest = Manifest(**value)
    if manifest.format != FORMAT or manifest.schema != migrate.HEAD:
        raise InputError(
            f"{path}: was made by voicekit {manifest.tool_version} with other tables; restore it with that version, "
            "then open the store with this one"
        )
    parts: Any = manifest.parts
    named = {table.name for table in tables.metadata.sorted_tables}
    if not isinstance(parts, dict) or parts.keys() != named or not all(map(_is_part, parts.values())):
        raise InputError(f"{path}: not a whole backup; take another")
    return manifest


def _is_part(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("rows"), int)
        and isinstance(value.get("sha256"), str)
    )


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the name `path` when everything is written and on the disk; gone after an error."""
    if os.path.lexists(path):
        raise InputError(f"{path}: is there already; name another file, or move it away")
    spare = path.with_name(f".{path.name[:100]}-{secrets.token_hex(4)}")
    try:
        handle = os.open(spare, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); check the folder") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(spare, path)
    except BaseException:
        os.unlink(spare)
        raise
    if os.name != "nt":  # Windows opens no folders
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
