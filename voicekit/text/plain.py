"""Takes accents and Vietnamese marks off folded text, and the dots off ё, as hurried people type.

Every place stays where it was: one character gives one. It must never touch a letter of its own such as й.
"""

from __future__ import annotations

import unicodedata
from functools import cache


def plain(folded: str) -> str:
    """The folded text in plain letters, as long as before."""
    return folded if folded.isascii() else folded.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Each composed small letter of the Latin blocks with its base letter."""
    table = {ord("ё"): "е", ord("đ"): "d"}
    for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.islower():
            table[code] = base
    return table
