"""A tiny guideline in a temporary folder: one brand `shop`, one pack `care`; every file of it is right.

It must never read the guidelines of the checkout.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voicekit.errors import GuidelineError
from voicekit.guideline.loader import load_brand

FILES = {
    "brands/shop/voice.yaml": """\
schema_version: 1
id: shop
title: The shop
version: "2026.11"
languages: [en, de]
default_language: en
""",
    "brands/shop/channels.yaml": """\
schema_version: 1
channels:
  x: {title: X, visibility: public, max_length: 280}
  default: {title: Elsewhere, visibility: public}
""",
    "brands/shop/rules.yaml": """\
schema_version: 1
extends: [care]
""",
    "packs/care/pack.yaml": """\
schema_version: 1
title: Care
dimension: care
""",
    "packs/care/en.yaml": """\
schema_version: 1
rules:
  - id: care.empty-apology
    kind: existence
    severity: warning
    message: "Say what went wrong instead of '{match}'."
    why: A stock apology reads as automatic.
    source: {title: A study, year: 2020}
    tokens: ['apologi[sz]e for (?:any|the) inconvenience']
    examples:
      - bad: We apologize for any inconvenience.
      - ok: I'm sorry about the tent.
  - id: care.many-sorries
    kind: occurrence
    severity: suggestion
    message: One apology is enough, here are {value} (at most {limit}).
    why: Words stand in for deeds.
    source: {title: A study}
    token: sorry
    max: 1
    examples:
      - bad: Sorry, sorry.
      - ok: Sorry.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The guidelines folder, to be changed at will."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


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
