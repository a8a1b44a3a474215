"""Scores the sides of a reply from 0 to 100, each with the arithmetic that made it.

The sides are never averaged: an average hides a fatal error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voicekit.guideline.compiled import Guideline
from voicekit.types import DIMENSIONS, Dimension, Finding, Metric, Step

FULL = 100
POINTS = {"suggestion": 4, "warning": 12, "error": 30}
"""What one finding takes away; a rule that says it depends on context takes half."""
OUTSIDE_BAND_MOST = 30
LEVELS = ((90, "good"), (70, "fair"), (40, "weak"), (0, "poor"))
"""From which score on a level is called so."""


def dimensions(
    guideline: Guideline, language: str, findings: Iterable[Finding], metrics: tuple[Metric, ...]
) -> tuple[Dimension, ...]:
    """All dimensions in their order. One that no rule of this language looks at is not scored, and says so."""
    steps: dict[str, list[Step]] = {}
    for finding in findings:
        points = POINTS[finding.severity] / (2 if finding.sureness == "depends" else 1)
        steps.setdefault(finding.dimension, []).append(Step(finding.rule_id, -points))
    ruled = _ruled(guideline, language)
    empty = not any(metric.name == "words" and metric.value for metric in metrics)
    result: list[Dimension] = []
    for name in DIMENSIONS:
        own = steps.get(name, [])
        if name == "readable":
            own = [*_band_steps(guideline, language, metrics), *own]
        if empty and not own:
            result.append(Dimension(name, None, "", "there is nothing to read"))
        elif name not in ruled and not own:
            result.append(Dimension(name, None, "", "no rule looks at this in this language"))
        else:
            score = max(0, round(FULL + sum(step.points for step in own)))
            level = next(word for least, word in LEVELS if score >= least)
            result.append(Dimension(name, score, level, "", tuple(own)))
    return tuple(result)


def _ruled(guideline: Guideline, language: str) -> frozenset[str]:
    """The dimensions that some rule of this language looks at."""
    key = f"dimensions:{language}"
    known: frozenset[str] | None = guideline.scratch.get(key)
    if known is None:
        known = guideline.scratch[key] = frozenset(
            rule.dimension for rule in guideline.rules() if not rule.languages or language in rule.languages
        )
    return known


def _band_steps(guideline: Guideline, language: str, metrics: tuple[Metric, ...]) -> list[Step]:
    """What a readability figure outside the guideline's band takes away: a point per unit, up to thirty."""
    band = guideline.bands.get(language)
    if band is None:
        return []
    value = _values(metrics).get(band.formula)
    if value is None:
        return []
    low = band.low if band.low is not None else value
    high = band.high if band.high is not None else value
    outside = max(low - value, value - high, 0.0)
    if not outside:
        return []
    return [
        Step(
            f"{band.formula} {value:.0f}, band {_edge(band.low)}–{_edge(band.high)}",
            -min(OUTSIDE_BAND_MOST, round(outside, 1)),
        )
    ]


def _values(metrics: tuple[Metric, ...]) -> Mapping[str, float]:
    return {metric.name: metric.value for metric in metrics if metric.value is not None}


def _edge(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
