"""A tiny guideline folder for tests: one brand `shop`, one pack `care`; every file of it is right.

It must never read the guidelines of the checkout.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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


def write_tiny(folder: Path) -> Path:
    """The folder, with every file of the tiny guideline written into it."""
    return write_files(folder, FILES)


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder, with `files` (path below it -> text) written into it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
