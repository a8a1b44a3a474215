"""The form of address: one form in a reply, and the channel's."""

from __future__ import annotations

import pytest
from support.rules import guideline, rule

from voicekit.check import check
from voicekit.types import Conversation, Draft, Finding

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
        ("vi", "Dạ em chào chị Lan, đơn của chị đã tới kho ạ."),
        ("en", "Hi Kim, your tent is on its way."),
    ],
)
def test_the_right_form_and_none_at_all_are_left_alone(language: str, text: str) -> None:
    assert found(text, language) == []
