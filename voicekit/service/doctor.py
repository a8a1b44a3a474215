"""Looks the store over: settings, folder, disk, database, versions, what is live, the key, the replay sets.

It must never change anything, not even bring tables up to date, nor stop at the first thing that is wrong.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from voicekit.config import Settings
from voicekit.errors import StoreError, VoicekitError
from voicekit.guideline.files import names_in
from voicekit.service.storing import has_store, store_dir

if TYPE_CHECKING:
    from pathlib import Path

    from voicekit.store.engine import Store

_FULL, _TIGHT = 64 << 20, 512 << 20
"""Free bytes below which the store cannot work, and below which it may soon not."""


class Checked(NamedTuple):
    """What came of one check: `what` was looked at, what it `said`, and the `mend` (empty where all is well)."""

    level: Literal["ok", "warn", "fail"]
    what: str
    said: str
    mend: str = ""


def doctor(settings: Settings) -> list[Checked]:
    """Every check of the store, in order; those that cannot be made without an earlier one are left out."""
    return list(_checks(settings))


def live_here(settings: Settings) -> list[str]:
    """The guidelines that are live on this machine, whatever the store says."""
    from voicekit.service.live import pointed

    there = names_in(os.path.join(store_dir(settings), "live"))
    return [name for name in there if pointed(settings, name)]


def _checks(settings: Settings) -> Iterator[Checked]:
    from pathlib import Path  # slow to load, and a lint needs none of this

    who = settings.user or "nobody"
    said = f"guideline_source is {settings.guideline_source}, {who} is at work, approve is {settings.approve}"
    mend = "" if settings.user else "set user, so that the history can name somebody"
    yield Checked("ok" if settings.user else "warn", "settings", said, mend)
    if settings.store_dir is None:
        yield Checked("fail", "folder", "no place for the store is known", "set store_dir")
        return
    folder = Path(settings.store_dir)
    yield _folder(folder)
    yield _disk(folder)
    yield _key(folder)
    if not has_store(settings):
        needed = settings.guideline_source == "store"
        yield Checked(
            "fail" if needed else "ok",
            "database",
            "there is none yet",
            "'voicekit guideline import' makes one" if needed else "",
        )
        return
    try:
        from voicekit.store import engine
    except ModuleNotFoundError:
        yield Checked("fail", "database", "its libraries are not installed", "pip install 'voicekit[store]'")
        return
    url = settings.store_url.reveal() if settings.store_url is not None else None
    try:
        store = engine.connect(url, folder)
    except VoicekitError as error:
        yield Checked("fail", "database", str(error), "mend it, or set store_dir or store_url")
        return
    try:
        yield from _database(settings, store)
    except StoreError as error:
        yield Checked(
            "fail", "database", str(error), "see that it runs and may be reached; else restore a backup"
        )
    finally:
        store.close()


def _folder(folder: Path) -> Checked:
    if not folder.exists():
        return Checked("ok", "folder", f"{folder}: is made at the first use")
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Checked(
            "fail", "folder", f"{folder}: cannot be written", "mend its permissions, or set store_dir"
        )
    if _open_to_others(folder):
        return Checked("warn", "folder", f"{folder}: others can look into it", f"chmod 700 {folder}")
    return Checked("ok", "folder", str(folder))


def _disk(folder: Path) -> Checked:
    import shutil

    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free
    said = f"{free >> 20} MiB are free"
    if free < _TIGHT:
        return Checked(
            "fail" if free < _FULL else "warn", "disk", said, "make room, or set store_dir elsewhere"
        )
    return Checked("ok", "disk", said)


def _key(folder: Path) -> Checked:
    path = folder / "key"
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return Checked("ok", "key", "is made at the first use")
    except OSError as error:
        return Checked("fail", "key", f"{path}: {error.strerror}", "mend its permissions")
    if _open_to_others(path):
        return Checked("fail", "key", f"{path}: others can read it", f"chmod 600 {path}")
    if size != 32:
        return Checked(
            "fail", "key", f"{path}: has {size} bytes, not 32", "put back the right file, or remove it"
        )
    return Checked("ok", "key", "only its owner can read it")


def _open_to_others(path: Path) -> bool:
    return os.name != "nt" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _database(settings: Settings, store: Store) -> Iterator[Checked]:
    from voicekit.store import migrate, replay, upkeep

    with store.read() as connection:
        found = migrate.revision(connection)
        sound = upkeep.sound(connection)
    if not sound:
        yield Checked("fail", "database", f"{store.place}: is damaged", "restore a backup")
        return
    yield Checked("ok", "database", store.place)
    if found is None or found < migrate.HEAD:
        said = f"are at {found or 'nothing'}, this voicekit's at {migrate.HEAD}"
        yield Checked("warn", "tables", said, "any command that opens the store brings them up to date")
        return
    if found > migrate.HEAD:
        yield Checked("fail", "tables", f"are those of a newer voicekit ({found})", "install that version")
        return
    yield Checked("ok", "tables", f"are up to date ({found})")
    yield from _versions(settings, store)
    expired = replay.expired(store)
    if expired:
        said = f"{expired} conversations are past their day"
        yield Checked("warn", "replay sets", said, "'voicekit purge' takes them off the disk")
    else:
        yield Checked("ok", "replay sets", "nothing is past its day")


def _versions(settings: Settings, store: Store) -> Iterator[Checked]:
    from voicekit.store import bodies, versions

    names = versions.names(store)
    wrong: dict[str, list[str]] = {}
    for name in names:
        try:
            wrong[name] = versions.verify(store, name)
        except VoicekitError as error:  # the next one may be well
            wrong[name] = [str(error)]
    wrong = {name: found for name, found in wrong.items() if found}
    for name, found in wrong.items():
        for one in found:
            yield Checked("fail", "versions", f"{name}: {one}", "restore a backup")
    if not wrong:
        yield Checked("ok", "versions", f"{len(names)} guidelines, every digest is right")
    for name in live_here(settings):
        if name not in names:
            said, place = (
                "the store has no guideline of that name",
                os.path.join(store_dir(settings), "live", name),
            )
            yield Checked("fail", f"live {name}", said, f"remove {place}, or restore the store it is from")
    base = bodies.base_sha()
    for name in sorted(set(names) - wrong.keys()):
        published = versions.live(store, name)
        yield _live(settings, name, published.number, published.body)
        if published.base_sha256 != base:
            yield Checked(
                "warn",
                f"packs of {name}",
                f"those that travel along are not as they were for version {published.number}",
                f"see 'voicekit guideline check {name}', then publish a version made with them",
            )


def _live(settings: Settings, name: str, number: int, body: dict[str, str]) -> Checked:
    from voicekit.service.bodies import files_in
    from voicekit.service.live import pointed

    what, here = f"live {name}", pointed(settings, name)
    if here is None:
        wanted = settings.guideline_source == "store"
        return Checked(
            "warn" if wanted else "ok",
            what,
            f"version {number} is not on this machine",
            f"'voicekit lint --brand {name}' brings it" if wanted else "",
        )
    mend = f"remove {os.path.dirname(here.root)}; it is written again at the next use"
    if here.number != number:
        # A team's database is asked once a minute: another machine may just have published.
        level: Literal["warn", "fail"] = "fail" if settings.store_url is None else "warn"
        return Checked(level, what, f"is version {here.number} here, {number} in the store", mend)
    if files_in(here.root, body) != body:
        return Checked("fail", what, f"the files here are not those of version {number}", mend)
    return Checked("ok", what, f"version {number}")
