"""The store's upkeep: a backup in one file, back from it, and out with what is no longer to be kept.

It must never replace a store that is not empty unasked, nor keep quiet about a version whose digest is not right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from voicekit.config import Settings
from voicekit.errors import InputError, VoicekitError

if TYPE_CHECKING:
    from pathlib import Path

    from voicekit.store.backup import Manifest
    from voicekit.store.upkeep import Purged, What


class Restored(NamedTuple):
    """What came back from a backup: its manifest, where the store before it was saved, and what is wrong with it."""

    manifest: Manifest
    saved: Path | None
    wrong: tuple[str, ...]


def backup(settings: Settings, file: Path, *, replay: bool = False) -> Manifest:
    """Write the whole store to `file`, for its owner alone; with `replay` also the conversations of replay sets.

    Raises InputError where there is no store, or `file` is there already.
    """
    from voicekit.service.storing import has_store, store_of

    if not has_store(settings):
        raise InputError("there is no store yet, so there is nothing to back up")
    with store_of(settings) as store:
        from voicekit.store import backup as parts

        return parts.write(store, file, replay=replay)


def restore(settings: Settings, file: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of an empty store, or with `replace` of any: that one is saved in store_dir first.

    Guidelines that are live on this machine follow; where one cannot, `wrong` says so. Raises InputError on a file that
    is no whole backup, StoreError on a store that is not empty; then nothing has changed.
    """
    from pathlib import Path

    from voicekit.service import live
    from voicekit.service.doctor import live_here
    from voicekit.service.storing import store_dir, store_of, user_of

    by = user_of(settings)
    with store_of(settings) as store:
        from voicekit.store import backup as parts
        from voicekit.store import upkeep, versions
        from voicekit.store.columns import now

        folder = Path(store_dir(settings))  # not there yet on a new machine of a team
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        saved = folder / f"before-restore-{now():%Y%m%dT%H%M%S}.zip"
        manifest, before = parts.restore(store, file, by, replace=saved if replace else None)
        if before is not None:
            upkeep.wipe(store)  # what was replaced may have held conversations
        names = versions.names(store)
        wrong = [f"{name}: {one}" for name in names for one in versions.verify(store, name)]
        for name in sorted({*live_here(settings), *names}):
            if name not in names:
                wrong.append(f"{name}: is live on this machine, but this store has none of that name")
                continue
            try:
                live.follow(settings, store, name)
            except (VoicekitError, OSError) as error:  # the store is back all the same
                reason = str(error) if isinstance(error, VoicekitError) else error.strerror
                wrong.append(f"{name}: what is published could not be made live on this machine: {reason}")
    return Restored(manifest, saved if before is not None else None, tuple(wrong))


def purge(settings: Settings, what: What | None = None, *, older_than: int | None = None) -> Purged:
    """Delete what is past its day; with `what` also what is not, or only what is older than so many days.

    No trace of it stays in the store's files. Raises InputError on days that cannot be, StoreError where others are at
    work in the store.
    """
    from datetime import timedelta

    from voicekit.service.storing import has_store, store_of, user_of

    if older_than is not None and not 0 <= older_than <= 36_500:
        raise InputError("older-than: expected a number of days from 0 on")
    if not has_store(settings):
        raise InputError("there is no store yet, so there is nothing to purge")
    by = user_of(settings)
    with store_of(settings) as store:
        from voicekit.store import upkeep
        from voicekit.store.columns import now

        before = None if older_than is None else now() - timedelta(days=older_than)
        purged = upkeep.purge(store, by, what, before)
        upkeep.wipe(store)
    return purged
