"""The escalation policy, compared: hours, routes, lines, contacts and incidents.

Must never say that nothing changed where lines or incidents stand in another order: the first that fits decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from voicekit.guideline.changes.parts import paired
from voicekit.guideline.changes.telling import Change, Names, Thing, differences, duration, quoted, title
from voicekit.guideline.policymodels import Contact, Escalation, Incident, Line


def policy(old: Escalation | None, new: Escalation | None, folder: str, names: Names) -> Iterator[Change]:
    """What escalation.yaml says otherwise."""
    file = f"{folder}/escalation.yaml"
    whole = Thing("policy", file, (), "")
    if old is None or new is None:
        if new is not None:
            yield whole.turned("policy", "+", new.model_dump())
        elif old is not None:
            yield whole.turned("policy", "-", old.model_dump())
        return
    hours = Thing("hours", file, ("hours",), "")
    yield from differences(hours, old.hours.model_dump(), new.hours.model_dump(), names)
    for name in {**old.routes, **new.routes}:
        thing = Thing("route", file, ("routes", name), title(names.route, name))
        before, after = old.routes.get(name), new.routes.get(name)
        if before is None and after is not None:
            yield thing.turned("route", "+", after.model_dump())
        elif after is None and before is not None:
            yield thing.turned("route", "-", before.model_dump())
        elif before is not None and after is not None:
            yield from differences(thing, before.model_dump(), after.model_dump(), names)
    yield from _listed("line", "lines", old.lines, new.lines, file, names, _line)
    yield from _order("line", "lines", old.lines, new.lines, file)
    yield from _listed("contact", "contacts", old.contacts, new.contacts, file, names, _contact)
    yield from _listed("incident", "incidents", old.incidents, new.incidents, file, names, _incident)
    yield from _order("incident", "incidents", old.incidents, new.incidents, file)


Entry = Line | Contact | Incident
_Said = Callable[[Any, Names], tuple[str, dict[str, str]]]


def _listed(
    section: str, key: str, old: Sequence[Entry], new: Sequence[Entry], file: str, names: Names, said: _Said
) -> Iterator[Change]:
    pairs, gone, fresh = paired(old, new, lambda entry: entry.id)

    for before, after in pairs:
        # Called as before: a new title is told with the old one.
        called, _ = said(before, names)
        _, blanks = said(after, names)
        this = Thing(section, file, (key, after.id), called, blanks)
        yield from differences(this, before.model_dump(), after.model_dump(), names)
    for sign, some in (("-", gone), ("+", fresh)):
        for entry in some:
            called, blanks = said(entry, names)
            this = Thing(section, file, (key, entry.id), called, blanks)
            yield this.turned(section, sign, entry.model_dump())


def _line(line: Line, names: Names) -> tuple[str, dict[str, str]]:
    route = title(names.route, line.route)
    return line.id.capitalize(), {"old": route, "new": route, "route": route, "within": duration(line.within)}


def _contact(contact: Contact, names: Names) -> tuple[str, dict[str, str]]:
    return quoted(contact.title), {"old": quoted(contact.text), "new": quoted(contact.text)}


def _incident(incident: Incident, names: Names) -> tuple[str, dict[str, str]]:
    return quoted(incident.title), {}


def _order(section: str, key: str, old: Sequence[Entry], new: Sequence[Entry], file: str) -> Iterator[Change]:
    """Told only where what both have stands in another order."""
    common = {entry.id for entry in old} & {entry.id for entry in new}
    before = [entry.id for entry in old if entry.id in common]
    after = [entry.id for entry in new if entry.id in common]
    if before != after:
        said = {"old": ", ".join(before), "new": ", ".join(after)}
        yield Thing(section, file, (key,), "").told(f"{section} order", before, after, (), **said)
