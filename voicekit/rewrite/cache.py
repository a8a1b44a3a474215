"""Answers kept by what was asked: in memory, and for eval runs in a folder too.

Must never keep the question: a key is a hash, so what a customer wrote stays out of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from voicekit.rewrite.answer import read_answer

MOST = 256
"""Answers kept in memory; the one unused for longest goes first."""


class Cache:
    """Answers by key, for several threads. `directory` is for eval runs alone: it holds what a model wrote."""

    def __init__(self, directory: str | os.PathLike[str] | None = None, most: int = MOST) -> None:
        self._directory = Path(directory) if directory is not None else None
        self._most = most
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under `key`, a value of its own each time; None where there is none."""
        with self._lock:
            text = self._kept.get(key)
            if text is not None:
                self._kept.move_to_end(key)
        if text is None and self._directory is not None:
            try:
                text = (self._directory / f"{key}.json").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return None
        return read_answer(text, strict=True) if text is not None else None

    def put(self, key: str, data: dict[str, Any]) -> None:
        """Keep an answer. A folder that cannot be written keeps nothing."""
        text = json.dumps(data, ensure_ascii=False)
        with self._lock:
            self._kept[key] = text
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if self._directory is not None:
            self._write(self._directory / f"{key}.json", text)

    def _write(self, path: Path, text: str) -> None:
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)


def key_of(*parts: object) -> str:
    """The hash of everything that an answer depends on."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
