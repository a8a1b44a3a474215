"""The language of the reply: one throughout, and the customer's."""

from __future__ import annotations

import pytest
from support.linting import checked, found
from support.rules import rule

from voicekit.text import language as text_language
from voicekit.types import ContextValue, Conversation, Turn

GERMAN = "Wann ist meine Jacke fertig? Ich brauche sie am Wochenende."
ENGLISH = "Your jacket is ready, and you can pick it up in the shop from Friday."


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded() -> object:
        raise AssertionError("the model must not be loaded")

    monkeypatch.setattr(text_language, "_model", loaded)


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("de", "Ihre Jacke ist fertig und wird verschickt. You can track your parcel with the number.",
         "You can track your parcel with the"),
        ("de", "Klicken Sie in der App auf den Knopf und dann please follow the link in the mail, danke Ihnen.",
         "please follow the link in the"),
        ("en", "Your jacket is ready and it is yours. Vielen Dank für Ihre Geduld und bis bald.",
         "Vielen Dank für Ihre Geduld und bis"),
        ("fr", "Nous avons reçu votre message. The item is out of stock until the end of May.",
         "The item is out of stock until the end of"),
        ("ru", "Ваш заказ уже в пути, он будет у вас завтра. We are sorry for the delay and will keep you posted.",
         "sorry for the delay and will keep you"),
        ("fr", "Votre colis est parti et vous l'aurez jeudi. Пожалуйста, напишите нам, если он не придёт.",
         "Пожалуйста, напишите нам, если он не"),
        ("vi", "Dạ đơn của chị đã tới kho ạ. Please keep your phone on so that the driver can call you.",
         "Please keep your phone on so that the driver can call you"),
        ("en", "Your order is on its way to you. Su pedido está en camino y lo recibirá por la mañana.",
         "Su pedido está en camino y lo recibirá por la mañana"),
        ("en", "Your order will be with you soon. 您的订单已经发货，预计周五到达，请注意查收。",
         "您的订单已经发货，预计周五到达，请注意查收"),
    ],
)  # fmt: skip
def test_a_part_in_another_language_is_shown(language: str, text: str, part: str) -> None:
    assert checked("language_mixed", text, language) == [part]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Merci! Your order is on its way and it will be with you on Friday. À bientôt !"),
        ("en", "You wrote “Wann ist meine Jacke fertig und wo ist sie”, and it is ready for you now."),
        ("en", "The hut is called Haus an der Mur in Graz, and the path from there is easy, as we said."),
        (
            "en",
            "It is a rocket, a stingy yank, a town in a part of a country, and a recent one to such a shame.",
        ),
        ("en", "I said a, e, te, tu and it is the u. It is a rocket a stingy a yank a town a part of it."),
        (
            "de",
            "Die Terms and Conditions stehen auf der Seite, und das Team in Graz hat Ihnen den Status gezeigt.",
        ),
        ("de", "Die Jacke Ultra Light Down Hoody ist bei uns im Store, der Check-in geht über die App."),
        ("fr", "Donc tu as dit qu'il te l'a donné par e-mail, s'il te plaît, et que penses-tu de la tente ?"),
        ("fr", "Votre colis est parti et vous l'aurez dans le pick up store de la Main Road, la Black Box."),
        ("ru", "Ваш заказ уже в пути. Куртка Ultra Light Down Hoody for Women будет у вас завтра."),
        ("vi", "Chị xem trong app mục Order status and tracking nhé ạ, có gì chị nhắn em."),
        ("es", "Su pedido está en camino. You can track your parcel with the number in the mail."),
        ("de", "You can track your parcel with the number in the mail, and it will be with you on Friday."),
        ("en", ""),
    ],
)
def test_names_greetings_quotes_and_loan_words_are_no_language(language: str, text: str) -> None:
    assert checked("language_mixed", text, language) == []


def other(
    draft: str, language: str, *turns: tuple[str, str], context: dict[str, ContextValue] | None = None
) -> bool:
    thread = tuple(Turn(role, text) for role, text in turns)  # type: ignore[arg-type]
    one = rule("test.check", "check", languages=(), body={"check": "language_other"})
    seen = found(one, draft, language, conversation=Conversation(turns=thread, context=context or {}))
    assert all(finding.span is None for finding in seen)
    return bool(seen)


@pytest.mark.parametrize(
    ("draft", "language", "asked"),
    [
        (ENGLISH, "en", GERMAN),
        ("Ihre Jacke ist fertig, Sie können sie ab Freitag im Laden abholen.", "de",
         "Où est ma veste ? Je l'attends depuis lundi."),
        ("Chị ơi, đơn của chị đã tới kho, mai em giao ạ.", "vi", "Where is my order? I have been waiting for it."),
        ("Votre colis est parti ce matin et vous l'aurez jeudi.", "fr", "Где мой заказ? Я жду его уже две недели."),
        ("Ваш заказ уже в пути, он будет у вас завтра.", "ru", "Cho em hỏi đơn của em tới đâu rồi ạ?"),
    ],
)  # fmt: skip
def test_a_reply_in_another_language_than_the_customers(draft: str, language: str, asked: str) -> None:
    assert other(draft, language, ("customer", asked))
    assert not other(draft, language, ("customer", draft))
    assert not other(draft, language)


@pytest.mark.parametrize(
    "turns",
    [
        [("customer", "Jacke?")],
        [("customer", "Camping Graz Nordhang")],
        [("customer", f"{GERMAN} You can answer in English.")],
        [("customer", f"{GERMAN} Auf Englisch ist es auch gut.")],
        [("customer", GERMAN), ("agent", "Can we go on in English? It is the one I have.")],
        [("customer", GERMAN), ("customer", "It is the blue one that I sent to you.")],
    ],
)
def test_a_short_word_a_wish_and_a_thread_that_went_on_are_left_alone(turns: list[tuple[str, str]]) -> None:
    assert not other(ENGLISH, "en", *turns)


def test_a_stated_language_and_an_unclear_reply_are_left_alone() -> None:
    assert not other(ENGLISH, "en", ("customer", GERMAN), context={"language": "en"})
    assert not other("Camping Graz Nordhang 65", "en", ("customer", GERMAN))
