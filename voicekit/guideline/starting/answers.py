"""What a new brand is made of: the answers, what may be answered, and what holds where nobody answers.

Values only; it must never read a file nor ask anybody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FORMALITY: dict[str, dict[str, int]] = {
    "relaxed": {"formality": 30, "energy": 55},
    "everyday": {"formality": 50, "energy": 45},
    "formal": {"formality": 80, "energy": 20},
}
"""How formal a brand writes, in a word, and the tone axes that the word stands for."""
WARMTH: dict[str, dict[str, int]] = {
    "factual": {"warmth": 45, "empathy": 60},
    "friendly": {"warmth": 65, "empathy": 70},
    "warm": {"warmth": 80, "empathy": 80},
}
"""How warm a brand writes, in a word, and the tone axes that the word stands for."""
DIRECTNESS = 75
"""What every shipped brand aims at: the matter first."""
ADDRESS: dict[str, tuple[str, ...]] = {
    "de": ("sie", "du"),
    "fr": ("vous", "tu"),
    "ru": ("вы", "Вы", "ты"),
    "vi": ("anh/chị", "quý khách", "bạn"),
}
"""The forms of address of each language that has several."""
PERSONS = ("I", "we")
TEAMS: dict[str, tuple[str, ...]] = {
    "lead": ("lead", "specialist", "person"),
    "urgent": ("crisis", "safety"),
    "legal": ("legal", "press"),
    "data": ("privacy", "security"),
}
"""The teams that are asked for, and the routes of the policy that each of them takes."""
ZONES = {
    "en": "Europe/London",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "ru": "Europe/Moscow",
    "vi": "Asia/Ho_Chi_Minh",
}
COUNTRIES = {"en": ("gb", "us"), "de": ("de",), "fr": ("fr",), "ru": ("ru",), "vi": ("vn",)}
_SIGN_OFF = {
    "formal": {
        "en": "Kind regards",
        "de": "Mit freundlichen Grüßen",
        "fr": "Cordialement",
        "ru": "С уважением",
        "vi": "Trân trọng",
    },
    "everyday": {
        "en": "Kind regards",
        "de": "Viele Grüße",
        "fr": "Bien à vous",
        "ru": "Всего доброго",
        "vi": "Thân mến",
    },
}
_ADDRESS = {
    "relaxed": {"de": "du", "fr": "vous", "ru": "вы", "vi": "bạn"},
    "everyday": {"de": "sie", "fr": "vous", "ru": "вы", "vi": "anh/chị"},
    "formal": {"de": "sie", "fr": "vous", "ru": "Вы", "vi": "quý khách"},
}
_CHANNELS = ("email", "chat", "whatsapp", "instagram", "facebook")
_CHANNELS_OF = {"ru": ("telegram", "vk"), "vi": ("zalo",)}
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяđß",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya d ss".split(" "),
        strict=True,
    )
)
_LEAST_DIGITS = 6
"""Digits from which on a number of digits alone may be an order number: fewer are met in any reply."""
_MOST_EXAMPLE = 40


class Answers(NamedTuple):
    """All that a new brand is made of. Codes are ISO 639-1 and, in lower case, ISO 3166.

    `hours` leads from a day (`mon`) to `09:00-18:00`; `teams` from a key of `TEAMS` to the team's name, where "lead"
    alone has to be there; `ids` are patterns; `ui` is the language of the comments.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    channels: tuple[str, ...]
    formality: str
    warmth: str
    address: Mapping[str, str]
    person: str
    sign_off: Mapping[str, str]
    teams: Mapping[str, str]
    hours: Mapping[str, str]
    time_zone: str
    own: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    ui: str = "en"


def usual_address(language: str, formality: str) -> str:
    """The form of address that goes with the formality; `language` is a key of ADDRESS."""
    return _ADDRESS[formality][language]


def usual_sign_off(language: str, formality: str, address: str = "") -> str:
    """The closing words that go with the formality and the form of address."""
    if address == "tu":
        return "À bientôt"
    return _SIGN_OFF["formal" if formality == "formal" else "everyday"][language]


def usual_channels(languages: Sequence[str]) -> tuple[str, ...]:
    """The channels that most brands of these languages answer on."""
    return (*_CHANNELS, *(name for one in languages for name in _CHANNELS_OF.get(one, ())))


def usual_countries(languages: Sequence[str]) -> tuple[str, ...]:
    """The countries where most customers with these languages live, as ISO 3166 codes."""
    return tuple(dict.fromkeys(code for one in languages for code in COUNTRIES[one]))


def usual_name(title: str) -> str:
    """A folder's name for a brand's title; "" where none of its letters has one."""
    spelt = "".join(_CYRILLIC.get(letter, letter) for letter in title.lower())
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def id_pattern(example: str) -> str:
    """The pattern of all numbers that look like `example`: its letters as they are, any digits where it has digits.

    Raises ValueError with "no_digits", "too_short" or "too_long" where the pattern would fit what is no number of the
    brand's, or nothing.
    """
    example = example.strip()
    if len(example) > _MOST_EXAMPLE:
        raise ValueError("too_long")
    digits = sum(map(str.isdigit, example))
    if not digits or not example.isascii():
        raise ValueError("no_digits")
    letters = sum(map(str.isalpha, example))
    if digits < (3 if letters else _LEAST_DIGITS):
        raise ValueError("too_short")
    pattern = re.sub(
        r"[0-9]+|[^0-9]+",
        lambda run: rf"\d{{{len(run[0])}}}" if run[0][0].isdigit() else _literal(run[0]),
        example,
    )
    return rf"(?<!\d){pattern}(?!\d)" if not letters else pattern


def _literal(text: str) -> str:
    """`text` escaped for a pattern, but for the signs that are read more easily bare."""
    return re.escape(text).replace(r"\-", "-").replace(r"\ ", " ").replace(r"\#", "#")
