"""The checks on letters: shouting, faces made of signs, what is not seen, look-alike fonts."""

from __future__ import annotations

import emoji as emoji_data
import pytest
from support.linting import checked, found, mended
from support.rules import rule

from voicekit.lint.fixes import apply_fix

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
        ("No idea ¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("hi (◕‿◕)", "(◕‿◕)"),
        ("=====\n-----\nsale", "=====\n-----\n"),
        ("no luck T_T", "T_T"),
        ("ok (>_<) ok", "(>_<)"),
        ("ʕ•ᴥ•ʔ", "ʕ•ᴥ•ʔ"),
        ("H3llo there", "H3llo"),
        ("a gr34t deal", "gr34t"),
        ("c u l8r", "l8r"),
    ],
)
def test_ascii_art_sees_faces_and_drawings(text: str, face: str) -> None:
    assert checked("ascii_art", text) == [face]


@pytest.mark.parametrize(
    "text",
    [
        "thanks :) and sorry :-( we <3 it ^^ lol xD ;) =) :/ (: :D",
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
        "l10n i18n mp3 mp4 4x4 h264 b0a7 e10 win10 step5 boots5 24h A4 8am 5star 3D t0p10 No. 8.",
        "a1b2c3 h3llo.com https://a.example/h3llo #h3llo @h3llo “h3llo” s3curity@a.example snow-h3llo",
        "__init__ foo_bar a_-_b file_o_o_x 0_0_0 an xD-Picture card",
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


def test_hidden_characters_are_one_finding_with_one_mend() -> None:
    text = "re\u200bfund \u202ethis\u2066 week"
    (finding,) = found(rule("test.check", "check", body={"check": "hidden_characters"}), text)
    assert finding.value == 3
    assert apply_fix(text, finding.fixes[0]) == "refund this week"


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
