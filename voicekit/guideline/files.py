"""Which files a brand's guideline is made of: found by looking at folders only, for the content hash of the cache.

On the hot path: it must never import YAML or pydantic, nor open a file; pathlib is left out too
(20 ms of a cold start).
"""

from __future__ import annotations

import os

from voicekit.errors import InputError
from voicekit.types import LANGUAGES

SIGNALS = "signals"
"""The folder of what customers' words show, for all brands."""
StrPath = str | os.PathLike[str]


def names_in(folder: StrPath) -> tuple[str, ...]:
    """Names of the folders in `folder`, sorted; hidden ones and a missing `folder` count for nothing."""
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] not in "._")
            )
    except OSError:
        return ()


def brands_in(root: StrPath) -> tuple[str, ...]:
    """The brands of a guidelines folder, sorted."""
    return names_in(os.path.join(root, "brands"))


def brand_folder(root: StrPath, brand: str) -> str:
    """The folder of `brand`. Raises InputError, naming the brands there are, when there is none of that name."""
    known = brands_in(root)
    if brand not in known:
        there = (
            f"there are: {', '.join(known)}" if known else f"no brand lies in {os.path.join(root, 'brands')}"
        )
        raise InputError(f"unknown brand '{brand}'; {there}")
    return os.path.join(root, "brands", brand)


def yaml_files(folder: StrPath) -> tuple[str, ...]:
    """The .yaml and .yml files right in `folder`, sorted by name."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith((".yaml", ".yml")))
    except OSError:
        return ()
    return tuple(os.path.join(folder, name) for name in names if name[0] != ".")


def brand_files(root: StrPath, brand: str) -> tuple[str, ...]:
    """Every file the brand's guideline may depend on: its own, then those of all packs; always in the same order.

    All packs are taken, whether the brand extends them or not: knowing would mean reading YAML, and a cache that is
    rebuilt once too often costs nothing. Raises InputError for an unknown brand.
    """
    found = list(yaml_files(brand_folder(root, brand)))
    packs = os.path.join(root, "packs")
    for pack in names_in(packs):
        found.extend(yaml_files(os.path.join(packs, pack)))
    return tuple(found)


def signal_files(root: StrPath) -> dict[str, tuple[str, ...]]:
    """Each language's files of signals; they belong to no brand.

    A file of no language counts for all of them: whoever reads any of them has to hear of it.
    """
    paths = yaml_files(os.path.join(root, SIGNALS))
    of = {path: os.path.basename(path).partition(".")[0].partition("-")[0] for path in paths}
    strays = tuple(path for path in paths if of[path] not in LANGUAGES)
    return {
        language: tuple(path for path in paths if of[path] == language) + strays
        for language in LANGUAGES
        if language in of.values()
    }
