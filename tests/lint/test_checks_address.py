"""The form of address: one form in a reply, and the channel's."""

from __future__ import annotations

import pytest
from support.rules import guideline, rule

from voicekit.check import check
from voicekit.types import Conversation, Draft, Finding, Role, Turn

FORMS = {"de": ("du",), "fr": ("vous",), "ru": ("Вы",), "vi": ("anh/chị",)}
MIXED = rule(
    "address.mixed", "check", languages=(), body={"check": "address_mixed"}, message={"en": "{replacement}"}
)
WANTED = rule(
    "address.other", "check", languages=(), body={"check": "address_wanted"}, message={"en": "{replacement}"}
)


def found(text: str, language: str, channel: str | None = "zalo") -> list[Finding]:
    places = {"zalo": ("zalo", "Zalo", "private", None, None, None, FORMS)}
    judged = guideline([MIXED, WANTED], channels=places)
    return list(check(judged, Conversation(channel=channel), Draft(text), language=language).findings)


@pytest.mark.parametrize(
    ("language", "text", "matched", "kept"),
    [
        ("de", "Hallo 🙂 Jale, deine Hose ist da. Wir schicken Ihnen das Geld.", "Ihnen", "du"),
        ("fr", "Bonjour Léa, votre colis est là. Tu peux passer, ou envoyez-nous quelqu'un.", "Tu", "vous"),
        ("ru", "Анна, Ваш заказ в пути, Вы получите его завтра. Не переживай!", "переживай", "Вы"),
        ("vi", "Dạ em chào quý khách, đơn của quý khách đã tới. Bạn ghé lấy nhé.", "Bạn", "quý khách"),
    ],
)
def test_a_second_form_is_shown_where_it_stands(language: str, text: str, matched: str, kept: str) -> None:
    mixed = [finding for finding in found(text, language) if finding.rule_id == "address.mixed"]
    assert [(finding.matched, finding.message) for finding in mixed] == [(matched, kept)]


@pytest.mark.parametrize(
    ("language", "text", "matched", "wanted"),
    [
        ("de", "Guten Tag Frau Demir, Ihre Hose ist da, Sie bekommen Ihr Geld.", "Frau Demir", "du"),
        ("fr", "Salut Léa, ton colis est là, tu peux passer.", "ton", "vous"),
        ("ru", "Привет! Твой заказ в пути, ты получишь его завтра.", "Твой", "Вы"),
        ("ru", "Не ждите у двери, курьер найдёт вас сам.", "вас", "Вы"),
        ("ru", "Вы писали о тенте. Проверьте дуги, он вам мал?", "вам", "Вы"),
        ("vi", "Chào bạn, đơn của bạn đã tới kho, bạn ghé lấy nhé.", "bạn", "anh/chị"),
    ],
)
def test_another_form_than_the_channels_is_shown(language: str, text: str, matched: str, wanted: str) -> None:
    assert [(finding.matched, finding.message) for finding in found(text, language)] == [(matched, wanted)]
    assert found(text, language, channel=None) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Hallo Jale, deine Hose ist da. Meldet euch, wenn ihr noch etwas braucht."),
        ("de", "Die Kollegen haben es verlegt, sie melden sich morgen."),
        ("fr", "Bonjour Léa, vous écrivez « tu peux m'aider ? » Oui, votre colis est là."),
        ("ru", "Анна, Ваш заказ уже в пути."),
        ("ru", "Вы писали о тенте. Проверьте дуги."),
        ("vi", "Dạ em chào chị Lan, đơn của chị đã tới kho ạ."),
        ("en", "Hi Kim, your tent is on its way."),
    ],
)
def test_the_right_form_and_none_at_all_are_left_alone(language: str, text: str) -> None:
    assert found(text, language) == []


def one_rule(
    check_name: str,
    text: str,
    language: str,
    turns: tuple[tuple[Role, str], ...],
    *,
    channel: str | None = "zalo",
    author: str | None = None,
    forms: dict[str, tuple[str, ...]] | None = None,
) -> list[tuple[str, str]]:
    one = rule(
        "address.one", "check", languages=(), body={"check": check_name}, message={"en": "{replacement}"}
    )
    places = {"zalo": ("zalo", "Zalo", "private", None, None, None, forms or {})}
    judged = guideline([one], channels=places)
    thread = tuple(Turn(role, said, author=author if role == "customer" else None) for role, said in turns)
    report = check(judged, Conversation(channel=channel, turns=thread), Draft(text), language=language)
    assert report.rule_errors == ()
    return [(finding.matched, finding.message) for finding in report.findings]


DU = "🙂 Hallo Jale, deine Hose ist da, du bekommst dein Geld."
SIE = "Guten Tag, Ihre Hose ist da, Sie bekommen Ihr Geld."


@pytest.mark.parametrize(
    ("language", "theirs", "reply", "matches"),
    [
        ("de", "Können Sie mir sagen, wo mein Geld ist?", DU, [("deine", "Sie")]),
        ("de", "Kannst du mir sagen, wo mein Geld ist?", SIE, [("Ihre", "du")]),
        ("de", "Könnt ihr mir sagen, wo mein Geld ist?", SIE, []),
        ("de", "Können Sie mir sagen, wo mein Geld ist?", SIE, []),
        ("de", "Wo ist mein Geld?", DU, []),
        ("fr", "Pouvez-vous m'aider ?", "Salut Léa, ton colis est là, tu peux passer.", [("ton", "vous")]),
        ("fr", "Tu peux m'aider ?", "Bonjour Léa, votre colis est là, vous pouvez passer.", []),
        ("ru", "Вы можете мне помочь?", "Привет! Твой заказ в пути, ты получишь его.", [("Твой", "вы")]),
        ("ru", "Ты можешь помочь?", "Ваш заказ в пути, вы получите его завтра.", []),
        ("en", "Can you help me?", "Your parcel is here.", []),
    ],
)
def test_the_customers_form_is_mirrored(
    language: str, theirs: str, reply: str, matches: list[tuple[str, str]]
) -> None:
    assert one_rule("address_customer", reply, language, (("customer", theirs),)) == matches


def test_the_channels_form_wins_over_the_customers() -> None:
    turns: tuple[tuple[Role, str], ...] = (("customer", "Können Sie mir sagen, wo mein Geld ist?"),)
    assert one_rule("address_customer", DU, "de", turns, forms={"de": ("du",)}) == []
    assert (
        one_rule("address_customer", DU, "de", turns, forms={"de": ("sie",)}) == []
    )  # address.other-form says it
    assert len(one_rule("address_customer", DU, "de", turns, channel=None)) == 1


@pytest.mark.parametrize(
    ("language", "ours", "since", "reply", "matches"),
    [
        ("de", "Ich sehe nach, schickst du mir deine Nummer?", "4711", SIE, [("Ihre", "du")]),
        ("de", "Ich sehe nach, schicken Sie mir Ihre Nummer?", "4711", DU, [("deine", "Sie")]),
        ("de", "Schicken Sie mir bitte Ihre Nummer?", "Kannst du mich duzen? 4711", DU, []),
        ("de", "Ich sehe nach.", "4711", SIE, []),
        ("fr", "Pouvez-vous patienter ?", "oui", "Ton colis est là, tu peux passer.", [("Ton", "vous")]),
        ("ru", "Подскажите ваш номер.", "4711", "Твой заказ в пути, ты получишь его.", [("Твой", "вы")]),
        ("vi", "Bạn cho mình mã đơn nhé.", "4711", "Dạ quý khách vui lòng chờ.", [("quý khách", "bạn")]),
        ("vi", "Dạ anh/chị đợi em xem nhé.", "ok", "Đơn của chị tới kho rồi, chị ghé lấy nhé.", []),
    ],
)
def test_the_form_of_our_last_turn_is_kept(
    language: str, ours: str, since: str, reply: str, matches: list[tuple[str, str]]
) -> None:
    turns: tuple[tuple[Role, str], ...] = (("customer", "???"), ("agent", ours), ("customer", since))
    assert one_rule("address_thread", reply, language, turns) == matches


def test_coming_back_to_the_channels_form_is_right() -> None:
    turns: tuple[tuple[Role, str], ...] = (("agent", "Schickst du mir deine Nummer?"), ("customer", "4711"))
    assert len(one_rule("address_thread", SIE, "de", turns)) == 1
    assert one_rule("address_thread", SIE, "de", turns, forms={"de": ("sie",)}) == []
    assert one_rule("address_thread", SIE, "de", ()) == []


@pytest.mark.parametrize(
    ("theirs", "author", "reply", "matches"),
    [
        ("Shop ơi, cho anh hỏi đơn tới đâu rồi?", None, "Dạ đơn của chị đã tới kho ạ.", [("chị", "anh")]),
        ("Em ơi kiểm tra giúp chị với", None, "Dạ em chào anh, đơn của anh tới rồi ạ.", [("anh", "chị")]),
        ("Đơn tới đâu rồi?", "Anh Tuấn", "Dạ em chào chị, đơn của chị tới rồi ạ.", [("chị", "anh")]),
        ("Kiểm tra giúp chị với", None, "Chào bạn, đơn của bạn tới rồi nhé.", [("bạn", "chị")]),
        ("Kiểm tra giúp chị với", None, "Dạ em chào chị, đơn của chị tới rồi ạ.", []),
        ("Kiểm tra giúp chị với", None, "Dạ thưa quý khách, đơn của quý khách tới rồi ạ.", []),
        ("Kiểm tra giúp em với", None, "Chào bạn, đơn của bạn tới rồi nhé.", []),
        ("Gọi cho anh ấy giúp chị với", None, "Dạ em chào chị, đơn của chị tới rồi ạ.", []),
        ("Cho anh hỏi, gọi lại cho chị nhé", None, "Chào bạn, đơn của bạn tới rồi nhé.", []),
        ("Đơn tới đâu rồi?", "Tuấn Anh", "Dạ em chào chị, đơn của chị tới rồi ạ.", []),
        ("Cho cô hỏi đơn này", None, "Dạ em chào chú, đơn của chú tới rồi ạ.", [("chú", "cô")]),
    ],
)
def test_the_kin_term_a_customer_uses_for_themselves_is_kept(
    theirs: str, author: str | None, reply: str, matches: list[tuple[str, str]]
) -> None:
    assert one_rule("kin_term", reply, "vi", (("customer", theirs),), author=author) == matches


def test_a_channel_that_says_ban_says_so_to_everybody_but_never_takes_a_man_for_a_woman() -> None:
    turns: tuple[tuple[Role, str], ...] = (("customer", "Kiểm tra giúp chị với"),)
    forms = {"vi": ("bạn",)}
    assert one_rule("kin_term", "Chào bạn, đơn của bạn tới rồi nhé.", "vi", turns, forms=forms) == []
    assert len(one_rule("kin_term", "Dạ em chào anh, đơn của anh tới rồi ạ.", "vi", turns, forms=forms)) == 1
