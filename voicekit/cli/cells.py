"""Text as a terminal may show it: what each piece looks like, how many columns it takes, what it stands for.

Must never let a control, bidi or invisible character of a customer's text through to the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ZWJ, _VS16, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(c) for c in range(0xFE00, 0xFE10)
}
"""Letters, marks and selectors that draw nothing when they stand alone."""
_MOST_MARKS = 4
"""Marks drawn on one letter; a tower of them would paint over the lines around it."""


class Cell(NamedTuple):
    """What is drawn at one place: `shown` takes `width` columns and stands for code points [start, end)."""

    shown: str
    width: int
    start: int
    end: int


def cells(text: str, offset: int = 0) -> Iterator[Cell]:
    """The cells of `text`, left to right. `offset` is added to their positions."""
    at, size = 0, len(text)
    while at < size:
        start, char = at, text[at]
        at += 1
        if char == "\t":
            yield Cell("    ", 4, offset + start, offset + at)
            continue
        if " " <= char <= "~" and (at == size or text[at] < "\u0300"):
            yield Cell(char, 1, offset + start, offset + at)
            continue
        category = unicodedata.category(char)
        if category in _ESCAPED or char in _UNSEEN:
            escape = f"<U+{ord(char):04X}>"
            yield Cell(escape, len(escape), offset + start, offset + at)
            continue
        if category in ("Mn", "Me"):  # a mark with nothing to stand on gets a circle to stand on
            yield Cell("\u25cc" + char, 1, offset + start, offset + at)
            continue
        at = _cluster_end(text, start)
        shown = text[start:at]
        yield Cell(shown, _width(shown), offset + start, offset + at)


def visible(text: str) -> str:
    """`text` on one line, safe to print: controls, line ends, bidi and invisible characters as `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell.shown for cell in cells(text))


def columns(text: str) -> int:
    """Columns that `visible(text)` takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(cell.width for cell in cells(text))


def _cluster_end(text: str, start: int) -> int:
    """End of the letter with its marks, or of the emoji sequence, that begins at `start`."""
    at, size = start + 1, len(text)
    if _is_flag(text[start]) and at < size and _is_flag(text[at]):
        return at + 1
    marks = 0
    while at < size:
        char = text[at]
        if char == _ZWJ:
            # Joiners are kept between two pictures only; anywhere else they hide something.
            if not (at + 1 < size and _is_picture(text[start]) and _is_picture(text[at + 1])):
                break
            at += 2
        elif marks < _MOST_MARKS and _goes_with(char, text[start]):
            marks += 1
            at += 1
        else:
            break
    return at


def _goes_with(char: str, base: str) -> bool:
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # a skin tone
        return _is_picture(base)
    return char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me")


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_picture(char: str) -> bool:
    return char >= "\u2190" and unicodedata.category(char) == "So"


def _width(cluster: str) -> int:
    first = cluster[0]
    if _is_flag(first):
        return 2 if len(cluster) > 1 else 1
    if _VS16 in cluster and (_is_picture(first) or _KEYCAP in cluster):
        return 2
    return 2 if unicodedata.east_asian_width(first) in "WF" else 1


def rows(line: Iterable[Cell], width: int, first: int | None = None) -> list[list[Cell]]:
    """`line` broken after blanks into rows of at most `width` columns (one closing blank may hang over).

    `first` is the width of the first row where it differs.
    """
    out: list[list[Cell]] = []
    row: list[Cell] = []
    room = width if first is None else first
    used, cut = 0, 0
    for cell in line:
        # Twice where what is carried over leaves no room for a wide cell.
        while row and used + cell.width > room and not (cell.shown == " " and used <= room):
            rest = row[cut:] if cut else []
            out.append(row[:cut] if cut else row)
            row, used, cut, room = rest, sum(c.width for c in rest), 0, width
        row.append(cell)
        used += cell.width
        if cell.shown == " ":
            cut = len(row)
    return [*out, row]


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """`text`, made safe to print, as at least one line of at most `width` columns."""
    return ["".join(cell.shown for cell in row).rstrip(" ") for row in rows(cells(text), width, first)]
