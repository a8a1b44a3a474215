"""The labelled rows of ../shared/data/tone.jsonl, and which of them nothing may be trained on.

Trainer and measure share it, so that they cannot disagree; it needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS = Path(__file__).resolve().parents[2] / "shared" / "data"


def rows(source: str, data: Path = ROWS) -> Iterator[dict[str, Any]]:
    """The rows of one source."""
    with (data / "tone.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] == source:
                yield row


def unwrapped(text: str) -> str:
    """A few rows still carry the quoting of a CSV file."""
    if len(text) > 1 and text[0] == text[-1] == '"' and ('""' in text or text.count('"') == 2):
        return text[1:-1].replace('""', '"')
    return text


def group_of(row: dict[str, Any]) -> str:
    """What must stay on one side: the row's pair, or else texts that begin alike (form letters)."""
    pair = row["labels"].get("pair")
    return str(pair) if pair else " ".join(unwrapped(row["text"]).casefold().split())[:60]


def held_out(row: dict[str, Any]) -> bool:
    """Whether the row is for measuring only: 30 of 100 groups, by hash."""
    return portion(f"tone:{row['source']}:{group_of(row)}", 10) < 3


def portion(text: str, of: int) -> int:
    """Which of `of` equal parts a text falls into, always the same."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % of
