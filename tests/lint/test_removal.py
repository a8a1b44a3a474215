"""What is taken out of a text leaves one that reads: no glued words, no run-on sentences, no lost blanks."""

from __future__ import annotations

import pytest

from voicekit.lint.elision import fitted
from voicekit.lint.removal import parts_words, without_sign, without_words
from voicekit.types import Edit, Span


def made(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def place(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


@pytest.mark.parametrize(
    ("text", "sign", "language", "left"),
    [
        ("All fixed 🎉 Thanks for waiting", "🎉", "en", "All fixed. Thanks for waiting"),
        ("All fixed! 🎉 Thanks", "🎉", "en", "All fixed! Thanks"),
        ("Your order 📦 is here", "📦", "en", "Your order is here"),
        ("Da bist du Sandra 😂 Ich hab dich", "😂", "de", "Da bist du Sandra. Ich hab dich"),
        ("Die 🎒 Tasche ist da", "🎒", "de", "Die Tasche ist da"),
        ("toute la team 💚🏔️", "💚", "fr", "toute la team 🏔️"),
        ("nha anh ❤️", "❤", "vi", "nha anh"),
        ("🎉 Hello", "🎉", "en", "Hello"),
        ("почти))сорян", "))", "ru", "почти сорян"),
    ],
)
def test_a_sign_goes_and_the_sentences_stay_apart(text: str, sign: str, language: str, left: str) -> None:
    assert made(text, without_sign(text, place(text, sign), language)) == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("We will, as I said, send it.", "as I said", "We will send it."),
        ("Please note that it is here.", "Please note that ", "It is here."),
        ("It is here, of course.", "of course", "It is here."),
        ("fast))of course it is", "of course", "fast)) it is"),
    ],
)
def test_words_go_with_their_commas(text: str, words: str, left: str) -> None:
    assert made(text, without_words(text, place(text, words))) == left


@pytest.mark.parametrize(
    ("text", "sign", "parts"),
    [
        ("two off sick 😅 back soon", "😅", True),
        ("two off sick! 😅 Back soon", "😅", False),
        ("✅ one\n✅ two\n✅ three", "✅", True),
        ("It is here 🎉", "🎉", False),
    ],
)
def test_a_sign_that_holds_the_text_together_is_known(text: str, sign: str, parts: bool) -> None:
    span = place(text, sign)
    assert parts_words(text, Edit(span, "")) is parts


@pytest.mark.parametrize(
    ("text", "old", "new", "left"),
    [
        ("et qu'un certain nombre de colis", "un certain nombre de", "plusieurs", "et que plusieurs colis"),
        ("il dit que sur le champ", "sur", "aussi", "il dit qu'aussi le champ"),
        ("Jusqu'à demain", "à", "lundi", "Jusque lundi demain"),
        ("l'envoi part", "envoi", "colis", None),
        ("le colis part", "colis", "paquet", "le paquet part"),
    ],
)
def test_a_french_word_fits_the_one_before_it(text: str, old: str, new: str, left: str | None) -> None:
    edit = fitted(text, place(text, old), new)
    assert (None if edit is None else made(text, edit)) == left
