"""The use case of a brand that starts from nothing: its answers become a folder that passes its own checks, or nothing.

It must never write into a brand that is there already, nor leave half a folder behind.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.files import brands_in, names_in
from voicekit.guideline.starting.answers import (
    ADDRESS,
    FORMALITY,
    PERSONS,
    TEAMS,
    WARMTH,
    ZONES,
    Answers,
    id_pattern,
    usual_address,
    usual_channels,
    usual_countries,
    usual_name,
    usual_sign_off,
)

__all__ = [
    "ADDRESS", "FORMALITY", "PERSONS", "TEAMS", "WARMTH", "ZONES", "Answers", "Started", "id_pattern",
    "known_channels", "new_root", "start_brand", "taken_names", "usual_address", "usual_channels", "usual_countries",
    "usual_name", "usual_sign_off",
]  # fmt: skip
SHARED = ("packs", "signals")
"""The folders that every brand of a guidelines folder needs beside it."""
_STAGE = ".voicekit-new-"
NAME = "guidelines"
"""The folder a brand is written to where the settings name none: the one that travels along is not the user's."""


class Started(NamedTuple):
    """A new brand: its folder, the shared folders that were made for it, the packs that are not there to extend, and
    the countries no crisis contact is known for.
    """

    folder: str
    made: tuple[str, ...]
    lacking: tuple[str, ...]
    unhelped: tuple[str, ...]


def new_root(settings: Settings) -> str:
    """The guidelines folder a new brand goes to; it need not be there yet."""
    return NAME if settings.guidelines is None else os.fspath(settings.guidelines)


def known_channels() -> tuple[str, ...]:
    """The channels whose limits are known. Raises as `shipped`."""
    from voicekit.guideline.starting.shipped import shipped

    return tuple(name for name in shipped("everyday").channels if name != "default")


def taken_names(root: str) -> tuple[str, ...]:
    """Names a new brand in `root` cannot have: those of its brands and of its packs, whose rules begin with them."""
    packs = os.path.join(root, "packs")
    return brands_in(root) + names_in(packs if os.path.isdir(packs) else _travelling("packs"))


def start_brand(root: str, answers: Answers) -> Started:
    """Write the brand of `answers` to `root`/brands, with packs and signals where `root` has none.

    It is written and checked in a folder beside and moved in whole. Raises InputError where the name is taken or
    `root` is no folder, GuidelineError where the answers make a brand that does not load.
    """
    name = answers.name
    if name in taken_names(root):
        raise InputError(f"'{name}' is taken in {root}; choose another name")
    if os.path.exists(root) and not os.path.isdir(root):
        raise InputError(f"{root}: is no folder; name another one")
    beside = root if os.path.isdir(root) else os.path.dirname(os.path.abspath(root))
    if not os.path.isdir(beside):
        raise InputError(f"{beside}: no such folder; make it first")
    stage = tempfile.mkdtemp(prefix=_STAGE, dir=beside)
    try:
        lacking, unhelped = _written(stage, root, answers)
        made = _moved(stage, root, name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Started(os.path.join(root, "brands", name), made, lacking, unhelped)


def _written(stage: str, root: str, answers: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The whole guidelines folder as it will be for this brand, checked; gives the packs that are not there, and the
    countries without a contact.
    """
    from voicekit.guideline.loader import load_brand  # pydantic and YAML: not before all is answered
    from voicekit.guideline.starting.brandfiles import brand_files
    from voicekit.guideline.starting.shipped import PACKS, contacts_for, shipped

    for part in SHARED:
        own = os.path.join(root, part)
        shutil.copytree(own if os.path.isdir(own) else _travelling(part), os.path.join(stage, part))
    there = names_in(os.path.join(stage, "packs"))
    packs = [pack for pack in PACKS if pack in there]
    folder = os.path.join(stage, "brands", answers.name)
    os.makedirs(folder)
    base = shipped(answers.formality)
    for name, text in brand_files(answers, base, packs).items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    load_brand(Path(stage), answers.name)
    _, unhelped = contacts_for(base.policy, answers.languages, answers.countries)
    return tuple(pack for pack in PACKS if pack not in there), tuple(unhelped)


def _moved(stage: str, root: str, name: str) -> tuple[str, ...]:
    """What is new moved from `stage` to `root`, the brand last; gives the shared folders among it."""
    if not os.path.isdir(root):
        os.chmod(stage, 0o777 & ~_umask())  # mkdtemp made it for its owner alone
        os.rename(stage, root)
        return SHARED
    made = tuple(part for part in SHARED if not os.path.isdir(os.path.join(root, part)))
    for part in made:
        os.rename(os.path.join(stage, part), os.path.join(root, part))
    os.makedirs(os.path.join(root, "brands"), exist_ok=True)
    target = os.path.join(root, "brands", name)
    if os.path.lexists(target):
        raise InputError(f"{target}: is there already; choose another name")
    os.rename(os.path.join(stage, "brands", name), target)
    return made


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _travelling(part: str) -> str:
    return os.path.join(resources.guidelines_dir(), part)
