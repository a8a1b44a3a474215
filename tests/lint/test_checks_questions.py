"""Questions left open, too many of ours, and data that was given already, beyond what the rules' examples show."""

from __future__ import annotations

from typing import Any

import pytest
from support.linting import found
from support.rules import rule

from voicekit.lint.checks import thread_reading
from voicekit.types import Attachment, Conversation, Draft, Finding, Turn

SIGNS = {
    "void": {"en": r"\b(?:thank you|sorry)\b"},
    "lead-in": {"en": r"\b(?:tell me(?=[ ,]{0,2}$))\b"},
    "defer": {"en": r"\b(?:i'll (?:check|ask))\b"},
    "request": {"en": r"\b(?:send us)\b"},
    "time": {"en": r"\b(?:today|friday)\b"},
    "amount": {"en": r"\b(?:free)\b"},
    "place": {"en": r"\b(?:depot)\b"},
    "reason": {"en": r"\b(?:because)\b"},
    "yes": {"en": r"\b(?:yes|no)\b"},
    "may": {"en": r"\b(?:you can)\b"},
    "pays": {"en": r"\b(?:how much is|who pays)\b"},
    "money": {"en": r"\b(?:free|on us|\d{1,4} pounds)\b"},
    "machine": {"en": r"\b(?:bot)\b"},
}
TWO = "When does my refund come? And can I keep the spare laces?"


def seen(check: str, text: str, *turns: Turn, words: Any = SIGNS, **fields: Any) -> tuple[Finding, ...]:
    one = rule(
        "test.thread",
        "check",
        languages=(),
        body={"check": check, "words": words, "ids": [r"FW-\d{5}"]},
        message={"en": "{first}|{match}|{value}"},
        limit=fields.get("limit"),
    )
    conversation = Conversation(turns=turns, context=fields.get("context", {}))
    draft = Draft(text, (), fields.get("sender"))
    return found(one, text, fields.get("language", "en"), conversation=conversation, draft=draft)


def asked(text: str) -> Turn:
    return Turn("customer", text)


def test_the_open_question_is_named_as_the_customer_wrote_it() -> None:
    findings = seen("unanswered_question", "Your refund is there on Friday.", asked(TWO))
    assert [finding.message for finding in findings] == ["can I keep the spare laces?||"]
    assert findings[0].span is None


@pytest.mark.parametrize(
    "reply",
    [
        "Your refund is there on Friday, and the laces are yours.",
        "Your refund is there on Friday. Yes to the other.",
        "I'll check and write to you.",
        "Sorry, I'll ask the depot.",
        "Which order is it?",
    ],
)
def test_an_answer_a_deferral_and_a_question_back_are_silent(reply: str) -> None:
    assert seen("unanswered_question", reply, asked(TWO)) == ()


@pytest.mark.parametrize(
    ("question", "reply", "left"),
    [
        (TWO, "You can have your refund on Friday.", "can I keep the spare laces?"),
        (
            "Can I pay by invoice? Do you ship to Austria?",
            "Yes, we ship to Austria.",
            "Can I pay by invoice?",
        ),
        ("How much is the tent? How much is postage?", "The tent is 90 pounds.", "How much is postage?"),
    ],
)
def test_a_sentence_that_takes_up_one_question_speaks_for_no_other(
    question: str, reply: str, left: str
) -> None:
    findings = seen("unanswered_question", reply, asked(question))
    assert [finding.message for finding in findings] == [f"{left}||"]


def test_a_deferral_of_one_question_leaves_the_other_open() -> None:
    findings = seen("unanswered_question", "I'll check the refund.", asked(TWO))
    assert [finding.message[:4] for finding in findings] == ["can "]


def test_only_the_messages_since_our_last_reply_are_read() -> None:
    turns = (asked(TWO), Turn("agent", "Friday, and yes."), asked("Great, my size is M."))
    assert seen("unanswered_question", "Thank you, Anna.", *turns) == ()


def test_a_message_in_another_language_is_not_judged() -> None:
    theirs = asked("Wann kommt meine Erstattung, und kann ich die Schnürsenkel behalten?")
    assert seen("unanswered_question", "Thank you for the message.", theirs) == ()


ASKS = {
    "ask": {"en": r"\b(?:please send|what is)\b"},
    "fine": {"en": r"\b(?:another)\b"},
    "wrong": {"en": r"\b(?:can't find)\b"},
    "order": {"en": r"\b(?:order number)\b"},
    "email": {"en": r"\b(?:e-?mail address)\b"},
    "phone": {"en": r"\b(?:phone number)\b"},
    "photo": {"en": r"\b(?:photo)\b"},
    **{thing: {"en": r"\b(?:never)\b"} for thing in ("name", "address", "size", "date", "product")},
    **{f"gave-{thing}": {"en": r"\b(?:never)\b"} for thing in ("name", "address", "size", "date", "product")},
    "gave-order": {"en": r"\border \d{4,6}\b"},
}


def again(text: str, *turns: Turn, **fields: Any) -> list[str]:
    return [finding.matched for finding in seen("asks_again", text, *turns, words=ASKS, **fields)]


def test_what_a_turn_a_picture_or_the_desk_holds_is_not_asked_again() -> None:
    assert again("Please send your order number.", asked("it's FW-12345")) == ["order number"]
    assert again("Please send your order number.", asked("order 12345 is late")) == ["order number"]
    assert again("Please send your order number.", context={"order_id": "12345"}) == ["order number"]
    assert again("What is your e-mail address?", asked("kay@example.com")) == ["e-mail address"]
    assert again("What is your phone number?", asked("call +49 30 901820")) == ["phone number"]
    picture = Turn("customer", "look", attachments=(Attachment("image", text="FW-12345"),))
    assert again("Please send a photo and the order number.", picture) == ["photo", "order number"]


def test_asking_for_what_is_new_or_wrong_or_confirming_is_fine() -> None:
    told = asked("order 12345 is late")
    assert again("Please send another order number.", told) == []
    assert again("I can't find it. Please send the order number.", told) == []
    assert again("What is right: is your order number 12345?", told) == []
    assert again("Please send your order number.", asked("it is late")) == []
    assert again("I have your order number.", told) == []


COURTESY = {"courtesy": {"en": r"\banything else\b"}, "feedback": {"en": r"\b(?:recommend|how satisfied)\b"}}


def test_a_bots_questions_count_from_the_last_person_on() -> None:
    bot = Turn("bot", "Which tent is it? When was that? Anything else?")
    ask = "Where does it leak? Is it old?"
    counted = seen("question_budget", ask, bot, asked("x"), words=COURTESY, limit=3, sender="bot")
    assert [(finding.matched, finding.value) for finding in counted] == [("Is it old?", 4)]
    person = (bot, Turn("agent", "I am here."), asked("x"))
    assert seen("question_budget", ask, *person, words=COURTESY, limit=3, sender="bot") == ()
    assert seen("question_budget", ask, bot, words=COURTESY, limit=3, sender="agent") == ()


def test_outside_a_survey_only_questions_for_an_opinion_count() -> None:
    text = "How satisfied are you? Would you recommend us?"
    assert len(seen("survey_questions", text, words=COURTESY, limit=1)) == 1
    assert seen("survey_questions", "Is it dry now? Does it hold?", words=COURTESY, limit=1) == ()
    held = {"scenario": "survey"}
    assert (
        seen("survey_questions", "Is it dry now? Does it hold?", words=COURTESY, context=held)[0].value == 2
    )


def test_the_same_stems_whatever_the_form_and_the_marks() -> None:
    for language, one, other in [
        ("en", "shipping refunds", "shipped refund"),
        ("de", "Erstattungen", "Erstattung"),
        ("ru", "возврата заказов", "возврат заказ"),
        ("vi", "tiền hoàn", "tien hoan"),
        ("fr", "remboursée", "rembourse"),
    ]:
        heard = [thread_reading.heard(text) for text in (one, other)]
        assert thread_reading.stems(heard[0].folded, language) == heard[1].stems(language) != frozenset()


def test_lines_a_customer_ended_stay_apart_and_wrapped_ones_do_not() -> None:
    long = "this line was wrapped by a mail program because it is very long"
    assert thread_reading.heard("Où est-il\nquand").typed.text == "ou est-il\nquand"
    assert thread_reading.heard(f"{long}\nand goes on").typed.text == f"{long} and goes on"
