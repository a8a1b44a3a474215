"""Personal data written into a reply: what is one's own business, and what the brand publishes."""

from __future__ import annotations

from support.rules import guideline, rule

from voicekit.check import check
from voicekit.types import Conversation, Draft


def matched(text: str, own: tuple[str, ...] = ()) -> list[str]:
    body = {"check": "personal_data", "own": list(own)}
    judged = guideline([rule("private.data", "check", languages=(), body=body)])
    return [finding.matched for finding in check(judged, Conversation(), Draft(text), language="en").findings]


def test_addresses_numbers_and_accounts_are_shown_where_they_stand() -> None:
    text = (
        "🙂 Kim, 12 Elm Road, Leeds LS1 4AB, kim@mail.example, +44 7911 123456, GB82 WEST 1234 5698 7654 32."
    )
    assert matched(text) == [
        "12 Elm Road, Leeds LS1 4AB",
        "kim@mail.example",
        "+44 7911 123456",
        "GB82 WEST 1234 5698 7654 32",
    ]


def test_what_the_brand_publishes_is_its_own() -> None:
    text = "Write to care@fernweh.example."
    assert matched(text) == ["care@fernweh.example"]
    assert matched(text, own=("fernweh.example",)) == []


def test_names_prices_dates_and_orders_give_nobody_away() -> None:
    assert (
        matched("Hi Kim, order FW-20418 for £189.00 left on 12 May 2026 at 17:30, see fernweh.example/track.")
        == []
    )
