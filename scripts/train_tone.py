"""Trains the tone axes that ../shared/data/tone.jsonl has rows for, and scales all of them by the care replies here.

    python scripts/train_tone.py            writes tone-politeness-*.txt, tone-formality-de.txt and tone-scale.txt
    python scripts/train_tone.py --cv       also prints rank correlations within the training rows

Needs numpy (dependency group `train`). Rows that are held out (30 of 100, by a hash of source and pair) are never read
here but to be left out; no text of a row is ever written, only weights of short letter runs, words and word pairs.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.tone_rows import ROWS, group_of, held_out, portion, rows, unwrapped  # noqa: E402
from voicekit.evals.cases import read_cases, some_of  # noqa: E402
from voicekit.evals.stats import spearman  # noqa: E402
from voicekit.guideline.loader import load_brand  # noqa: E402
from voicekit.text.document import Document  # noqa: E402
from voicekit.text.tone import grams, raw  # noqa: E402
from voicekit.text.tone.distance import filled  # noqa: E402
from voicekit.text.tone.traits import SHAPES, SIGNS, read_traits, signs  # noqa: E402
from voicekit.text.tone.weights import AXES, TRAINED, rule_weights  # noqa: E402
from voicekit.types import LANGUAGES  # noqa: E402

OUT = ROOT / "voicekit" / "text" / "data"
CASES = ROOT / "eval" / "cases"
SOURCES = {"politeness": "tydip", "formality": "in_formal_de"}
RARE = 3
"""A run in fewer training rows is left out."""
STIFF = 2.3
"""Ridge penalty, in mean squared lengths of a row."""
SHARES = {
    "politeness": {"1": 0.2, "2": 0.2, "3": 0.2, "l2": 0.4 / 3, "l3": 0.4 / 3, "l4": 0.4 / 3},
    "formality": {"1": 0.25, "2": 0.25, "3": 0.0, "l2": 0.5 / 3, "l3": 0.5 / 3, "l4": 0.5 / 3},
}
"""Mean squared length of a row in each family of runs: words, runs of two and three words, runs of letters."""
TRAIT_SHARE = 0.35
"""Squared length of the traits beside that of the runs. All by cross-validation within the training rows."""
SIGNED = {("formality", "de"), ("politeness", "en"), ("politeness", "ru")}
"""Where the traits of how it is written (SIGNS) gain; French and Vietnamese lose by them."""
SHARED = {("politeness", "ru"): 0.5, ("politeness", "vi"): 0.5, ("politeness", "fr"): 1.0}
"""How much of what the traits mean in the other languages a small language starts from; likewise."""
RULES = {("politeness", "ru"): 0.3}
RULES_ELSEWHERE = 0.1
"""Spreads of the hand-set rules added to one spread of what was learned, for what care replies say and the rows do
not; by cross-validation and development pairs."""


class Row(NamedTuple):
    """One labelled text, read."""

    group: str
    label: float
    traits: dict[str, float]
    runs: Counter[str]
    letters: int


def read(row: dict[str, Any]) -> Row:
    """A row with its traits and runs."""
    traits = read_traits(Document(unwrapped(row["text"]), row["lang"]))
    tokens = traits.words.tokens
    values = traits.values | signs(traits.words)
    runs = Counter(grams.of_text(tokens))
    return Row(group_of(row), float(row["labels"]["label"]), values, runs, traits.words.letters)


def training(axis: str, data: Path = ROWS) -> dict[str, list[Row]]:
    """The training rows of an axis, by language."""
    found: dict[str, list[Row]] = {}
    for row in rows(SOURCES[axis], data):
        if (axis, row["lang"]) in TRAINED and not held_out(row):
            found.setdefault(row["lang"], []).append(read(row))
    return found


def names_of(found: Sequence[Row], axis: str, language: str) -> list[str]:
    """The traits an axis may weigh in a language."""
    known = {name for row in found for name in row.traits}
    return sorted(known if (axis, language) in SIGNED else known - set(SIGNS))


class Fitted(NamedTuple):
    """Weights of the traits and of the runs."""

    traits: dict[str, float]
    runs: dict[str, float]


Array = Any


def standard(values: Array) -> Array:
    return (values - values.mean()) / values.std()


def table(found: Sequence[Row], names: Sequence[str]) -> Array:
    return np.array([[row.traits.get(name, 0.0) for name in names] for row in found])


def fit(axis: str, language: str, found: Sequence[Row], others: Sequence[Sequence[Row]]) -> Fitted:
    """Ridge regression over traits and runs; the traits start from what they mean in `others`, SHARED of it."""
    names = names_of(found, axis, language)
    shared = SHARED.get((axis, language), 0.0)
    seen = table(found, names)
    middle, spread = seen.mean(0), np.maximum(seen.std(0), 0.05)
    dense = (seen - middle) / spread
    label = standard(np.array([row.label for row in found]))
    start = np.zeros(len(names))
    if shared:
        every, labels = [dense], [label]
        for other in others:
            one = table(other, names)
            every.append((one - one.mean(0)) / np.maximum(one.std(0), 0.05))
            labels.append(standard(np.array([row.label for row in other])))
        stacked, known = np.vstack(every), np.concatenate(labels)
        start = shared * np.linalg.solve(stacked.T @ stacked + 100 * np.eye(len(names)), stacked.T @ known)
    trait_size = (dense**2).sum(1).mean()
    kernel = TRAIT_SHARE * (dense @ dense.T) / trait_size
    counts = Counter(run for row in found for run in row.runs)
    kept: list[tuple[list[str], Array, Array]] = []
    for family, share in SHARES[axis].items():
        runs = sorted(run for run, count in counts.items() if count >= RARE and grams.family(run) == family)
        if not share or not runs:
            continue
        rarity = np.array([math.log((1 + len(found)) / (1 + counts[run])) + 1 for run in runs], np.float32)
        sparse = counted(found, runs) * rarity
        near = (sparse @ sparse.T).astype(float)
        size = np.diag(near).mean()
        kernel += share / size * near
        kept.append((runs, sparse, rarity * np.float32(share / size)))
    left = label - dense @ start
    dual = np.linalg.solve(kernel + STIFF * np.eye(len(found)), left - left.mean())
    on_traits = (start + TRAIT_SHARE * (dense.T @ dual) / trait_size) / spread
    on_runs: dict[str, float] = {}
    for runs, sparse, factor in kept:
        on_runs.update(zip(runs, ((sparse.T @ dual.astype(np.float32)) * factor).tolist(), strict=True))
    return Fitted(dict(zip(names, on_traits.tolist(), strict=True)), on_runs)


def counted(found: Sequence[Row], runs: Sequence[str]) -> Array:
    """How often each run stands in each row, for the size of the row."""
    place = {run: at for at, run in enumerate(runs)}
    out = np.zeros((len(found), len(runs)), np.float32)
    for at, row in enumerate(found):
        size = grams.size(row.letters)
        for run, count in row.runs.items():
            if run in place:
                out[at, place[run]] = count / size
    return out


def predict(fitted: Fitted, row: Row) -> float:
    """The fitted value of a row, up to a constant."""
    size = grams.size(row.letters)
    on_traits = sum(fitted.traits.get(name, 0.0) * value for name, value in row.traits.items())
    return on_traits + sum(fitted.runs.get(run, 0.0) * count for run, count in row.runs.items()) / size


def by_rule(axis: str, row: Row) -> float:
    """What the hand-set rules say of a row."""
    weights = rule_weights(axis)
    return sum(weights.get(name, 0.0) * value for name, value in row.traits.items())


def with_rules(axis: str, language: str, fitted: Fitted, found: Sequence[Row]) -> Fitted:
    """One spread of what was learned and RULES spreads of the rules, both over the training rows."""
    learned = float(np.std([predict(fitted, row) for row in found]))
    share = RULES.get((axis, language), RULES_ELSEWHERE)
    ruled = share / float(np.std([by_rule(axis, row) for row in found]))
    weights = rule_weights(axis)
    names = sorted({*fitted.traits, *weights})
    traits = {name: fitted.traits.get(name, 0.0) / learned + ruled * weights.get(name, 0.0) for name in names}
    return Fitted(traits, {run: value / learned for run, value in fitted.runs.items()})


def written(fitted: Fitted, axis: str, language: str, found: Sequence[Row]) -> str:
    """The data file: traits, then runs by their weight in whole steps; what rounds to none is left out."""
    step = max(map(abs, fitted.runs.values())) / 127
    groups: dict[int, list[str]] = {}
    for run, value in fitted.runs.items():
        if round(value / step):
            groups.setdefault(round(value / step), []).append(run)
    lines = [
        f"# {axis} in {language}: made by scripts/train_tone.py from {len(found)} rows of {SOURCES[axis]}.",
        f"step\t{step:.6g}",
        *(f"trait\t{name}\t{value:.4g}" for name, value in sorted(fitted.traits.items())),
        *("\t".join([str(weight), *sorted(groups[weight])]) for weight in sorted(groups)),
    ]
    return "\n".join(lines) + "\n"


def reference(language: str) -> dict[str, list[str]]:
    """Care replies of a language by where they stand: the drafts to develop on, the good replies, the templates."""
    cases = some_of(read_cases([CASES / f"drafts-{language}.yaml"]), language, "dev")
    good = read_cases([CASES / f"good-{language}.yaml"])
    templates = [
        filled(template.text)
        for folder in sorted((ROOT / "guidelines" / "brands").iterdir())
        for template in load_brand(ROOT / "guidelines", folder.name).templates
        if template.language == language
    ]
    return {
        "drafts": [case.draft.text for case in cases],
        "good replies": [case.draft.text for case in good],
        "templates": templates,
    }


def scaled() -> str:
    """The data file of scales: mean and spread of every axis, and of the traits of a whole text, by language."""
    lines = ["# Mean and spread of each axis over care replies of a language; made by scripts/train_tone.py."]
    for language in LANGUAGES:
        texts = reference(language)
        lines.append(f"# {language}: {', '.join(f'{len(found)} {name}' for name, found in texts.items())}")
        read_all = [read_traits(Document(text, language)) for found in texts.values() for text in found]
        columns: dict[str, list[float]] = {
            axis: list(values)
            for axis, values in zip(AXES, zip(*map(raw, read_all), strict=True), strict=True)
        }
        columns |= {name: [one.values[name] for one in read_all] for name in SHAPES}
        for name, values in columns.items():
            lines.append(f"{name} {language} {np.mean(values):.4g} {np.std(values):.4g}")
    return "\n".join(lines) + "\n"


def cross(axis: str, sets: dict[str, list[Row]]) -> None:
    """Print the rank correlation of rows with what the other four fifths of the training rows say of them."""
    for language, found in sets.items():
        label = [row.label for row in found]
        others = [other for code, other in sets.items() if code != language]
        sums: dict[str, list[float]] = {"learned": [0.0] * len(found), "with rules": [0.0] * len(found)}
        for fold in range(5):
            apart = [portion(f"cv:{row.group}", 5) == fold for row in found]
            kept = [row for row, out in zip(found, apart, strict=True) if not out]
            fitted = fit(axis, language, kept, others)
            joined = with_rules(axis, language, fitted, kept)
            for at, row in enumerate(found):
                if apart[at]:
                    sums["learned"][at] = predict(fitted, row)
                    sums["with rules"][at] = predict(joined, row)
        ruled = spearman([by_rule(axis, row) for row in found], label)
        figures = ", ".join(f"{name} {spearman(values, label):.3f}" for name, values in sums.items())
        print(f"{axis} {language}: {len(found)} rows, {figures}, rules alone {ruled:.3f}", flush=True)


def main() -> int:
    """Write the weights and scales; with `--cv` print how well they do within the training rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cv", action="store_true")
    given = parser.parse_args()
    if not (ROWS / "tone.jsonl").is_file():
        print(f"{ROWS} is not there: nothing trained", file=sys.stderr)
        return 2
    for axis in SOURCES:
        sets = training(axis)
        if given.cv:
            cross(axis, sets)
        for language, found in sets.items():
            others = [other for code, other in sets.items() if code != language]
            fitted = with_rules(axis, language, fit(axis, language, found, others), found)
            path = OUT / f"tone-{axis}-{language}.txt"
            path.write_text(written(fitted, axis, language, found), "utf-8")
            print(f"{path.name}: {path.stat().st_size} bytes", flush=True)
    (OUT / "tone-scale.txt").write_text(scaled(), "utf-8")
    print("tone-scale.txt")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
