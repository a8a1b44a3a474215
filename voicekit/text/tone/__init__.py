"""Reads the tone of a text on six axes, and which words show it.

It says how a text sounds beside care replies of its language; what a brand wants is compared in `distance`.
"""

from __future__ import annotations

from math import erf, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from voicekit.text.document import Document
from voicekit.text.tone import grams
from voicekit.text.tone.traits import Traits, read_traits, signs
from voicekit.text.tone.weights import AXES, How, columns, gate, model, scale
from voicekit.types import LANGUAGES

if TYPE_CHECKING:
    from voicekit.text.tone.contributions import Contribution

MIN_WORDS = 5
"""A text of fewer words is not scored: one word would decide."""
Reason = Literal["", "short", "pairs", "language"]


class AxisReading(NamedTuple):
    """One axis: `score` 0 to 100 (50 is the middle of care replies, about a percentile), or None with the `reason`.

    The reason is `short` (fewer than MIN_WORDS words), `pairs` (too few test pairs of the language in order) or
    `language` (not one of the five). `value` is the same unrounded, in spreads from the middle. `contributions` are
    in order of size, at most eight, and empty unless they were asked for.
    """

    axis: str
    score: int | None
    how: How
    reason: Reason = ""
    contributions: tuple[Contribution, ...] = ()
    value: float | None = None


def read_tone(document: Document, *, gated: bool = True, explain: bool = False) -> tuple[AxisReading, ...]:
    """The six axes of `document`, by its `language`; with `explain` also what makes each score.

    With `gated` an axis that did not order enough of its test pairs in the language is not scored.
    """
    language = document.language
    if language not in LANGUAGES:
        return tuple([AxisReading(axis, None, "rules", "language") for axis in AXES])
    traits = read_traits(document)
    if traits.words.words < MIN_WORDS:
        return tuple([AxisReading(axis, None, model(axis, language).how, "short") for axis in AXES])
    readings = []
    for axis, total in zip(AXES, raw(traits), strict=True):
        how = model(axis, language).how
        if gated and not gate(axis, language).shown:
            readings.append(AxisReading(axis, None, how, "pairs"))
            continue
        middle, spread = scale(axis, language)
        value = (total - middle) / spread
        found: tuple[Contribution, ...] = ()
        if explain:
            from voicekit.text.tone.contributions import contributions

            found = contributions(axis, traits)
        readings.append(AxisReading(axis, round(_share(value)), how, "", found, value))
    return tuple(readings)


def raw(traits: Traits) -> list[float]:
    """The unscaled sum of each axis, in the order of AXES."""
    language = traits.words.document.language
    table = columns(language)
    a = b = c = d = e = f = 0.0
    values = traits.values
    if "capital" in table:
        values = values | signs(traits.words)
    for name, value in values.items():
        weights = table.get(name)
        if weights is not None:
            a += value * weights[0]
            b += value * weights[1]
            c += value * weights[2]
            d += value * weights[3]
            e += value * weights[4]
            f += value * weights[5]
    sums = [a, b, c, d, e, f]
    size = grams.size(traits.words.letters)
    for at, axis in enumerate(AXES):
        learned = model(axis, language)
        if learned.how == "trained":
            sums[at] += learned.of_text(traits.words.tokens) / size
    return sums


def _share(value: float) -> float:
    """How many of 100 texts lie below, were they spread normally."""
    return 50.0 * (1.0 + erf(value / sqrt(2.0)))
