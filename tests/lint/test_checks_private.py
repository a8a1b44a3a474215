"""Personal data written into a reply: what is one's own business, and what the brand publishes."""

from __future__ import annotations

import pytest
from support.rules import guideline, rule

from voicekit.check import check
from voicekit.types import Conversation, Draft, Turn


def matched(
    text: str,
    name: str = "personal_data",
    *,
    own: tuple[str, ...] = (),
    ids: tuple[str, ...] = (),
    conversation: Conversation | None = None,
    language: str = "en",
) -> list[str]:
    body = {"check": name, "own": list(own), "ids": list(ids)}
    judged = guideline([rule("private.data", "check", languages=(), body=body)])
    report = check(judged, conversation or Conversation(), Draft(text), language=language)
    assert report.rule_errors == ()
    return [finding.matched for finding in report.findings]


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


def test_a_national_number_is_a_phone_where_the_conversation_says_where_it_is_from() -> None:
    text = "Yours is 06 12 34 56 78."
    assert matched(text) == []
    assert matched(text, conversation=Conversation(locale="en-FR")) == ["06 12 34 56 78"]


def test_ids_of_the_guideline_and_announced_ones_are_shown() -> None:
    text = "Your FW-20418 and order 77120 left in 2025, size 42, £189.00."
    assert matched(text, "public_id") == ["77120"]
    assert matched(text, "public_id", ids=(r"FW-\d{5}",)) == ["FW-20418", "77120"]
    assert matched("Your parcel left today.", "public_id", ids=(r"FW-\d{5}",)) == []


@pytest.mark.parametrize(
    ("language", "text", "author", "names"),
    [
        ("en", "Hi Anna Schmidt, your boots are ready.", "anna_climbs", ["Anna Schmidt"]),
        ("en", "Hello Mr. Brown, your boots are ready.", "hiker77", ["Brown"]),
        ("de", "Guten Tag Frau Schmidt, Ihre Stiefel sind da.", "Bergfreundin", ["Schmidt"]),
        ("ru", "Здравствуйте, Анна Петрова! Ваш заказ в пути.", "anya", ["Анна Петрова"]),
        ("en", "Hi Anna Schmidt, your boots are ready.", "Anna Schmidt", []),
        ("en", "Hi Anna, your boots are ready.", "anna_climbs", []),
        ("en", "Hi Anna. Julia Meyer looks at it.", "anna_climbs", []),
        ("en", "Hi Anna Schmidt, your boots are ready.", None, []),
        ("en", "Hi Anna Schmidt, your boots are ready.", "user", []),
    ],
)
def test_more_of_a_name_than_is_shown_is_seen_at_the_head(
    language: str, text: str, author: str | None, names: list[str]
) -> None:
    thread = Conversation(turns=(Turn("customer", "???", author=author),))
    assert matched(text, "public_name", conversation=thread, language=language) == names


def test_a_name_the_customer_wrote_in_this_thread_is_no_secret() -> None:
    thread = Conversation(turns=(Turn("customer", "Schmidt here again!", author="anna"),))
    assert matched("Hi Anna Schmidt, here we are.", "public_name", conversation=thread) == []
