"""The guideline store: versions, drafts, what became of findings, who did what; SQLite or PostgreSQL.

Importing this package must never load a database library: whoever opens no store pays for none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voicekit.errors import MissingExtra

if TYPE_CHECKING:
    from voicekit.store.engine import Store

__all__ = ["open_store"]


def open_store(url: str | None, folder: Path) -> Store:
    """The store at `url` (PostgreSQL), or for None the file `voicekit.db` in `folder`, made where there is none.

    Brings its tables up to date. Raises StoreError naming the place and the mend, MissingExtra where a library lacks.
    """
    try:
        from voicekit.store import engine
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("voicekit"):
            raise
        raise MissingExtra("store", "the guideline store") from None
    return engine.open_store(url, folder)
