"""Which files a brand's guideline is made of: found by looking at folders only, for the content hash of the cache.

On the hot path: it must never import YAML or pydantic, nor open a file.
"""

from __future__ import annotations

import os
from pathlib import Path

from voicekit.errors import InputError


def names_in(folder: Path) -> tuple[str, ...]:
    """Names of the folders in `folder`, sorted; hidden ones and a missing `folder` count for nothing."""
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] not in "._")
            )
    except OSError:
        return ()


def brands_in(root: Path) -> tuple[str, ...]:
    """The brands of a guidelines folder, sorted."""
    return names_in(root / "brands")


def brand_folder(root: Path, brand: str) -> Path:
    """The folder of `brand`. Raises InputError, naming the brands there are, when there is none of that name."""
    known = brands_in(root)
    if brand not in known:
        there = f"there are: {', '.join(known)}" if known else f"no brand lies in {root / 'brands'}"
        raise InputError(f"unknown brand '{brand}'; {there}")
    return root / "brands" / brand


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The .yaml and .yml files right in `folder`, sorted by name."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith((".yaml", ".yml")))
    except OSError:
        return ()
    return tuple(folder / name for name in names if name[0] != ".")


def brand_files(root: Path, brand: str) -> tuple[Path, ...]:
    """Every file the brand's guideline may depend on: its own, then those of all packs; always in the same order.

    All packs are taken, whether the brand extends them or not: knowing would mean reading YAML, and a cache that is
    rebuilt once too often costs nothing. Raises InputError for an unknown brand.
    """
    found = list(yaml_files(brand_folder(root, brand)))
    packs = root / "packs"
    for pack in names_in(packs):
        found.extend(yaml_files(packs / pack))
    return tuple(found)
