"""A small guideline in a store, and the settings under which the use cases find both."""

from __future__ import annotations

from pathlib import Path

from support.databases import Place
from support.tiny import FILES, write_tiny
from voicekit.config import Address, Settings, load
from voicekit.store import versions
from voicekit.store.engine import Store

BODY = dict(FILES)


def seed(store: Store, name: str = "shop", versions_more: int = 0) -> Store:
    """`store` with the tiny guideline in it, and as many more versions in review."""
    body = {
        path.replace("brands/shop/", f"brands/{name}/"): text.replace("id: shop", f"id: {name}")
        for path, text in BODY.items()
    }
    versions.create(store, name, body, "lena", "first")
    for number in range(1, versions_more + 1):
        changed = {path: f"{text}# change {number}\n" for path, text in body.items()}
        versions.save(store, name, number, changed, "omar", f"change {number}")
    return store


def settings_at(place: Place, folder: Path) -> Settings:
    """The settings of a lead whose store is at `place`, and whose guideline files lie below `folder`.

    The cache is the whole run's: compiling the signals that travel along takes a minute.
    """
    return Settings(
        brand="shop",
        guidelines=write_tiny(folder / "guidelines"),
        cache_dir=load({}).cache_dir,
        store_dir=place.folder,
        store_url=None if place.url is None else Address(place.url),
        user="lena",
    )
