"""Brings two changes of one guideline together: files that only one side changed, and what stands against what.

Must never decide between two changes of one file; that is for a person who has both before them.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import NamedTuple


class Clash(NamedTuple):
    """A file that both sides changed, each in its own way.

    `theirs` and `yours` are the changes from the base as lines of a diff: `@@` with the place, `-` the base's line,
    `+` the side's own. A side that took the file away has the one line `(removed)`, without a place.
    """

    path: str
    theirs: tuple[str, ...]
    yours: tuple[str, ...]


class Merged(NamedTuple):
    """What came of it: the files, those of them that were taken from their side, and the files in conflict."""

    body: dict[str, str]
    from_theirs: tuple[str, ...]
    clashes: tuple[Clash, ...]


def three_way(base: Mapping[str, str], theirs: Mapping[str, str], yours: Mapping[str, str]) -> Merged:
    """`yours` and `theirs`, both made from `base`, as one body, without the files in conflict.

    Yours keep the line ends of the base: a checkout on Windows changes all of them, and means nothing by it.
    """
    body: dict[str, str] = {}
    taken: list[str] = []
    clashes: list[Clash] = []
    for path in sorted({*base, *theirs, *yours}):
        old, their, your = base.get(path), theirs.get(path), yours.get(path)
        if old is not None and your is not None and "\r\n" not in old:
            your = your.replace("\r\n", "\n")
        if their not in (old, your) and your != old:
            clashes.append(Clash(path, _change(old, their), _change(old, your)))
            continue
        text = their if your == old else your
        if text is not None:
            body[path] = text
        if your == old and their != old:
            taken.append(path)
    return Merged(body, tuple(taken), tuple(clashes))


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Each file that differs, by path: how many lines came, and how many went."""
    found = {}
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path):
            lines = _change(old.get(path, ""), new.get(path, ""))
            found[path] = (sum(one[:1] == "+" for one in lines), sum(one[:1] == "-" for one in lines))
    return found


def _change(old: str | None, new: str | None) -> tuple[str, ...]:
    if new is None:
        return ("(removed)",)
    before, after = (old or "").splitlines(), new.splitlines()
    found = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
    return tuple(found) or ("(only its line ends)",)
