"""Measures the entity finder: the public rows of ../shared/data/pii.jsonl, and the spans of tests/text/entities_*.yaml.

It must never print a text of the public rows; the figures carry their n and a 95 % Wilson interval.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import yaml

from voicekit.text.document import Document
from voicekit.text.entities import find_entities

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT.parent / "shared" / "data" / "pii.jsonl"
SPANS = ROOT / "tests" / "text"
LEFT_OUT = "pii_syn_nano"
"""Its mail labels are partly wrong."""
WRITTEN = ("de", "fr", "ru", "vi")
TYPES = {
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "card",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "DOMAIN_NAME": "link",
    "STREET_ADDRESS": "street",
    "ADDRESS": "street",
    "PERSON": "name",
}
EXACT = ("iban", "card", "email", "link")
"""Kinds whose span must be the label's; the others count where they overlap it, because their labels' ends vary."""
_INTERNATIONAL = re.compile(r"\+|00[1-9]")
_OF_US = re.compile(r"\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?:x\d+)?")

Place = tuple[int, int]


class Score(NamedTuple):
    """How many labels were found, how many there are, and the same for what was found."""

    found: int = 0
    labels: int = 0
    right: int = 0
    given: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return self.found / self.labels if self.labels else 0.0

    @property
    def precision(self) -> float:
        """The share of finds that are labelled."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson interval of `hits` of `n`."""
    if not n:
        return 0.0, 1.0
    share, square = hits / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return middle - half, middle + half


def compare(labels: list[Place], given: list[Place], exact: bool) -> Score:
    """One text's labels of a kind against what was found of it."""

    def meets(one: Place, others: list[Place]) -> bool:
        return one in others if exact else any(one[0] < end and start < one[1] for start, end in others)

    return Score(
        sum(meets(label, given) for label in labels),
        len(labels),
        sum(meets(place, labels) for place in given),
        len(given),
    )


def rows() -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """The texts of the public rows with their labels."""
    with ROWS.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] != LEFT_OUT:
                labels = row["labels"]["entities"]
                yield row["text"], [(label["type"], (label["start"], label["end"])) for label in labels]


def public_scores() -> dict[str, Score]:
    """Scores by kind over the public rows; `phone, ...` are recalls over the labels of one form."""
    scores: dict[str, Score] = {}

    def add(name: str, score: Score) -> None:
        scores[name] = scores.get(name, Score()).plus(score)

    for text, labels in rows():
        stated = find_entities(Document(text, "en"), region="us")
        found = find_entities(Document(text, "en"))
        for kind in dict.fromkeys(TYPES.values()):
            wanted = [place for label, place in labels if TYPES.get(label) == kind]
            given = [tuple(entity.span) for entity in found if entity.kind == kind]
            add(kind, compare(wanted, given, kind in EXACT))  # type: ignore[arg-type]
        phones = [place for label, place in labels if label == "PHONE_NUMBER"]
        international = [place for place in phones if _INTERNATIONAL.match(text[slice(*place)])]
        of_us = [place for place in phones if _OF_US.fullmatch(text[slice(*place)])]
        given = [tuple(entity.span) for entity in stated if entity.kind == "phone"]
        add("phone, international form", compare(international, given, True)._replace(right=0, given=0))  # type: ignore[arg-type]
        add("phone, form of the stated region us", compare(of_us, given, True)._replace(right=0, given=0))  # type: ignore[arg-type]
        add(
            "phone, either of these",
            compare(international + of_us, given, True)._replace(right=0, given=0),  # type: ignore[arg-type]
        )
    return scores


def written_scores(language: str) -> dict[str, Score]:
    """Scores of names and streets over the spans written for one language; a span counts where it is the same."""
    scores = {"name": Score(), "street": Score()}
    for row in yaml.safe_load((SPANS / f"entities_{language}.yaml").read_text(encoding="utf-8")):
        text = row["text"]
        found = find_entities(Document(text, language))
        for kind, score in scores.items():
            wanted = [
                (text.index(str(shown)), text.index(str(shown)) + len(str(shown)))
                for shown in row.get(kind, ())
            ]
            given = [(entity.span.start, entity.span.end) for entity in found if entity.kind == kind]
            scores[kind] = score.plus(compare(wanted, given, True))
    return scores


def shown(name: str, score: Score) -> str:
    """One line: recall, precision and F1 with n and intervals."""
    low, high = wilson(score.found, score.labels)
    line = f"  {name:<38}recall {score.recall:.3f} [{low:.3f}, {high:.3f}] of {score.labels:<5}"
    if score.given:
        low, high = wilson(score.right, score.given)
        line += (
            f" precision {score.precision:.3f} [{low:.3f}, {high:.3f}] of {score.given:<5} F1 {score.f1:.3f}"
        )
    return line.rstrip()


def main(argv: Iterable[str] | None = None) -> int:
    """Print the figures; 1 where a kind misses what it must hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args(None if argv is None else list(argv))
    missed = []
    if ROWS.is_file():
        print(
            f"{ROWS.name} without {LEFT_OUT}; en, no region stated (exact spans: {', '.join(EXACT)}; else overlap)"
        )
        scores = public_scores()
        for name, score in scores.items():
            print(shown(name, score))
        missed = [kind for kind in ("iban", "card", "email") if scores[kind].f1 < 0.97]
        missed += [name for name in ("phone, either of these",) if scores[name].recall < 0.9]
    else:
        print(f"{ROWS.name} is not on this machine: its figures are left out")
    for language in WRITTEN:
        print(f"spans written for {language} (exact spans)")
        for name, score in written_scores(language).items():
            print(shown(name, score))
    if missed:
        print("MISSED: " + ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
