"""A shop with an empty folder of Vale styles, and a way to import one rule into its guideline.

It must never read a style that lies elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support.vale import Import, Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty folder of styles and a guideline to import into."""
    return Shop(tmp_path)


@pytest.fixture
def one(shop: Shop) -> Import:
    """Imports one rule, `Demo.Rule`."""

    def load(text: str) -> Shop:
        shop.rule("Demo.Rule", text).load()
        return shop

    return load
