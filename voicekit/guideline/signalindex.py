"""Builds what a message's signals are looked up by: for each pattern, words of which a match has some.

Runs on a cache miss only; nothing but speed may depend on which words are chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from voicekit.guideline.wordneeds import word_needs, worth


def signal_index(tokens: Iterable[Sequence[str]]) -> tuple[Any, ...]:
    """The plain values of `compiled.SignalIndex` for signals, each given by its patterns."""
    patterns: list[tuple[int, int]] = []
    always: list[int] = []
    texts: list[tuple[str, int]] = []
    leads: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {}
    for number, sources in enumerate(tokens):
        for order, source in enumerate(sources):
            at = len(patterns)
            patterns.append((number, order))
            needs = word_needs((source,))
            if needs is None:
                always.append(at)
                continue
            texts += [(text, at) for text in needs[1]]
            for lead, rests in needs[0].items():
                for rest in rests:
                    second = max(rest, key=lambda key: (worth(key), key), default="")
                    leads.setdefault(lead, {}).setdefault(second, []).append((at, rest - {second}))
    return (
        {lead: {second: tuple(uses) for second, uses in seconds.items()} for lead, seconds in leads.items()},
        tuple(texts),
        tuple(always),
        tuple(patterns),
    )
