"""Cuts run-together words (hashtags) into words by a word list, or says that it cannot.

A guess is worse than none here: where a piece is unknown, there is no answer.
"""

from __future__ import annotations

import os
from functools import cache

_FOLDER = os.path.join(os.path.dirname(__file__), "data")
LANGUAGES = ("en", "de", "fr", "ru")
"""Languages with a word list; Vietnamese writes its hashtags without tone marks, which no list here has."""
_LONGEST = 20


@cache
def words(language: str) -> frozenset[str]:
    """Known word forms of `language`, casefolded; empty where there is no list."""
    if language not in LANGUAGES:
        return frozenset()
    with open(os.path.join(_FOLDER, f"words-{language}.txt"), encoding="utf-8") as file:
        return frozenset(file.read().split())


@cache
def spelt(language: str) -> frozenset[str]:
    """Words of five letters and more that are spelt right, beyond `words`: too many to cut hashtags by."""
    if language not in LANGUAGES:
        return frozenset()
    with open(os.path.join(_FOLDER, f"known-{language}.txt"), encoding="utf-8") as file:
        return frozenset(file.read().split())


def segment(run: str, language: str, extra: frozenset[str] = frozenset()) -> list[str] | None:
    """The fewest known words that `run` (casefolded letters) consists of; None where it cannot be cut.

    Of two cuts into as many words the one with the longer shortest word wins. `extra` words count as known. A run
    that is itself a known word is one piece.
    """
    known = words(language)
    # For each place the best cut up to there: how many pieces, their shortest (negative), where the last one begins.
    best: list[tuple[int, int, int] | None] = [(0, -_LONGEST, 0)] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or (run[start:end] not in known and run[start:end] not in extra):
                continue
            rank = (before[0] + 1, max(before[1], start - end), start)
            now = best[end]
            if now is None or rank[:2] < now[:2]:
                best[end] = rank
    pieces: list[str] = []
    end = len(run)
    while end > 0:
        answer = best[end]
        if answer is None:
            return None
        pieces.append(run[answer[2] : end])
        end = answer[2]
    return pieces[::-1] or None
