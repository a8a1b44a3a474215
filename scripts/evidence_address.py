"""Measures the address reader on the CoCoA-MT and in_formal_de rows of tone.jsonl.

    python -m scripts.evidence_address [--show wrong|none|mixed] [--split "held out"]    prints the rows behind it

It reads the public rows where they are and writes none of them anywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.evidence_data import DATA, rows
from scripts.evidence_lines import Line, of_share
from voicekit.evals.stats import Share
from voicekit.text.address_form import Address, read_address
from voicekit.text.document import Document

SECTION = "address form"
LEAST = {"de": 0.985, "fr": 0.99, "ru": 0.99, "vi": 0.98}


def held_out(pair: str) -> bool:
    """Every third source pair, by its hash: both sides of a pair and all its versions fall on the same side."""
    return int(hashlib.sha256(pair.encode()).hexdigest()[:8], 16) % 3 == 0


def unwrapped(text: str) -> str:
    """A few rows still carry the quoting of a CSV file, which is nobody's quotation."""
    if len(text) > 1 and text[0] == text[-1] == '"' and ('""' in text or text.count('"') == 2):
        return text[1:-1].replace('""', '"')
    return text


def read(data: Path) -> Iterator[tuple[dict[str, Any], Address, str]]:
    """Each CoCoA-MT row, what was read of it, and `right`, `wrong` or `none`."""
    for row in rows(data, "tone.jsonl", "cocoa_mt_formality"):
        address = read_address(Document(unwrapped(row["text"]), row["lang"]))
        if address.level is None:
            yield row, address, "none"
        else:
            yield row, address, "right" if address.level == row["labels"]["label"] else "wrong"


def measure(data: Path) -> list[Line]:
    """Accuracy where a level is read, and how often one is read, on held-out pairs; the same where it was tuned."""
    tally: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for row, address, verdict in read(data):
        counts = tally[row["lang"], held_out(row["labels"]["pair"])]
        counts[verdict] += 1
        counts["unmarked"] += verdict != "none" and not address.marks
        counts["mixed"] += address.mixed
    lines = []
    for language, least in LEAST.items():
        for held, side in ((True, "held-out CoCoA-MT pairs"), (False, "pairs it was tuned on")):
            counts = tally[language, held]
            readable = counts["right"] + counts["wrong"]
            share = Share(counts["right"], readable)
            lines.append(of_share(SECTION, f"accuracy, {side}", language, share, least if held else None))
            if held:
                total = readable + counts["none"]
                lines.append(of_share(SECTION, "rows with a form read", language, Share(readable, total)))
                shown = Share(readable - counts["unmarked"], readable)
                lines.append(of_share(SECTION, "forms read that name their words", language, shown, 1.0))
                lines.append(of_share(SECTION, "rows read as mixed", language, Share(counts["mixed"], total)))
    formal = Counter(
        "formal" if read_address(Document(row["text"], "de")).form else "none"
        for row in rows(data, "tone.jsonl", "in_formal_de")
    )
    share = Share(formal["formal"], formal.total())
    return [*lines, of_share(SECTION, "in_formal_de sentences with a form read", "de", share)]


def main() -> int:
    """Print the rows behind the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", choices=("wrong", "none", "mixed"), default="wrong")
    parser.add_argument("--split", choices=("tuned on", "held out"), default="tuned on")
    parser.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    for row, address, verdict in read(given.data):
        labels = row["labels"]
        if held_out(labels["pair"]) == (given.split == "held out") and (
            given.show == verdict or (given.show == "mixed" and address.mixed)
        ):
            marks = [(mark.words, mark.form, mark.why) for mark in address.marks]
            print(row["lang"], labels["label"], "|", row["text"], "|", labels["marked"], "|", marks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
