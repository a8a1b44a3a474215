"""Reads a brand's escalation.yaml: every mistake with its place, and plain values for the cache.

It must never decide about a thread; that is `voicekit.triage.escalation`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from voicekit.guideline.policymodels import Contact, Escalation, Hours, Incident, Line
from voicekit.guideline.reading import Reading
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place, YamlFile
from voicekit.text.fold import fold_plain

_UNITS = {"min": 1, "h": 60, "d": 24 * 60}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STALE = 365
"""Days after which a contact's source has to be read again."""

Mistake = tuple[Place, str]


def read_policy(
    reading: Reading, path: Path, channels: Collection[str], scenarios: Collection[str], today: date
) -> tuple[YamlFile, Escalation] | None:
    """The brand's policy; None where it has none or it cannot be used. Mistakes are kept in `reading`."""
    file = reading.read(path) if path.is_file() else None
    policy = reading.shape(file, Escalation) if file else None
    if file is None or policy is None:
        return None
    for place, reason in _mistakes(policy, channels, scenarios):
        reading.add(file.problem(place, reason))
    for index, contact in enumerate(policy.contacts):
        age = (today - date.fromisoformat(contact.checked_on)).days if _is_date(contact.checked_on) else 0
        if age > STALE:
            reason = f"was last checked {age} days ago; read its source again and write today's date"
            reading.add(file.problem(("contacts", index, "checked_on"), reason, level="warning"))
    return file, policy


def _mistakes(policy: Escalation, channels: Collection[str], scenarios: Collection[str]) -> Iterator[Mistake]:
    yield from _hour_mistakes(policy.hours)
    known = {contact.id for contact in policy.contacts}
    for place, names in (
        ("lines", [line.id for line in policy.lines]),
        ("contacts", [contact.id for contact in policy.contacts]),
        ("incidents", [incident.id for incident in policy.incidents]),
    ):
        for index, name in enumerate(names):
            if name in names[:index]:
                yield (place, index, "id"), f"duplicate id '{name}'; give it another name"
    for index, line in enumerate(policy.lines):
        for (*inner, _), reason in _line_mistakes(line, policy, known, channels, scenarios):
            yield ("lines", index, *inner), reason
    for index, contact in enumerate(policy.contacts):
        yield from ((("contacts", index, *inner), reason) for inner, reason in _contact_mistakes(contact))
    for index, incident in enumerate(policy.incidents):
        yield from ((("incidents", index, *inner), reason) for inner, reason in _incident_mistakes(incident))


def _hour_mistakes(hours: Hours) -> Iterator[Mistake]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(hours.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield (
            ("hours", "time_zone"),
            f"unknown time zone '{hours.time_zone}'; write one such as Europe/Berlin (on Windows: pip install tzdata)",
        )
    for day, span in hours.open.items():
        opens, closes = _minutes(span)
        if not opens < closes <= 24 * 60:
            yield ("hours", "open", day), f"'{span}' does not run forward within one day; write 09:00-18:00"
    for index, day_off in enumerate(hours.holidays):
        if not _is_date(day_off):
            yield ("hours", "holidays", index), f"'{day_off}' is no day of the calendar"


def _line_mistakes(
    line: Line, policy: Escalation, contacts: set[str], channels: Collection[str], scenarios: Collection[str]
) -> Iterator[Mistake]:
    if line.route not in policy.routes:
        yield ("route", ""), _unknown("route", line.route, policy.routes)
    for index, contact in enumerate(line.contacts):
        if contact not in contacts:
            yield ("contacts", index, ""), _unknown("contact", contact, contacts)
    if "crisis-contact" in line.must and not line.contacts:
        yield ("must", ""), "asks for a crisis contact, but the line names none; add 'contacts'"
    for when in line.when if isinstance(line.when, list) else [line.when]:
        for what, names, there in (
            ("channel", when.channel, channels),
            ("scenario", when.scenario, scenarios),
        ):
            for name in names or ():
                if there and name not in there:
                    yield ("when", ""), _unknown(what, name, there)
        for key in ("must", "must_not", "escalated"):
            if getattr(when, key) is not None:
                yield ("when", ""), f"'{key}' is what a line decides; it cannot wait for it"


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    return (
        f"unknown {what} '{name}'{near(name, known) or '; known are ' + (', '.join(sorted(known)) or 'none')}"
    )


def _contact_mistakes(contact: Contact) -> Iterator[Mistake]:
    if not _is_date(contact.checked_on):
        yield ("checked_on",), f"'{contact.checked_on}' is no day of the calendar"
    if contact.source.url is None:
        yield ("source",), "names no url; a contact's source has to be one that can be read again"


def _incident_mistakes(incident: Incident) -> Iterator[Mistake]:
    for language in incident.signs:
        if language not in incident.wording:
            yield ("wording",), f"lacks '{language}'; add what was approved in that language"
    since, until = _time(incident.since), _time(incident.until or incident.since)
    for key, text, time in (("since", incident.since, since), ("until", incident.until, until)):
        if time is None:
            yield (key,), f"'{text}' is no time of the calendar; write 2026-11-20T08:00:00+01:00"
    if incident.until is not None and since is not None and until is not None and until <= since:
        yield ("until",), "is not after 'since'; an incident ends later than it begins"


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _minutes(span: str) -> tuple[int, int]:
    opens, closes = (int(part[:2]) * 60 + int(part[3:]) for part in span.split("-"))
    return opens, closes


def compile_policy(found: tuple[YamlFile, Escalation] | None) -> dict[str, Any] | None:
    """The policy as plain values for `triage.escalation`."""
    if found is None:
        return None
    file, policy = found
    spans = [policy.hours.open.get(day) for day in _DAYS]  # type: ignore[call-overload]
    return {
        "zone": policy.hours.time_zone,
        "days": [_minutes(span) if span else None for span in spans],
        "holidays": list(policy.hours.holidays),
        "routes": {name: (_texts(route.title), list(route.tell)) for name, route in policy.routes.items()},
        "lines": [
            _line(line, f"{file.path}:{file.places['lines', n][0]}") for n, line in enumerate(policy.lines)
        ],
        "contacts": {contact.id: _contact(contact) for contact in policy.contacts},
        "incidents": [
            {
                "id": incident.id,
                "title": incident.title,
                "since": incident.since,
                "until": incident.until,
                "signs": {
                    code: [fold_plain(text) for text in texts] for code, texts in incident.signs.items()
                },
                "wording": {str(code): text for code, text in incident.wording.items()},
                "place": f"{file.path}:{file.places['incidents', n][0]}",
            }
            for n, incident in enumerate(policy.incidents)
        ],
    }


def _texts(text: Any) -> dict[str, str]:
    return {"en": text} if isinstance(text, str) else {str(code): value for code, value in text.items()}


def _line(line: Line, place: str) -> dict[str, Any]:
    figure = line.within.rstrip("minhd")
    whens = line.when if isinstance(line.when, list) else [line.when]
    return {
        "id": line.id,
        "when": [when.model_dump(exclude_none=True) for when in whens],
        "route": line.route,
        "within": int(figure) * _UNITS[line.within[len(figure) :]],
        "clock": line.clock,
        "tell": list(line.tell),
        "may_send": line.may_send,
        "must": list(line.must),
        "must_not": list(line.must_not),
        "contacts": list(line.contacts),
        "place": place,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "title": contact.title,
        "regions": list(contact.regions),
        "languages": [str(code) for code in contact.languages],
        "text": contact.text,
        "source": (contact.source.title, contact.source.year, contact.source.url or ""),
        "checked_on": contact.checked_on,
    }
