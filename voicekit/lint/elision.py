"""Fits a French replacement to the little word before it: « qu'un certain nombre » becomes « que plusieurs ».

It touches that word's ending alone, and gives up where a gender would have to be guessed.
"""

from __future__ import annotations

import re

from voicekit.text.lazyre import lazy
from voicekit.text.plain import plain
from voicekit.types import Edit, Span

_ELIDED = lazy(r"(?<!\w)((?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst]))['’]\Z", re.IGNORECASE)
_WHOLE = lazy(r"(?<!\w)((?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjmnst]))e \Z", re.IGNORECASE)
_VOWELS = frozenset("aeiouyh")


def fitted(text: str, span: Span, replacement: str) -> Edit | None:
    """The edit that puts `replacement` in place of `span`; None where the word before it cannot be made to fit."""
    first = plain(replacement[:1].casefold())
    before = text[max(0, span.start - 8) : span.start]
    if first not in _VOWELS:
        match = _ELIDED.search(before)
        if match is None:
            return Edit(span, replacement)
        if match[1].casefold() == "l":
            return None
        return Edit(Span(span.start - len(match[0]), span.end), f"{match[1]}e {replacement}")
    match = _WHOLE.search(before) if first != "h" else None
    if match is None:
        return Edit(span, replacement)
    return Edit(Span(span.start - len(match[0]), span.end), f"{match[1]}'{replacement}")
