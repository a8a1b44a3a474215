"""The published guideline as files on this machine, so that judging a reply opens no database.

`<store_dir>/live/<brand>/current` names the folder beside it that counts. Must never import a database library unless
the store has to be asked, leave a reader between two versions, or stop the work where the database is down.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from voicekit.config import Settings
from voicekit.errors import InputError, VoicekitError
from voicekit.guideline.files import names_in
from voicekit.service.storing import has_store, store_dir, store_of

if TYPE_CHECKING:
    from voicekit.store.engine import Store

FRESH = 60.0
"""Seconds for which a team's database is not asked again."""
_ABANDONED = 3600.0
"""Seconds after which an unfinished folder is nobody's any more."""
_POINTER, _CHECKED, _UNFINISHED = "current", "checked", ".new-"


class Live(NamedTuple):
    """Which version is live on this machine: its number and digest, and the guidelines folder that holds it."""

    number: int
    sha256: str
    root: str


def live_root(settings: Settings, brand: str) -> str:
    """The guidelines folder of the brand's published guideline.

    A team's database is asked where that was not done for FRESH seconds; where it cannot be reached the last
    published guideline goes on, with a line on standard error. Raises InputError where nothing is published.
    """
    found = pointed(settings, brand)
    if found is None or (settings.store_url is not None and _is_old(_folder(settings, brand))):
        found = _asked(settings, brand, found)
    if found is None:
        known = live_brands(settings)
        there = f"; published are: {', '.join(known)}" if known else ""
        raise InputError(
            f"guideline '{brand}': nothing is published in the store; bring it in with "
            f"'voicekit guideline import {brand} --guidelines DIR'{there}"
        )
    return found.root


def live_brands(settings: Settings) -> list[str]:
    """The brands with a published guideline, sorted; those of a team's database too, where it can be reached."""
    base = _base(settings)
    if settings.store_url is not None and _is_old(base):
        try:
            with store_of(settings) as store:
                from voicekit.store import versions

                for brand in versions.names(store):
                    _asked(settings, brand, pointed(settings, brand))
        except (VoicekitError, OSError) as error:
            _say(f"{_told(error)}; going on with what was published before")
        _mark(settings, base)
    return [brand for brand in names_in(base) if pointed(settings, brand)]


def pointed(settings: Settings, brand: str) -> Live | None:
    """What the pointer of `brand` names; None where there is none, or its folder is gone."""
    if not _is_name(brand):
        return None
    folder = _folder(settings, brand)
    try:
        with open(os.path.join(folder, _POINTER), encoding="ascii") as file:
            name, number, sha256 = file.read().split()
        root = os.path.join(folder, os.path.basename(name))
        return Live(int(number), sha256, root) if os.path.isdir(os.path.join(root, "brands", brand)) else None
    except (OSError, ValueError):
        return None


def follow(settings: Settings, store: Store, brand: str, *, again: bool = False) -> Live:
    """Make this machine's copy what the store says is live, and give it.

    A copy that is there keeps the packs it was made with; `again`: it is made from those of now. Two who follow at
    once end at the same version: whoever wrote looks again. Raises InputError where the store has no such brand;
    StoreError, GuidelineError, OSError.
    """
    from voicekit.store import versions

    while True:
        version = versions.live(store, brand)
        here = pointed(settings, brand)
        if again or here is None or here[:2] != (version.number, version.sha256):
            root = prepare(settings, brand, version.body, again=again)
            here = Live(version.number, version.sha256, root)
            _point(settings, brand, here)
        if versions.live(store, brand).number == here.number:
            _mark(settings, _folder(settings, brand))
            return here


def prepare(settings: Settings, brand: str, body: dict[str, str], *, again: bool = False) -> str:
    """Write the folder of `body` beside the live one, compile it into the cache, and give the folder.

    Nothing reads it before the pointer names it. `again`: one that is there is put right where somebody changed it.
    Raises GuidelineError where it cannot be used, OSError.
    """
    import shutil
    import tempfile

    from voicekit.service import bodies

    base = _folder(settings, brand)
    name = bodies.snapshot_name(body)
    final = os.path.join(base, name)
    _make(settings, base)
    if again and os.path.isdir(final) and bodies.files_in(final, body) != body:
        os.rename(final, os.path.join(base, f"{_UNFINISHED}{os.urandom(6).hex()}"))
    if not os.path.isdir(final):
        unfinished = tempfile.mkdtemp(prefix=_UNFINISHED, dir=base)
        try:
            bodies.lay_out(body, unfinished)
            sync_folders(unfinished)
            _warm(settings, brand, unfinished)
            _rename(unfinished, final)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        _sync(base)
    return final


def _rename(unfinished: str, final: str) -> None:
    try:
        os.rename(unfinished, final)
    except OSError:
        if not os.path.isdir(final):  # else somebody else wrote the same at the same time
            raise


def _warm(settings: Settings, brand: str, root: str) -> None:
    from voicekit.service.opening import open_guideline, open_signals

    here = settings._replace(brand=brand, guidelines=root, guideline_source="folder")
    open_guideline(here)
    for signals in open_signals(here).values():
        signals()


def _point(settings: Settings, brand: str, here: Live) -> None:
    """Replace the pointer, and keep of the folders the new one and the one before."""
    folder, name = os.path.split(here.root)
    before = pointed(settings, brand)
    if before != here:
        pointer = os.path.join(folder, _POINTER)
        spare = f"{pointer}.{os.urandom(6).hex()}"
        with open(spare, "w", encoding="ascii", newline="\n") as file:
            file.write(f"{name} {here.number} {here.sha256}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(spare, pointer)
        _sync(folder)
    if before is not None and before.root != here.root:
        _clear(folder, {name, os.path.basename(before.root)})


def _clear(folder: str, keep: set[str]) -> None:
    import shutil

    with os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.is_dir() and entry.name not in keep]
    for entry in found:
        unfinished = entry.name.startswith(_UNFINISHED)
        if not unfinished or time.time() - entry.stat().st_mtime > _ABANDONED:
            shutil.rmtree(entry.path, ignore_errors=True)


def _asked(settings: Settings, brand: str, found: Live | None) -> Live | None:
    """What the store says now; `found` where it cannot be asked, or there is none on this machine."""
    if not _is_name(brand) or not has_store(settings):
        return found
    try:
        with store_of(settings) as store:
            return follow(settings, store, brand)
    except (VoicekitError, OSError) as error:
        if found is None:
            if isinstance(error, InputError):  # the store does not know the brand
                return None
            raise
        _say(f"{_told(error)}; going on with version {found.number} of '{brand}', published before")
        _mark(settings, _folder(settings, brand))
        return found


def sync_folders(root: str) -> None:
    """Put the entries of every folder below `root` on the disk; their files are there already."""
    for folder, _, _ in os.walk(root, topdown=False):
        _sync(folder)


def _sync(folder: str) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _base(settings: Settings) -> str:
    return os.path.join(store_dir(settings), "live")


def _folder(settings: Settings, brand: str) -> str:
    return os.path.join(_base(settings), brand)


def _is_name(brand: str) -> bool:
    """True for what can be a brand: the name comes from whoever sends a conversation, and becomes a path."""
    return brand.isascii() and brand.replace("-", "a").replace("_", "a").isalnum()


def _is_old(folder: str) -> bool:
    try:
        return not 0 <= time.time() - os.stat(os.path.join(folder, _CHECKED)).st_mtime < FRESH
    except OSError:
        return True


def _make(settings: Settings, folder: str) -> None:
    """Make `folder` below the store's own, which is nobody else's to look into: makedirs gives its mode to the last."""
    for each in (store_dir(settings), folder):
        os.makedirs(each, mode=0o700, exist_ok=True)


def _mark(settings: Settings, folder: str) -> None:
    """Note that the store was asked now."""
    try:
        _make(settings, folder)
        with open(os.path.join(folder, _CHECKED), "wb"):
            pass
        os.utime(os.path.join(folder, _CHECKED))
    except OSError:  # a full disk: it is asked again each time
        pass


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, VoicekitError) else getattr(error, "strerror", "") or "the disk"


def _say(line: str) -> None:
    print(f"voicekit: {line}", file=sys.stderr)
