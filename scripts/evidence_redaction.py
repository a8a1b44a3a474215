"""Measures redaction on the public rows of pii.jsonl: what comes back, what is left, and recall by type of label.

It must never print a text of the public rows. Alone: python -m scripts.evidence_redaction [DIR]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from scripts.evidence_data import DATA, rows
from scripts.evidence_entities import LEFT_OUT, TYPES
from scripts.evidence_lines import Line, of_share
from voicekit.evals.stats import Share
from voicekit.rewrite.redact import Redaction, redact
from voicekit.text.document import Document
from voicekit.text.entities import find_entities

SECTION = "redaction"
WANTED = {**TYPES, "US_SSN": "id", "US_DRIVER_LICENSE": "id", "IP_ADDRESS": "id"}
STAYS = frozenset(("amount", "date", "time"))
LONG = 4
"""Code points from which on what was found must stand nowhere in the redacted text, a whole word or number."""
_PIECES = re.compile(r"(⟦[A-Z_]+[0-9_]+⟧)")


def hidden(redaction: Redaction, of: int) -> set[int]:
    """The places of the original text that were taken out."""
    places: set[int] = set()
    at = 0
    for piece in _PIECES.split(redaction.texts[of]):
        written = redaction.held.get(piece)
        if written is not None:
            places.update(range(at, at + len(written)))
        at += len(piece if written is None else written)
    return places


def left(redaction: Redaction, of: int, found: list[str]) -> list[str]:
    """Which of `found` still stand in a redacted text as whole words or numbers."""
    rest = _PIECES.sub(" ", redaction.texts[of])
    return [
        one
        for one in found
        if len(one) >= LONG and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", rest) is not None
    ]


def measure(data: Path) -> list[Line]:
    """Texts that come back byte for byte, texts with nothing found left in them, and labels that are hidden.

    A label counts as hidden where every letter and digit of it is, and as touched where any is.
    """
    whole, touched, labels = Counter[str](), Counter[str](), Counter[str]()
    back = clean = texts = 0
    for row in rows(data, "pii.jsonl"):
        text = row["text"]
        redaction = redact([text], "en")
        found = [one.text for one in find_entities(Document(text, "en")) if one.kind not in STAYS]
        texts += 1
        back += redaction.restore(redaction.texts[0]) == text
        clean += not left(redaction, 0, found)
        if row["source"] == LEFT_OUT:
            continue
        gone = hidden(redaction, 0)
        for label in row["labels"]["entities"]:
            kind = WANTED.get(label["type"])
            if kind is None:
                continue
            places = {at for at in range(label["start"], label["end"]) if text[at].isalnum()}
            labels[kind] += 1
            whole[kind] += places <= gone
            touched[kind] += not places.isdisjoint(gone)
    lines = [
        of_share(SECTION, "texts that come back byte for byte", "en", Share(back, texts), 1.0),
        of_share(SECTION, "texts with nothing left that was found", "en", Share(clean, texts), 1.0),
    ]
    for kind, count in sorted(labels.items()):
        note = f"touched {touched[kind] / count:.3f}"
        lines.append(of_share(SECTION, f"{kind}: labels hidden", "en", Share(whole[kind], count), None, note))
    return lines


if __name__ == "__main__":
    for line in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA):
        print(line)
