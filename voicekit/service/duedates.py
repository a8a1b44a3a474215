"""Which entries of a guideline somebody meant to look at again by now: their `review_by` dates.

Must never change a report: a date that has passed is a question to a person.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from voicekit.config import Settings
from voicekit.errors import GuidelineError, Problem
from voicekit.guideline.yamlfile import parse_yaml
from voicekit.service.bodies import Body, read_body
from voicekit.service.opening import root_of

_KEY = "review_by"
_KINDS = {
    "terms": "term",
    "templates": "template",
    "channels": "channel",
    "scenarios": "scenario",
    "overrides": "override",
    "rules": "rule",
}
"""The lists and mappings whose entries may have the date, and what one of them is called."""


class Due(NamedTuple):
    """One entry to look at by `day`: what it is, its name, and where it stands (`path` below the guidelines folder)."""

    day: date
    kind: str
    name: str
    path: str
    line: int


def due(
    settings: Settings, brand: str | None = None, *, days: int = 30, today: date | None = None
) -> list[Due]:
    """The entries of the live guideline whose day has come or comes within `days`, the oldest first.

    Raises InputError for an unknown brand, GuidelineError where a date is none or a file cannot be read.
    """
    name = brand or settings.brand
    body, _ = read_body(root_of(settings, name), name)
    last = (today or date.today()) + timedelta(days=days)
    return [one for one in dated(body) if one.day <= last]


def dated(body: Body) -> list[Due]:
    """Every entry of `body` that has a date, the oldest first. Raises GuidelineError where a date is none."""
    found: list[Due] = []
    wrong: list[Problem] = []
    for path, text in body.items():
        file = parse_yaml(text.encode("utf-8"), path)
        for place, (line, _) in file.places.items():
            if len(place) == 3 and place[2] == _KEY and place[0] in _KINDS:
                entry = file.data[str(place[0])][place[1]]
                try:
                    day = date.fromisoformat(entry[_KEY])
                except (TypeError, ValueError):
                    wrong.append(file.problem(place, "is not a date; write it as 2026-11-20"))
                    continue
                found.append(Due(day, _KINDS[str(place[0])], _name(place[1], entry), path, line))
    if wrong:
        raise GuidelineError(wrong)
    return sorted(found)


def _name(key: str | int, entry: dict[str, Any]) -> str:
    """What people call an entry: its key, its id, or the first phrase that a term avoids."""
    if isinstance(key, str):
        return key
    avoided = entry.get("avoid")
    return str(entry.get("id") or (avoided[0] if isinstance(avoided, list) and avoided else key))
