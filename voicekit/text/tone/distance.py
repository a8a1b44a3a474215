"""Compares the tone of a draft with what a brand aims at, and with what it usually sends.

It must never say that a tone is wrong: it gives the distance and which words make it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Literal, NamedTuple

from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.tone import AxisReading, read_tone
from voicekit.text.tone.contributions import Contribution

NEAR = 10
"""Points from the target that are near enough: less is within what one word does."""
FEWEST = 5
"""Fewer approved replies than this say nothing of what is usual."""
_BLANK = lazy(r"\{\{ ?[a-z][a-z0-9_]* ?\}\}")
_LEAST_SPREAD = 5.0
Direction = Literal["", "more", "less"]
Usual = Literal["usual", "unusual", "too few"]


class Habit(NamedTuple):
    """One axis over the approved replies of a language: their number, mean and spread in points."""

    n: int
    mean: float | None
    spread: float | None


class AxisReport(NamedTuple):
    """One axis of a draft beside `target` (None: the brand has none) and `habit`.

    `distance` is score minus target in points; `direction` says, where that is more than NEAR, whether the draft has
    more or less of the axis than is wanted. `usual` says whether the score lies within two spreads of the approved
    replies. `because` are the contributions of that direction.
    """

    reading: AxisReading
    target: int | None
    distance: int | None
    direction: Direction
    habit: Habit
    usual: Usual
    because: tuple[Contribution, ...]


class ToneReport(NamedTuple):
    """The tone of one draft, axis by axis, in `language` (a code, "" where it is not known)."""

    language: str
    axes: tuple[AxisReport, ...]


def filled(template: str) -> str:
    """An approved reply with a number in each blank, which no axis weighs."""
    return _BLANK.sub("0000", template)


def habits(templates: Iterable[str], language: str) -> dict[str, Habit]:
    """Mean and spread of each axis over approved replies of one language."""
    scores: dict[str, list[int]] = {}
    for text in templates:
        for one in read_tone(Document(filled(text), language)):
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
        for reading in read_tone(document, explain=True)
    ]
    return ToneReport(document.language, tuple(axes))


def _beside(reading: AxisReading, target: int | None, habit: Habit) -> AxisReport:
    score = reading.score
    distance = None if score is None or target is None else score - target
    direction: Direction = ""
    because: tuple[Contribution, ...] = ()
    if distance is not None and abs(distance) > NEAR:
        direction = "more" if distance > 0 else "less"
        because = tuple([one for one in reading.contributions if (one.points > 0) == (distance > 0)][:3])
    known: Usual = "too few"
    if score is not None and habit.mean is not None and habit.spread is not None:
        known = "unusual" if abs(score - habit.mean) > 2 * max(habit.spread, _LEAST_SPREAD) else "usual"
    return AxisReport(reading, target, distance, direction, habit, known, because)
