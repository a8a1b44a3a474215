"""Trains the linear model beside the signals, from labelled messages: voicekit/triage/data/triage-<lang>.txt.

    python scripts/train_triage.py [--lang en]      prints cross-validated recall and false alarms, writes the weights

Needs numpy (dependency group `train`). It reads `split: dev` of eval/triage/<lang>.yaml and all of train*-<lang>.yaml
there, customers' turns of the dev cases of eval/cases, and public ordinary rows of ../shared/data; it must never read
a held file nor the turns of a test case, nor write a row anywhere.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.tone_rows import portion  # noqa: E402
from scripts.triage_rows import Row, before_drafts, labelled, ordinary, turns  # noqa: E402
from voicekit import config, service  # noqa: E402
from voicekit.guideline.compiled import Guideline  # noqa: E402
from voicekit.text.fold import fold  # noqa: E402
from voicekit.text.plain import plain  # noqa: E402
from voicekit.text.typed import readings  # noqa: E402
from voicekit.triage.learned import DATA, UNIT, features, scale, tokens_of  # noqa: E402
from voicekit.triage.signs import Reader, reader_of, signs_of  # noqa: E402
from voicekit.types import LANGUAGES  # noqa: E402

BRAND = "fernweh"
LABELS = {"self_harm": "self_harm", "safety": "safety", "legal": "legal", "wants_human": "intent.wants_human"}
"""Labels of messages, and what a sign of each shows."""
NOT_LEARNED = {("de", "wants_human"), ("vi", "wants_human")}
"""Labels left out of a file whatever is found: more false alarms in real threads than they are worth."""
CODES = (*LANGUAGES, "vi-bare")
MOST = {"vi": 2000, "vi-bare": 2000}
MOST_ELSEWHERE = 4000
"""Features a file may have."""
FOLDS = 5
RARE = 2
"""A feature of fewer messages is left out."""
STIFF = 1.0
"""Ridge penalty, in mean squared lengths of a message."""
SHARES = {"word": 0.3, "beginning": 0.4, "pair": 0.3}
"""Mean squared length of a message in each family of features."""


class Limits(NamedTuple):
    """Shares that may be flagged beyond the signals: of look-alikes, of messages of other labels, of ordinary ones, and
    of customers' turns in threads that do not show the label.
    """

    alike: float
    other: float
    ordinary: float
    turn: float


LIMITS = {"self_harm": Limits(0.05, 0.01, 0.006, 0.035)}
"""Where a miss is far worse than a false alarm."""
LIMITS_ELSEWHERE = Limits(0.03, 0.007, 0.003, 0.005)
LEAST_ALIKE = 25
"""Look-alikes at least for a share of them to be a limit; a label with fewer is left out."""
LEAST_GAIN = 0.05
"""Of the messages that signals miss more must be found, or the label is left out: all risk and no gain."""

Array = Any


class Message(NamedTuple):
    """A row as the model reads it: what signals show in it, its features and how many words it has."""

    label: str
    applies: bool | None
    group: str
    source: str
    shown: frozenset[str]
    features: Counter[str]
    words: int
    shows: frozenset[str] = frozenset()


def read(guideline: Guideline, code: str, found: Iterable[Row]) -> list[Message]:
    """The messages, each once, as features of the readings in `code`; for "vi-bare" all without their marks."""
    language = code.partition("-")[0]
    known: set[str] = set()
    out: list[Message] = []

    def spelling(name: str) -> Any:
        reader: Reader | None = reader_of(guideline, name)
        assert reader is not None
        return reader.spelling

    for row in found:
        folded = fold(row.text).text
        same = " ".join(plain(folded).split())
        if same in known or not same:
            continue
        known.add(same)
        typed = plain(folded) if code == "vi-bare" else row.text
        reading = next(readings(typed, language, spelling))
        if reading.language != code or not tokens_of(reading.text, code):
            continue
        signs = signs_of(guideline, typed, language)
        assert signs is not None
        scores = Counter(signs.scores)
        scores.subtract({one.shows: one.weight for one in signs.signs if one.signal.startswith("learned.")})
        shown = frozenset(name for name, score in scores.items() if score > 0.98)
        runs = Counter(features(reading.text, code))
        words = len(tokens_of(reading.text, code))
        out.append(
            Message(row.label, row.applies, row.group or same, row.source, shown, runs, words, row.shows)
        )
    return out


def family(feature: str) -> str:
    return "beginning" if feature.endswith("*") else "pair" if " " in feature else "word"


class Roles(NamedTuple):
    """What each message is to one label, as masks; `limits` say how many of the others may be flagged."""

    meant: Array
    alike: Array
    other: Array
    ordinary: Array
    turn: Array
    shown: Array
    limits: Limits

    @property
    def weight(self) -> Array:
        """Weights in training: as much for all others, all ordinary ones and all turns as for those that are meant."""
        out = self.meant + self.alike.astype(float)
        for mask in (self.other, self.ordinary, self.turn):
            out[mask] = self.meant.sum() / max(1, mask.sum())
        return out


def roles_of(found: Sequence[Message], label: str) -> Roles:
    """A message of another label may show this one too: it is nothing to it where the signals say so. Of a turn in a
    thread it is known what it shows.
    """
    shown = np.array([LABELS[label] in one.shown for one in found])
    own = np.array([one.label == label for one in found])
    meant = own & np.array([one.applies is True for one in found])
    calm = np.array([one.label in ("ordinary", "intent", "mood") for one in found])
    turn = np.array([one.label == "turn" for one in found])
    clear = turn & np.array([label not in one.shows for one in found])
    limits = LIMITS.get(label, LIMITS_ELSEWHERE)
    return Roles(meant, own & ~meant, ~own & ~calm & ~turn & ~shown, calm & ~shown, clear, shown, limits)


class Table:
    """The features of messages in rows, each family with its share."""

    def __init__(self, found: Sequence[Message]) -> None:
        counts = Counter(name for one in found for name in one.features)
        self.names = sorted(name for name, count in counts.items() if count >= RARE)
        place = {name: at for at, name in enumerate(self.names)}
        self.raw = np.zeros((len(found), len(self.names)), np.float32)
        for at, one in enumerate(found):
            for name, count in one.features.items():
                if name in place:
                    self.raw[at, place[name]] = count / scale(one.words)
        self.often = np.array([counts[name] for name in self.names], np.float32)
        self.factor = np.log((1 + len(found)) / (1 + self.often)) + 1
        kinds = np.array([family(name) for name in self.names])
        for kind, share in SHARES.items():
            own = kinds == kind
            if own.any():
                length = ((self.raw[:, own] * self.factor[own]) ** 2).sum(1).mean()
                self.factor[own] *= math.sqrt(share / length)
        rows_ = self.raw * self.factor
        self.kernel = (rows_ @ rows_.T).astype(float)


def solve(kernel: Array, penalty: Array, side: Array) -> Array:
    """x of (kernel + diag(penalty)) x = side, by conjugate gradients: a tenth of the time of a direct solution."""
    diagonal = kernel.diagonal() + penalty
    out = np.zeros_like(side)
    left = side.copy()
    way = left / diagonal
    size = left @ way
    for _ in range(400):
        on = kernel @ way + penalty * way
        step = size / (way @ on)
        out += step * way
        left -= step * on
        if np.abs(left).max() < 1e-6:
            break
        scaled = left / diagonal
        before, size = size, left @ scaled
        way = scaled + size / before * way
    return out


def fit(table: Table, roles: Mapping[str, Roles], kept: Array, most: int) -> tuple[Array, Array]:
    """Weights in whole units (features by labels) of a weighted ridge regression over the rows `kept`.

    The second part says which features these are: those that weigh most, over all labels, in the messages.
    """
    columns = []
    for role in roles.values():
        own = np.flatnonzero(kept & (role.weight > 0))
        kernel = table.kernel[np.ix_(own, own)]
        penalty = STIFF / role.weight[own]
        solved = np.stack(
            [
                solve(kernel, penalty, side)
                for side in (np.where(role.meant[own], 1.0, -1.0), np.ones(len(own)))
            ],
            1,
        )
        dual = solved[:, 0] - solved[:, 0].sum() / solved[:, 1].sum() * solved[:, 1]
        columns.append(table.factor * (table.raw[own].T @ dual.astype(np.float32)) * table.factor)
    weights = np.stack(columns, 1)
    weighs = np.abs(weights).max(1) * np.sqrt(table.often)
    first = np.sort(np.argsort(-weighs, kind="stable")[:most])
    whole = np.rint(weights[first] * UNIT)
    some = np.abs(whole).max(1) > 0
    return whole[some], first[some]


def threshold(scores: Array, role: Roles, among: Array) -> float:
    """The least threshold within the limits, of what the signals do not show anyway."""
    least = 0.0  # a message of nothing but unknown words shows nothing
    for mask, share in (
        (role.alike, role.limits.alike),
        (role.other, role.limits.other),
        (role.ordinary, role.limits.ordinary),
        (role.turn, role.limits.turn),
    ):
        own = np.sort(np.where(role.shown, -math.inf, scores)[mask & among])[::-1]
        if len(own):
            least = max(least, float(own[int(share * len(own))]))
    return least


def cross(found: Sequence[Message], table: Table, roles: Mapping[str, Roles], most: int) -> Array:
    """The score of each message (by labels) from what the other four fifths taught."""
    folds = np.array([portion(f"triage:{one.group}", FOLDS) for one in found])
    scores = np.zeros((len(found), len(roles)))
    for fold_ in range(FOLDS):
        weights, first = fit(table, roles, folds != fold_, most)
        out = folds == fold_
        scores[out] = table.raw[np.ix_(out, first)] @ weights
    return scores


def caught(found: Sequence[Message], role: Roles, scores: Array) -> Array:
    """Which messages pass the threshold that the messages of the other folds give."""
    folds = np.array([portion(f"triage:{one.group}", FOLDS) for one in found])
    levels = [threshold(scores, role, folds != fold_) for fold_ in range(FOLDS)]
    return scores > np.array(levels)[folds]


def report(code: str, label: str, found: Sequence[Message], role: Roles, hit: Array) -> str:
    """Cross-validated figures of one label."""
    fresh = np.array([one.source == "train" for one in found])

    def of(mask: Array, what: Array) -> str:
        return f"{what[mask].mean():.3f}" if mask.any() else "-"

    cells = [code, label]
    for mask in (role.meant, role.alike, role.meant & fresh, role.alike & fresh):
        cells += [str(int(mask.sum())), of(mask, hit), of(mask, role.shown), of(mask, hit | role.shown)]
    cells += [str(int(role.ordinary.sum())), of(role.ordinary, hit), of(role.other, hit)]
    cells += [str(int(role.turn.sum())), *(str(int(what[role.turn].sum())) for what in (hit, role.shown))]
    cells += [str(int((hit | role.shown)[role.turn].sum()))]
    return "| " + " | ".join(cells) + " |"


def trained(code: str, found: Sequence[Message], told: bool = True) -> str:
    """The weights file of one language, "" where no label can be had; prints figures if `told`."""
    table = Table(found)
    most = MOST.get(code, MOST_ELSEWHERE)
    roles = {label: roles_of(found, label) for label in LABELS}
    roles = {label: role for label, role in roles.items() if role.alike.sum() >= LEAST_ALIKE}
    if not roles:
        return ""
    everyone = np.ones(len(found), bool)
    scores = cross(found, table, roles, most)
    levels = {}
    for at, (label, role) in enumerate(roles.items()):
        hit = caught(found, role, scores[:, at])
        if told:
            print(report(code, label, found, role, hit), flush=True)
        wanted = (code, label) not in NOT_LEARNED
        if wanted and hit[role.meant & ~role.shown].mean() > LEAST_GAIN:
            levels[label] = threshold(scores[:, at], role, everyone)
    columns = [at for at, label in enumerate(roles) if label in levels]
    if not columns:
        return ""
    weights, first = fit(table, {label: roles[label] for label in levels}, everyone, most)
    sources = Counter(one.source for one in found)
    lines = [
        f"# {code}: made by scripts/train_triage.py from {', '.join(f'{n} {s}' for s, n in sorted(sources.items()))}.",
        "\t".join(["labels:", *(LABELS[label] for label in levels)]),
        "\t".join(["thresholds:", *(str(math.ceil(level)) for level in levels.values())]),
        *(
            "\t".join([table.names[at], *(str(int(value)) for value in row)])
            for at, row in zip(first, weights, strict=True)
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the figures and write the weights of every language, or of one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lang", choices=LANGUAGES)
    given = parser.parse_args()
    guideline = service.open_guideline(config.load({}), BRAND)
    sources: dict[str, list[Row]] = defaultdict(list)
    for code in CODES:
        language = code.partition("-")[0]
        if given.lang not in (None, language):
            continue
        if language not in sources:
            sources[language] = [
                *labelled(language),
                *turns(language),
                *before_drafts(language),
                *ordinary(language),
            ]
        text = trained(code, read(guideline, code, sources[language]))
        path = Path(DATA) / f"triage-{code}.txt"
        if text:
            path.write_text(text, "utf-8")
            print(f"{path.name}: {path.stat().st_size} bytes", flush=True)
        else:
            path.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
