"""What the answers about a new brand become: patterns, usual answers, and files that hold nothing nobody answered."""

from __future__ import annotations

import re

import pytest
import yaml

from voicekit.guideline.starting.answers import (
    ADDRESS,
    FORMALITY,
    TEAMS,
    WARMTH,
    Answers,
    id_pattern,
    usual_address,
    usual_channels,
    usual_name,
    usual_sign_off,
)
from voicekit.guideline.starting.brandfiles import brand_files
from voicekit.guideline.starting.scenarios import scenarios
from voicekit.guideline.starting.shipped import PACKS, contacts_for, shipped
from voicekit.guideline.starting.words import CHANNEL_TITLES, COMMENTS
from voicekit.types import LANGUAGES

BASE = shipped("everyday")


def answers(**given: object) -> Answers:
    usual: dict[str, object] = {
        "name": "tea", "title": "Tea & Co: yes", "languages": ("en", "de"), "countries": ("gb", "de"),
        "channels": ("email", "x"), "formality": "everyday", "warmth": "warm", "address": {"de": "sie"},
        "person": "we", "sign_off": {"en": "Best", "de": "Gruß"}, "teams": {"lead": "Shift #1: days"},
        "hours": {"mon": "09:00-18:00"}, "time_zone": "Europe/Berlin",
    }  # fmt: skip
    return Answers(**(usual | given))  # type: ignore[arg-type]


def data(made: Answers, name: str) -> dict[str, object]:
    value = yaml.safe_load(brand_files(made, BASE, PACKS)[name])
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(
    ("example", "fits", "not_fits"),
    [
        ("FW-12345", "FW-99999", "FW-9999"),
        ("20231234", "99990000", "999900001"),
        ("AB 123/45", "AB 999/99", "AB 99999"),
        ("O#1234.5", "O#9999.9", "O#99999"),
    ],
)
def test_an_example_stands_for_all_numbers_like_it(example: str, fits: str, not_fits: str) -> None:
    pattern = re.compile(id_pattern(example))
    assert pattern.search(f"your order {example} left") and pattern.search(f"order {fits}.")
    assert pattern.search(not_fits) is None


@pytest.mark.parametrize(
    ("example", "reason"),
    [("", "no_digits"), ("ORDER", "no_digits"), ("42", "too_short"), ("A-12", "too_short"), ("1" * 41, "too_long"),
     ("AB-١٢٣٤", "no_digits")],
)  # fmt: skip
def test_an_example_that_would_fit_anything_or_nothing_is_refused(example: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        id_pattern(example)


def test_a_title_becomes_a_folder_name() -> None:
    titles = ("Café Müller & Söhne", "Чайная лавка", "Đặc sản Huế", "Straße", "东京")
    assert list(map(usual_name, titles)) == [
        "cafe-muller-sohne",
        "chaynaya-lavka",
        "dac-san-hue",
        "strasse",
        "",
    ]


def test_usual_answers_are_answers() -> None:
    for formality in FORMALITY:
        for language, forms in ADDRESS.items():
            assert usual_address(language, formality) in forms
        assert all(usual_sign_off(language, formality) for language in LANGUAGES)
    assert set(usual_channels(LANGUAGES)) < set(BASE.channels)


def test_every_interface_language_has_every_word() -> None:
    assert set(COMMENTS) == set(CHANNEL_TITLES) == set(LANGUAGES)
    for language in LANGUAGES:
        assert set(COMMENTS[language]) == set(COMMENTS["en"])
        assert set(CHANNEL_TITLES[language]) == set(CHANNEL_TITLES["en"]) <= set(BASE.channels)
        assert set(scenarios(language)) == set(scenarios("en"))
        assert all(title and text for title, text in scenarios(language).values())


def test_the_answers_are_in_the_files() -> None:
    made = answers(own=("tea.example", "@tea"), ids=(id_pattern("TE-12345"),), formality="formal")
    voice, channels = data(made, "voice.yaml"), data(made, "channels.yaml")["channels"]
    assert (voice["title"], voice["person"], voice["address"]) == ("Tea & Co: yes", "we", {"de": "sie"})
    assert voice["axes"] == FORMALITY["formal"] | WARMTH["warm"] | {"directness": 75}
    assert (voice["own"], voice["ids"]) == (["tea.example", "@tea"], [r"TE-\d{5}"])
    assert voice["sign_off"] == {"en": ["Best"], "de": ["Gruß"]} and voice["keep"] == ["Tea & Co: yes"]
    assert isinstance(channels, dict) and list(channels) == ["email", "x", "default"]
    assert channels["x"]["max_length"] == 280 and {one["max_emoji"] for one in channels.values()} == {0}


def test_every_route_has_the_team_that_was_named_for_it() -> None:
    policy = data(answers(teams={"lead": "Shift #1: days", "legal": "Kanzlei Ost"}), "escalation.yaml")
    routes = policy["routes"]
    assert isinstance(routes, dict) and set(routes) == {name for names in TEAMS.values() for name in names}
    assert {name for name, route in routes.items() if route["title"] == "Kanzlei Ost"} == {"legal", "press"}
    assert {str(route["title"]) for route in routes.values()} == {"Shift #1: days", "Kanzlei Ost"}


def test_crisis_contacts_are_those_of_the_countries_word_for_word() -> None:
    known = {one.id: one for one in BASE.policy.contacts}
    found, missing = contacts_for(BASE.policy, ("de",), ("de", "ca"))
    assert {one.id for one in found} == {"emergency-eu", "telefonseelsorge"} and missing == ["ca"]
    text = brand_files(answers(languages=("de",), countries=("de", "ca")), BASE, PACKS)["escalation.yaml"]
    policy = yaml.safe_load(text)
    for contact in policy["contacts"]:
        old = known[contact["id"]]
        assert (contact["text"], contact["checked_on"]) == (old.text, old.checked_on)
        assert contact["source"]["url"] == old.source.url
    assert "No crisis contact is known for: ca." in text
    first = policy["lines"][0]
    assert first["contacts"] == ["emergency-eu", "telefonseelsorge"] and "crisis-contact" in first["must"]


def test_where_no_contact_is_known_none_is_made_up() -> None:
    text = brand_files(answers(languages=("vi",), countries=("ca",)), BASE, PACKS)["escalation.yaml"]
    policy = yaml.safe_load(text)
    assert policy["contacts"] == [] and "contacts" not in policy["lines"][0]
    assert "crisis-contact" not in policy["lines"][0]["must"]
    assert not re.search(r"\b(?:112|115|988|3114|116 123)\b", text)


@pytest.mark.parametrize(
    "text", ['quote " and \\', "no", "12:30", "# not a comment", "a: b", "{x}", "''", "ш - щ"]
)
def test_any_text_comes_back_as_it_was_typed(text: str) -> None:
    made = answers(title=text, teams={"lead": text}, sign_off={"en": text, "de": text})
    assert data(made, "voice.yaml")["title"] == text
    routes = data(made, "escalation.yaml")["routes"]
    assert isinstance(routes, dict) and routes["lead"]["title"] == text
