"""Times of a thread: reading what stands in `at`, and counting on a brand's clock of business hours.

It must never guess: a time that cannot be read is None, and says so to whoever asks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

_FAR = 370
"""Days looked ahead for opening hours; a policy that never opens within a year has no deadline."""


def moment(at: str | None) -> datetime | None:
    """The ISO 8601 time as an aware one (without a zone: UTC); None for nothing and what is no time."""
    if not at:
        return None
    try:
        found = datetime.fromisoformat(at.strip())
    except ValueError:
        return None
    # Nobody's message is from elsewhere, and a clock cannot be wound on from the calendar's end.
    if not 1970 <= found.year <= 2199:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


class Hours(NamedTuple):
    """When a brand works: `days` gives opening and closing minutes of Monday to Sunday, None for a closed day."""

    zone: str
    days: tuple[tuple[int, int] | None, ...]
    holidays: frozenset[str]


def deadline(start: datetime, minutes: int, hours: Hours, *, always: bool = False) -> datetime | None:
    """`minutes` after `start` in the brand's time zone, counted while it is open or, with `always`, by any clock.

    None where `hours` do not open for so long. Raises zoneinfo.ZoneInfoNotFoundError for an unknown zone.
    """
    from zoneinfo import ZoneInfo  # only for a deadline

    left = timedelta(minutes=minutes)
    if always:
        return (start.astimezone(UTC) + left).astimezone(ZoneInfo(hours.zone))
    here = start.astimezone(ZoneInfo(hours.zone))
    for ahead in range(_FAR):
        span = _open(here.date() + timedelta(days=ahead), hours)
        if span is None:
            continue
        opens, closes = span
        begins = max(opens, here) if ahead == 0 else opens
        if begins >= closes:
            continue
        # Elapsed time, not wall-clock time: where clocks change in the night the two differ.
        room = closes.astimezone(UTC) - begins.astimezone(UTC)
        if left <= room:
            return (begins.astimezone(UTC) + left).astimezone(ZoneInfo(hours.zone))
        left -= room
    return None


def _open(day: date, hours: Hours) -> tuple[datetime, datetime] | None:
    from zoneinfo import ZoneInfo

    span = hours.days[day.weekday()]
    if span is None or day.isoformat() in hours.holidays:
        return None
    zone = ZoneInfo(hours.zone)
    midnight = datetime.combine(day, time())  # without a zone: 24:00 is a time a shop closes at
    opens, closes = ((midnight + timedelta(minutes=minutes)).replace(tzinfo=zone) for minutes in span)
    return opens, closes
