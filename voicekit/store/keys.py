"""The secret that makes fingerprints: who reads the store, or a backup of it, cannot guess sentences from them.

Must never put the key into a table, a backup, a log or an error, nor take one that others can read for a secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from voicekit.errors import StoreError

NAME = "key"
"""The file's name in the store's folder."""
SIZE = 32
"""Its length in bytes."""


def key_of(folder: Path) -> bytes:
    """The key of the store in `folder`, made at its first use. Raises StoreError where the file is not one."""
    path = folder / NAME
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        _make(path)
        key = path.read_bytes()
    if len(key) != SIZE:
        raise StoreError(
            f"{path}: not a key of {SIZE} bytes; put back the right file, or remove it: "
            "fingerprints made with it then match no new ones"
        )
    return key


def keyed(key: bytes, text: str) -> str:
    """HMAC-SHA256 of `text`, as 64 hex digits."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; where another process was first, its key stands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    spare = path.with_name(f".{NAME}-{secrets.token_hex(8)}")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(spare, path)  # unlike a rename it never replaces a key
    finally:
        os.unlink(spare)
