"""Measures the tone axes: rank correlation on held-out rows, and same-facts pairs put in order.

    python -m scripts.evidence_tone            prints the lines
    python -m scripts.evidence_tone --gate     also writes tone-gate.txt and the figures of docs/tone.md
    python -m scripts.evidence_tone --dev      pairs to develop on only; the test pairs are not read

It reads the public rows where they are and writes none of them anywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from scripts.evidence_data import DATA, ROOT, rows
from scripts.evidence_lines import Line, of_share
from scripts.tone_rows import held_out, unwrapped
from voicekit.evals.stats import Share, spearman, spearman_interval
from voicekit.text.document import Document
from voicekit.text.tone import read_tone
from voicekit.text.tone.weights import AXES, Gate
from voicekit.types import LANGUAGES

SECTION = "tone"
PAIRS = ROOT / "eval" / "tone"
CARD = ROOT / "docs" / "tone.md"
GATE = ROOT / "voicekit" / "text" / "data" / "tone-gate.txt"
LEAST = {
    ("in_formal_de", "formality", "de"): 0.85,
    ("tydip", "politeness", "en"): 0.64,
    ("tydip", "politeness", "ru"): 0.56,
    ("tydip", "politeness", "vi"): 0.47,
    ("tydip", "politeness", "fr"): 0.41,
    ("empathic_reactions", "empathy", "en"): None,
}
HEADER = """\
# Test pairs of eval/tone in the right order, of how many: an axis under 85 of 100 is not shown in that language.
# Written by `python -m scripts.evidence_tone --gate`; never by hand.
"""


class Pair(NamedTuple):
    """One pair and whether `more` came out higher; None where a text was not scored."""

    language: str
    axis: str
    split: str
    id: str
    right: bool


def value(text: str, language: str, axis: str) -> float | None:
    """The unrounded value of one axis, whatever the gate says."""
    reading = next(one for one in read_tone(Document(text, language), gated=False) if one.axis == axis)
    return reading.value


def pairs(split: str) -> Iterator[Pair]:
    """The pairs of one split; a text too short to score counts as the wrong order."""
    for language in LANGUAGES:
        path = PAIRS / f"{language}.yaml"
        for pair in yaml.safe_load(path.read_text("utf-8"))["pairs"]:
            if pair["split"] == split:
                more, less = (value(pair[side], language, pair["axis"]) for side in ("more", "less"))
                right = more is not None and less is not None and more > less
                yield Pair(language, pair["axis"], split, pair["id"], right)


def tally(found: Iterator[Pair]) -> dict[tuple[str, str], list[Pair]]:
    """Pairs by axis and language."""
    out: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in found:
        out[pair.axis, pair.language].append(pair)
    return out


def ordered(split: str, name: str, counted: dict[tuple[str, str], list[Pair]]) -> list[Line]:
    """A line for each axis and language; on the test pairs with whether it is shown."""
    lines = []
    for axis in AXES:
        for language in LANGUAGES:
            found = counted[axis, language]
            right = sum(pair.right for pair in found)
            shown = Gate(right, len(found)).shown
            note = "" if split != "test" else "shown" if shown else "not shown"
            least = 0.85 if split == "test" and shown else None
            lines.append(
                of_share(SECTION, f"{axis}, {name}", language, Share(right, len(found)), least, note)
            )
    return lines


def correlations(data: Path) -> list[Line]:
    """Rank correlation of the shipped weights with the labels of rows that nothing was trained on."""
    lines = []
    for (source, axis, language), least in LEAST.items():
        labels: list[float] = []
        values: list[float] = []
        for row in rows(data, "tone.jsonl", source):
            if row["lang"] == language and held_out(row):
                one = value(unwrapped(row["text"]), language, axis)
                if one is not None:
                    labels.append(float(row["labels"]["label"]))
                    values.append(one)
        rho = spearman(values, labels)
        low, high = spearman_interval(rho, len(labels)) if rho is not None else (None, None)
        note = "" if least else "by rules, weak: reported only"
        lines.append(
            Line(
                SECTION,
                f"{axis}, rank correlation, {source}",
                language,
                rho,
                len(labels),
                low,
                high,
                least,
                note,
            )
        )
    return lines


def measure(data: Path) -> list[Line]:
    """Every line of tone; FileNotFoundError where the rows are not there."""
    lines = correlations(data)
    lines += ordered("test", "test pairs in order", tally(pairs("test")))
    return lines + ordered("dev", "pairs it was developed on", tally(pairs("dev")))


def gate_file(counted: dict[tuple[str, str], list[Pair]]) -> str:
    """The data file the reader decides by."""
    rows_: list[Any] = []
    for axis in AXES:
        for language in LANGUAGES:
            found = counted[axis, language]
            rows_.append(f"{axis} {language} {sum(pair.right for pair in found)} {len(found)}")
    return HEADER + "\n".join(rows_) + "\n"


def figures(page: str, lines: list[Line]) -> str:
    """The model card with its tables written again, between the marks."""
    before, mark, rest = page.partition("<!-- figures -->\n")
    table = ["| what | language | figure | 95 % | n | |", "|---|---|---|---|---|---|"]
    for line in lines:
        if line.value is not None and line.low is not None and line.high is not None:
            between = f"{line.low:.2f} to {line.high:.2f}"
            note = "; ".join(filter(None, [f"aim {line.least:g}" if line.least else "", line.note]))
            table.append(
                f"| {line.name} | {line.language} | {line.value:.3f} | {between} | {line.n} | {note} |"
            )
    return (
        before + mark + "\n" + "\n".join(table) + "\n\n<!-- end -->\n" + rest.partition("<!-- end -->\n")[2]
    )


def main() -> int:
    """Print the lines; with `--gate` write the gate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    if given.dev:
        counted = tally(pairs("dev"))
        for line in ordered("dev", "pairs it was developed on", counted):
            print(line)
        print(
            "wrong:",
            *[f"{pair.language} {pair.id}" for found in counted.values() for pair in found if not pair.right],
        )
        return 0
    lines = measure(given.data)
    for line in lines:
        print(line)
    if given.gate:
        GATE.write_text(gate_file(tally(pairs("test"))), "utf-8")
        CARD.write_text(figures(CARD.read_text("utf-8"), lines), "utf-8")
        print(f"wrote {GATE.relative_to(ROOT)} and the figures of {CARD.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
