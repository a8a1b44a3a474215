"""The use case of comparing two guidelines: opening what people name (a folder, a version), telling the change.

It must never write anything, nor judge which of the two is better.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.files import brand_files, brands_in
from voicekit.service.opening import root_of

if TYPE_CHECKING:
    from voicekit.guideline.changes import Change
    from voicekit.service.bodies import Body

LIVE, DRAFT, FOLDER = "live", "draft", "folder:"


def compare_guidelines(settings: Settings, old: str, new: str, brand: str | None = None) -> list[Change]:
    """What `new` says otherwise than `old`, in sentences; both are named as `named` takes them.

    Raises GuidelineError with every mistake of one that does not load, InputError for what is not there.
    """
    from pathlib import Path

    from voicekit.guideline.changes import changes
    from voicekit.guideline.loader import load_brand

    old, new = _beside(settings, old, new, brand)
    with named(settings, old, brand) as one, named(settings, new, brand) as other:
        loaded = [load_brand(Path(root_of(side)), side.brand) for side in (one, other)]
        return changes(loaded[0], loaded[1])


def compare_files(settings: Settings, old: str, new: str, brand: str | None = None) -> list[str]:
    """The lines of the files that differ, as a unified diff, without line ends."""
    import difflib

    old, new = _beside(settings, old, new, brand)
    with named(settings, old, brand) as one, named(settings, new, brand) as other:
        before, after = _texts(one), _texts(other)
    lines: list[str] = []
    for key in sorted({*before, *after}):
        (path, was), (other_path, now) = before.get(key, ("", "")), after.get(key, ("", ""))
        if was != now:
            names = f"a/{path}" if path else os.devnull, f"b/{other_path}" if other_path else os.devnull
            lines += difflib.unified_diff(was.splitlines(), now.splitlines(), *names, lineterm="")
    return lines


def _beside(settings: Settings, old: str, new: str, brand: str | None) -> tuple[str, str]:
    """`live` beside something of the store means what is published there, wherever replies are judged from."""
    if not any(one == DRAFT or one.isdigit() for one in (old, new)) or LIVE not in (old, new):
        return old, new
    number = published(settings, brand or settings.brand)
    return (number if old == LIVE else old), (number if new == LIVE else new)


def published(settings: Settings, brand: str) -> str:
    """The number of the version that is published in the store."""
    from voicekit.service.storing import store_with

    with store_with(settings, brand) as store:
        from voicekit.store import versions

        return str(versions.live(store, brand).number)


def _texts(settings: Settings) -> dict[str, tuple[str, str]]:
    """The files a brand is made of, packs included: path and text, by a path in which every brand is called alike."""
    root = root_of(settings)
    own = f"brands/{settings.brand}/"
    found = {}
    for path in brand_files(root, settings.brand):
        shown = os.path.relpath(path, root).replace(os.sep, "/")
        with open(path, encoding="utf-8", errors="replace") as file:
            found[f"brands//{shown[len(own) :]}" if shown.startswith(own) else shown] = shown, file.read()
    return found


@contextmanager
def named(settings: Settings, spec: str, brand: str | None = None) -> Iterator[Settings]:
    """Settings under which the guideline that `spec` names is the one, for as long as they are used.

    `spec` is a guidelines folder or a brand's folder (`folder:PATH` where a folder is called like a number), the number
    of a version in the store, `draft` (the open one) or `live` (what replies are judged by). `brand` is wanted of the
    store, and of a folder with several brands. Raises InputError where there is no such thing.
    """
    name = brand or settings.brand
    path = spec.removeprefix(FOLDER)
    if spec == LIVE:
        yield settings._replace(brand=name)
    elif spec.startswith(FOLDER) or (not spec.isdigit() and spec != DRAFT):
        yield _in_folder(settings, path, brand)
    else:
        from voicekit.service.bodies import as_folder

        with as_folder(settings, body_of(settings, name, spec)) as here:
            yield here


def _in_folder(settings: Settings, path: str, brand: str | None) -> Settings:
    folder = os.path.abspath(os.path.expanduser(path))
    here = settings._replace(guidelines=folder, guideline_source="folder", brand=brand or settings.brand)
    known = brands_in(folder)
    if known:
        return here._replace(brand=known[0]) if len(known) == 1 and brand is None else here
    parent, name = os.path.split(folder)
    if os.path.basename(parent) == "brands" and os.path.isdir(folder):
        return here._replace(guidelines=os.path.dirname(parent), brand=name)
    raise InputError(
        f"{path}: no guideline here; name a guidelines folder (it holds brands/ and packs/), a brand's folder in one, "
        f"a version's number, '{DRAFT}' or '{LIVE}'"
    )


def body_of(settings: Settings, brand: str, spec: str) -> Body:
    """The files of a version in the store, by its number, or of the open draft. Raises InputError where it is not."""
    from voicekit.service.storing import store_with

    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        if spec != DRAFT:
            return dict(versions.get(store, brand, int(spec[:9])).body)
        draft = drafts.get(store, brand)
        if draft is None:
            raise InputError(
                f"guideline '{brand}': no draft is open; 'voicekit guideline draft start {brand}' opens one"
            )
        return dict(draft.body)
