"""Measures the entity finder: the public rows of pii.jsonl, and the spans of tests/text/entities_*.yaml.

It must never print a text of the public rows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from scripts.evidence_data import ROOT, rows
from scripts.evidence_lines import Line, of_f1, of_share
from voicekit.evals.stats import Share
from voicekit.text.document import Document
from voicekit.text.entities import find_entities

SECTION = "entities"
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
LEAST_F1 = {"iban": 0.97, "card": 0.97, "email": 0.97}
LEAST_SPANS = 40
_INTERNATIONAL = re.compile(r"\+|00[1-9]")
_OF_US = re.compile(r"\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?:x\d+)?")
_PHONE = "phone, international form or that of the stated region"

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


def public_scores(data: Path) -> dict[str, Score]:
    """Scores by kind over the public rows; `phone, ...` is a recall over the labels of these forms."""
    scores: dict[str, Score] = {}

    def add(name: str, score: Score) -> None:
        scores[name] = scores.get(name, Score()).plus(score)

    for row in rows(data, "pii.jsonl"):
        if row["source"] == LEFT_OUT:
            continue
        text = row["text"]
        labels = [(one["type"], (one["start"], one["end"])) for one in row["labels"]["entities"]]
        found = find_entities(Document(text, "en"))
        for kind in dict.fromkeys(TYPES.values()):
            wanted = [place for label, place in labels if TYPES.get(label) == kind]
            given = [(one.span.start, one.span.end) for one in found if one.kind == kind]
            add(kind, compare(wanted, given, kind in EXACT))
        formed = [
            place
            for label, place in labels
            if label == "PHONE_NUMBER"
            and (_INTERNATIONAL.match(text[slice(*place)]) or _OF_US.fullmatch(text[slice(*place)]))
        ]
        stated = find_entities(Document(text, "en"), region="us")
        given = [(one.span.start, one.span.end) for one in stated if one.kind == "phone"]
        add(_PHONE, compare(formed, given, True)._replace(right=0, given=0))
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
            given = [(one.span.start, one.span.end) for one in found if one.kind == kind]
            scores[kind] = score.plus(compare(wanted, given, True))
    return scores


def measure(data: Path) -> list[Line]:
    """F1 by kind on the public rows, recall of phones in a stated form, and recall of the written spans."""
    lines = []
    public = public_scores(data)
    for kind, score in public.items():
        recall = Share(score.found, score.labels)
        if kind == _PHONE:
            lines.append(of_share(SECTION, f"{kind}: recall", "en", recall, 0.9, "region us stated"))
            continue
        if kind in EXACT or kind == "phone":
            false, missed = score.given - score.right, score.labels - score.found
            lines.append(of_f1(SECTION, f"{kind}: F1", "en", score.found, false, missed, LEAST_F1.get(kind)))
        lines.append(of_share(SECTION, f"{kind}: recall", "en", recall))
        lines.append(of_share(SECTION, f"{kind}: precision", "en", Share(score.right, score.given)))
    for language in WRITTEN:
        scores = written_scores(language)
        for kind, score in scores.items():
            recall = Share(score.found, score.labels)
            lines.append(of_share(SECTION, f"{kind}, spans written for this: recall", language, recall))
        spans = sum(score.labels for score in scores.values())
        lines.append(
            Line(
                SECTION, "names and streets written for this", language, spans, spans, None, None, LEAST_SPANS
            )
        )
    return lines
