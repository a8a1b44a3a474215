"""Opens the guideline store that the settings name, for as long as a use case needs it.

Must never import a database library before the store is asked for, nor make a store by only looking for one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.errors import InputError, StoreError

if TYPE_CHECKING:
    from voicekit.store.engine import Store

_FILE = "voicekit.db"
"""As voicekit.store.engine.FILE, which cannot be read without loading a database library."""


def store_dir(settings: Settings) -> str:
    """Where the store lies on this machine. Raises StoreError where no place is known."""
    if settings.store_dir is None:
        raise StoreError("no folder for the store is known on this machine; set store_dir")
    return os.fspath(settings.store_dir)


def has_store(settings: Settings) -> bool:
    """True where there is a store to be asked."""
    return settings.store_url is not None or (
        settings.store_dir is not None and os.path.isfile(os.path.join(settings.store_dir, _FILE))
    )


@contextmanager
def store_of(settings: Settings) -> Iterator[Store]:
    """The store of the settings, made where there is none, closed afterwards. Raises StoreError, MissingExtra."""
    from pathlib import Path

    from voicekit.store import open_store

    url = settings.store_url.reveal() if settings.store_url is not None else None
    store = open_store(url, Path(store_dir(settings)))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def store_with(settings: Settings, brand: str) -> Iterator[Store]:
    """`store_of`, but never a new one. Raises InputError, naming the mend, where the brand cannot be in it."""
    if not has_store(settings):
        raise InputError(
            f"guideline '{brand}': there is no store yet; begin with "
            f"'voicekit guideline import {brand} --guidelines DIR'"
        )
    with store_of(settings) as store:
        yield store


def user_of(settings: Settings) -> str:
    """Who is at work. Raises InputError where neither the settings nor the machine say."""
    if not settings.user:
        raise InputError(
            "nobody is named as the one who does this; set VOICEKIT_USER, or user in voicekit.toml"
        )
    return settings.user
