"""Writes a pack of imported rules: whole, under its name, or not at all.

It must never replace a pack that is there.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from voicekit.guideline.loader import load_pack
from voicekit.guideline.yamlfile import MAX_BYTES

PACK_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ROOM = MAX_BYTES - 4_096
_HEAD = "schema_version: 1\nrules:\n"


class _Dumper(yaml.SafeDumper):
    """Writes every value out: our own reader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """True: nothing is written as an alias."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand further in than the key that holds them, as in our own files."""
        super().increase_indent(flow, False)


def pack_files(title: str, language: str, rules: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """The files of a pack by name: its head, and the rules of each style (by its slug) in as many as they need."""
    head = {"schema_version": 1, "title": title, "dimension": "voice"}
    files = {"pack.yaml": _dumped(head)}
    for style, entries in rules.items():
        parts: list[list[str]] = [[]]
        size = 0
        for entry in entries:
            text = _dumped([entry])
            size += len(text.encode())
            if size > _ROOM and parts[-1]:
                parts.append([])
                size = len(text.encode())
            parts[-1].append(text)
        for number, texts in enumerate(parts, 1):
            name = f"{language}-{style}{f'-{number}' if number > 1 else ''}.yaml"
            files[name] = _HEAD + "".join(f"  {line}\n" for text in texts for line in text.splitlines())
    return files


def write_pack(root: Path, pack: str, files: Mapping[str, str], *, keep: bool) -> Path:
    """Write `root`/packs/`pack` and give its folder; with `keep=False` only try it, in a folder that is gone after.

    The pack is loaded before it gets its name: GuidelineError where it does not load. OSError where a pack of that name
    is there, or the disk says no.
    """
    target = root / "packs" / pack
    room = Path(tempfile.mkdtemp(prefix=".import-", dir=root if keep else None))
    try:
        folder = room / "packs" / pack
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        load_pack(room, pack)
        if keep:
            target.parent.mkdir(exist_ok=True)
            os.rename(folder, target)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return target


def _dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4_000)
