"""Compares the tone of a draft with what a brand aims at, and with what it usually sends.

It must never say that a tone is wrong: it gives the distance and which words make it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Literal, NamedTuple

from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.tone import AxisReading, Contribution, read_tone

NEAR = 10
"""Points from the target that are near enough: less is within what one word does."""
FEWEST = 5
"""Fewer approved replies than this say nothing of what is usual."""
_BLANK = lazy(r"\{\{ ?([a-z][a-z0-9_]*) ?\}\}")
_LEAST_SPREAD = 5.0
MORE = {
    "formality": ("more formal", "less formal"),
    "politeness": ("more polite", "less polite"),
    "warmth": ("warmer", "cooler"),
    "empathy": ("more empathetic", "less empathetic"),
    "directness": ("more direct", "less direct"),
    "energy": ("livelier", "calmer"),
}
"""What an axis is called above and below."""
Usual = Literal["usual", "unusual", "too few"]


class Habit(NamedTuple):
    """One axis over the approved replies of a language: their number, mean and spread in points."""

    n: int
    mean: float | None
    spread: float | None


class AxisReport(NamedTuple):
    """One axis of a draft beside `target` (None: the brand has none) and `habit`.

    `distance` is score minus target in points, `direction` its word where it is more than NEAR; `usual` says whether
    the score lies within two spreads of the approved replies. `because` are the contributions of that direction.
    """

    reading: AxisReading
    target: int | None
    distance: int | None
    direction: str
    habit: Habit
    usual: Usual
    because: tuple[Contribution, ...]

    @property
    def sentence(self) -> str:
        """One English sentence for a person."""
        score = self.reading.score
        if score is None:
            return f"not scored: {self.reading.reason}"
        words = ", ".join(f"'{one.text}'" for one in self.because if one.span is not None)
        if self.target is None:
            said = "the brand has no target for this"
        elif not self.direction:
            said = "as the brand wants it"
        else:
            said = f"{self.direction} than the brand wants" + (f": {words}" if words else "")
        return said + ("; outside what you usually send" if self.usual == "unusual" else "")


class ToneReport(NamedTuple):
    """The tone of one draft, axis by axis, in `language` (a code, "" where it is not known)."""

    language: str
    axes: tuple[AxisReport, ...]


def habits(templates: Iterable[str], language: str) -> dict[str, Habit]:
    """Mean and spread of each axis over approved replies of one language, whose blanks are read as their names."""
    scores: dict[str, list[int]] = {}
    for text in templates:
        filled = _BLANK.sub(lambda blank: blank[1].replace("_", " "), text)
        for one in read_tone(Document(filled, language)):
            scores.setdefault(one.axis, []).extend([] if one.score is None else [one.score])
    found = {}
    for axis, values in scores.items():
        if len(values) < FEWEST:
            found[axis] = Habit(len(values), None, None)
            continue
        mean = sum(values) / len(values)
        spread = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
        found[axis] = Habit(len(values), mean, spread)
    return found


def compare(document: Document, targets: Mapping[str, int], usual: Mapping[str, Habit]) -> ToneReport:
    """The tone of `document` beside a brand's `targets` and `usual` tone, by axis."""
    axes = [
        _beside(reading, targets.get(reading.axis), usual.get(reading.axis, Habit(0, None, None)))
        for reading in read_tone(document)
    ]
    return ToneReport(document.language, tuple(axes))


def _beside(reading: AxisReading, target: int | None, habit: Habit) -> AxisReport:
    score = reading.score
    distance = None if score is None or target is None else score - target
    direction = ""
    because: tuple[Contribution, ...] = ()
    if distance is not None and abs(distance) > NEAR:
        direction = MORE[reading.axis][distance < 0]
        because = tuple([one for one in reading.contributions if (one.points > 0) == (distance > 0)][:3])
    known: Usual = "too few"
    if score is not None and habit.mean is not None and habit.spread is not None:
        known = "unusual" if abs(score - habit.mean) > 2 * max(habit.spread, _LEAST_SPREAD) else "usual"
    return AxisReport(reading, target, distance, direction, habit, known, because)
