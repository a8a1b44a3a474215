"""A brand's folder, a small folder that travels along, and an empty store on each database."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from support import shelf
from support.databases import Place, place

from voicekit.config import Address, Settings

__all__ = ["place"]


@pytest.fixture
def lena(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a lead whose folder is brought into the store, on each database in turn. No cases lie about."""
    shelf.set_up(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return shelf.lead(
        tmp_path, store_dir=place.folder, store_url=Address(place.url) if place.url is not None else None
    )


@pytest.fixture
def good_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of replies that a new version would block; fill it. Real cases have tests of their own."""
    names: list[str] = []
    cases = tmp_path / "cases"
    cases.mkdir()
    stub = SimpleNamespace(CASES=cases, known_good_blocked=lambda old, new: list(names))
    import voicekit.evals

    monkeypatch.setattr(voicekit.evals, "compare", stub, raising=False)
    monkeypatch.setitem(sys.modules, "voicekit.evals.compare", stub)
    return names
