"""The draft on the screen with its findings underneath: line numbers, wrapped rows, numbered underlines.

Must never judge: it draws the spans it is given, and a span outside the draft is drawn nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from voicekit.cli.cells import Cell, cells, rows
from voicekit.types import Finding

COLOURS = {"error": "1;31", "warning": "33", "suggestion": "36"}
_MOST_MARKED = 99
_MOST_LANES = 4
_WHOLE_UP_TO = 60
"""Rows of a draft that are shown whole; of a longer one only the marked rows and their neighbours."""
_LINE = re.compile(r"\r\n|\n|\r")


class Paint(NamedTuple):
    """Wraps a text in a colour, or leaves it as it is where the screen has none."""

    colour: bool

    def __call__(self, text: str, code: str) -> str:
        """`text` in the colour of an SGR code such as `1;31`."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


class Mark(NamedTuple):
    """Where finding `number` stands in the draft, and how severe it is."""

    number: int
    start: int
    end: int
    severity: str


class Row(NamedTuple):
    """One row of the screen: its line number (0 where a line goes on), its cells, the code points it covers."""

    line: int
    cells: Sequence[Cell]
    start: int
    end: int


def draft_lines(text: str, findings: Sequence[Finding], width: int, paint: Paint) -> list[str]:
    """The draft with line numbers; under each row the findings that stand in it, by number."""
    marks = [
        Mark(number, finding.span.start, max(finding.span.end, finding.span.start), finding.severity)
        for number, finding in enumerate(findings[:_MOST_MARKED], start=1)
        if finding.span is not None
    ]
    screen = list(_screen(text, width))
    digits = max(2, len(str(max((row.line for row in screen), default=1))))
    marked = [_marks_in(row, marks, last=n == len(screen) - 1) for n, row in enumerate(screen)]
    out: list[str] = []
    skipped = False
    for n, row in enumerate(screen):
        near = any(marked[max(0, n - 1) : n + 2]) or n == 0
        if len(screen) > _WHOLE_UP_TO and not near:
            skipped = True
            continue
        if skipped:
            out.append(paint(" " * digits + " ...", "2"))
            skipped = False
        number = str(row.line) if row.line else ""
        out.append(f"{paint(f'{number:>{digits}} | ', '2')}{_shown(row, marked[n], paint)}".rstrip(" "))
        for lane in _lanes(row, marked[n]):
            out.append(paint(" " * digits + " | ", "2") + _drawn(lane, paint))
    if skipped:
        out.append(paint(" " * digits + " ...", "2"))
    return out


def _screen(text: str, width: int) -> Iterable[Row]:
    start = 0
    ends = [(found.start(), found.end()) for found in _LINE.finditer(text)] + [(len(text), len(text))]
    room = width - len(str(len(ends))) - 5
    for line, (end, following) in enumerate(ends, start=1):
        broken = rows(cells(text[start:end], start), room)
        for n, row in enumerate(broken):
            last = n == len(broken) - 1
            yield Row(
                line if n == 0 else 0,
                row,
                row[0].start if row else start,
                following if last else row[-1].end,
            )
        start = following


def _marks_in(row: Row, marks: Sequence[Mark], last: bool) -> list[Mark]:
    return [
        mark
        for mark in marks
        if (mark.start < row.end and mark.end > row.start)
        or (mark.start == mark.end and row.start <= mark.start < row.end + last)
    ]


class _Segment(NamedTuple):
    left: int
    right: int
    label: str
    severity: str


def _segments(row: Row, marks: Sequence[Mark]) -> list[_Segment]:
    """The columns of this row that each mark covers, at least one, left to right."""
    out = []
    for mark in marks:
        column, left, right = 0, -1, -1
        for cell in row.cells:
            inside = cell.start < mark.end and cell.end > mark.start
            if mark.start == mark.end:
                inside = cell.start <= mark.start < cell.end
            if inside:
                left = column if left < 0 else left
                right = column + cell.width
            column += cell.width
        if left < 0:  # only the line end is meant
            left, right = column, column + 1
        label = str(mark.number) if mark.start >= row.start else ""
        out.append(_Segment(left, max(right, left + len(label)), label, mark.severity))
    return sorted(out, key=lambda segment: (segment.left, -segment.right))


def _lanes(row: Row, marks: Sequence[Mark]) -> list[list[_Segment]]:
    lanes: list[list[_Segment]] = []
    for segment in _segments(row, marks):
        free = next((lane for lane in lanes if lane[-1].right <= segment.left), None)
        if free is not None:
            free.append(segment)
        elif len(lanes) < _MOST_LANES:
            lanes.append([segment])
    return lanes


def _drawn(lane: Sequence[_Segment], paint: Paint) -> str:
    out, column = "", 0
    for segment in lane:
        line = segment.label + "^" * (segment.right - segment.left - len(segment.label))
        out += " " * (segment.left - column) + paint(line, COLOURS[segment.severity])
        column = segment.right
    return out


def _shown(row: Row, marks: Sequence[Mark], paint: Paint) -> str:
    if not marks or not paint.colour:
        return "".join(cell.shown for cell in row.cells)
    out, run, code = "", "", ""
    # The most severe is numbered first: the first mark over a cell decides its colour.
    for cell in row.cells:
        over = next((m for m in marks if cell.start < m.end and cell.end > m.start), None)
        now = f"4;{COLOURS[over.severity]}" if over else ""
        if now != code:
            out, run, code = out + paint(run, code), "", now
        run += cell.shown
    return out + paint(run, code)
