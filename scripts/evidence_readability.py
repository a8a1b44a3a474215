"""Measures each readability formula beside words per sentence alone, on public texts with a known difficulty.

The minimum length is passed over here and nowhere else. Only figures come out, never a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from scripts.evidence_data import BRAND, rows
from scripts.evidence_lines import Line, of_share
from voicekit import config, service
from voicekit.evals.stats import Share, difference_interval, spearman, spearman_interval
from voicekit.text import readability
from voicekit.text.document import Document
from voicekit.text.readability import Counts, count_words

SECTION = "readability"
LENGTH = "words_per_sentence"
LEAST_OVER_LENGTH = 0.05
LEAST_PAIRS = 0.95
LEVELS = {"elementary": 1.0, "intermediate": 2.0, "advanced": 3.0}

Formula = Callable[[Counts], float]


def formulas(language: str) -> dict[str, Formula]:
    """The formulas of a language by metric name, turned so that higher is harder; words per sentence comes first."""
    found: dict[str, Formula] = {LENGTH: lambda counts: counts.words / counts.sentences}
    for name in readability.FORMULAS[language]:
        if name == "flesch_reading_ease":
            ease = partial(readability.flesch_reading_ease, language=language)
            found[name] = lambda counts, ease=ease: -ease(counts)  # type: ignore[misc]
        else:
            found[name] = getattr(readability, name)
    return found


def counted(row: dict[str, Any]) -> Counts:
    """The counts of a row's text."""
    return count_words(Document(row["text"], row["lang"]).sentence_words, row["lang"])


def correlations(
    name: str, language: str, pairs: Iterable[tuple[Counts, float]], held: str = ""
) -> list[Line]:
    """Spearman of each formula with the difficulty, and what it has over words per sentence alone, same rows.

    The formula `held` must be LEAST_OVER_LENGTH better.
    """
    known = [
        (counts, label) for counts, label in pairs if counts.words and counts.sentences and counts.syllables
    ]
    labels = [label for _, label in known]
    values = {formula: [of(counts) for counts, _ in known] for formula, of in formulas(language).items()}
    found = {formula: spearman(labels, column) or 0.0 for formula, column in values.items()}
    lines = []
    for formula, rho in found.items():
        low, high = spearman_interval(rho, len(known))
        lines.append(Line(SECTION, f"{name}: Spearman of {formula}", language, rho, len(known), low, high))
        if formula != LENGTH:
            low, high = difference_interval(labels, values[formula], values[LENGTH])
            over = rho - found[LENGTH]
            least = LEAST_OVER_LENGTH if formula == held else None
            note = "length alone wins" if over < 0 else ""
            said = f"{name}: {formula} over length alone"
            lines.append(Line(SECTION, said, language, over, len(known), low, high, least, note))
    return lines


def ordered(name: str, language: str, pairs: list[tuple[Counts, Counts]], held: str = "") -> list[Line]:
    """How many (original, simplified) pairs each formula orders right; a tie counts as a half.

    The formula `held` must order LEAST_PAIRS of them right.
    """
    shares = {}
    for formula, of in formulas(language).items():
        differences = [of(hard) - of(easy) for hard, easy in pairs]
        right = sum(1.0 if one > 0 else 0.5 if one == 0 else 0.0 for one in differences)
        shares[formula] = Share(right, len(pairs))
    length = shares[LENGTH].right
    lines = []
    for formula, share in shares.items():
        note = "length alone wins" if share.right < length else ""
        least = LEAST_PAIRS if formula == held else None
        lines.append(of_share(SECTION, f"{name}: ordered right by {formula}", language, share, least, note))
    return lines


def measure(data: Path) -> list[Line]:
    """Every corpus by itself: their scales differ, and so do languages.

    What must hold is asked of the formula the default brand's replies are judged by.
    """
    bands = service.open_guideline(config.load({}), BRAND).bands
    english = list(rows(data, "readability_en.jsonl"))
    german = list(rows(data, "readability_de.jsonl"))

    def graded(source: list[dict[str, Any]], name: str) -> list[tuple[Counts, float]]:
        chosen = [row for row in source if row["source"] == name]
        return [
            (counted(row), LEVELS.get(row["labels"]["label"]) or float(row["labels"]["label"]))
            for row in chosen
        ]

    def paired(name: str) -> list[tuple[Counts, Counts]]:
        sides: dict[int, dict[str, Counts]] = defaultdict(dict)
        for row in german:
            if row["source"] == name:
                sides[row["labels"]["pair"]][row["labels"]["label"]] = counted(row)
        both = [(pair["original"], pair["simplified"]) for pair in sides.values() if len(pair) == 2]
        return [pair for pair in both if all(side.words and side.syllables for side in pair)]

    return [
        *correlations("CEFR-SP sentences", "en", graded(english, "cefr_sp"), bands["en"].formula),
        *correlations("OneStopEnglish articles", "en", graded(english, "onestopenglish")),
        *correlations("TextComplexityDE sentences", "de", graded(german, "textcomplexityde")),
        *ordered("TextComplexityDE pairs", "de", paired("textcomplexityde_pairs"), bands["de"].formula),
        *ordered("DEplain-web pairs", "de", paired("deplain_web")),
    ]
