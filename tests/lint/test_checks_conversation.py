"""The reply in its thread: what came before, who takes over, where it leads, whom it greets, what writes it."""

from __future__ import annotations

from typing import Any

import pytest
from support.linting import found
from support.rules import rule

from voicekit.lint.checks.clocks import hours_between
from voicekit.types import Conversation, Draft, Finding, Sender, Turn, Visibility

MONDAY, TUESDAY, SUNDAY = (
    "2026-11-16T09:00:00+00:00",
    "2026-11-17T10:00:00+00:00",
    "2026-11-22T09:00:00+00:00",
)
OWN = ["fernweh.example", "care@fernweh.example", "@fernweh_example"]
WORDS = {
    "told": {"en": r"\b(?:third mail|wrote to you)\b", "vi": r"\b(?:nhan \d lan)\b"},
    "others": {"en": r"\b(?:driver)\b"},
    "taken": {"en": r"\b(?:again|promised|your mails)\b", "vi": r"\b(?:đã nhắn)\b"},
    "promise": {"en": r"\b(?:i'll call)\b"},
    "soon": {"en": r"\b(?:today)\b"},
    "chase": {"en": r"\b(?:nobody called)\b"},
    "wait": {"en": r"\b(?:waited)\b"},
    "hand": {"en": r"\b(?:passed this)\b", "de": r"\b(?:übergeben)\b"},
    "stay": {"en": r"\b(?:i'll write)\b"},
    "who": {"en": r"\b(?:workshop)\b", "de": r"\b(?:frau \w{3,12})\b"},
    "why": {"en": r"\b(?:to check)\b"},
    "when": {"en": r"\b(?:today|\d pm)\b", "de": r"\b(?:heute)\b"},
    "repeat": {"en": r"\b(?:no need to repeat)\b"},
    "ask": {"en": r"\b(?:contact us|send us your number)\b"},
    "in-case": {"en": r"\b(?:if)\b"},
    "message": {"en": r"\b(?:dm)\b"},
    "mail": {"en": r"\b(?:by mail)\b"},
    "phone": {"en": r"\b(?:call us)\b"},
    "lead": {"en": r"\b(?:write to us at|our page is)\b"},
    "asks": {"en": r"\b(?:are you a bot)\b", "vi": r"\b(?:bot hay nguoi)\b"},
    "says": {"en": r"\b(?:bot)\b", "vi": r"\b(?:bot)\b"},
    "role": {"en": r"\b(?:i'm anna from the team)\b"},
    "stock": {"en": r"\b(?:thank you for writing|any inconvenience|your patience)\b"},
}


def seen(
    check: str,
    text: str,
    *turns: Turn,
    language: str = "en",
    limit: float | None = None,
    context: dict[str, Any] | None = None,
    visibility: Visibility | None = None,
    sender: Sender | None = "agent",
    **body: Any,
) -> tuple[Finding, ...]:
    fields = {"check": check, "words": WORDS, "own": OWN, "ids": [], "keep": [], **body}
    one = rule(
        "test.thread", "check", languages=(), limit=limit, body=fields, message={"en": "{match} {first}"}
    )
    conversation = Conversation(turns=turns, context=context or {}, visibility=visibility)
    return found(one, text, language, conversation=conversation, draft=Draft(text, (), sender))


def customer(text: str, at: str | None = None, author: str | None = None) -> Turn:
    return Turn("customer", text, at, author)


def agent(text: str, at: str | None = None) -> Turn:
    return Turn("agent", text, at)


def test_an_earlier_message_wants_a_word() -> None:
    third = customer("This is my third mail.")
    assert seen("earlier_case", "What is broken?", third)
    assert not seen("earlier_case", "You had to write again, sorry.", third)
    assert not seen("earlier_case", "What is broken?", customer("My zip broke."))
    assert seen("earlier_case", "Mẫu nào ạ?", customer("Nhắn 3 lần rồi"), language="vi")


def test_whoever_else_they_wrote_to_is_not_us_in_that_sentence_alone() -> None:
    assert not seen("earlier_case", "On its way.", customer("The driver got my third mail."))
    assert seen("earlier_case", "On its way.", customer("The driver is rude. This is my third mail."))


def test_only_the_first_answer_owes_that_word_and_a_bot_gives_none() -> None:
    third = customer("This is my third mail.")
    assert not seen(
        "earlier_case", "Which size?", third, agent("Your mails lay here."), customer("The blue one.")
    )
    assert seen("earlier_case", "Which size?", third, Turn("bot", "Someone will come."))
    assert not seen(
        "earlier_case", "Which size?", third, Turn("bot", "Which one?"), customer("Blue."), sender="bot"
    )


@pytest.mark.parametrize(
    ("value", "speaks"),
    [
        (["FR-20418"], True),
        ("FR-20418", True),
        (2, True),
        (True, True),
        (0, False),
        ([], False),
        ("none", False),
    ],
)
def test_an_earlier_case_the_desk_knows_of_counts(value: object, speaks: bool) -> None:
    assert (
        bool(seen("earlier_case", "Hello!", customer("Strap torn."), context={"earlier_cases": value}))
        is speaks
    )


def test_a_named_case_is_a_word_of_it() -> None:
    context = {"earlier_case": "FR-20418"}
    assert not seen("earlier_case", "FR-20418 is open here.", customer("Strap torn."), context=context)


def test_two_messages_half_a_day_apart_have_waited() -> None:
    assert seen("earlier_case", "Hello!", customer("Torn.", MONDAY), customer("Hello?", TUESDAY))
    assert not seen("earlier_case", "Hello!", customer("Torn.", MONDAY), customer("Hello?", MONDAY))
    assert not seen("earlier_case", "Hello!", customer("Torn.", TUESDAY), customer("Hello?", MONDAY))


def test_a_promise_they_remind_us_of_wants_a_word() -> None:
    thread = (customer("Where is it?"), agent("I'll call tomorrow."), customer("Nobody called."))
    assert seen("promise_forgotten", "It is on its way.", *thread)
    assert not seen("promise_forgotten", "I promised a call, and forgot it.", *thread)
    assert not seen("promise_forgotten", "It is on its way.", *thread[:2], customer("Thanks!"))
    assert not seen("promise_forgotten", "It is on its way.", customer("Nobody called."))
    assert not seen(
        "promise_forgotten", "On its way.", customer("?"), agent("Blue it is."), customer("Nobody called.")
    )


def test_a_promise_is_over_by_the_clock() -> None:
    def late(promise: str, at: str, limit: float | None = None) -> bool:
        thread = (agent(promise, MONDAY), customer("By the way, it is blue.", at))
        return bool(seen("promise_forgotten", "Blue, noted.", *thread, limit=limit))

    assert late("I'll call today.", "2026-11-18T09:00:00+00:00")
    assert not late("I'll call today.", TUESDAY)
    assert late("I'll call.", SUNDAY)
    assert not late("I'll call.", TUESDAY)
    assert late("I'll call.", TUESDAY, limit=24)
    assert not late("It is blue.", SUNDAY)


def test_a_late_reply_says_how_late() -> None:
    context = {"now": TUESDAY}
    finding = seen("late_reply", "Yes, at 30 degrees.", customer("Washable?", MONDAY), context=context)[0]
    assert (finding.value, finding.span) == (25, None)
    assert not seen("late_reply", "You waited since Monday.", customer("Washable?", MONDAY), context=context)
    assert not seen("late_reply", "Yes.", customer("Washable?", MONDAY), context=context, limit=48)
    assert not seen("late_reply", "Yes.", customer("Washable?", MONDAY))
    answered = (customer("Hi", MONDAY), agent("Hi", MONDAY), customer("Washable?", TUESDAY))
    assert not seen("late_reply", "Yes.", *answered, context=context)
    assert not seen("late_reply", "Yes.", customer("Washable?", "soon"), context=context)


@pytest.mark.parametrize(
    ("earlier", "later", "hours"),
    [
        (MONDAY, TUESDAY, 25),
        (TUESDAY, MONDAY, -25),
        ("2026-11-16T09:00:00Z", "2026-11-16T12:00:00+02:00", 1),
        ("2026-11-16", "2026-11-17T00:30:00", 24.5),
        ("2026-11-16T09:00:00", TUESDAY, 11),
        (None, MONDAY, None),
        ("yesterday", MONDAY, None),
        ("9999-99-99", MONDAY, None),
    ],
)
def test_hours_between_two_times(earlier: str | None, later: str | None, hours: float | None) -> None:
    assert hours_between(earlier, later) == hours


def test_a_hand_over_names_what_it_lacks_in_the_language_of_the_draft() -> None:
    finding = seen("handover", "I have passed this on.")[0]
    assert (finding.matched, finding.value) == ("passed this", 4)
    assert "⟨by when?⟩" in finding.message and "explain it again" in finding.message
    assert "⟨wer?⟩" in seen("handover", "Der Fall wurde übergeben.", language="de")[0].message
    public = seen("handover", "I have passed this to the workshop.", visibility="public")[0]
    assert public.message.endswith("⟨by when?⟩") and public.value == 1


@pytest.mark.parametrize(
    "text",
    [
        "I have passed this to the workshop to check it, no need to repeat; they call by 4 pm.",
        "I have passed this to Mona to check it, she calls by 4 pm.",
        "I have passed this to Mona, no need to repeat; she calls by 4 pm.",
        "I have passed this on, and I'll write to you.",
        "Passed!",
    ],
)
def test_a_hand_over_that_is_complete_enough(text: str) -> None:
    assert seen("handover", text) == ()


def test_a_german_noun_is_no_name_but_a_kept_name_is_none_either() -> None:
    assert "⟨wer?⟩" in seen("handover", "Heute an die Abteilung übergeben Danke.", language="de")[0].message
    text = "I have passed this within Fernweh to check it today."
    assert "who" in seen("handover", text, keep=["fernweh"])[0].message
    assert seen("handover", text) == ()


def test_one_private_way_and_only_one() -> None:
    assert seen("private_route", "Please contact us.")[0].matched == "contact us"
    assert seen("private_route", "Send us your number by DM or by mail.")[0].value == 2
    assert seen("private_route", "DM or care@fernweh.example: send us your number.")[0].value == 2
    for text in (
        "Send us your number by DM.",
        "Contact us: https://fernweh.example/help",
        "If it breaks, contact us.",
        "Yes, at 30 degrees.",
    ):
        assert seen("private_route", text) == ()


@pytest.mark.parametrize(
    ("text", "matched", "meant"),
    [
        ("Write to us at help@shop.example.", "help@shop.example", "care@fernweh.example"),
        ("Write to us at: help.shop.example", "help.shop.example", "fernweh.example"),
        ("Our page is @someone_else now.", "@someone_else", "@fernweh_example"),
        ("See care@fernwhe.example", "care@fernwhe.example", "care@fernweh.example"),
        ("See https://www.fernweh-shop.example/x", "https://www.fernweh-shop.example/x", "fernweh.example"),
        ("Ask @fernweh_help", "@fernweh_help", "@fernweh_example"),
        ("Ask @fernwe_example", "@fernwe_example", "@fernweh_example"),
    ],
)
def test_a_place_that_is_not_ours(text: str, matched: str, meant: str) -> None:
    finding = seen("own_route", text)[0]
    assert (finding.matched, finding.message) == (matched, f"{matched} {meant}")


@pytest.mark.parametrize(
    "text",
    [
        "Write to us at care@fernweh.example, shop@de.fernweh.example or www.fernweh.example.",
        "@lena_k Yes. The carrier answers at claims@carrier.example.",
        "No, @fernweh_free is not ours.",
        "No place at all.",
    ],
)
def test_a_place_of_ours_or_of_nobody_who_takes_letters_for_us(text: str) -> None:
    assert seen("own_route", text, customer("Is @fernweh_free you?")) == ()


def test_a_brand_that_publishes_nothing_has_no_wrong_place() -> None:
    assert seen("own_route", "Write to us at help@shop.example.", own=[]) == ()
    assert seen("own_route", "Our page is @someone_else now.", own=["care@fernweh.example"]) == ()


TEMPLATE = "Hi {{name}}, your parcel left our warehouse on {{day}}. The carrier brings it before noon tomorrow. {{me}}"


def test_a_template_with_its_blanks_filled_is_unadapted() -> None:
    templates = {"en": ["Something else entirely, which is short.", TEMPLATE]}
    filled = (
        "Hi Tom, your parcel left our warehouse on Monday. The carrier brings it before noon tomorrow. Jess"
    )
    assert seen("template_unadapted", filled, templates=templates)[0].value == 100
    own = (
        filled
        + " I saw that the last one came torn, so I packed this one myself and put a spare strap in the box."
    )
    assert seen("template_unadapted", own, templates=templates) == ()
    assert seen("template_unadapted", "Your parcel left our warehouse on Monday.", templates=templates) == ()
    assert seen("template_unadapted", filled, templates={"de": [TEMPLATE]}) == ()


def test_nothing_but_stock_is_a_form() -> None:
    form = "Thank you for writing to us. We are sorry for any inconvenience. We really value your patience."
    assert seen("template_unadapted", form)
    assert not seen("template_unadapted", form + " The tailor found the fault in the seam.")
    assert not seen("template_unadapted", form + " It is number 5.")
    assert not seen("template_unadapted", "Thank you for writing to us.")


def test_a_bot_says_so_when_it_is_asked() -> None:
    asked = customer("Are you a bot?")
    assert seen("bot_not_said", "I can help with parcels.", asked)
    assert not seen("bot_not_said", "Yes, a bot.", asked)
    assert not seen("bot_not_said", "Parcels.", asked, Turn("bot", "I am a bot."), customer("Fine."))
    assert seen("bot_not_said", "Parcels.", customer("Hello."))
    assert not seen(
        "bot_not_said", "Parcels.", customer("Hello."), Turn("bot", "A bot here."), customer("Hm.")
    )
    assert seen("bot_not_said", "Đơn hàng ạ.", customer("Bot hay người vậy?"), language="vi")
    assert not seen("bot_not_said", "Pakete.", asked, language="de")


def test_a_bot_with_a_post_says_that_it_is_one() -> None:
    assert seen("bot_role", "Hi, I'm Anna from the team.")[0].matched == "I'm Anna from the team"
    assert seen("bot_role", "Hi, I'm Anna from the team, a bot.") == ()


@pytest.mark.parametrize(
    ("greeting", "author", "language"),
    [
        ("Hi Thomas, it leaves today.", "Maria Lopez", "en"),
        ("Dear Ms Okafor, it leaves today.", "Sarah Whitcombe", "en"),
        ("@maria Thomas, it leaves today.", "Maria Lopez", "en"),
        ("Guten Tag Frau Weber, es geht heute raus.", "Petra Sasse", "de"),
        ("Bonjour Monsieur Garnier, il part ce soir.", "Léa Fontaine", "fr"),
        ("Уважаемый Дмитрий Иванович, она едет.", "Ольга Лебедева", "ru"),
        ("Dạ chào chị Hằng, lều đi hôm nay ạ.", "Đỗ Minh Quân", "vi"),
    ],
)
def test_somebody_elses_name(greeting: str, author: str, language: str) -> None:
    finding = seen("wrong_name", greeting, customer("Where?", author=author), language=language)[0]
    assert finding.matched and finding.matched not in author


@pytest.mark.parametrize(
    ("greeting", "author", "language"),
    [
        ("Hi Bob, it leaves today.", "Robert Miles", "en"),
        ("Hi Jen, it leaves today.", "Jennifer O'Neill", "en"),
        ("Hi Mike, it leaves today.", "mike_w", "en"),
        ("Hi Steph, it leaves today.", "hiker88", "en"),
        ("Hi there, it leaves today.", "Maria Lopez", "en"),
        ("Hi Thomas and Maria, it leaves today.", "Maria Lopez", "en"),
        ("Monday, as agreed, it leaves.", "Maria Lopez", "en"),
        ("Your friend Thomas, who wrote as well, has it.", "Maria Lopez", "en"),
        ("Sehr geehrte Damen und Herren, es geht heute raus.", "Petra Sasse", "de"),
        ("Hallo Katharina, es geht heute raus.", "Kati Brandt", "de"),
        ("Bonjour Lea, il part ce soir.", "Léa Fontaine", "fr"),
        ("Саша, она едет.", "Александр Белов", "ru"),
        ("Анна Сергеевна, она едет.", "Anna Petrova", "ru"),
        ("Мария, она едет.", "М. Петрова", "ru"),
        ("Dạ chào anh, lều đi hôm nay ạ.", "Đỗ Minh Quân", "vi"),
        ("Chào chị Lan, lều đi hôm nay ạ.", "Nguyen Thi Lan", "vi"),
    ],
)
def test_the_customers_own_name_in_any_shape(greeting: str, author: str, language: str) -> None:
    assert seen("wrong_name", greeting, customer("Where?", author=author), language=language) == ()


def test_a_name_is_known_from_a_signature_and_one_that_was_let_stand_stays() -> None:
    signed = customer("The pole snapped. Regards, Priyanka Rao")
    assert seen("wrong_name", "Hello Daniel, a new one leaves today.", signed)
    assert not seen("wrong_name", "Hello Daniel, a new one leaves today.", customer("The pole snapped."))
    stood = (signed, agent("Hello Daniel, which pole?"), customer("The long one."))
    assert not seen("wrong_name", "Hello Daniel, a new one leaves today.", *stood)
    assert seen(
        "wrong_name", "Здравствуйте, Сергей! Едет.", customer("С уважением, Татьяна Ким"), language="ru"
    )
