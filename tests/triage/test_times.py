"""Times of a thread and deadlines on a brand's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.triage.times import Hours, deadline, moment

WEEK = (*((9 * 60, 18 * 60),) * 5, None, None)
ROUND = ((0, 24 * 60),) * 7
BERLIN = Hours("Europe/Berlin", WEEK, frozenset({"2026-12-25"}))
ALWAYS_OPEN = Hours("Europe/Berlin", ROUND, frozenset())
NEW_YORK = Hours("America/New_York", WEEK, frozenset())


def due(start: str, minutes: int, hours: Hours = BERLIN, *, always: bool = False) -> str | None:
    begun = moment(start)
    assert begun is not None
    found = deadline(begun, minutes, hours, always=always)
    return found.isoformat(timespec="minutes") if found else None


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("2026-11-17T19:42:00Z", datetime(2026, 11, 17, 19, 42, tzinfo=UTC)),
        (" 2026-11-17T20:42:00+01:00 ", datetime(2026, 11, 17, 19, 42, tzinfo=UTC)),
        ("2026-11-17 19:42", datetime(2026, 11, 17, 19, 42, tzinfo=UTC)),
        ("2026-11-17", datetime(2026, 11, 17, tzinfo=UTC)),
        (None, None),
        ("", None),
        (" ", None),
        ("yesterday", None),
        ("17.11.2026", None),
        ("2026-02-30T10:00:00Z", None),
        ("2026-11-17T24:30:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("2026-11-17T19:42:00\ud83d", None),
        ("\x00", None),
    ],
)
def test_a_time_is_read_or_it_is_none(at: str | None, found: datetime | None) -> None:
    assert moment(at) == found


@given(st.text(max_size=30) | st.datetimes().map(lambda time: time.isoformat() + "+14:00"))
def test_any_time_that_is_read_can_be_counted_on_from(at: str) -> None:
    found = moment(at)
    for always in (True, False):
        end = deadline(found, 9_999 * 24 * 60, ALWAYS_OPEN, always=always) if found else None
        assert end is None or (found is not None and end > found)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20T10:00+01:00", 60, "2026-11-20T11:00+01:00"),
        ("2026-11-20T17:30+01:00", 60, "2026-11-23T09:30+01:00"),  # over the weekend
        ("2026-11-21T12:00+01:00", 60, "2026-11-23T10:00+01:00"),  # begun on a Saturday
        ("2026-11-23T05:00+01:00", 60, "2026-11-23T10:00+01:00"),  # before opening
        ("2026-11-23T23:00+01:00", 60, "2026-11-24T10:00+01:00"),  # after closing
        ("2026-11-20T17:00+01:00", 60, "2026-11-20T18:00+01:00"),  # to the minute of closing
        ("2026-11-20T17:00Z", 60, "2026-11-23T10:00+01:00"),  # 17:00 in London is 18:00 in Berlin
        ("2026-12-24T17:30+01:00", 60, "2026-12-28T09:30+01:00"),  # a holiday and a weekend
        ("2026-11-23T09:00+01:00", 24 * 60, "2026-11-25T15:00+01:00"),  # a day is 24 open hours
    ],
)
def test_business_hours_count_while_the_brand_is_open(start: str, minutes: int, end: str) -> None:
    assert due(start, minutes) == end


def test_elapsed_time_counts_where_clocks_change() -> None:
    # Berlin: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00.
    assert due("2026-03-29T00:30+01:00", 180, ALWAYS_OPEN) == "2026-03-29T04:30+02:00"
    assert due("2026-10-25T00:30+02:00", 180, ALWAYS_OPEN) == "2026-10-25T02:30+01:00"
    assert due("2026-10-25T02:30+01:00", 60, ALWAYS_OPEN) == "2026-10-25T03:30+01:00"
    assert due("2026-03-28T23:30+01:00", 24 * 60, ALWAYS_OPEN) == "2026-03-30T00:30+02:00"
    assert due("2026-03-27T17:30+01:00", 60) == "2026-03-30T09:30+02:00"
    night = BERLIN._replace(days=((0, 4 * 60),) * 7)
    assert due("2026-03-29T00:00+01:00", 3 * 60 + 60, night) == "2026-03-30T01:00+02:00"


def test_a_shop_may_close_at_midnight() -> None:
    late = BERLIN._replace(days=((12 * 60, 24 * 60),) * 7)
    assert due("2026-11-20T23:30+01:00", 30, late) == "2026-11-21T00:00+01:00"
    assert due("2026-11-20T23:30+01:00", 31, late) == "2026-11-21T12:01+01:00"
    assert due("2026-10-24T23:30+02:00", 60, ALWAYS_OPEN) == "2026-10-25T00:30+02:00"


def test_the_brands_day_counts_not_the_customers() -> None:
    assert due("2026-11-24T01:00+01:00", 60, NEW_YORK) == "2026-11-24T10:00-05:00"
    assert due("2026-11-20T22:30Z", 60, NEW_YORK) == "2026-11-23T09:30-05:00"


def test_a_clock_that_always_runs_is_shown_in_the_brands_time_zone() -> None:
    assert due("2026-11-20T22:50Z", 15, always=True) == "2026-11-21T00:05+01:00"
    assert due("2026-12-25T03:00+01:00", 60, always=True) == "2026-12-25T04:00+01:00"
    assert due("2026-03-29T00:30+01:00", 120, always=True) == "2026-03-29T03:30+02:00"


def test_a_brand_that_never_opens_has_no_deadline() -> None:
    assert due("2026-11-20T10:00Z", 60, BERLIN._replace(days=(None,) * 7)) is None
    assert due("2026-11-20T10:00Z", 60, BERLIN._replace(days=((540, 541),) + (None,) * 6)) is None


def test_an_unknown_time_zone_is_said() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        due("2026-11-20T10:00Z", 60, BERLIN._replace(zone="Europe/Nowhere"))
