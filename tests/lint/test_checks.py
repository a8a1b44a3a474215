"""The Python checks, each with what it must see and what it must leave alone, in the languages where it matters."""

from __future__ import annotations

import emoji as emoji_data
import pytest
from support.linting import checked, found, mended
from support.rules import rule

from voicekit.lint.checks import CHECKS
from voicekit.lint.fixes import apply_fix
from voicekit.types import Attachment, Conversation, Draft


def test_there_are_twenty_checks() -> None:
    assert len(CHECKS) == 20


# --- all_caps


@pytest.mark.parametrize(
    ("language", "text", "shout"),
    [
        ("en", "Please DO NOT WASH it", "DO NOT WASH"),
        ("en", "IMPORTANT: read this", "IMPORTANT"),
        ("en", "Hello! THANK YOU!", "THANK YOU"),
        ("en", "Do it AND NOW", "AND NOW"),
        ("en", "aLtErNaTe", "aLtErNaTe"),
        ("de", "Bitte NICHT WASCHEN", "NICHT WASCHEN"),
        ("de", "Nur STRASSENSCHUHE", "STRASSENSCHUHE"),
        ("fr", "NE PAS LAVER merci", "NE PAS LAVER"),
        ("ru", "СРОЧНО позвоните", "СРОЧНО"),
        ("ru", "НЕ СТИРАТЬ!", "НЕ СТИРАТЬ"),
        ("vi", "KHÔNG GIẶT nhé", "KHÔNG GIẶT"),
        ("es", "GRACIAS AMIGO", "GRACIAS AMIGO"),
    ],
)
def test_all_caps_hears_shouting(language: str, text: str, shout: str) -> None:
    assert checked("all_caps", text, language) == [shout]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The USB-C port, DPD, DHL EU UK and the BBC, size XXL or XL"),
        ("en", "JSON HTML CSS API, NASA UNICEF, UTC CEST GMT, LED LCD OLED"),
        ("en", "IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX"),
        ("en", "iPhone, eBay, LaTeX, GitHub, PowerPoint, OpenStreetMap, McDonald, LiFePO4, VoIP"),
        ("en", "FAQ, PDF and ASAP. OK OK. A GORE-TEX jacket by MAMMUT. I AM so sorry. Kim LEE"),
        ("en", "#GPS #HAPPYHIKING https://A.EXAMPLE/NOT/NOW `DO NOT` you wrote “DO NOT WASH”\n> NOT NOW"),
        ("de", "Die GmbH & Co. KG, AGB, DSGVO und ADAC TÜV DIN EN ISO, IBAN BIC SEPA, Größe XS"),
        ("fr", "La TVA, le RGPD, SNCF RATP CNIL, À bientôt"),
        ("ru", "ИНН и ОГРН, ООО «Фернвех», МТС ЕГРЮЛ СНИЛС, размер XL"),
        ("vi", "TP.HCM, TP. HCM, VNĐ, SĐT, UBND TPHCM"),
        ("ja", "日本"),
    ],
)
def test_all_caps_leaves_acronyms_names_and_quotes_alone(language: str, text: str) -> None:
    assert checked("all_caps", text, language) == []


# --- ascii_art


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("thanks :)", ":)"),
        ("Thanks! :-)", ":-)"),
        ("Bonjour :) ça va", ":)"),
        ("Danke:-)", ":-)"),
        ("sorry :( about it", ":("),
        ("ok ;) bye", ";)"),
        ("fine :D", ":D"),
        ("=)", "=)"),
        ("hm :/ ok", ":/"),
        ("(: hello", "(:"),
        ("we ^^", "^^"),
        ("cảm ơn ^_^", "^_^"),
        ("we <3", "<3"),
        ("<3!", "<3"),
        ("No idea ¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("hi (◕‿◕)", "(◕‿◕)"),
        ("=====\n-----\nsale", "=====\n-----\n"),
    ],
)
def test_ascii_art_sees_faces_and_drawings(text: str, face: str) -> None:
    assert checked("ascii_art", text) == [face]


@pytest.mark.parametrize(
    "text",
    [
        "Sizes:\n7) small\n8) large\nx) other",
        "(from 7 to 8) we open, see (8) and (see 8)",
        "at 17:30, ratio 3:1, 8/10, x/y, 2 x 3, size 8D",
        "see https://a.example/:)/x and C:/dir or C:\\dir, http://",
        "The tent (blue): new. (Really?): yes. (50 %): ok. (“x”): ok",
        "Note: (see below); (a; b) and f(x), key=(a), a = (b)",
        "Voici : (a) et ( 5 € ) : ok",
        "Le prix : 5 €, 24 % ; et -5 °C (°C) (°C/°F)",
        "deliver in <3 days, a <3 kg tent, 5<3, <3.5 kg",
        "run `:)` now, you wrote “ok :)”",
        "> thanks :)\nGlad to hear",
        "Kim\n--\nFernweh care\n-----\nTel. 5",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Größe 8) passt (bis 8)",
        "(до 8) и (с 9:00)",
    ],
)
def test_ascii_art_leaves_brackets_times_and_lists_alone(text: str) -> None:
    assert checked("ascii_art", text) == []


# --- hidden_characters


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u2060", "\u200d", "\U000e0041", "\u034f"]
)
def test_hidden_characters_are_named_and_taken_out(hidden: str) -> None:
    one = rule("test.check", "check", body={"check": "hidden_characters"}, message={"en": "{match}"})
    (finding,) = found(one, f"re{hidden}fund 🙏")
    assert finding.message == f"U+{ord(hidden):04X}"
    assert apply_fix(f"re{hidden}fund 🙏", finding.fixes[0]) == "refund 🙏"


@pytest.mark.parametrize("word", ["раypal", "МАTРИЦА", "hеllo"])
def test_hidden_characters_sees_borrowed_letters(word: str) -> None:
    assert checked("hidden_characters", f"see {word} now") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "re\u00adfund, ❤\ufe0f ☎\ufe0e 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 👩🏽\u200d🚀",
        "Ваш refund: SIM-карта, USB-порт, emailом, 3D",
        "می\u200cخواهم क\u094d\u200dष שלום\u200f!",
        "co‑op, x\u00a0y, Việt Nam, Straße, Ёлка",
    ],
)
def test_hidden_characters_leaves_what_has_its_use_alone(text: str) -> None:
    assert checked("hidden_characters", text) == []


def test_no_emoji_holds_hidden_characters() -> None:
    signs = [
        sign
        for sign, data in emoji_data.EMOJI_DATA.items()
        if data["status"] == emoji_data.STATUS["fully_qualified"]
    ]
    assert len(signs) > 3000
    assert [sign for sign in signs if checked("hidden_characters", f"ok {sign} ok")] == []


# --- unicode_fonts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Your boots are 𝗿𝗲𝗮𝗱𝘆.", "Your boots are ready."),
        ("𝓈𝑜 𝓃𝒾𝒸𝑒 day", "so nice day"),
        ("ＳＯＲＲＹ", "SORRY"),
        ("Ⓗⓘ there", "Hi there"),
        ("🄷🄸 🅐🅑", "HI AB"),
        ("🅷🅴🅻🅻🅾", "HELLO"),
        ("ʜᴇʟʟᴏ", "HELLO"),
        ("𝘥𝘰𝘯’𝘵", "don’t"),
    ],
)
def test_unicode_fonts_are_written_as_letters(text: str, plain: str) -> None:
    assert mended("unicode_fonts", text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "1ª 2º № 5 ™ ℃ ½ ﬁ H₂O m² ① Ångström café naïve",
        "Được, cảm ơn; Straße; Ёлка; œuvre; XIXᵉ siècle, Mᵐᵉ",
        "5 ℓ, ℝ, ⓘ info, ℹ️ Ⓜ️ 🅿️ 🆗 🇻🇳",
        "日本語 ｶﾅ",
    ],
)
def test_unicode_fonts_leaves_other_signs_alone(text: str) -> None:
    assert checked("unicode_fonts", text) == []


# --- hashtags


@pytest.mark.parametrize(
    ("language", "text", "better"),
    [
        ("en", "#happyhiking", "#HappyHiking"),
        ("en", "So good #Happyhiking!", "So good #HappyHiking!"),
        ("en", "#HAPPYHIKING", "#HappyHiking"),
        ("en", "🙏 #photooftheday", "🙏 #PhotoOfTheDay"),
        ("en", "Our Kieselzelt is back #kieselzeltrepair", "Our Kieselzelt is back #KieselzeltRepair"),
        ("de", "#heutemorgen", "#HeuteMorgen"),
        ("de", "#happyhiking", "#HappyHiking"),
        ("fr", "#bonnejournée", "#BonneJournée"),
        ("ru", "#доброеутро", "#ДоброеУтро"),
    ],
)
def test_hashtag_case_gives_each_word_its_capital(language: str, text: str, better: str) -> None:
    assert mended("hashtag_case", text, language) == better


def test_hashtag_case_says_so_without_a_mend_where_it_cannot_cut() -> None:
    one = rule("test.check", "check", body={"check": "hashtag_case"})
    (finding,) = found(one, "#qwrtzplkjhgfdsxyz")
    assert finding.matched == "#qwrtzplkjhgfdsxyz" and finding.fixes == ()


@pytest.mark.parametrize(
    ("language", "tags"),
    [
        ("en", "#HappyHiking #GPS #OOTD #ootd #ASAP #DIY #IKEA #USA #toon #love #hiking #weekend #Patagonia"),
        (
            "en",
            "#backpack #snowboard #waterproof #upstairs #iceland #hamburg #2026goals #FW2026 #happy_hiking #日本旅行",
        ),
        (
            "de",
            "#kundenservice #handschuhe #Wanderschuhe #naturliebe #donaudampfschifffahrt #wanderlust #Glückstag",
        ),
        ("fr", "#bonjour #randonnée #aujourdhui"),
        ("ru", "#поход #горы #путешествие #приключения"),
        ("vi", "#dulich #vietnam #yêuthiênnhiên"),
    ],
)
def test_hashtag_case_leaves_single_words_acronyms_and_compounds_alone(language: str, tags: str) -> None:
    assert checked("hashtag_case", tags, language) == []


def test_hashtag_place() -> None:
    assert checked("hashtag_place", "Our #GPS works") == ["#GPS"]
    assert checked("hashtag_place", "Наш #Поход  начался", "ru") == ["#Поход"]
    assert checked("hashtag_place", "Thanks! #GPS #OOTD\nand so on. See #GPS. #Big! we") == []


def test_hashtag_count() -> None:
    text = "Ok #One #Two #Three, order #12345"
    assert checked("hashtag_count", text, limit=2) == ["#Three"]
    assert checked("hashtag_count", text, limit=3) == []
    in_channel = {"c": ("c", "C", "public", None, None, 1)}
    assert checked(
        "hashtag_count", text, limit=9, channels=in_channel, conversation=Conversation(channel="c")
    ) == ["#Two"]


# --- emoji


def test_emoji_count_counts_clusters() -> None:
    text = "Hi 👩🏽\u200d🚀 🇻🇳 1\ufe0f\u20e3 ™ © ok"
    assert checked("emoji_count", text, limit=3) == []
    assert checked("emoji_count", text, limit=2) == ["1\ufe0f\u20e3"]
    in_channel = {"c": ("c", "C", "public", None, 0, None)}
    assert checked(
        "emoji_count", "ok 🙂", limit=9, channels=in_channel, conversation=Conversation(channel="c")
    ) == ["🙂"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("🙏🙏 hi", "hi"),
        ("🙏 🙂  hi", "hi"),
        ("hi 🙏 🙂 ho", "hi ho"),
        ("hi 🙏", "hi"),
        ("a\n🙏 b 🙂.", "a\nb."),
    ],
)
def test_emoji_count_takes_out_what_is_too_much(text: str, plain: str) -> None:
    assert mended("emoji_count", text, limit=0) == plain


def test_emoji_run() -> None:
    assert checked("emoji_run", "ok 🙂 🙏🏽🎉🥾 done 🙂🙂🙂", limit=3) == ["🙂 🙏🏽🎉🥾"]
    assert checked("emoji_run", "🙂🙂🙂\n🙂 and 🙂", limit=3) == []


def test_emoji_repeat() -> None:
    assert checked("emoji_repeat", "🙏🙏 ok 😀 😀😀🙏") == ["🙏🙏", "😀 😀😀"]
    assert mended("emoji_repeat", "ok 👋🏽 👋!") == "ok 👋🏽!"
    assert checked("emoji_repeat", "🙏😀🙏 ok 🙏\n🙏 !!") == []


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("en", "Your boots 🥾 are ready.", ["🥾"]),
        ("ru", "Ваши ботинки 🥾 готовы.", ["🥾"]),
        ("vi", "Giày 🥾 của bạn đã xong.", ["🥾"]),
        ("en", "✅ one\n✅ two", ["✅", "✅"]),
        ("en", "Your boots are ready. 🥾", []),
        ("en", "Thanks! 🙏 we are on it", []),
        ("en", "🙏 Thanks\nKim", []),
        ("en", "Hi Kim 🙂 Thanks for the photo", []),
        ("de", "Danke 🙏\nwir melden uns", []),
        ("en", "Gear™ and ☎ ok, © all", []),
    ],
)
def test_emoji_place(language: str, text: str, seen: list[str]) -> None:
    assert checked("emoji_place", text, language) == seen


@pytest.mark.parametrize(
    ("toned", "plain"),
    [
        ("👋🏽", "👋"),
        ("☝🏿", "☝\ufe0f"),
        ("👩🏽\u200d🤝\u200d👨🏿", "👩\u200d🤝\u200d👨"),
        ("🕵🏽\u200d♀\ufe0f", "🕵\ufe0f\u200d♀\ufe0f"),
    ],
)
def test_emoji_skin_tone(toned: str, plain: str) -> None:
    assert mended("emoji_skin_tone", f"Hi {toned}!") == f"Hi {plain}!"
    assert checked("emoji_skin_tone", f"Hi {plain}!") == []


# --- links


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("bit.ly/abc", ["bit.ly/abc"]),
        ("Hi Kim.\nhttps://bit.ly/abc", ["https://bit.ly/abc"]),
        ("Done. www.bit.ly/x", ["www.bit.ly/x"]),
        ("Track it: https://t.co/x", []),
        ("Отследить: clck.ru/abc", []),
        ("Voici le lien : bit.ly/abc", []),
        ("Go to https://at.co/x or http://cut.t.co/x", []),
        ("https://fernweh.example/returns", []),
    ],
)
def test_bare_short_link(text: str, bare: list[str]) -> None:
    assert checked("bare_short_link", text) == bare


@pytest.mark.parametrize(
    ("language", "text", "speaks"),
    [
        ("en", "The valve turns left: https://www.youtube.com/watch?v=a", True),
        ("en", "Here: https://a.example/x.JPG?size=1.", True),
        ("de", "So geht es: https://youtu.be/a", True),
        ("ru", "Вот так: https://rutube.ru/video/1", True),
        ("en", "Watch: https://youtu.be/a", False),
        ("en", "[PIC] https://a.example/x.png", False),
        ("en", "our pictures https://a.example/x.jpg", False),
        ("en", "the manual https://a.example/x.pdf and https://a.example/mp4-guide", False),
        ("de", "Das Erklärvideo: https://youtu.be/a", False),
        ("fr", "Les vidéos : https://youtu.be/a", False),
        ("ru", "в видеоролике https://youtu.be/a", False),
        ("vi", "Mời bạn xem https://youtu.be/a", False),
    ],
)
def test_media_label(language: str, text: str, speaks: bool) -> None:
    assert bool(checked("media_label", text, language)) is speaks


# --- attachments

REPLY = "The buckle closes."


def attached(check: str, *attachments: Attachment) -> int:
    draft = Draft(REPLY, attachments)
    return len(checked(check, REPLY, draft=draft))


@pytest.mark.parametrize("kind", ["image", "gif"])
def test_alt_text_missing(kind: str) -> None:
    bare = Attachment(kind, name="a.jpg")  # type: ignore[arg-type]
    assert attached("alt_text_missing", bare) == 1
    assert attached("alt_text_missing", bare._replace(alt="  "), bare._replace(alt="")) == 2
    assert attached("alt_text_missing", bare._replace(alt="The red tab slides in.")) == 0
    assert attached("alt_text_missing", Attachment("file"), Attachment("video")) == 0
    assert attached("alt_text_missing") == 0


@pytest.mark.parametrize(
    "alt",
    [
        "Image of a buckle", "A photo of a tent", "Photograph of a tent", "Screenshot of the order", "IMG_2041.jpg", "img 2041",
        "DSC01234", "tent.svg", "A tent 🙏", "A tent #Camp", "see www.fernweh.example", "the BUCKLE closes. ",
        "Ein Bild von der Schnalle", "Foto vom Zelt", "Bild des Zelts", "Une photo d’une tente", "Photo de tente",
        "Изображение палатки", "Фото палатки", "Скриншот заказа", "Ảnh chụp lều", "Hình ảnh của lều",
    ],
)  # fmt: skip
def test_alt_text_quality_sees(alt: str) -> None:
    assert attached("alt_text_quality", Attachment("image", alt=alt)) == 1


@pytest.mark.parametrize(
    "alt",
    [
        "The red tab slides under the bar.", "Image quality chart", "Bildschirm mit Text", "Фотоаппарат на столе",
        "Hình tam giác màu đỏ", "Photographer in the rain", "Une tente bleue", "", "A sign that says 17:30, no. 8",
    ],
)  # fmt: skip
def test_alt_text_quality_leaves_alone(alt: str) -> None:
    assert attached("alt_text_quality", Attachment("image", alt=alt)) == 0


def test_captions_missing() -> None:
    video = Attachment("video", captions=False)
    assert (
        attached("captions_missing", video, video._replace(captions=True), video._replace(captions=None)) == 1
    )
    sound = Attachment("audio", captions=False)
    assert attached("captions_missing", sound, sound._replace(text="The words.")) == 1


# --- length


def test_sentence_length_counts_prose() -> None:
    long = "one two three https://a.example/b/c #tag @kim four"
    assert checked("sentence_length", f"Hi you. {long}! Ok.", limit=3) == [f"{long}!"]
    assert checked("sentence_length", f"Hi you. {long}! Ok.", limit=4) == []
    assert checked("sentence_length", "Cảm ơn bạn nhiều.", "vi", limit=3) == ["Cảm ơn bạn nhiều."]
    assert checked("sentence_length", "Am 3. Mai kommt es z. B. an.", "de", limit=7) == []


def test_paragraph_length() -> None:
    text = "One two.\n\nOne two. Three four.\n\nOne."
    assert checked("paragraph_length", text, limit=3) == ["One two. Three four."]
    assert checked("paragraph_length", text, limit=4) == []


def test_channel_length_is_that_of_the_channel() -> None:
    channels = {"c": ("c", "C", "public", 5, None, None)}
    within = Conversation(channel="c")
    one = rule("test.check", "check", body={"check": "channel_length"}, message={"en": "{value} of {limit}"})
    (finding,) = found(one, "👩🏽\u200d🚀🙏!", channels=channels, conversation=within)
    assert (finding.span, finding.message) == (None, "6 of 5")
    assert found(one, "12345", channels=channels, conversation=within) == ()
    assert found(one, "1234567") == ()
