"""The thread as a person types it, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.desk.thread import context_line, conversation_of, parse_thread, thread_text
from voicekit.types import LANGUAGES, Attachment, Conversation, Turn


def test_lines_with_names_are_turns_and_others_continue_them() -> None:
    turns = parse_thread("Customer: Where is it?\n\nOrder 4711.\nAGENT : On its way.\nBot:\nCustomer: No.")
    assert turns == (
        Turn("customer", "Where is it?\n\nOrder 4711."),
        Turn("agent", "On its way."),
        Turn("customer", "No."),
    )


def test_text_without_names_is_one_turn_of_the_customer() -> None:
    assert parse_thread("  Hello?\r\nAnyone: there?") == (Turn("customer", "Hello?\nAnyone: there?"),)
    assert parse_thread(" \n ") == ()


@pytest.mark.parametrize(
    "line", ["Kunde: Hallo", "Client : Bonjour", "Клиент: Привет", "Khách: Chào", "Cliente: Hola"]
)
def test_names_are_known_in_each_language(line: str) -> None:
    (turn,) = parse_thread(line)
    assert turn.role == "customer"
    assert ":" not in turn.text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["customer", "agent", "bot"]), st.text(st.characters(exclude_categories=["Cs"]))
        )
    ),
    st.sampled_from(LANGUAGES),
)
def test_what_is_written_is_read_back(said: list[tuple[str, str]], language: str) -> None:
    turns = [Turn(role, text) for role, text in said if text.strip()]  # type: ignore[arg-type]
    back = parse_thread(thread_text(turns, language))
    assert [turn.role for turn in back] == [turn.role for turn in turns]
    for one, other in zip(turns, back, strict=True):
        assert "".join(other.text.split()) == "".join(one.text.split())


SAMPLE = Conversation(
    id="s1",
    channel="x",
    locale="en-GB",
    turns=(
        Turn("customer", "Late!", at="2026-11-01", attachments=(Attachment("image"),)),
        Turn("agent", "Sorry."),
    ),
    context={"mood": "angry"},
)


def test_a_sample_keeps_what_it_knows_while_its_words_stand() -> None:
    whole = conversation_of(thread_text(SAMPLE.turns, "de"), "email", "private", "bank", SAMPLE)
    assert whole.turns == SAMPLE.turns
    assert (whole.channel, whole.visibility, whole.brand) == ("email", "private", "bank")
    assert (whole.context, whole.locale, whole.id) == (SAMPLE.context, "en-GB", "s1")


def test_an_edited_sample_keeps_the_turns_that_are_still_there() -> None:
    edited = conversation_of("Customer: Late!\nAgent: We are sorry.", None, None, "b", SAMPLE)
    assert edited.turns == (SAMPLE.turns[0], Turn("agent", "We are sorry."))
    assert edited.context == SAMPLE.context


def test_another_thread_knows_nothing_of_the_sample() -> None:
    other = conversation_of("Something else.", None, None, "b", SAMPLE)
    assert other.context == {}
    assert (other.locale, other.id) == (None, "")
    assert conversation_of("Hello", "x", None, "b", None) == Conversation(
        channel="x", turns=(Turn("customer", "Hello"),), brand="b"
    )


def test_context_is_said_in_one_line() -> None:
    assert context_line({}, "en") == ""
    assert (
        context_line({"mood": "angry", "orders": ["1", "2"]}, "en") == "Also known: mood: angry; orders: 1, 2"
    )
