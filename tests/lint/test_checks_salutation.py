"""Salutations that guess gender: Mr, Frau, Madame, госпожа, anh where nothing in the thread says so."""

from __future__ import annotations

import pytest
from support.linting import checked

from voicekit.types import ContextValue, Conversation, Turn


def guessed(
    language: str, draft: str, *turns: Turn, context: dict[str, ContextValue] | None = None
) -> list[str]:
    conversation = Conversation(turns=turns, context=context or {})
    return checked("salutation_guess", draft, language, conversation=conversation)


def customer(text: str = "Hm?", author: str | None = None) -> Turn:
    return Turn("customer", text, author=author)


@pytest.mark.parametrize(
    ("language", "draft", "author", "title"),
    [
        ("en", "Dear Mr. Nguyen, your boots are ready.", "Minh Nguyen", "Mr. Nguyen"),
        ("en", "Good morning, Ms Lee. Your boots are ready.", "Kim Lee", "Ms Lee"),
        ("en", "Mrs Kim Lee, your boots are ready.", "Kim Lee", "Mrs Kim Lee"),
        ("de", "Sehr geehrter Herr Schmidt, sie ist da.", "Kim Schmidt", "Herr Schmidt"),
        ("de", "Guten Tag, Frau Demir\n\nIhre Hose ist da.", "Jale Demir", "Frau Demir"),
        ("fr", "Cher Monsieur Petit, la veste est là.", "Camille Petit", "Monsieur Petit"),
        ("fr", "Bonjour Madame, la veste est là.", "Camille Petit", "Madame"),
        ("fr", "Bonjour\u00a0Mme Petit ! La veste est là.", "Camille Petit", "Mme Petit"),
        ("ru", "Уважаемая г-жа Ким! Заказ готов.", "Саша Ким", "г-жа Ким"),
        ("ru", "Здравствуйте, господин Ким! Заказ готов.", "Саша Ким", "господин Ким"),
        ("vi", "Dạ em chào anh Minh, đơn đã tới kho ạ.", "Minh Nguyen", "anh"),
        ("vi", "Chị ơi, đơn của chị đã tới kho.", "Minh Nguyen", "Chị"),
    ],
)
def test_a_title_nobody_stated_is_seen(language: str, draft: str, author: str, title: str) -> None:
    assert guessed(language, draft, customer(author=author)) == [title]
    assert guessed(language, draft) == []


@pytest.mark.parametrize(
    ("language", "draft", "turn"),
    [
        ("en", "Dear Mr Lee, it is here.", customer("Where is it? Regards, Mr Lee")),
        ("en", "Dear Mr Lee, it is here.", customer(author="Mr Kim Lee")),
        ("en", "Dear Ms Lee, it is here.", customer("As a mother of two I need it. Kim Lee")),
        ("de", "Guten Tag Frau Demir, sie ist da.", customer("Grüße, Frau Demir")),
        ("de", "Guten Tag Frau Demir, sie ist da.", customer("Ich bin langjährige Kundin. Jale Demir")),
        ("fr", "Bonjour Madame Petit, la voilà.", customer("Je suis très déçue. Camille Petit")),
        ("fr", "Bonjour Madame Petit, la voilà.", customer(author="Mme Petit")),
        ("ru", "Здравствуйте, госпожа Ким! Готово.", customer("Я заказала куртку. Саша Ким")),
        ("ru", "Здравствуйте, господин Орлов! Готово.", customer(author="Саша Орлов")),
        ("vi", "Chào anh Minh, đơn đã tới.", customer("Em kiểm tra giúp anh nhé. Minh")),
        ("vi", "Chào chị Dung, đơn đã tới.", customer("Tôi hỏi đơn. Hoàng Thị Mỹ Dung")),
        ("vi", "Chào chị Hạnh, đơn đã tới.", customer(author="Chị Hạnh")),
        ("vi", "Chào chị Hạnh, đơn đã tới.", customer("e ơi đơn đâu, Hạnh đây")),
    ],
)
def test_what_the_customer_said_of_themselves_settles_it(language: str, draft: str, turn: Turn) -> None:
    assert guessed(language, draft, turn) == []


def test_a_partner_is_no_evidence_and_the_other_gender_is_none_either() -> None:
    draft = "Sehr geehrter Herr Demir, sie ist da."
    assert guessed("de", draft, customer("Mein Mann und ich warten. J. Demir")) == ["Herr Demir"]
    assert guessed("de", draft, customer("Ich bin Kundin bei Ihnen. J. Demir")) == ["Herr Demir"]


def test_the_context_settles_it() -> None:
    turn = customer(author="Kim Lee")
    draft = "Dear Mr Lee, it is here."
    assert guessed("en", draft, turn, context={"salutation": "Mr"}) == []
    assert guessed("en", draft, turn, context={"Pronouns": "he/him"}) == []
    assert guessed("en", draft, turn, context={"customer": "Mr Kim Lee"}) == []
    assert guessed("en", draft, turn, context={"title": "", "customer": "Kim Lee"}) == ["Mr Lee"]


def test_our_own_earlier_turn_counts_where_the_customer_let_it_stand() -> None:
    first, ours = customer(author="Kim Lee"), Turn("agent", "Hello Mr Lee, one moment.")
    draft = "Dear Mr Lee, it is here."
    assert guessed("en", draft, first, ours, customer("Thanks, I will wait.")) == []
    assert guessed("en", draft, first, ours) == ["Mr Lee"]
    assert guessed("en", draft, first, ours, customer("It's Ms Lee, I'm not Mr Lee.")) == ["Mr Lee"]


@pytest.mark.parametrize(
    ("language", "draft"),
    [
        ("en", "Hello Kim, Mr Chapman has your boots."),
        ("en", "Mr Chapman signed it off, Kim."),
        ("en", "Dear Mr and Mrs Lee, hello."),
        ("en", "Dear Mr Okafor, a name that came from elsewhere."),
        ("de", "Guten Tag Herr und Frau Lee, hallo."),
        ("de", "Dank Frau Lee ist alles gut."),
        ("de", "Frau Lee aus der Werkstatt ruft Sie an."),
        ("fr", "Bonjour Madame, Monsieur, voilà."),
        ("fr", "Madame, Monsieur, voilà."),
        ("fr", "Bonjour, m'avez-vous écrit ?"),
        ("ru", "Уважаемая Kim! Готово."),
        ("vi", "Chào anh/chị, anh Kim ở xưởng đã sửa."),
        ("vi", "Chào bạn, anh Kim ở xưởng đã sửa."),
        ("es", "Estimado señor Lee"),
    ],
)
def test_third_persons_pairs_and_unknown_names_are_left_alone(language: str, draft: str) -> None:
    assert guessed(language, draft, customer(author="Kim Lee")) == []
