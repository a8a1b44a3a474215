"""Reads eval/precision: which hits of a rule a person read blind, and whether the rule was right there.

It must never hold a text: a row says where the hit stands, in which source, and nothing of what stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from voicekit.errors import GuidelineError, Problem

SOURCES = ("star", "cocoa", "cases")
ENOUGH = 20
"""Fewest judged hits from which a rule's precision is said."""
_KEYS = ("rule", "source", "id", "start", "end", "right", "note", "judged", "reading")


class Judged(NamedTuple):
    """One judged hit: the place in text `id` of `source` in code points (None: the whole reply), and the verdict.

    `reading` counts the rounds: after one, rules are mended, and only hits nobody has judged before say what that did.
    A row stays when its rule is dropped, for it was read as well.
    """

    rule: str
    source: str
    id: str
    start: int | None
    end: int | None
    right: bool
    judged: str
    note: str = ""
    reading: int = 1

    def meets(self, rule: str, source: str, text: str, start: int | None, end: int | None) -> bool:
        """True for a hit of the same rule in the same text that touches this place, or where one has none."""
        if (rule, source, text) != (self.rule, self.source, self.id):
            return False
        if self.start is None or self.end is None or start is None or end is None:
            return True
        return start < self.end and self.start < end


def read_judged(path: Path) -> list[Judged]:
    """The rows of one eval/precision/<language>.yaml. GuidelineError with every mistake, each with its line."""
    from voicekit.guideline.yamlfile import read_yaml  # YAML is for whoever has rows to read

    file = read_yaml(path, path.as_posix())
    problems: list[Problem] = []
    found: list[Judged] = []
    rows = file.data.get("rows")
    if file.data.get("schema_version") != 1 or not isinstance(rows, list) or len(file.data) != 2:
        raise GuidelineError([file.problem((), "expected schema_version: 1 and rows: [...]")])
    for number, row in enumerate(rows):
        reason = _wrong(row)
        if reason:
            problems.append(file.problem(("rows", number), reason))
        else:
            found.append(Judged(**row))
    if problems:
        raise GuidelineError(problems)
    return found


def _wrong(row: Any) -> str:
    if not isinstance(row, dict):
        return f"expected a mapping with {', '.join(_KEYS)}"
    for key in row:
        if key not in _KEYS:
            return f"unknown key '{key}'; known are {', '.join(_KEYS)}"
    for key in ("rule", "source", "id", "judged"):
        if not isinstance(row.get(key), str):
            return f"'{key}' must be a text"
    if row["source"] not in SOURCES:
        return f"source: expected {', '.join(SOURCES)}"
    if not isinstance(row.get("right"), bool):
        return "'right' must be true or false"
    if type(row.get("reading", 1)) is not int or row.get("reading", 1) < 1:
        return "'reading' must be a number from 1"
    places = [row.get("start", ""), row.get("end", "")]
    if places != [None, None] and not all(type(one) is int and one >= 0 for one in places):
        return "'start' and 'end' must be two numbers, or both null for the whole reply"
    return "" if isinstance(row.get("note", ""), str) else "'note' must be a text"
