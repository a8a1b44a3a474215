"""Masks, sentences, words: where things stand in a text."""

from __future__ import annotations

from itertools import pairwise

import emoji
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.errors import InputError
from voicekit.text.document import Document
from voicekit.text.masks import EMOJI, HOLE, cover, find_masks
from voicekit.types import MAX_TEXT


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in Document(text, language).sentences]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Hi Dr. Smith, how are you? Fine.", ["Hi Dr. Smith, how are you?", "Fine."]),
        ("en", "It costs 3.50 today. We pay.", ["It costs 3.50 today.", "We pay."]),
        ("en", 'Really?! Yes... it did. "Why?" Ok', ["Really?!", "Yes... it did.", '"Why?"', "Ok"]),
        ("en", "Thanks!\nWe will write\nto you", ["Thanks!", "We will write\nto you"]),
        ("en", "First line\n\nsecond", ["First line", "second"]),
        ("en", "See https://a.example/x.y. Then go.", ["See https://a.example/x.y.", "Then go."]),
        ("de", "Am 3. Mai kam z. B. das Paket. Gut so!", ["Am 3. Mai kam z. B. das Paket.", "Gut so!"]),
        ("de", "Die Hauptstr. 5 bzw. Nr. 7 ist da. Danke.", ["Die Hauptstr. 5 bzw. Nr. 7 ist da.", "Danke."]),
        ("fr", "Bonjour M. Petit ! Votre colis part.", ["Bonjour M. Petit !", "Votre colis part."]),
        ("ru", "Адрес: ул. Мира, д. 5. Ждём вас.", ["Адрес: ул. Мира, д. 5.", "Ждём вас."]),
        ("vi", "Cửa hàng ở TP.HCM. Mời anh ghé.", ["Cửa hàng ở TP.HCM.", "Mời anh ghé."]),
        ("en", "", []),
    ],
)
def test_cuts_sentences(language: str, text: str, sentences: list[str]) -> None:
    assert cut(text, language) == sentences


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("see https://fernweh.example/a?b=1, ok", "url", "https://fernweh.example/a?b=1"),
        ("see fernweh.example/returns now", "url", "fernweh.example/returns"),
        ("write to kim.lee@fernweh.example.", "email", "kim.lee@fernweh.example"),
        ("hi @kim_b, hello", "handle", "@kim_b"),
        ("so good #HappyHiking!", "hashtag", "#HappyHiking"),
        ("order FW-20418 is here", "id", "FW-20418"),
        ("order #20418 is here", "id", "#20418"),
        ("number 123456789", "id", "123456789"),
        ("run `voicekit lint` now", "code", "`voicekit lint`"),
        ("great 👩🏽\u200d🚀!", "emoji", "👩🏽\u200d🚀"),
        ("flag 🇻🇳 here", "emoji", "🇻🇳"),
        ("key 1\ufe0f\u20e3 here", "emoji", "1\ufe0f\u20e3"),
        ("heart ❤\ufe0f here", "emoji", "❤\ufe0f"),
    ],
)
def test_masks(text: str, kind: str, masked: str) -> None:
    found = [(mask.kind, text[mask.start : mask.end]) for mask in find_masks(text)[0]]
    assert found == [(kind, masked)]


@pytest.mark.parametrize(
    "text",
    [
        "in 2024 we", "at 17:30 today", "it is 3.50 or 12,99", "25-30 days", "one. two", "the 3rd time", "©2024",
        "a 24/7 line",
    ],
)  # fmt: skip
def test_leaves_ordinary_figures_alone(text: str) -> None:
    assert find_masks(text)[0] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("You wrote “it broke” today", "“it broke”"),
        ("Sie schrieben „kaputt“ heute", "„kaputt“"),
        ("Vous dites « cassé » hier", "« cassé »"),
        ('you wrote "it broke" today', '"it broke"'),
        ("> it broke\nSorry to read that", "> it broke"),
    ],
)
def test_quotes_are_apart(text: str, quote: str) -> None:
    hard, quotes = find_masks(text)
    assert hard == []
    assert [text[mask.start : mask.end] for mask in quotes] == [quote]


def test_every_emoji_is_one_mask() -> None:
    text_like = {"©", "®", "™", "‼", "⁉", "ℹ"}
    missed = [
        sign
        for sign, data in emoji.EMOJI_DATA.items()
        if data["status"] <= emoji.STATUS["fully_qualified"]
        and sign not in text_like
        and not EMOJI.fullmatch(sign)
    ]
    assert missed == []


@given(st.text(st.characters(), max_size=120))
def test_masks_never_move_an_offset(text: str) -> None:
    hard, quotes = find_masks(text)
    for masks in (hard, quotes):
        assert all(0 <= mask.start < mask.end <= len(text) for mask in masks)
        assert all(one.end <= other.start for one, other in pairwise(masks))
    covered = cover(text, hard)
    assert len(covered) == len(text)
    assert all(covered[i] == HOLE for mask in hard for i in range(mask.start, mask.end))


def test_words_leave_masks_out_and_keep_quotes() -> None:
    document = Document("Order FW-20418: “it's broken”, see https://a.example 😀 #Sad.", "en")
    assert document.sentence_words == [["Order", "it's", "broken", "see"]]
    assert "FW-20418" not in document.clean
    assert "20418" not in document.prose.text
    assert "broken" in document.whole.text
    assert "broken" not in document.prose.text


def test_sentence_at() -> None:
    document = Document("  One. Two three. ", "en")
    assert document.sentence_at(0) == (2, 6)
    assert document.sentence_at(8) == (7, 17)
    assert document.sentence_at(17) == (7, 17)


def test_refuses_a_longer_text() -> None:
    Document("a" * MAX_TEXT, "en")
    with pytest.raises(InputError, match="20,001 characters"):
        Document("a" * (MAX_TEXT + 1), "en")
