"""The Python checks, each with what it must see and what it must leave alone, in the languages where it matters."""

from __future__ import annotations

import pytest
from support.linting import checked, found, mended
from support.rules import rule

from voicekit.guideline import schema
from voicekit.lint.checks import CHECKS
from voicekit.types import Attachment, Conversation, Draft


def test_every_check_a_rule_may_name_is_there() -> None:
    assert set(CHECKS) == set(schema.CHECKS)


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
        ("en", "we will ✉️ you tomorrow", ["✉️"]),
        ("en", "Your 📦 left", ["📦"]),
        ("en", "Please 📞📞 us. We’ll 📧 the shop.", ["📞📞", "📧"]),
        ("de", "Dein 📦 ist da, wir ✉️ dir morgen.", ["📦", "✉️"]),
        ("fr", "Votre 📦 est là, je vous ✉️ demain.", ["📦", "✉️"]),
        ("ru", "Ваша 📦 уже в пути, мы 📞 вам.", ["📦", "📞"]),
        ("vi", "Chiều nay mình sẽ 📞 bạn, shop đã nhận 📦 của bạn.", ["📞", "📦"]),
        ("en", "Your 📦 parcel left. Thank you 🙏 we are on it", []),
        ("en", "Thanks for the photo 📷 and the tent. Thanks for your 🙏. We saw it", []),
        ("en", "- 📦 is here\n- 🥾 left. On the way 🚚 to you, to you 🙂 the tent", []),
        ("en", "You wrote “we will ✉️ you”, and we\n✉️ you", []),
        (
            "de",
            "Danke dir 🙏 wir melden uns, danke für das 🙂 und bis morgen. Wir freuen uns 🙂 dich zu sehen",
            [],
        ),
        ("fr", "Merci à vous 🙏 votre colis est parti", []),
        ("ru", "Спасибо 🙏 мы вам напишем", []),
        ("vi", "Cảm ơn bạn đã 🙏 cho shop, lều 📦 của bạn đã tới", []),
        ("es", "Tu 📦 ha salido", []),
    ],
)
def test_emoji_replaces_word(language: str, text: str, seen: list[str]) -> None:
    assert checked("emoji_replaces_word", text, language) == seen


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
        ("en", "The valve: https://www.tiktok.com/@fernweh/video/1", True),
        ("de", "So geht es: https://vk.com/video1 oder https://fb.watch/a", True),
        ("en", "See https://a.example/video-help and https://youtu.be/a", True),
        ("en", "Our page: https://www.instagram.com/fernweh and https://www.tiktok.com/@fernweh", False),
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
        "Image of a buckle", "A photo of a tent", "Photograph of a tent", "Screenshot of the order", "IMG_2041.jpg",
        "img 2041",
        "DSC01234", "tent.svg", "A tent 🙏", "A tent #Camp", "see www.fernweh.example", "the BUCKLE closes. ",
        "Ein Bild von der Schnalle", "Foto vom Zelt", "Bild des Zelts", "Une photo d’une tente", "Photo de tente",
        "Изображение палатки", "Фото палатки", "Скриншот заказа", "Ảnh chụp lều", "Hình ảnh của lều",
        "This picture shows a tent", "Auf dem Foto ist zu sehen, wie", "Cette image montre une tente",
        "На фото палатка", "the file IMG_1.jpg here", "IMG-20261101-WA0007", "image001",
        "Screenshot 2026-11-01 at 10.30.22",
        "Photo", "Bild", "The buckle closes", "A tent https://a.example/x",
    ],
)  # fmt: skip
def test_alt_text_quality_sees(alt: str) -> None:
    assert attached("alt_text_quality", Attachment("image", alt=alt)) == 1


@pytest.mark.parametrize(
    "alt",
    [
        "The red tab slides under the bar.", "Image quality chart", "Bildschirm mit Text", "Фотоаппарат на столе",
        "The icon on the left is a gear", "A photo book", "Sửa ảnh trong app", "IMG", "Picture frame, 30 cm",
        "Hình tam giác màu đỏ", "Photographer in the rain", "Une tente bleue", "", "A sign that says 17:30, no. 8",
    ],
)  # fmt: skip
def test_alt_text_quality_leaves_alone(alt: str) -> None:
    assert attached("alt_text_quality", Attachment("image", alt=alt)) == 0


def test_image_of_text() -> None:
    sign = Attachment(
        "image", name="sign.jpg", alt="A sign.", has_text=True, text="OPEN  Monday-Friday, 9 to 18"
    )
    assert attached("image_of_text", sign) == 1
    assert attached("image_of_text", sign._replace(has_text=None)) == 1
    assert attached("image_of_text", sign._replace(alt="A sign: open Monday to Friday 9 to 18")) == 0
    assert attached("image_of_text", sign._replace(alt="Open Monday to Friday, from 9")) == 0
    assert attached("image_of_text", sign._replace(alt="Open Monday")) == 1
    assert attached("image_of_text", sign._replace(text="The ＢＵＣＫＬＥ closes")) == 0
    assert attached("image_of_text", sign._replace(text="Fernweh"), sign._replace(text="")) == 0
    assert attached("image_of_text", sign._replace(has_text=False), sign._replace(kind="file")) == 0
    assert attached("image_of_text", sign._replace(text="50%")) == 1


def test_flash() -> None:
    assert attached("flash", Attachment("gif"), Attachment("gif", alt="x"), Attachment("video")) == 2
    assert attached("flash", Attachment("image", name="a.gif")) == 0


def test_captions_missing() -> None:
    video = Attachment("video", captions=False)
    assert (
        attached("captions_missing", video, video._replace(captions=True), video._replace(captions=None)) == 1
    )
    sound = Attachment("audio", captions=False)
    assert attached("captions_missing", sound, sound._replace(text="The words.")) == 1


# --- length


def test_sentence_length_counts_prose() -> None:
    long = "One two three https://a.example/b/c #tag @kim four"
    assert checked("sentence_length", f"Hi you. {long}! Ok.", limit=3) == [f"{long}!"]
    assert checked("sentence_length", f"Hi you. {long}! Ok.", limit=4) == []
    assert checked("sentence_length", "Cảm ơn bạn nhiều.", "vi", limit=3) == ["Cảm ơn bạn nhiều."]
    assert checked("sentence_length", "Am 3. Mai kommt es z. B. an.", "de", limit=8) == []


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
