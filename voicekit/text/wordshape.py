"""What one word is in each language, for all that reads a text word by word.

It must never fold or change a text.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:'\w+)*")
_PART = re.compile(r"\w+")
_PARTED = ("fr",)
"""Where an apostrophe parts two words; elsewhere "don't" is one word, and read as the "dont" that many type."""


def word_pattern(language: str) -> re.Pattern[str]:
    """What matches a word of folded text in `language` (a code)."""
    return _PART if language in _PARTED else _WORD
