"""The address reader on replies as people write them: each rule of each language, mixed forms, and what is no form."""

from __future__ import annotations

import unicodedata

import pytest

from voicekit.text.address_form import NOTHING, Address, read_address
from voicekit.text.document import Document
from voicekit.types import MAX_TEXT


def read(text: str, language: str) -> Address:
    """The address of `text`, with every span checked against the words it claims."""
    address = read_address(Document(text, language))
    for mark in address.marks:
        assert text[mark.span.start : mark.span.end] == mark.words
    return address


def shown(address: Address, why: str) -> list[str]:
    """The words of the marks of one kind."""
    return [mark.words for mark in address.marks if mark.why == why]


FORMS = [
    # German: pronouns and possessives, wherever the capital stands
    ("de", "Ich habe Ihnen heute früh eine neue Jacke geschickt.", "sie"),
    ("de", "Ihr Paket liegt seit heute in der Filiale am Markt.", "sie"),
    ("de", "Danke für die Fotos. Können Sie mir noch die Größe nennen?", "sie"),
    ("de", "Sie können die alte Jacke einfach in denselben Karton legen.", "sie"),
    ("de", "Sehr geehrte Frau Koch, das Zelt ist wieder da.", "sie"),
    ("de", "Guten Tag Frau Koch, das Zelt ist da.", "sie"),
    ("de", "Bitte melden Sie sich, sobald der Karton da ist.", "sie"),
    ("de", "Ich habe dir das Etikett gerade geschickt.", "du"),
    ("de", "DANKE, dass DU dran bleibst!", "du"),
    ("de", "Hab noch etwas Geduld, das Paket ist unterwegs.", "du"),
    ("de", "Gib mir bitte kurz die Bestellnummer.", "du"),
    ("de", "Bitte schick uns ein Foto von der Naht.", "du"),
    ("de", "Kannst den Karton gern bis Freitag abgeben.", "du"),
    ("de", "Schau mal hier, da steht die Anleitung.", "du"),
    ("de", "Warte bitte noch bis morgen.", "du"),
    ("de", "Wir haben euch eine neue Zeltstange geschickt.", "ihr"),
    ("de", "Schön, dass ihr am Wochenende dabei seid!", "ihr"),
    ("de", "Ihr könnt den Karton bis Freitag in der Filiale abgeben.", "ihr"),
    ("de", "Wenn Ihr noch Fragen habt, sind wir bis 18 Uhr da.", "ihr"),
    ("de", "Kommt ihr morgen vorbei?", "ihr"),
    ("de", "Schreibt uns bitte, welche Farbe es sein soll.", "ihr"),
    # French
    ("fr", "Votre colis est arrivé ce matin au dépôt.", "vous"),
    ("fr", "Je vous envoie l'étiquette tout de suite.", "vous"),
    ("fr", "Envoyez-moi une photo de la couture, je m'en occupe.", "vous"),
    ("fr", "Veuillez garder le carton jusqu'à vendredi.", "vous"),
    ("fr", "Pouvez-vous me donner le numéro de commande ?", "vous"),
    ("fr", "Le numéro de commande, s'il vous plaît.", "vous"),
    ("fr", "Dites-moi quelle taille et je la mets de côté.", "vous"),
    ("fr", "Rendez-vous sur notre page d'aide pour l'étiquette.", "vous"),
    ("fr", "Bonjour Madame Petit, la veste est prête.", "vous"),
    ("fr", "Je t'envoie l'étiquette tout de suite.", "tu"),
    ("fr", "Je t’ai remboursé ce matin.", "tu"),
    ("fr", "As-tu encore le carton ?", "tu"),
    ("fr", "Ta veste est partie ce matin.", "tu"),
    ("fr", "Donne-moi le numéro de commande, stp.", "tu"),
    ("fr", "N'hésite pas à nous écrire ici.", "tu"),
    ("fr", "Envoie une photo de la couture et je regarde.", "tu"),
    ("fr", "Dis-le-nous ici et on s'en occupe.", "tu"),
    # Russian
    ("ru", "Я отправила вам новую куртку сегодня утром.", "вы"),
    ("ru", "Ваша куртка уже в пути.", "вы"),
    ("ru", "Напишите, пожалуйста, номер заказа.", "вы"),
    ("ru", "Если хотите, поменяем на другой размер.", "вы"),
    ("ru", "Не беспокойтесь, деньги вернутся до пятницы.", "вы"),
    ("ru", "Здравствуйте, Олег! Заказ готов.", "вы"),
    ("ru", "Видели новую коллекцию?", "вы"),
    ("ru", "Мария, я отправила Вам новую куртку.", "Вы"),
    ("ru", "Передали Вашу просьбу на склад, ответ придёт до 16:00.", "Вы"),
    ("ru", "Напишите, когда Вам удобно принять курьера.", "Вы"),
    ("ru", "Я отправила тебе новую куртку.", "ты"),
    ("ru", "Твоё письмо пришло, спасибо.", "ты"),
    ("ru", "Если хочешь, поменяем на другой размер.", "ты"),
    ("ru", "Скажи номер заказа, и я всё проверю.", "ты"),
    ("ru", "Пришли, пожалуйста, фото шва.", "ты"),
    ("ru", "Не бойся, деньги вернутся до пятницы.", "ты"),
    ("ru", "Давай проверим адрес ещё раз.", "ты"),
    # Vietnamese
    ("vi", "Quý khách vui lòng giữ lại hộp đến thứ sáu.", "quý khách"),
    ("vi", "Kính gửi quý vị, cửa hàng mở lại vào thứ hai.", "quý vị"),
    ("vi", "Dạ em chào anh/chị, đơn hàng đã rời kho ạ.", "anh/chị"),
    ("vi", "Bên em gửi anh chị mã đổi hàng nhé.", "anh/chị"),
    ("vi", "Dạ em cảm ơn chị đã gửi ảnh ạ.", "chị"),
    ("vi", "Chị Lan ơi, áo mới đã được gửi đi sáng nay.", "chị"),
    ("vi", "Anh gửi giúp em mã đơn nhé.", "anh"),
    ("vi", "Mình cảm ơn bạn đã chờ.", "bạn"),
    ("vi", "Các bạn nhớ giữ lại hóa đơn nhé.", "các bạn"),
    ("vi", "Cháu chào bác, cháu gửi bác mã đổi hàng ạ.", "bác"),
    ("vi", "Thưa ông, kho đã nhận lại hàng.", "ông"),
    ("vi", "Cậu gửi ảnh cho tớ nhé.", "cậu"),
    ("vi", "Em gui anh/chi ma don hang.", "anh/chị"),
    ("vi", "Ben em xin loi anh chi vi giao tre.", "anh/chị"),
    ("vi", "Chao ban, shop da nhan duoc don.", "bạn"),
    ("vi", "Quy khach vui long giu lai hop.", "quý khách"),
]


@pytest.mark.parametrize(("language", "text", "form"), FORMS)
def test_form(language: str, text: str, form: str) -> None:
    address = read(text, language)
    assert address.form == form
    assert not address.mixed
    assert address.marks


NO_FORM = [
    ("de", "Das Zelt ist wieder da, die Naht ist verstärkt."),
    ("de", "Ich habe mit der Kollegin gesprochen. Sie hat das Paket gefunden."),
    ("de", "Bitte beachten: Die Filiale schließt um 18 Uhr."),
    ("de", "Ich habe ihr den Karton gegeben, ihre Unterschrift liegt vor."),
    ("de", "Im Chat sind wir gern per Du."),
    ("de", "Ich prüfe das und melde mich bis 17 Uhr."),
    ("de", "Freue mich über die Nachricht!"),
    ("fr", "Le rendez-vous est fixé à 15 h chez le réparateur."),
    ("fr", "Le ton de ce message était déplacé, je m'en excuse."),
    ("fr", "Les réparations sont faites, la veste est assez solide."),
    ("fr", "Y a-t-il encore le carton ?"),
    ("fr", "Allez, courage, la tente arrive demain !"),
    ("fr", "M. Gomez regarde le dossier cet après-midi."),
    ("fr", "Le livreur s'est tu."),
    ("fr", "Le tu-tutoriel de montage est dans le carton."),
    ("fr", "Ici, on passe vite au tu."),
    ("ru", "Заказ можно забрать на нашем новом сайте или в пакете у курьера."),
    ("ru", "Ух ты, какая красивая палатка!"),
    ("ru", "Мы пришли к тому, что нужен возврат."),
    ("ru", "Информация есть в интернете и в личном кабинете."),
    ("ru", "Осталось лишь проверить адрес."),
    ("vi", "Kho đã kiểm tra lều, dây bên trái bị thiếu."),
    ("vi", "Hàng nhập từ nước Anh, hướng dẫn bằng tiếng Anh."),
    ("vi", "Anh ấy giao hàng lúc 9 giờ, bác sĩ đã nhận."),
    ("vi", "Lều này hợp đi cùng bạn bè và anh em."),
    ("vi", "Chú ý: cửa hàng đóng cửa lúc 18 giờ."),
    ("vi", "Bạn Hà bên kho đã kiểm tra lều."),
    ("vi", "Ban quan ly toa nha da nhan hang."),
    ("en", "You can keep the box until Friday."),
    ("", ""),
    ("de", ""),
    ("vi", "🙂"),
]


@pytest.mark.parametrize(("language", "text"), NO_FORM)
def test_no_form(language: str, text: str) -> None:
    address = read(text, language)
    assert address.form is None
    assert address.forms == ()
    assert not address.mixed


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        (
            "de",
            "Hallo Anna, danke für deine Nachricht. Hast du noch das Etikett? Ihr Team vom Lager, Ihnen alles Gute",
            "du",
        ),
        (
            "de",
            "Danke für deine Geduld. Sie können das Paket morgen abholen, ich habe dir einen Zettel gelegt.",
            "du",
        ),
        ("de", "Wir haben Ihnen geschrieben und Ihre Jacke geprüft. Meld dich gern.", "sie"),
        ("fr", "Votre colis est parti et vous l'aurez demain. Dis-moi si la taille va.", "vous"),
        ("fr", "Ta veste est prête, je te l'envoie. Merci de votre patience.", "tu"),
        ("ru", "Ваш заказ готов, мы вам его отправили. Напиши, если что.", "вы"),
        ("ru", "Твой заказ готов, тебе его привезут. Вы можете выбрать время.", "ты"),
        ("vi", "Dạ quý khách giữ hộp giúp em, quý khách nhé. Bạn cần thêm gì không?", "quý khách"),
        ("vi", "Em gửi chị mã đơn, chị kiểm tra giúp em. Cảm ơn bạn!", "chị"),
    ],
)
def test_mixed(language: str, text: str, form: str) -> None:
    address = read(text, language)
    assert address.mixed
    assert address.form == form
    assert len(address.forms) > 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # "Sie" are the parcels, "vous" and "вы" are several people: no second form
        ("de", "Die Pakete sind da, ich habe dir geschrieben. Sie sind im Lager."),
        (
            "de",
            "Ich habe deine Stangen geprüft. Sie können nicht mehr repariert werden, dir fehlt aber nichts.",
        ),
        # "Sie" are the neighbours, as the "sie" that follows shows
        (
            "de",
            "Sie klingeln nie, was denken sie sich bloß? Dein Paket liegt jetzt bei mir, ich bring es dir.",
        ),
        ("de", "Schön, dass du da bist! Habt ihr schon alles gepackt?"),
        ("fr", "Ta sœur et toi, vous aurez la tente vendredi. Je te tiens au courant."),
        ("ru", "Тебе понравится: ты и твоя сестра получите палатку в пятницу."),
        ("ru", "Ты просил две куртки: вы оба получите их в пятницу."),
        ("vi", "Chị ơi, bạn Hà trực cả ngày và nắm rõ đơn của chị."),
        ("vi", "Anh/chị cho em xin mã đơn. Anh nhắn em ở đây nhé."),
    ],
)
def test_not_mixed(language: str, text: str) -> None:
    address = read(text, language)
    assert address.form is not None
    assert not address.mixed


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("de", "Ihre Jacke ist da.", "formal"),
        ("de", "Eure Jacken sind da.", "informal"),
        ("fr", "Vous deux, la tente arrive vendredi.", None),
        ("ru", "Ребята, вы оба получите палатку.", None),
        ("vi", "Bạn giữ hộp nhé.", "informal"),
        ("vi", "Quý khách giữ hộp nhé.", "formal"),
        ("vi", "Dạ, hàng đã rời kho rồi ạ.", "formal"),
        ("vi", "Ừ, hàng rời kho rồi.", "informal"),
        ("vi", "Hàng đã rời kho.", None),
    ],
)
def test_level(language: str, text: str, level: str | None) -> None:
    assert read(text, language).level == level


def test_set_phrases_do_not_outvote_what_was_worded() -> None:
    address = read("Ton numéro de commande, s'il vous plaît.", "fr")
    assert (address.form, address.mixed) == ("tu", True)


def test_reasons() -> None:
    german = read("Sehr geehrte Frau Koch, ich habe Ihnen Ihr Zelt geschickt.", "de")
    assert shown(german, "polite formula") == ["geehrte"]
    assert shown(german, "pronoun") == ["Ihnen"]
    assert shown(german, "possessive") == ["Ihr"]
    french = read("Si tu veux, prends ton carton. Donne-moi la taille.", "fr")
    assert shown(french, "imperative") == ["prends", "Donne-moi"]
    russian = read("Скажите, если сможете прийти.", "ru")
    assert shown(russian, "imperative") == ["Скажите"]
    assert shown(russian, "verb form") == ["сможете"]
    vietnamese = read("Dạ em gửi chị mã đơn ạ.", "vi")
    assert shown(vietnamese, "polite particle") == ["Dạ", "ạ"]
    assert shown(vietnamese, "addressee term") == ["chị"]
    assert shown(vietnamese, "self term") == ["em"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Em gửi chị mã đơn nhé.", "em"),
        ("Shop gửi bạn mã đơn nhé.", "shop"),
        ("Chúng tôi đã nhận hàng của quý khách.", "chúng tôi"),
        ("Tôi đã kiểm tra đơn của anh.", "tôi"),
        ("Mình xin lỗi bạn vì giao trễ.", "mình"),
        ("Bên em xin lỗi chị vì giao trễ.", "em"),
        ("Cháu gửi bác mã đơn ạ.", "cháu"),
        ("Bạn nhớ mang hộp của mình nhé.", None),
    ],
)
def test_self_term(text: str, term: str | None) -> None:
    assert read(text, "vi").self_term == term


def test_russian_capitals_that_disagree_are_both_named() -> None:
    address = read("Я отправила Вам куртку, и она уже ждёт вас в пункте выдачи.", "ru")
    assert address.forms == ("Вы", "вы")
    assert not address.mixed


def test_quotes_links_and_handles_are_not_read() -> None:
    assert read("Der Satz „Können Sie mir helfen?“ steht so im Formular.", "de") == NOTHING
    assert read("Voici l'affiche : « Tu peux payer ici ».", "fr") == NOTHING
    assert read("> Вы обещали позвонить\nЗвонок был в 9:00.", "ru") == NOTHING
    assert read("Mehr dazu: https://example.com/du und @du", "de") == NOTHING
    kept = read("Auf dem Schild steht „Bitte klingeln Sie“, aber klopf einfach, ich mache dir auf.", "de")
    assert (kept.form, kept.mixed) == ("du", False)


def test_lines_open_sentences() -> None:
    assert read("Die Pakete sind da\nSie haben keine Schäden, ich schicke sie dir.", "de").mixed is False
    assert read("Hallo Anna\n\nIhr könnt am Freitag kommen.", "de").form == "ihr"
    assert read("Мария, добрый день\nВаш заказ готов", "ru").form == "вы"


def test_spans_are_of_the_original_however_it_was_typed() -> None:
    decomposed = unicodedata.normalize("NFD", "Dạ em cảm ơn chị ạ.")
    address = read(decomposed, "vi")
    assert address.form == "chị"
    assert [unicodedata.normalize("NFC", mark.words) for mark in address.marks] == ["Dạ", "em", "chị", "ạ"]
    odd = read("👍🏽  Danke – für\n\nIhre   Geduld \u200b!", "de")
    assert [mark.words for mark in odd.marks] == ["Ihre"]
    assert read(" – Ihre Jacke", "de").form == "sie"


@pytest.mark.parametrize("language", ["de", "fr", "ru", "vi"])
def test_any_text_is_taken(language: str) -> None:
    for text in (
        "\x00",
        "\ud800 du \udfff",
        "-" * 500,
        "Sie " * 5000,
        "ạ" * MAX_TEXT,
        " \n " * 400,
        "t'" * 300,
    ):
        address = read(text[:MAX_TEXT], language)
        assert isinstance(address, Address)
