"""The reply as an answer: who speaks, whether it takes up the matter, whether it says when."""

from __future__ import annotations

from typing import Any

import pytest
from support.linting import found
from support.rules import rule

from voicekit.types import Conversation, Finding, Turn

WORDS = {
    "we": {"en": r"\b(?:we(?:'\w{1,3})?|us|our)\b", "vi": r"\b(?:bên em|chúng tôi)\b"},
    "me": {"en": r"\b(?:i(?:'\w{1,2})?|me|my)\b", "vi": r"\b(?:(?<!bên )(?:em|mình))\b"},
    "matter": {"en": r"\b(?:parcels?)\b"},
    "todo": {"en": r"\b(?:i'll check|we are looking)\b", "de": r"\b(?:ich prüfe)\b"},
    "time": {"en": r"\b(?:today|\d{1,2} hours?)\b", "de": r"\b(?:morgen)\b"},
}


def seen(
    check: str,
    text: str,
    language: str = "en",
    *,
    person: str | None = "I",
    turns: tuple[Turn, ...] = (),
    context: dict[str, Any] | None = None,
) -> tuple[Finding, ...]:
    one = rule("test.answer", "check", languages=(), body={"check": check, "words": WORDS, "person": person})
    return found(one, text, language, conversation=Conversation(turns=turns, context=context or {}))


def test_we_twice_and_never_i_is_shown_where_it_begins() -> None:
    finding = seen("we_for_i", "🙂 We’ve checked our stock.")[0]
    assert (finding.matched, finding.value) == ("We’ve", 2)
    assert seen("we_for_i", "Bên em đã xem, bên em sẽ gửi ạ.", "vi")[0].matched == "Bên em"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("We checked the stock.", "I"),
        ("We've checked our stock, and I send it.", "I"),
        ("We've checked our stock.", "we"),
        ("We've checked our stock.", None),
        ("You wrote “we lost our tent”.", "I"),
    ],
)
def test_one_we_an_i_or_a_brand_that_says_we_is_fine(text: str, person: str | None) -> None:
    assert seen("we_for_i", text, person=person) == ()


def test_a_language_without_words_is_not_read() -> None:
    assert seen("we_for_i", "Wir haben in unserer Werkstatt nachgesehen.", "de") == ()
    assert seen("next_step", "Je vérifie et je vous écris.", "fr") == ()


COMPLAINT = Turn("customer", "The left strap of my backpack tore on the first trip!")
EMPTY = "Hello Anna, that should not have happened, and we will do our very best for you."


def test_a_reply_that_takes_up_nothing_is_seen_as_a_whole() -> None:
    findings = seen("echo", EMPTY, turns=(COMPLAINT,))
    assert [finding.span for finding in findings] == [None]


BEST = "should not have happened to you, and we will do our very best"


@pytest.mark.parametrize(
    ("language", "theirs", "reply"),
    [
        ("en", COMPLAINT.text, f"Hello Anna, a torn strap on its very first day {BEST}."),
        (
            "en",
            "my thing 4512 is still not here after all these weeks",
            f"Hello Anna, what happened to 4512 {BEST}.",
        ),
        ("en", COMPLAINT.text, f"Hello Anna, that parcel {BEST}."),
        ("en", "It broke!", EMPTY),
        ("en", COMPLAINT.text, "That should not have happened."),
        (
            "de",
            "Der linke Träger ist gleich am ersten Tag gerissen!",
            "Hallo Anna, gerissene Träger dürfen am allerersten Tag nicht vorkommen, das sehe ich ein.",
        ),
        (
            "vi",
            "Quai trái đứt ngay chuyến đầu tiên, nhắn hoài không ai trả lời.",
            "Dạ em chào chị, em rất tiếc vì quai trái của chị, em sẽ cố gắng ạ.",
        ),
        (
            "vi",
            "quai trai dut ngay chuyen dau tien, nhan hoai khong ai",
            "Dạ em rất tiếc vì quai trái của chị, em sẽ cố gắng ạ.",
        ),
        ("", COMPLAINT.text, EMPTY),
    ],
)
def test_a_reply_that_names_something_or_has_little_to_name_is_left_alone(
    language: str, theirs: str, reply: str
) -> None:
    assert seen("echo", reply, language, turns=(Turn("customer", theirs),)) == ()


def test_every_turn_counts_and_so_does_what_the_desk_knows() -> None:
    later = Turn("customer", "Hello?")
    assert len(seen("echo", EMPTY, turns=(COMPLAINT, later))) == 1
    assert seen("echo", EMPTY, turns=(COMPLAINT, Turn("agent", "Which strap tore?"), later)) == ()
    named = EMPTY.replace("that", "the Nordhang")
    assert len(seen("echo", named, turns=(COMPLAINT,))) == 1
    assert seen("echo", named, turns=(COMPLAINT,), context={"product": "Nordhang 65"}) == ()
    assert len(seen("echo", EMPTY, turns=(COMPLAINT,), context={"mood": "happened"})) == 1


def test_vietnamese_is_compared_by_pairs_of_syllables() -> None:
    theirs = Turn("customer", "Quai trái đứt ngay chuyến đầu tiên, nhắn hoài không ai trả lời.")
    reply = "Dạ em chào chị, trái cây của em hôm nay rất ngon, em sẽ cố gắng ạ."
    assert len(seen("echo", reply, "vi", turns=(theirs,))) == 1


def test_a_promise_without_a_time_is_shown() -> None:
    assert [one.matched for one in seen("next_step", "🙂 Sorry! I'll check the stock.")] == ["I'll check"]
    assert [one.matched for one in seen("next_step", "Ich prüfe die Naht.", "de")] == ["Ich prüfe"]


@pytest.mark.parametrize(
    "text",
    [
        "I'll check the stock today.",
        "I'll check the stock and write within 24 hours.",
        "I'll check the stock and write by 5 pm.",
        "I'll check the stock and write on 12 May.",
        "The stock is checked.",
        "You wrote “I'll check”.",
    ],
)
def test_a_time_or_nothing_to_be_done_is_fine(text: str) -> None:
    assert seen("next_step", text) == ()
