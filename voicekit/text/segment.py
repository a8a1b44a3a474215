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


def segment(run: str, language: str, extra: frozenset[str] = frozenset()) -> list[str] | None:
    """The fewest known words that `run` (casefolded letters) consists of; None where it cannot be cut.

    Of two cuts into as many words the one with the longer shortest word wins. `extra` words count as known. A run
    that is itself a known word is one piece.
    """
    known = words(language)
    best: list[tuple[tuple[int, int], list[str]] | None] = [((0, 0), [])] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            piece = run[start:end]
            if before is None or (piece not in known and piece not in extra):
                continue
            pieces = [*before[1], piece]
            rank = (len(pieces), -min(map(len, pieces)))
            now = best[end]
            if now is None or rank < now[0]:
                best[end] = (rank, pieces)
    answer = best[len(run)]
    return answer[1] if answer is not None and run else None
