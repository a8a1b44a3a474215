"""A brand's folder, a small folder that travels along, and an empty store on each database."""

from __future__ import annotations

from pathlib import Path

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
def good_cases(tmp_path: Path) -> list[str]:
    """Names of replies that are known to be good, in the cases of the current folder: each holds a stock apology."""
    names = [f"good-{number}" for number in range(7)]
    said = "locale: en, draft: {text: We apologize for any inconvenience.}"
    cases = [f"  - {{id: {name}, split: dev, quality: good, {said}}}\n" for name in names]
    shelf.write(tmp_path, {"eval/cases/en.yaml": "schema_version: 1\ncases:\n" + "".join(cases)})
    return names
