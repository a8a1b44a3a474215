"""The language of a text: stated, by script, by stop words; a sixth one by its own name; doubt where it is due."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.text import language
from voicekit.text.language import NAMES, identify
from voicekit.types import LANGUAGES, LanguageGuess

REPLIES = {
    "en": "I'm sorry your parcel has not arrived yet. I have asked the carrier and will write to you by five today.",
    "de": "Es tut mir leid, dass Ihr Paket noch nicht da ist. Ich habe beim Versand nachgefragt und melde mich heute.",
    "fr": "Je suis désolé que votre colis ne soit pas encore arrivé. J'ai appelé le transporteur, je vous écris.",
    "ru": "Мне очень жаль, что ваша посылка ещё не пришла. Я спросил у курьера и напишу вам сегодня до пяти.",
    "vi": "Mình rất xin lỗi vì đơn hàng của bạn chưa đến. Mình đã hỏi bên giao hàng và sẽ nhắn lại hôm nay nhé.",
    "es": "Siento mucho que su paquete no haya llegado todavía. He preguntado al transportista y le escribo hoy mismo.",
    "it": "Mi dispiace che il suo pacco non sia ancora arrivato. Ho chiesto al corriere e le scrivo questa sera.",
    "pt": "Lamento que a sua encomenda ainda não tenha chegado. Já perguntei à empresa e escrevo hoje para você.",
    "nl": "Het spijt me dat uw pakket nog niet is aangekomen. Ik heb de bezorger gebeld en laat het u vandaag weten.",
    "pl": "Przykro mi, że paczka jeszcze nie dotarła. Zapytałem kuriera i napiszę do pana dzisiaj przed piątą.",
    "sv": "Jag är ledsen att ditt paket inte har kommit. Jag har frågat budet och skriver till dig i kväll.",
    "cs": "Je mi líto, že balík ještě nedorazil. Ptal jsem se dopravce a dnes vám napíšu, jak to vypadá.",
    "tr": "Paketiniz henüz gelmediği için çok üzgünüm. Kargoya sordum ve bugün size yazacağım.",
    "ro": "Îmi pare rău că pachetul nu a ajuns încă. Am întrebat curierul și vă scriu astăzi.",
    "uk": "Мені дуже шкода, що ваша посилка ще не прийшла. Я запитав кур'єра і напишу вам сьогодні.",
    "bg": "Много съжалявам, че пратката ви още не е пристигнала. Попитах куриера и ще ви пиша днес.",
    "el": "Λυπάμαι που το δέμα σας δεν έφτασε ακόμα. Ρώτησα τον μεταφορέα και θα σας γράψω σήμερα.",
    "ar": "آسف لأن طردك لم يصل بعد. سألت شركة الشحن وسأكتب لك اليوم.",
    "he": "אני מצטער שהחבילה שלך עוד לא הגיעה. שאלתי את השליח ואכתוב לך היום.",
    "zh": "很抱歉您的包裹还没有到。我已经问过快递，今天会给您回复。",
    "ja": "お荷物がまだ届いておらず申し訳ございません。配送会社に確認し、本日ご連絡します。",
    "ko": "택배가 아직 도착하지 않아 죄송합니다. 오늘 안으로 연락드리겠습니다.",
    "th": "ขออภัยที่พัสดุของคุณยังไม่ถึง วันนี้จะแจ้งให้ทราบ",
    "hi": "मुझे खेद है कि आपका पार्सल अभी तक नहीं पहुँचा है।",
}


@pytest.mark.parametrize("code", REPLIES)
def test_a_reply_is_named_for_what_it_is(code: str) -> None:
    guess = identify(REPLIES[code])
    assert (guess.code, guess.name, guess.sure) == (code, NAMES[code], True)
    assert guess.how in {"script", "words"}
    assert guess.supported == (code in LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_given_decomposed_or_shouted_say_the_same(code: str) -> None:
    text = REPLIES[code]
    assert identify(text, None, text.casefold().split()).code == code
    assert identify(unicodedata.normalize("NFD", text)).code == code
    assert identify(text.upper()).code == code


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("de-AT", "de"),
        ("pt_BR", "pt"),
        (" FR ", "fr"),
        ("vie", "vi"),
        ("German", "de"),
        ("en_GB.UTF-8", "en"),
        ("ru", "ru"),
    ],
)
def test_what_is_stated_wins(stated: str, code: str) -> None:
    assert identify(REPLIES["en"], stated) == LanguageGuess(code, NAMES[code], True, "stated")


def test_a_stated_sixth_language_is_named_and_not_supported() -> None:
    spanish, unheard = identify(REPLIES["en"], "es-MX"), identify("", "xyz")
    assert (spanish.name, spanish.supported) == ("Spanish", False)
    assert (unheard.code, unheard.supported) == ("xyz", False)


@pytest.mark.parametrize("stated", ["und", "auto", "??", "", "12", "C.UTF-8"])
def test_what_states_nothing_is_passed_over(stated: str) -> None:
    assert identify(REPLIES["de"], stated).how == "words"


@pytest.mark.parametrize(
    "text", ["", " ", "ok", "OK!", "Thanks!", "🙂🙂", "12345", "!?", "\x00", "\ud800", "Anna", "no"]
)
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) == LanguageGuess(None, "unknown", False, "unknown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Danke!", "de"),
        ("Merci 🙂", "fr"),
        ("Спасибо!", "ru"),
        ("Cảm ơn", "vi"),
        ("¡Gracias!", "es"),
        ("Grazie mille", "it"),
    ],
)
def test_one_clear_word_is_enough(text: str, code: str) -> None:
    guess = identify(text)
    assert (guess.code, guess.sure) == (code, True)


@pytest.mark.parametrize(
    "text",
    [
        "Ban vui long cho minh xin so don hang nhe, minh se kiem tra ngay a",
        "Minh khong nhan duoc hang, nhung shop noi da giao roi",
    ],
)
def test_vietnamese_typed_without_marks(text: str) -> None:
    assert identify(text).code == "vi"


def test_names_and_loan_words_do_not_sway_it() -> None:
    english = "Thank you Nguyễn Thị Hương, we have sent the refund and you will see it in your account."
    german = "Ich habe den Download-Link noch einmal geschickt, bitte prüfen Sie Ihr Postfach und das Update der App."
    russian = "Мы отправили вам новый код, откройте его в iPhone через App Store и Google Pay."
    assert [identify(text).code for text in (english, german, russian)] == ["en", "de", "ru"]


def test_a_text_in_two_languages_is_not_sure() -> None:
    assert not identify(REPLIES["de"] + " " + REPLIES["en"]).sure
    assert not identify(REPLIES["en"] + " " + REPLIES["fr"]).sure
    assert not identify(REPLIES["ru"] + " " + REPLIES["en"]).sure
    assert identify(REPLIES["de"] + " Best regards").sure


def test_cyrillic_that_is_not_russian() -> None:
    assert identify("Дзякуй, ваш заказ ўжо ў дарозе.").code == "be"
    assert identify("Хвала вам, ваша поруџбина је стигла.").code == "sr"
    assert identify("Сәлеметсіз бе, сіздің тапсырысыңыз жолда.").code == "kk"
    assert identify("Дякую!").code == "uk"


@pytest.mark.parametrize(
    "text",
    [
        "Прошу прислать дубликат чека за июнь.",
        "Доброго дня! Прошу вернуть деньги на карту",
        "Горелка не подвела ни разу, даже в минус тридцать",
        "Жалоба лежит у вас на той неделе, дайте номер, встреча 19-е",
        "Благодаря вам успели",
    ],
)
def test_short_russian_without_its_own_letters_is_russian(text: str) -> None:
    assert identify(text).code == "ru"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Прошу повернути гроші", "uk"),
        ("Дуже прошу, перевірте моє замовлення", "uk"),
        ("Доброго дня, ґудзик відпав", "uk"),
        ("Ваша посилка вже тут, дуже дякую", "uk"),
        ("Моля, кога ще дойде пратката", "bg"),
    ],
)
def test_a_neighbour_is_told_by_its_letters_or_by_two_of_its_words(text: str, code: str) -> None:
    assert identify(text).code == code


def test_the_model_is_asked_only_when_nothing_else_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def model(text: str) -> LanguageGuess:
        asked.append(text)
        return LanguageGuess("de", "German", True, "model")

    monkeypatch.setattr(language, "_by_model", model)
    for text in REPLIES.values():
        identify(text)
    assert asked == []
    names = "Wanderstiefel Gipfelsturm Rucksack Trinkblase Ersatzteilversand Stirnlampe"
    assert identify(names).how == "model" and asked == [names]


def test_the_model_itself() -> None:
    guess = identify("Wanderstiefel Gipfelsturm Rucksack Trinkblase Ersatzteilversand Stirnlampe")
    assert (guess.code, guess.how) == ("de", "model")


def test_without_the_model_it_says_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model", lambda: None)
    assert identify("Wanderstiefel Gipfelsturm Rucksack Trinkblase Stirnlampe") == language.UNKNOWN


def test_a_reply_never_imports_the_model() -> None:
    code = (
        "import sys; from voicekit.text.language import identify;"
        f"guesses = [identify(text).how for text in {list(REPLIES.values())!r}];"
        "print('py3langid' in sys.modules or 'numpy' in sys.modules, 'model' in guesses)"
    )
    root = Path(language.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_no_word_stands_alone_for_two_languages() -> None:
    seen: dict[str, str] = {}
    for line in Path(language._LISTS).read_text("utf-8").splitlines():
        code, *words = line.split()
        for word in words if code != "#" else ():
            if word.startswith("!"):
                assert seen.setdefault(word, code) == code
    assert {"de", "fr", "ru", "vi"} <= set(seen.values()) <= set(NAMES)


def test_many_words_do_not_run_over_a_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_closely", lambda *_: language.UNKNOWN)  # only the fast way may answer
    assert identify("the you and " * 6000).code == "en"
    assert identify("und nicht oder " * 6000).code == "de"


@settings(deadline=None)
@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_gets_an_answer(text: str, stated: str | None) -> None:
    language._stated.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_model", lambda: None)
        guess = identify(text, stated)
    assert guess.how in {"stated", "script", "words", "unknown"}
    assert (guess.code is None) == (guess.how == "unknown") == (guess.name == "unknown")
