"""Scores the sides of a reply from 0 to 100, each with the arithmetic that made it.

The sides are never averaged: an average hides a fatal error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voicekit.guideline.compiled import Guideline
from voicekit.types import DIMENSIONS, LANGUAGES, Dimension, Finding, Step

FULL = 100
POINTS = {"suggestion": 4, "warning": 12, "error": 30}
"""What one finding takes away; a rule that says it depends on context takes half."""
OUTSIDE_BAND_MOST = 30
_UNREAD = tuple(Dimension(name, None, "", "voicekit does not check this language") for name in DIMENSIONS)
_NOTHING = tuple(Dimension(name, None, "", "there is nothing to read") for name in DIMENSIONS)
LEVELS = ((90, "good"), (70, "fair"), (40, "weak"), (0, "poor"))
"""From which score on a level is called so."""


def dimensions(
    guideline: Guideline, language: str, findings: Iterable[Finding], metrics: Mapping[str, float]
) -> tuple[Dimension, ...]:
    """All dimensions in their order. One that no rule of this language looks at is not scored, and says so.

    `metrics` holds the figures that were scored, by name.
    """
    steps: dict[str, list[Step]] = {}
    for finding in findings:
        points = POINTS[finding.severity] / (2 if finding.sureness == "depends" else 1)
        steps.setdefault(finding.dimension, []).append(Step(finding.rule_id, -points))
    band = _band_step(guideline, language, metrics)
    if band is not None:
        steps.setdefault("readable", []).insert(0, band)
    clean = _clean(guideline, language) if metrics.get("words") else _NOTHING
    if language not in LANGUAGES:
        clean = _UNREAD
    return tuple(_scored(side.name, steps[side.name]) if side.name in steps else side for side in clean)


def _scored(name: str, steps: list[Step]) -> Dimension:
    score = max(0, round(FULL + sum(step.points for step in steps)))
    return Dimension(name, score, next(word for least, word in LEVELS if score >= least), "", tuple(steps))


def _clean(guideline: Guideline, language: str) -> tuple[Dimension, ...]:
    """The dimensions of a reply without findings: full where some rule of this language looks, else not scored."""
    key = f"dimensions:{language}"
    known: tuple[Dimension, ...] | None = guideline.scratch.get(key)
    if known is None:
        ruled = guideline.sides(language)
        known = guideline.scratch[key] = tuple(
            _scored(name, [])
            if name in ruled
            else Dimension(name, None, "", "no rule looks at this in this language")
            for name in DIMENSIONS
        )
    return known


def _band_step(guideline: Guideline, language: str, metrics: Mapping[str, float]) -> Step | None:
    """What a readability figure outside the guideline's band takes away: a point per unit, up to thirty."""
    band = guideline.bands.get(language)
    value = metrics.get(band.formula) if band is not None else None
    if band is None or value is None:
        return None
    low = band.low if band.low is not None else value
    high = band.high if band.high is not None else value
    outside = max(low - value, value - high, 0.0)
    if not outside:
        return None
    label = f"{band.formula} {value:.0f}, band {_edge(band.low)}–{_edge(band.high)}"
    return Step(label, -min(OUTSIDE_BAND_MOST, round(outside, 1)))


def _edge(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
