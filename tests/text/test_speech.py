"""What is heard of a text, and that every code point of it is accounted for."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.timing import least_cpu

from voicekit.errors import InputError
from voicekit.lint.checks import emoji as emoji_checks
from voicekit.text import speech_words
from voicekit.text.speech import Part, Punctuation, Speech, join, seconds, speak, spoken
from voicekit.text.speech_spelling import form, humps
from voicekit.types import LANGUAGES, MAX_TEXT, Attachment, Span

any_text = st.text(st.characters(), max_size=60)
# What hypothesis would seldom put together by itself.
PIECES = """🎉 👍🏽 ❤ 🇩🇪 1️⃣ #happyhiking #HappyHiking @kim_b @a.b https://a.example/x?y=1 bit.ly/3xY. :-) ))) <3
¯\\_(ツ)_/¯ 𝗙𝗿𝗲𝗲 ⓐ ＡＢ ----- === | SALE DON'T DPD €20 20,50\u00a0₽ 1'1'1 !!! ?! ... — / & % * · ` `a` FW-20931 #4711
help@a.example Kund*innen RẤT \u00ad \u200b \u202e \ud800 \ufffc \ufe0f é e\u0301 İ ß ǅ ﬁ ٣ ==== a 7 °"""
rich_text = st.lists(st.sampled_from([*re.split("[ \n]", PIECES), " ", "\n", "\n===="]), max_size=14).map(
    "".join
)


def heard(text: str, language: str = "en", punctuation: Punctuation = "some") -> str:
    return speak(text, language, punctuation=punctuation).text


def kinds(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    said = speak(text, language)
    return [(text[part.span.start : part.span.end], part.kind, part.spoken) for part in said.unlike]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # emoji, each time they stand there
        ("en", "Thanks! 🎉🎉", "Thanks! party popper party popper"),
        ("de", "Danke 👍🏽!", "Danke daumen hoch mittlere hautfarbe!"),
        ("fr", "Merci ❤️", "Merci cœur rouge"),
        ("ru", "Спасибо 🙏", "Спасибо сложенные руки"),
        ("vi", "Cảm ơn 🙏", "Cảm ơn folded hands"),
        ("en", "Off to 🇩🇪", "Off to flag Germany"),
        ("en", "I ❤ it", "I red heart it"),
        # hashtags and handles
        ("en", "#happyhiking #HappyHiking", "hashtag happyhiking hashtag Happy Hiking"),
        ("en", "#USATrip #hiking2026", "hashtag U S A Trip hashtag hiking 2026"),
        ("ru", "#ХорошийПоход", "хештег Хороший Поход"),
        ("en", "Hi @kim_b92!", "Hi at kim b 92!"),
        ("fr", "Bonjour @FernwehAide", "Bonjour arobase Fernweh Aide"),
        ("ru", "@kim.b", "собака kim точка b"),
        ("vi", "@kim_b", "a còng kim b"),
        # links
        ("en", "See bit.ly/3xYz.", "See link bit dot ly slash 3 x Y z."),
        ("de", "www.a.de/plan?id=7", "Link w w w Punkt a Punkt de Schrägstrich plan Fragezeichen id gleich 7"),
        ("fr", "aide@fernweh.example", "aide arobase fernweh point example"),
        ("vi", "a.vn/doi-tra", "liên kết a chấm v n gạch chéo doi gạch ngang tra"),
        # letters that are none
        ("en", "𝗙𝗿 ⓐ", "mathematical sans-serif bold capital F, mathematical sans-serif bold small r circled small a"),
        ("ru", "𝐀", "математическая жирная заглавная A"),
        # emoticons, drawings
        ("en", "Sorry :-)", "Sorry colon dash right paren"),
        ("de", "Danke :)", "Danke Doppelpunkt Klammer zu"),
        ("ru", "Спасибо)))", "Спасибо закрывающая скобка закрывающая скобка закрывающая скобка"),
        ("ru", "=" * 22, "22 раза равно"),
        ("ru", "=" * 12, "12 раз равно"),
        ("en", "¯\\_(ツ)_/¯", "macron backslash underscore left paren ツ right paren underscore slash macron"),
        ("en", "==== Hello\n==== you\nBye", "4 times equals Hello 4 times equals you Bye"),
        # capitals
        ("en", "PLEASE DO NOT send it by DPD", "please do not send it by D P D"),
        ("en", "DON’T WORRY", "don’t worry"),
        ("en", "Your PIN, IBAN and FAQ", "Your pin, iban and F A Q"),
        ("de", "BITTE per DHL", "bitte per D H L"),
        ("fr", "MERCI à la SNCF", "merci à la S N C F"),
        ("ru", "ОЧЕНЬ жаль, ИНН", "очень жаль, И Н Н"),
        ("vi", "RẤT NHANH, TP.HCM", "rất nhanh, T P. H C M"),
        ("en", "GmbH and USB-C", "GmbH and U S B-C"),
        # money, figures, dates
        ("en", "€1, $20.50, 50% by 12/03/2026, 24/7", "1 euro, 20.50 dollars, 50% by 12/03/2026, 24/7"),
        ("de", "20 € am 12. 3.", "20 Euro am 12. 3."),
        ("fr", "1,50 € ou 20 €", "1,50 euro ou 20 euros"),
        ("ru", "1 ₽, 22 ₽, 11 ₽, 25 ₽, 0,50 ₽", "1 рубль, 22 рубля, 11 рублей, 25 рублей, 0,50 рубля"),
        ("vi", "200.000₫", "200.000 đồng"),
        ("en", "order #4711, FW-20931", "order number 4711, F W 20931"),
        # signs that are named, and those that are a pause
        ("de", "Kund*innen & wir", "Kund Stern innen und wir"),
        ("fr", "client·e·s", "client point médian e point médian s"),
        ("vi", "anh/chị", "anh gạch chéo chị"),
        ("en", "Wow!!! Really?! Well...", "Wow! Really? Well..."),
        ("en", "(Yes, 🎉.)", "(Yes, party popper.)"),
        ("en", "Re\u00adturns\u200b \u202e!", "Returns !"),
        ("en", "", ""),
        # a sixth language borrows the English words, and its own emoji names where it has them
        ("es", "Hola 🎉 #hola", "Hola cañón de confeti hashtag hola"),
        ("de-AT", "Danke 🎉", "Danke konfettibombe"),
    ],
)  # fmt: skip
def test_heard(language: str, text: str, expected: str) -> None:
    assert heard(text, language) == expected


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "exclamation mark"),
        ("de", "Ausrufezeichen"),
        ("fr", "point d'exclamation"),
        ("ru", "восклицательный знак"),
        ("vi", "dấu chấm than"),
    ],
)
def test_all_punctuation_names_every_mark(language: str, name: str) -> None:
    assert heard("a!!!", language, "all") == f"a {name} {name} {name}"


def test_all_punctuation_leaves_figures_and_apostrophes() -> None:
    assert heard("It's 20.50, @kim_b.", "en", "all") == "It's 20.50 comma at kim underscore b dot"


def test_parts_say_what_they_are() -> None:
    assert kinds("SALE at DPD 🎉 @a #b :) 𝗔 -- !!! \u200b x@a.example a.com 🎉") == [
        ("SALE", "capitals", "sale"),
        ("DPD", "letters", "D P D"),
        ("🎉", "emoji", "party popper"),
        ("@a", "handle", "at a"),
        ("#b", "hashtag", "hashtag b"),
        (":)", "emoticon", "colon right paren"),
        ("𝗔", "font", "mathematical sans-serif bold capital A"),
        ("!!!", "punctuation", "!"),
        ("\u200b", "hidden", ""),
        ("x@a.example", "email", "x at a dot example"),
        ("a.com", "link", "link a dot com"),
        ("🎉", "emoji", "party popper"),
    ]


def test_amounts_and_plain_words_are_not_unlike_the_writing() -> None:
    assert kinds("Your €20 come on 12/03/2026, promise.") == []


def test_a_plain_reply_is_heard_as_it_is_written() -> None:
    text = "It's on its way: you'll have it by Friday (or Saturday), 5 p.m."
    said = speak(text, "en")
    assert said == Speech(text, (Part(Span(0, len(text)), text, "text"),), (), "en")


def test_attachments_follow_with_their_alternative_text() -> None:
    shown = (
        Attachment("image", alt="The torn zip 😢"),
        Attachment("video", name="how_to.mp4"),
        Attachment("gif", alt=""),
    )
    said = speak("Hello.", "en", shown)
    assert [(part.kind, part.span, part.spoken) for part in said.parts[1:]] == [
        ("attachment", Span(6, 6), "image, The torn zip crying face"),
        ("attachment", Span(6, 6), "video how underscore to dot m p 4"),
        ("attachment", Span(6, 6), ""),
    ]
    assert said.text == "Hello. image, The torn zip crying face video how underscore to dot m p 4"
    assert [note for note in said.notes if "alternative text" in note]
    assert not speak("Hello.", "en", shown[:1]).notes


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("vi", "Chào 🙏", "no emoji names in Vietnamese"),
        ("nl", "Hallo 🙏", "Dutch is not one of the five"),
        ("en", "𝗙𝗿𝗲𝗲", "skip them"),
        ("en", ":-)", "sign by sign"),
        ("en", "SALE", "not heard as emphasis"),
    ],
)
def test_notes_say_what_varies(language: str, text: str, words: str) -> None:
    assert any(words in note for note in speak(text, language).notes)


def test_notes_are_in_the_interface_language() -> None:
    one = {ui: speak("Chào 🙏", "vi", ui=ui).notes for ui in LANGUAGES}
    assert len(set(one.values())) == len(LANGUAGES) and all(len(notes) == 1 for notes in one.values())
    assert not speak("Danke, DHL bringt es. 🙏", "de").notes


def test_every_table_is_full_in_every_language() -> None:
    for table in (speech_words.signs, speech_words.words):
        for language in LANGUAGES:
            assert table(language).keys() == table("en").keys()
            assert all(table(language).values())
    assert {len(forms) for forms in speech_words.money("ru").values()} <= {1, 3}
    assert all(note.keys() == set(LANGUAGES) for note in speech_words.NOTES.values())
    for language in LANGUAGES:
        assert all(
            name for key, name in speech_words.styles(language).items() if key not in ("LATIN", "LETTER")
        )


def test_emoji_names_fall_back_to_english_then_to_unicode() -> None:
    assert spoken("🎉", "vi") == spoken("🎉", "en") == "party popper"
    assert spoken("\U0001f1e6", "de") == "regional indicator symbol letter a"
    assert "spoken" not in vars(emoji_checks), "one place says emoji, and it is not loaded with the checks"


@pytest.mark.parametrize(
    ("number", "language", "forms", "index"),
    [
        ("1", "en", 2, 0), ("1.0", "en", 2, 1), ("0", "fr", 2, 0), ("1,9", "fr", 2, 0), ("2", "fr", 2, 1),
        ("21", "ru", 3, 0), ("111", "ru", 3, 2), ("1 204", "ru", 3, 1), ("20", "ru", 3, 2), ("5", "de", 1, 0),
    ],
)  # fmt: skip
def test_forms_of_a_currency(number: str, language: str, forms: int, index: int) -> None:
    assert form(number, language, forms) == index


def test_humps() -> None:
    assert humps("USATripIDs") == ["USA", "Trip", "I", "Ds"]
    assert humps("kim") == ["kim"]


def test_seconds_are_words_at_a_rate_rounded_up() -> None:
    assert seconds("one two three ... four", 60) == 4
    assert seconds("one two", 175) == 1
    assert seconds("") == 0 and seconds("!") == 0


def test_join_marks_what_is_unlike() -> None:
    text = "Hi @kim_b, DPD!!! 🎉 €5"
    assert join(text, speak(text, "en").parts, "[", "]") == "Hi [at kim b], [D P D][!] [party popper] 5 euros"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(any_text, rich_text),
    st.sampled_from([*LANGUAGES, "es", "", "xx"]),
    st.sampled_from(["some", "all"]),
)
@example("==== https://a.example\n==== b.com\n", "en", "some")
@example("¯\\_(🎉)_/¯", "en", "some")
@example("`a #b 🎉 c`", "en", "all")
@example("1. €", "ru", "some")
def test_any_text_is_covered_once_and_heard_the_same_twice(
    text: str, language: str, punctuation: Punctuation
) -> None:
    said = speak(text, language, punctuation=punctuation)
    at = 0
    for part in said.parts:
        assert part.span.start == at < part.span.end
        at = part.span.end
    assert at == len(text)
    assert said.text == join(text, said.parts)
    assert "\n" not in said.text and "  " not in said.text
    assert said == speak(text, language, punctuation=punctuation)


@given(st.text("abcdefghij ,.", max_size=40))
def test_small_letters_are_heard_as_written(text: str) -> None:
    said = speak(text, "xx")
    if not any(part.kind == "link" for part in said.parts):
        assert said.text == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["🎉" * (MAX_TEXT // 2), "1'" * 9000, "1 111 " * 3000, "((((" * 5000, "(°" * 9000, "-_" * 9000, "A " * 9000,
     "=\n" * 9000, "¯\\_" * 6000, "@" * MAX_TEXT, "𝗙" * 9000, "😀\u200d" * 6000, "a'" * 9000, ":-" * 9000],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_long_texts_take_no_long_time(text: str) -> None:
    speak("🎉", "en")  # the tables are read once
    assert least_cpu(partial(speak, text, "en", punctuation="all"), 3) < 3


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="20,000"):
        speak("a" * (MAX_TEXT + 1), "en")


def test_emoji_names_are_not_loaded_for_a_text_without_emoji() -> None:
    code = "import sys; from voicekit.text.speech import speak; speak('Hi, €5 °C', 'en'); print('emoji' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
