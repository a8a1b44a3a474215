"""The tiny guideline of `support.tiny` in a temporary folder, to be broken in every way.

It must never read the guidelines of the checkout.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny import write_tiny

from voicekit.errors import GuidelineError
from voicekit.guideline.loader import load_brand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The guidelines folder, to be changed at will."""
    return write_tiny(tmp_path)


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Replaces one piece of one file, which has to be in it once."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or text.count(old) == 1, f"{old!r} is not once in {name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new) if old else new, encoding="utf-8")

    return replace


@pytest.fixture
def mistakes(folder: Path) -> Callable[[], list[str]]:
    """The first line of each problem that loading the brand brings; empty when it loads."""

    def load() -> list[str]:
        try:
            load_brand(folder, "shop")
        except GuidelineError as error:
            return [str(problem).splitlines()[0] for problem in error.problems]
        return []

    return load
