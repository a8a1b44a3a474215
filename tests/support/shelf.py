"""A folder that stands for the guidelines that travel along, and a brand's own folder to bring into the store.

It must never read the guidelines of the checkout: their signals take seconds to compile.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from support.tiny import FILES
from voicekit import resources
from voicekit.config import Settings

BRAND = {path: text for path, text in FILES.items() if path.startswith("brands/")}
TRAVELLING = {path: text for path, text in FILES.items() if path.startswith("packs/")}
HOUSE = {
    "packs/house/pack.yaml": "schema_version: 1\ntitle: The house\ndimension: voice\n",
    "packs/house/en.yaml": """\
schema_version: 1
rules:  # what we say at home
  - id: house.punter
    kind: existence
    severity: warning
    message: "Say guest, not '{match}'."
    why: People are guests.
    source: {title: The house}
    tokens: [punters?]
    examples:
      - bad: The punter is waiting.
      - ok: The guest is waiting.
""",
}
TERMS = """\
schema_version: 1
# the words of the shop
terms:
  - {prefer: tent, avoid: [canvas house], languages: [en], note: Say what it is., review_by: 2026-12-01}
"""
OURS = BRAND | {
    "brands/shop/rules.yaml": "schema_version: 1\nextends: [care, house]  # ours comes last\n",
    "brands/shop/terms.yaml": TERMS,
} | HOUSE  # fmt: skip
"""The files of a body: what the brand's folder holds, without the pack that travels along."""
POLICY = """\
schema_version: 1
hours: {{time_zone: Europe/Berlin, open: {{mon: "09:00-18:00"}}}}
routes:
  people: {{title: People}}
lines:
  - {{id: help, when: {{risk: [self_harm]}}, route: people, within: 15min, contacts: [line]}}
contacts:
  - id: line
    title: A line
    text: "112"
    source: {{title: The line, url: "https://example.org/"}}
    checked_on: {day}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """The folder, with the files written into it, line ends as they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def set_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put what travels along and the brand's own folder below `folder`; give the brand's."""
    travelling = write(folder / "travelling", TRAVELLING)
    monkeypatch.setattr(resources, "guidelines_dir", lambda: str(travelling))
    return write(folder / "ours", OURS | TRAVELLING)


def lead(folder: Path, **other: object) -> Settings:
    """Settings of somebody who works with the brand's folder and a store below `folder`."""
    known = {
        "brand": "shop",
        "guidelines": folder / "ours",
        "cache_dir": folder / "cache",
        "store_dir": folder / "store",
        "user": "lena",
    }
    return Settings(**(known | other))  # type: ignore[arg-type]
