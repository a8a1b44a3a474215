"""The SHA-256 that names a guideline's content, from the interpreter's own module where it has one.

`hashlib` loads OpenSSL, which takes 6 ms of a cold start; the interpreter's gives the same digest without.
"""

from __future__ import annotations

from collections.abc import Iterable

try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # CPython 3.12 and newer
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # CPython 3.11
    except ImportError:
        from hashlib import sha256


def content_digest(label: str, root: str, paths: Iterable[str]) -> str:
    """Hex digest over `label` and each file's name below `root` and bytes. Raises OSError on an unreadable file."""
    digest = sha256(label.encode())
    for path in paths:
        digest.update(f"\0{path[len(root) :]}\0".replace("\\", "/").encode())  # Windows has the same digests
        with open(path, "rb") as file:
            digest.update(file.read())
    return str(digest.hexdigest())
