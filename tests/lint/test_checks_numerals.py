"""Numbers set as another language sets them, their mends, and what could be read another way."""

from __future__ import annotations

import pytest
from support.linting import found
from support.rules import rule

from voicekit.lint.fixes import apply_fix
from voicekit.types import Conversation

NUMBER = rule("test.number", "check", languages=(), body={"check": "number_format", "safety": "safe"})


def mended(text: str, language: str, locale: str | None = None) -> str:
    for finding in reversed(found(NUMBER, text, language, conversation=Conversation(locale=locale))):
        assert finding.fixes[0].safety == "safe"
        text = apply_fix(text, finding.fixes[0])
    return text


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("en", "🙂 You get 1.234,50 € and £12,50.", "🙂 You get 1,234.50 € and £12.50."),
        ("en", "That is 12\u202f345,5 in all.", "That is 12,345.5 in all."),
        (
            "de",
            "Sie bekommen €1,234.50, also 12.50 € weniger.",
            "Sie bekommen €1.234,50, also 12,50 € weniger.",
        ),
        ("de", "Das sind 10% Rabatt.", "Das sind 10\u00a0% Rabatt."),
        (
            "fr",
            "Vous recevez 1,234.50 € et 1.234,5 points.",
            "Vous recevez 1\u202f234,50 € et 1\u202f234,5 points.",
        ),
        ("fr", "Soit 10% de moins.", "Soit 10\u00a0% de moins."),
        ("ru", "Вернём 1,234,567.50 руб.", "Вернём 1\u00a0234\u00a0567,50 руб."),
        ("vi", "Em hoàn 1,234.50 USD, tức 10 % ạ.", "Em hoàn 1.234,50 USD, tức 10% ạ."),
    ],
)
def test_a_number_is_rewritten_as_its_language_writes_it(language: str, text: str, right: str) -> None:
    assert mended(text, language) == right
    assert mended(right, language) == right


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,234 items, 1.5 kg, 1,5 litres, version 1.234, on 12.05., IP 10.1.234.5, 5% and 5 %."),
        ("en", "You wrote “1.234,50 €”."),
        ("de", "1,234 kg, 1.234 Stück, 2.50 Uhr, Version 2.10, 100%ig, 10%-Aktion, 5 %."),
        ("fr", "12,50 € et 1 234,50 €, version 2.10, 5\u202f%."),
        ("ru", "12.50 руб., 1 234,50 ₽, 10% скидка."),
        ("vi", "1.234.000 đ, 12,5%, 2.50 điểm."),
        ("", "1.234,50 € and 1,234.50 €."),
    ],
)
def test_what_is_right_or_could_be_read_another_way_is_left_alone(language: str, text: str) -> None:
    assert mended(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "locale", "left"),
    [
        ("de", "Sie bekommen CHF 1,234.50.", "de-CH", True),
        ("de", "Sie bekommen 12.50 € zurück.", "de_AT", False),
        ("en", "You get 12,50 € back.", "en-ZA", True),
        ("en", "You get 12,50 € back.", "en-DE", True),
        ("en", "You get 12,50 € back.", "en-GB", False),
    ],
)
def test_the_conversations_region_has_its_own_way(language: str, text: str, locale: str, left: bool) -> None:
    assert (mended(text, language, locale) == text) is left
