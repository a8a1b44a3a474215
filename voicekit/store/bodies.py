"""What a version holds: the guideline's files as texts, by their paths below a guidelines folder, and their digest.

A path that would leave its folder, or that some system cannot hold, must never get in: bodies are written to disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from voicekit import resources
from voicekit.errors import InputError
from voicekit.guideline.digest import content_digest
from voicekit.guideline.files import names_in, signal_files, yaml_files
from voicekit.guideline.yamlfile import MAX_BYTES
from voicekit.store.columns import plain

Body = dict[str, str]
"""Path below a guidelines folder ("brands/fernweh/terms.yaml") -> the file's text, comments and all."""

MAX_FILES = 500
MAX_NAME = 64
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.yaml")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, with any ending."""


def sha_of(body: Mapping[str, str]) -> str:
    """Hex SHA-256 over every path and text, in the order of the paths."""
    digest = sha256()
    for path in sorted(body):
        digest.update(f"{path}\0{body[path]}\0".encode())
    return digest.hexdigest()


def base_sha() -> str:
    """Hex SHA-256 of the packs and signals that travel along: what a version was made with and does not hold."""
    root = resources.guidelines_dir()
    packs = os.path.join(root, "packs")
    paths = {path for pack in names_in(packs) for path in yaml_files(os.path.join(packs, pack))}
    paths.update(path for files in signal_files(root).values() for path in files)
    stats = ((path, os.stat(path)) for path in sorted(paths))
    return _base_sha(root, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=1)
def _base_sha(root: str, files: tuple[tuple[str, int, int], ...]) -> str:
    """Reading 1.4 MB takes 20 ms, in a transaction that others wait for: once is enough while no file changes."""
    return content_digest("base", root, [path for path, _, _ in files])


def check_name(name: str) -> str:
    """The name of a guideline, which is its brand's. Raises InputError where it cannot be a folder's name."""
    if len(name) > MAX_NAME or not _NAME.fullmatch(name) or _DEVICES.fullmatch(name):
        raise InputError(
            f"guideline {_shown(name)}: a name has small letters and digits, with '-' or '_' between them"
        )
    return name


def check(body: Mapping[str, str], name: str) -> Body:
    """The body of guideline `name`, in the order of its paths.

    Raises InputError naming the path on a file that is not that brand's or a pack's, over 256 KiB, or that a database
    cannot keep.
    """
    folder = f"brands/{check_name(name)}/"
    if not any(path.startswith(folder) for path in body):
        raise InputError(f"guideline '{name}': no file below {folder}; a version holds at least one")
    if len(body) > MAX_FILES:
        raise InputError(f"guideline '{name}': {len(body)} files; a version holds at most {MAX_FILES}")
    _refuse_twins(body)
    for path, text in body.items():
        check_text(path, text)
        if path.startswith("brands/") and not path.startswith(folder):
            raise InputError(f"{path}: belongs to another brand than '{name}'; leave it out")
    return {path: body[path] for path in sorted(body)}


def check_text(path: str, text: str) -> None:
    """Hold one file to what a body may hold. Raises InputError naming the path."""
    check_path(path)
    plain(text, path)
    if len(text.encode()) > MAX_BYTES:
        raise InputError(f"{path}: is over 256 KiB; split it")


def check_path(path: str) -> str:
    """A path a body may hold. Raises InputError on any but brands/<brand>/<file>.yaml and packs/<pack>/<file>.yaml."""
    kind, *rest = path.split("/")
    if kind in ("brands", "packs") and len(rest) == 2 and len(path) <= 200:
        folder, file = rest
        named = _NAME.fullmatch(folder) and _FILE.fullmatch(file) and len(folder) <= MAX_NAME
        if named and not _DEVICES.fullmatch(folder) and not _DEVICES.fullmatch(file):
            return path
    raise InputError(
        f"path {_shown(path)}: a version holds brands/<brand>/<file>.yaml and packs/<pack>/<file>.yaml only"
    )


def _refuse_twins(paths: Iterable[str]) -> None:
    """Two names that differ in capital letters alone are one file on macOS and Windows."""
    seen: dict[str, str] = {}
    for path in paths:
        twin = seen.setdefault(path.lower(), path)
        if twin != path:
            raise InputError(
                f"{_shown(path)}: is the same file as {_shown(twin)} on some systems; rename one"
            )


def _shown(text: str) -> str:
    return ascii(text if len(text) <= 80 else text[:77] + "...")
