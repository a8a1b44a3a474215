"""Acronyms: known, explained, used by the customer, or none at all; and those nobody explained."""

from __future__ import annotations

import pytest
from support.linting import found
from support.rules import rule

from voicekit.types import Conversation, Turn

ALLOWED = {"en": r"\b(?:pdf|dhl)\b", "de": r"\b(?:pdf|tüv)\b", "ru": r"\b(?:пдф)\b", "vi": r"\b(?:sđt)\b"}


def shown(text: str, language: str = "en", *turns: Turn) -> list[str]:
    body = {"check": "acronym", "words": {"allow": ALLOWED}, "keep": ["nrx zelt"]}
    one = rule("test.acronym", "check", languages=(), body=body)
    return [finding.matched for finding in found(one, text, language, conversation=Conversation(turns=turns))]


@pytest.mark.parametrize(
    ("language", "text", "matches"),
    [
        ("en", "Ask your bank for the ARN, and the ARN alone.", ["ARN"]),
        ("en", "🙂 The ARNs are late. What is a QLVC?", ["ARNs", "QLVC"]),
        ("de", "Die ÖVB steht auf dem Schein.", ["ÖVB"]),
        ("ru", "Мы передали заявку в ЦКП.", ["ЦКП"]),
        ("vi", "Bên em đã gửi cho QLVC sáng nay.", ["QLVC"]),
    ],
)
def test_what_nobody_explained_is_shown_once(language: str, text: str, matches: list[str]) -> None:
    assert shown(text, language) == matches


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The PDF with the DHL label is on its way."),
        (
            "en",
            "Order FW-20418, part ARN-7, ISO 9001, 20 XGB, file ARN.txt, see @ARN and https://x.example/ARN.",
        ),
        ("en", "Please do NOT send it back, YOU keep it, that is GREAT."),
        ("en", "THE ARN IS ON THE BACK OF YOUR BILL TODAY."),
        ("en", "The acquirer reference number (ARN) is on the bill; the ARN helps."),
        ("en", "The ARN (a number of your bank) helps. ARN means a number."),
        ("en", "The acquirer reference number helps; look for ARN."),
        ("en", "You wrote “the ARN is missing”: it is on the bill."),
        ("en", "The NRX is back, chapter IV too."),
        ("en", "See you soon.\nKJB"),
        ("en", "See you soon. ^KJB"),
        ("en", "I will look at it tomorrow – KJB"),
        ("de", "Der TÜV kommt morgen."),
        ("fr", "Le NVE est parti."),
        ("de", "Bitte antworten Sie mit TRIBU oder ОБЛАКО."),
    ],
)
def test_what_is_known_explained_or_no_acronym_is_left_alone(language: str, text: str) -> None:
    assert shown(text, language) == []


def test_the_thread_explains_too() -> None:
    text = "The ARN is 7431."
    assert shown(text) == ["ARN"]
    assert shown(text, "en", Turn("customer", "my bank gave me an arn")) == []
    assert shown(text, "en", Turn("agent", "Please send us the reference number (ARN).")) == []
    assert shown(text, "en", Turn("agent", "Please send us the ARN.")) == ["ARN"]
