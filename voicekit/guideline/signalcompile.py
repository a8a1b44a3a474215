"""Turns loaded signals into the plain values of `compiled.Signals`, once per content.

Runs on a cache miss only; it never decides whether a signal is right (the loader has).
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping
from typing import Any

from voicekit.guideline.anchors import literal_words
from voicekit.guideline.signalfiles import LoadedSignals
from voicekit.guideline.signalindex import signal_index
from voicekit.text.typed import letters

_SPOKEN = re.compile(r"\w")


def compile_signals(loaded: Mapping[str, LoadedSignals]) -> dict[str, bytes]:
    """Each language's signals marshalled for the cache, and under "vi-bare" Vietnamese as typed without marks."""
    found: dict[str, bytes] = {}
    for language, signals in loaded.items():
        found[language] = marshal.dumps(_plain(signals, language))
        if language == "vi":
            found["vi-bare"] = marshal.dumps(_plain(signals, "vi-bare"))
    return found


def _plain(loaded: LoadedSignals, language: str) -> dict[str, Any]:
    bare = language == "vi-bare"

    def bared(patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(letters(pattern, language) for pattern in patterns) if bare else patterns

    rows = []
    words: set[str] = set()
    stems: set[str] = set()
    for signal in loaded.signals:
        if bare and not signal.model.bare:
            continue
        model = signal.model
        parts = [part for token in bared(signal.tokens) for part in _parts(token)]
        tokens = [rf"\b(?:{part})\b" if _SPOKEN.search(part) else part for part in parts]
        for token in tokens:
            whole, begun = literal_words(token)
            words |= whole
            stems |= begun
        unless = "|".join(bared(signal.unless))
        keeps = model.negated == "keep", model.quoted == "keep"
        rows.append((model.id, dict(model.shows), tuple(tokens), unless, *keeps))
    return {
        "signals": rows,
        "index": signal_index(row[2] for row in rows),
        "negation": "|".join(bared(loaded.negation)),
        "unmeant": {
            risk: ("|".join(bared(sentence)), "|".join(bared(message)))
            for risk, (sentence, message) in loaded.unmeant.items()
        },
        "shapes": loaded.shapes.model_dump(),
        "spelt": sorted(bared(loaded.spelt)),
        "words": sorted(words),
        "stems": sorted(stems - words),
    }


_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[()|]|[^\\\[()|]+", re.DOTALL)


def _parts(pattern: str) -> list[str]:
    """The alternatives a pattern is made of at its top: each finds its own words."""
    parts = [""]
    depth = 0
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
