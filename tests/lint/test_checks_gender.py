"""Gender signs inside words: seen in any way of writing, left alone where they are something else."""

from __future__ import annotations

import pytest
from support.linting import checked, found
from support.rules import rule

from voicekit.types import Conversation


def signs(text: str, language: str, form: str | None = None) -> list[str]:
    forms = {language: form} if form else {}
    channels = {"c": ("c", "C", "private", None, None, None, {}, forms)}
    return checked("gender_form", text, language, channels=channels, conversation=Conversation(channel="c"))


@pytest.mark.parametrize(
    "word",
    [
        "Kund:innen", "Kund_innen", "Kund/innen", "Kund/-innen", "KundInnen", "Kund(innen)", "Stammkund/in",
        "Mitarbeiter(in)", "MitarbeiterIn", "Kundenberater/-in", "Chef:in", "Erzieher_innen", "jede:r", "ein_e",
        "der:die",
    ],
)  # fmt: skip
def test_german_signs_other_than_the_star_are_seen(word: str) -> None:
    assert signs(f"Für {word}: alles neu.", "de") == [word]
    assert signs(f"Der {word}-Bereich", "de") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Peter/innen und außen/innen, die Tasche/innen", "WhatsAppInnen, LinkedIn, PlugIn, CheckIn",
        "Termin:in 2 Tagen, um 09:in", "Kundinnen und Kunden (innen)", "https://x.example/kund_innen",
        "Sie schrieben „Kund:innen“", "Liebe/r steht oben, der/die auch", "Ort: innen", "file_in, Ein:Ausgang",
    ],
)  # fmt: skip
def test_german_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert signs(text, "de") == []


def test_the_brands_own_sign_is_right_and_the_others_are_mended_to_it() -> None:
    text = "Kund*innen, Kund:innen, Kund_innen, KundInnen, Kund/innen"
    words = text.split(", ")
    own = {"star": "Kund*innen", "colon": "Kund:innen", "underscore": "Kund_innen", "inner-i": "KundInnen"}
    for form, mine in own.items():
        assert signs(text, "de", form) == [word for word in words if word != mine]
    assert signs(text, "de", "slash") == words[:4]
    assert signs(text, "de", "neutral") == signs(text, "de", "pairs") == words
    assert signs(text, "de") == words[1:]
    channels = {"c": ("c", "C", "private", None, None, None, {}, {"de": "inner-i"})}
    one = rule("test.check", "check", languages=(), body={"check": "gender_form"})
    (finding,) = found(one, "Kund:innen", "de", channels=channels, conversation=Conversation(channel="c"))
    assert [fix.edits[0].text for fix in finding.fixes] == ["KundInnen"]
    (finding,) = found(one, "Kund:innen", "de")
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "word",
    [
        "client·e", "client·e·s", "client•es", "client.e.s", "client(e)", "client(e)s", "client-e-s", "désolé(e)",
        "ravi-e", "étudiant.e", "utilisateur·trice·s", "tou·te·s", "conseiller·ère", "acheteur.euse", "prêt(e)(s)",
        "abonné-e",
    ],
)  # fmt: skip
def test_french_signs_are_seen(word: str) -> None:
    assert signs(f"Bonjour, {word} de Graz.", "fr") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Votre e-mail du 13.e est là", "l'option (e), le point (s), 2(e)", "peut-être, dit-elle, a-t-elle", "kW·h, N·m",
        "vitamine-e et classe-e", "les colis(s)", "Merci.se", "www.client.es, moi@client.es", "« client·e »", "Léa.e",
    ],
)  # fmt: skip
def test_french_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert signs(text, "fr") == []


def test_a_french_brand_may_write_the_dot_or_the_bracket() -> None:
    text = "client·e client(e) client.e.s"
    assert signs(text, "fr", "point-median") == ["client(e)", "client.e.s"]
    assert signs(text, "fr", "parentheses") == ["client·e", "client.e.s"]
    assert signs(text, "fr", "neutral") == signs(text, "fr", "pairs") == text.split()


def test_only_german_and_french_have_such_signs() -> None:
    assert signs("Kund:innen client·e", "en") == signs("Kund:innen client·e", "vi") == []
