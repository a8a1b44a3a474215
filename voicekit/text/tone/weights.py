"""Holds what was measured and learned of each axis: weights, scale and gate, read from data files when first asked for.

It must never load anything at import, nor need more than the standard library.
"""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

from voicekit.text.tone import grams
from voicekit.text.tone.markers import DATA

AXES = ("formality", "politeness", "warmth", "empathy", "directness", "energy")
How = Literal["trained", "rules"]
TRAINED = {
    ("formality", "de"), ("politeness", "en"), ("politeness", "fr"), ("politeness", "ru"), ("politeness", "vi"),
}  # fmt: skip
_KEPT = 50_000


class Model:
    """The weights of one axis in one language: of traits, and for a trained axis of runs of words and letters."""

    def __init__(self, how: How, traits: dict[str, float], weights: dict[str, float]) -> None:
        self.how: How = how
        self.traits = traits
        self._weights = weights
        self._tokens: dict[str, float] = {}
        self._pairs: dict[str, dict[str, float]] = {}
        self._triples: dict[str, dict[str, dict[str, float]]] = {}
        for run, value in weights.items():
            if run[0] == "=" and " " in run:
                first, second, *third = run[1:].split(" ")
                if third:
                    self._triples.setdefault(first, {}).setdefault(second, {})[third[0]] = value
                else:
                    self._pairs.setdefault(first, {})[second] = value

    def of_text(self, tokens: list[str], each: list[float] | None = None) -> float:
        """What all tokens add before it is divided by the size of the text.

        `each`, a list of nothing yet, takes what each token adds: a run of words is shared by its words.
        """
        if not self._weights:
            return 0.0
        known, pairs, triples = self._tokens, self._pairs, self._triples
        total = 0.0
        one = two = ""
        for at, token in enumerate(tokens):
            value = known.get(token)
            if value is None:
                value = self._of_token(token)
            total += value
            if each is not None:
                each.append(value)
            after = pairs.get(one)
            if after is not None and (value := after.get(token)) is not None:
                total += value
                if each is not None:
                    _share(each, at, value, 2)
            follow = triples.get(two)
            after = None if follow is None else follow.get(one)
            if after is not None and (value := after.get(token)) is not None:
                total += value
                if each is not None:
                    _share(each, at, value, 3)
            two, one = one, token
        return total

    def _of_token(self, token: str) -> float:
        value = sum([self._weights.get(run, 0.0) for run in grams.of_token(token)])
        if len(self._tokens) >= _KEPT:
            self._tokens.clear()
        self._tokens[token] = value
        return value


def _share(each: list[float], last: int, value: float, of: int) -> None:
    first = max(0, last - of + 1)
    for at in range(first, last + 1):
        each[at] += value / (last + 1 - first)


class Scale(NamedTuple):
    """Mean and spread of an axis over care replies of the language."""

    mean: float
    spread: float


class Gate(NamedTuple):
    """How many of the test pairs of one axis in one language were put in the right order."""

    ordered: int
    of: int

    @property
    def shown(self) -> bool:
        """Whether that is enough for the axis to be shown: 85 of 100."""
        return self.of > 0 and self.ordered >= 0.85 * self.of


_models: dict[tuple[str, str], Model] = {}
_columns: dict[str, dict[str, tuple[float, ...]]] = {}
_tables: dict[str, dict[tuple[str, str], tuple[float, ...]]] = {}
_rules: dict[str, dict[str, float]] = {}


def rule_weights(axis: str) -> dict[str, float]:
    """What each trait adds to `axis` by rule, from tone-axes.txt."""
    if not _rules:
        for line in _lines("tone-axes.txt"):
            name, *values = line.split()
            if name == "class":
                continue
            for one, value in zip(AXES, values, strict=True):
                if float(value):
                    _rules.setdefault(one, {})[name] = float(value)
    return _rules[axis]


def model(axis: str, language: str) -> Model:
    """The model of `axis` in one of the five languages, read when it is first asked for."""
    found = _models.get((axis, language))
    if found is None:
        trained = (axis, language) in TRAINED
        found = _read(axis, language) if trained else Model("rules", rule_weights(axis), {})
        _models[axis, language] = found
    return found


def columns(language: str) -> dict[str, tuple[float, ...]]:
    """What each trait adds to the six axes in one of the five languages, in the order of AXES."""
    found = _columns.get(language)
    if found is None:
        by_axis = [model(axis, language).traits for axis in AXES]
        names = dict.fromkeys([name for traits in by_axis for name in traits])
        found = {name: tuple([traits.get(name, 0.0) for traits in by_axis]) for name in names}
        _columns[language] = found
    return found


def _read(axis: str, language: str) -> Model:
    step = 0.0
    traits: dict[str, float] = {}
    weights: dict[str, float] = {}
    for line in _lines(f"tone-{axis}-{language}.txt"):
        head, *rest = line.split("\t")
        if head == "step":
            step = float(rest[0])
        elif head == "trait":
            traits[rest[0]] = float(rest[1])
        else:
            value = int(head) * step
            for run in rest:
                weights[run] = value
    return Model("trained", traits, weights)


def scale(axis: str, language: str) -> Scale:
    """The scale of `axis`; of a trait of the whole text (`long`, `wordlen`, `len`) too."""
    return Scale(*_table("tone-scale.txt")[axis, language])


def gate(axis: str, language: str) -> Gate:
    """How the axis fared on its test pairs; nothing of nothing where that was not measured."""
    ordered, of = _table("tone-gate.txt").get((axis, language), (0, 0))
    return Gate(int(ordered), int(of))


def _table(name: str) -> dict[tuple[str, str], tuple[float, ...]]:
    found = _tables.get(name)
    if found is None:
        found = {}
        for line in _lines(name):
            axis, language, *values = line.split()
            found[axis, language] = tuple(map(float, values))
        _tables[name] = found
    return found


def _lines(name: str) -> list[str]:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line and not line.startswith("#")]
