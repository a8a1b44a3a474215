"""What the tests of the store share: an empty store on each database."""

from __future__ import annotations

from support.databases import place, store

__all__ = ["place", "store"]
