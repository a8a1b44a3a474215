"""Changes a guideline's files as text: values in, files out, with every comment, quote and order that need not change.

It must never write to a disk that lasts, nor give back files that the loader would refuse.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.guideline.edit.retell import retold
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import MAX_DEPTH, Place, parse_yaml

__all__ = ["REMOVE", "Body", "Edit", "apply", "check", "edited", "merged_data", "place_of"]

Body = dict[str, str]
"""A guideline's files: path in a guidelines folder ("brands/fernweh/terms.yaml") -> text, exactly as in the file."""

_NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
_FILE = re.compile(rf"(?:brands|packs)/{_NAME}/{_NAME}\.yaml", re.ASCII)
_NEW_FILE = "schema_version: 1\n"
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class _Remove:
    """The value of an edit that takes something away."""

    def __repr__(self) -> str:
        return "REMOVE"


REMOVE: Final = _Remove()


class Edit(NamedTuple):
    """One change: at `path` in `file` stands `value` from now on; REMOVE takes it away, an empty path the whole file.

    `path` holds keys and list positions from 0. A key that is not there is added; so is an entry at a list's length.
    """

    file: str
    path: Place
    value: Any


def apply(files: Mapping[str, str], edits: Iterable[Edit], base: Path | None = None) -> Body:
    """The files after all edits, or not at all: see `edited` and `check`, whose errors it raises."""
    after = edited(files, edits)
    check(after, base)
    return after


def edited(files: Mapping[str, str], edits: Iterable[Edit]) -> Body:
    """The files after all edits, in order; what the loader would say of them is not asked.

    Raises GuidelineError for a file that is not YAML we read, InputError for a path or value that cannot be.
    """
    after = dict(files)
    asked: dict[str, list[Edit]] = {}
    for edit in edits:
        if not _FILE.fullmatch(edit.file):
            shown = edit.file[:80].encode("ascii", "backslashreplace").decode()
            raise InputError(f"'{shown}' is no file of a guideline; write brands/<brand>/<file>.yaml")
        asked.setdefault(edit.file, []).append(edit)
    for name, some in asked.items():
        text = after.get(name)
        if all(edit.path == () and edit.value is REMOVE for edit in some):
            if text is None:
                raise InputError(f"{name}: there is no such file to remove")
            del after[name]
            continue
        told = _NEW_FILE if text is None else text
        data = merged_data(parse_yaml(_bytes(told, name), name).data, some)
        after[name] = retold(told, name, data)
    return after


def merged_data(data: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """`data` of one file after `edits`; raises InputError for a path that leads nowhere."""
    root: dict[str, Any] = {"": copy.deepcopy(data)}
    for edit in edits:
        if edit.value is not REMOVE:
            _refuse_value(edit)
        _set(root, edit)
    kept: dict[str, Any] = root[""]
    return kept


def check(files: Mapping[str, str], base: Path | None = None) -> tuple[Problem, ...]:
    """The loader's warnings on the files. Raises GuidelineError with every mistake, with the places in these files.

    `base` is the guidelines folder that holds the packs which are not among the files (default: the one that travels
    along). The files are read from a temporary folder, which is gone afterwards.
    """
    import shutil
    import tempfile

    from voicekit import resources
    from voicekit.guideline.files import brands_in, names_in
    from voicekit.guideline.loader import load_brand, load_pack

    packs = Path(resources.guidelines_dir() if base is None else base) / "packs"
    with tempfile.TemporaryDirectory(prefix="voicekit-") as folder:
        root = Path(folder)
        for name, text in files.items():
            if not _FILE.fullmatch(name):
                raise InputError(f"'{name[:80]}' is no file of a guideline; write brands/<brand>/<file>.yaml")
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(_bytes(text, name))
        own = names_in(root / "packs")
        for pack in names_in(packs):
            if pack not in own:
                shutil.copytree(packs / pack, root / "packs" / pack)
        warnings: list[Problem] = []
        for brand in brands_in(root):
            warnings += load_brand(root, brand).problems
        for pack in () if brands_in(root) else own:
            load_pack(root, pack)
    return tuple(warnings)


def place_of(data: Any, steps: Iterable[str], shown: str) -> Place:
    """Steps as a person writes them as a path in `data`.

    In a list a step is a position from 0, `+` for behind the last entry, or the `id` of an entry. Raises InputError
    where a list has no such entry, or two.
    """
    place: Place = ()
    for step in steps:
        if not isinstance(data, list):
            place = (*place, step)
            data = data.get(step) if isinstance(data, dict) else None
            continue
        ids = [entry.get("id") if isinstance(entry, dict) else None for entry in data]
        if step == "+":
            index = len(data)
        elif step in ids:
            if ids.count(step) > 1:
                there = ", ".join(str(at) for at, one in enumerate(ids) if one == step)
                raise InputError(f"{shown}: '{step}' stands there more than once; name a position: {there}")
            index = ids.index(step)
        elif step.isascii() and step.isdigit() and int(step[:9]) <= len(data):
            index = int(step[:9])
        else:
            known = [str(one) for one in ids if one is not None]
            mend = near(step, known) or f"; a position is 0 to {len(data) - 1}, or + for a new entry"
            raise InputError(f"{shown}: no entry '{step[:60]}' in the list{mend}")
        place = (*place, index)
        data = data[index] if index < len(data) else None
    return place


def _set(root: dict[str, Any], edit: Edit) -> None:
    at: Any = root
    path: Place = ("", *edit.path)
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(at, list) and isinstance(step, int) and 0 <= step <= len(at):
            if step == len(at):
                if edit.value is REMOVE:
                    raise _nowhere(edit)
                at.append(None if last else _room(path[depth + 1]))
        elif isinstance(at, dict) and isinstance(step, str):
            if step not in at:
                if edit.value is REMOVE:
                    raise _nowhere(edit)
                at[step] = None if last else _room(path[depth + 1])
        else:
            raise _nowhere(edit)
        if last:
            if edit.value is REMOVE:
                del at[step]
            else:
                at[step] = copy.deepcopy(edit.value)
        elif at[step] is None and edit.value is not REMOVE:
            at[step] = _room(path[depth + 1])
            at = at[step]
        else:
            at = at[step]
    if not isinstance(root.get(""), dict):
        raise InputError(f"{edit.file}: a file holds keys and values")


def _room(step: str | int) -> Any:
    return [] if isinstance(step, int) else {}


def _nowhere(edit: Edit) -> InputError:
    shown = "/".join(str(step)[:60] for step in edit.path)
    what = "there is nothing to remove" if edit.value is REMOVE else "leads nowhere; name a key or a position"
    return InputError(f"{edit.file}: {shown}: {what}")


def _refuse_value(edit: Edit) -> None:
    shown = f"{edit.file}: {'/'.join(str(step)[:60] for step in edit.path)}"
    waiting: list[tuple[Any, int]] = [(edit.value, 1)]
    for step in edit.path:
        if isinstance(step, str) and _UNUSABLE.search(step):
            raise InputError(f"{edit.file}: a key holds NUL or half a character; remove it")
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise InputError(f"{shown}: is nested more than {MAX_DEPTH} deep")
        if isinstance(value, str):
            if _UNUSABLE.search(value):
                raise InputError(f"{shown}: holds NUL or half a character; remove it")
        elif isinstance(value, dict):
            waiting += ((part, depth + 1) for pair in value.items() for part in pair)
            if not all(isinstance(key, str) for key in value):
                raise InputError(f"{shown}: a key has to be text")
        elif isinstance(value, list):
            waiting += ((part, depth + 1) for part in value)
        elif value is not None and not isinstance(value, bool | int | float):
            raise InputError(f"{shown}: a value is text, a number, true, false, a list or keys and values")


def _bytes(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        reason = "holds half a character (a lone surrogate); remove it"
        raise GuidelineError([Problem(name, line, 0, "", reason)]) from None
