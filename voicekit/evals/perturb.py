"""Texts as people type them: without accents, with typos, in lower case; the same ones each time.

It must never draw what it does from anything but the text's id, nor touch what is no word: numbers, links, handles.
"""

from __future__ import annotations

import re
import unicodedata
from random import Random

from voicekit.evals.cases import Case
from voicekit.evals.messages import Message

VARIANTS: dict[str, str] = {
    "accents": "without accents",
    "spelt": "ae oe ue ss, е for ё",
    "typos": "with typos",
    "both": "without accents, with typos",
    "lower": "in lower case",
}
"""Each way of typing, and what it is called."""

LEAST_LETTERS = 5
"""Shorter words keep their letters: a slip in them makes another word of it."""
ONE_IN = 8
"""At most one word in so many has a slip."""

_LETTERS: dict[str, dict[str, str]] = {
    "en": {},
    "de": {"ß": "ss"},
    "fr": {"œ": "oe", "æ": "ae"},
    "ru": {"ё": "е"},
    "vi": {"đ": "d"},
}
"""What becomes of letters that are no plain letter with a mark. й is a letter of its own and stays."""
_SPELT: dict[str, dict[str, str | int | None]] = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"},
    "ru": {"ё": "е", "Ё": "Е"},
}
_KEYS = {
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "vi": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
"""The rows of letters of the keyboard in use; a key's neighbours are those beside it in its row."""
_WORD = re.compile(r"(?<!\S)[(\"'«„“]?([^\W\d_]+)[.,;:!?…)\"'»“”]*(?!\S)")


def perturbed(text: str, variant: str, language: str, seed: str) -> str:
    """`text` typed the way of `variant`; the same text where the way changes nothing in it. KeyError for another."""
    if variant == "lower":
        return text.lower()
    if variant == "spelt":
        return text.translate(str.maketrans(_SPELT.get(language, {})))
    if variant in ("typos", "both"):
        text = _slipped(text, language, Random(f"{language} {seed}"))
        return text if variant == "typos" else _bare(text, language)
    if variant == "accents":
        return _bare(text, language)
    raise KeyError(variant)


def message_as(message: Message, variant: str) -> Message | None:
    """The message typed this way; None where that changes nothing."""
    text = perturbed(message.text, variant, message.language, message.id)
    return message._replace(text=text) if text != message.text else None


def case_as(case: Case, variant: str) -> Case | None:
    """The case with its customer's turns typed this way; None where that changes nothing."""
    turns = tuple(
        turn._replace(text=perturbed(turn.text, variant, case.language, f"{case.id} {number}"))
        if turn.role == "customer"
        else turn
        for number, turn in enumerate(case.conversation.turns)
    )
    if turns == case.conversation.turns:
        return None
    return case._replace(conversation=case.conversation._replace(turns=turns))


def _bare(text: str, language: str) -> str:
    """Without marks on the letters, as on a keyboard that has none."""
    letters = _LETTERS.get(language, {})
    out = []
    for char in text:
        plain = letters.get(char.lower())
        if plain is None and char.lower() != "й":
            parts = unicodedata.normalize("NFD", char)
            plain = (
                "".join(part for part in parts if not unicodedata.combining(part)) if char.isalpha() else char
            )
        elif plain is not None and char.isupper():
            plain = plain.capitalize()
        out.append(char if plain is None else plain)
    # A mark that stands apart from its letter (text in NFD) falls away too; one of emoji or of й does not.
    bare = "".join(out)
    return re.sub(r"(?<=[a-zA-Z])[\u0300-\u036f]+", "", bare)


def _slipped(text: str, language: str, random: Random) -> str:
    """With one slip in some of the longer words, never in the first letter of one."""
    words = list(_WORD.finditer(text))
    long = [word for word in words if len(word[1]) >= LEAST_LETTERS]
    chosen = random.sample(long, min(len(long), len(words) // ONE_IN))
    for word in sorted(chosen, key=lambda one: one.start(), reverse=True):
        start, end = word.span(1)
        text = text[:start] + _slip(word[1], language, random) + text[end:]
    return text


def _slip(word: str, language: str, random: Random) -> str:
    """The word with two letters swapped, one dropped, one doubled, or a key beside the right one hit."""
    at = random.randrange(1, len(word))
    kind = random.choice(("swap", "drop", "double", "key"))
    if kind == "swap":
        # Two equal letters make no slip; where no two differ, one is dropped.
        places = [n for n in range(1, len(word) - 1) if word[n] != word[n + 1]]
        if places:
            at = random.choice(places)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "key":
        beside = _beside(word[at], language)
        if beside:
            return word[:at] + random.choice(beside) + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 :]


def _beside(char: str, language: str) -> str:
    """The keys beside that of `char`, in its case; nothing for a letter without a key of its own."""
    low = char.lower()
    for row in _KEYS.get(language, _KEYS["en"]):
        at = row.find(low)
        if at >= 0:
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            return near.upper() if char.isupper() else near
    return ""
