"""Measures the address reader on the CoCoA-MT and in_formal_de rows of ../shared/data/tone.jsonl.

It reads the public rows where they are and writes none of them anywhere; without the folder it says so and stops.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from voicekit.text.address_form import read_address
from voicekit.text.document import Document

ROWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "tone.jsonl"
Z = 1.959964


def held_out(pair: str) -> bool:
    """Every third source pair, by its hash: both sides of a pair and all its versions fall on the same side."""
    return int(hashlib.sha256(pair.encode()).hexdigest()[:8], 16) % 3 == 0


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share = right / of
    middle = share + Z * Z / (2 * of)
    reach = Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    below = 1 + Z * Z / of
    return (middle - reach) / below, (middle + reach) / below


def rows(source: str) -> Iterator[dict[str, Any]]:
    """The rows of one source, as they stand in the file."""
    with ROWS.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] == source:
                yield row


def unwrapped(text: str) -> str:
    """A few rows still carry the quoting of a CSV file, which is nobody's quotation."""
    if len(text) > 1 and text[0] == text[-1] == '"' and ('""' in text or text.count('"') == 2):
        return text[1:-1].replace('""', '"')
    return text


def cocoa(show: str, split: str) -> None:
    """Accuracy where a level is read, coverage, and mixed forms, per language and split."""
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows("cocoa_mt_formality"):
        labels = row["labels"]
        side = "held out" if held_out(labels["pair"]) else "tuned on"
        address = read_address(Document(unwrapped(row["text"]), row["lang"]))
        verdict = (
            "none" if address.level is None else "right" if address.level == labels["label"] else "wrong"
        )
        counts = tally[row["lang"], side]
        counts[verdict] += 1
        counts["form"] += address.form is not None
        counts["mixed"] += address.mixed
        if show and side == split and (show == verdict or (show == "mixed" and address.mixed)):
            marks = [(mark.words, mark.form, mark.why) for mark in address.marks]
            print(row["lang"], labels["label"], "|", row["text"], "|", labels["marked"], "|", marks)
    print(
        f"{'':3} {'split':9} {'rows':>5} {'read':>5} {'cover':>6} {'acc.':>7}  95 % interval    wrong mixed"
    )
    for (language, side), counts in sorted(tally.items()):
        total = counts["right"] + counts["wrong"] + counts["none"]
        read = counts["right"] + counts["wrong"]
        low, high = wilson(counts["right"], read)
        share = counts["right"] / read if read else 0.0
        print(
            f"{language:3} {side:9} {total:5} {read:5} {read / total:6.3f} {share:7.4f}  {low:.4f} to {high:.4f}"
            f"  {counts['wrong']:5} {counts['mixed']:5}"
        )


def in_formal() -> None:
    """How often a form is read in single sentences from the web, by their formality score (no address labels)."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("in_formal_de"):
        score = float(row["labels"]["label"])
        band = "below -0.3" if score < -0.3 else "above 0.3" if score > 0.3 else "between"
        address = read_address(Document(row["text"], "de"))
        tally[band][address.form or "none"] += 1
        tally[band]["mixed"] += address.mixed
    for band, counts in sorted(tally.items()):
        print(f"in_formal_de {band:11}", dict(sorted(counts.items())))


def main() -> int:
    """Print the figures; `--show wrong|none|mixed` prints the rows behind them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=("wrong", "none", "mixed"), default="")
    parser.add_argument("--split", choices=("tuned on", "held out"), default="tuned on")
    given = parser.parse_args()
    if not ROWS.is_file():
        print(f"{ROWS} is not there: nothing measured", file=sys.stderr)
        return 2
    cocoa(given.show, given.split)
    in_formal()
    return 0


if __name__ == "__main__":
    sys.exit(main())
