"""What a speech engine reads as a word, what letter by letter, and which form of a word a number asks for.

Every engine has its own dictionary; this must stay a rule of thumb that can be told in one sentence each.
"""

from __future__ import annotations

import unicodedata

from voicekit.text.segment import words as known_words
from voicekit.text.speech_words import wording

SHORT = 3
"""Letters up to which capitals are mostly an acronym."""
_VOWELS = frozenset("aeiouyäöüàâéèêëîïôùûœæаеёиоуыэюяăêôơưąęóíúáìò")


def form(number: str, language: str, forms: int) -> int:
    """Which form of a currency's name goes with `number`, as it is written."""
    if forms == 1:
        return 0
    whole, _, rest = number.partition("." if language == "en" else ",")
    if language == "fr":
        return 0 if whole in ("0", "1") else 1
    if language != "ru":
        return 0 if number == "1" else 1
    if rest:
        return 1
    digits = "00" + "".join(filter(str.isdecimal, whole))
    tens, ones = int(digits[-2]), int(digits[-1])
    return 2 if tens == 1 or ones == 0 or ones > 4 else 0 if ones == 1 else 1


def capitals(word: str, language: str, loud: bool) -> str:
    """A word in capitals: small where it is read as a word, else its letters with blanks between them.

    `loud` says that it stands among capitals that are shouted; without that, few short ones are taken for words.
    """
    low = word.casefold()
    pattern = _pattern(low)
    if toned(low, language):
        return low
    if loud or len(low) > SHORT:
        as_word = is_word(low, language) or (len(low) > SHORT and sounds(low, 2))
    else:
        as_word = pattern == "cvc" and low in known_words(wording(language))
    return low if "v" in pattern and as_word else spelt(word)


def is_word(word: str, language: str) -> bool:
    """Whether a word list of `language`, or the English one, has it; in Vietnamese, whether it has its marks."""
    low = word.casefold()
    if toned(low, language):
        return True
    parts = low.replace("’", "'").split("'")  # DON'T, L'ORDRE
    return any(
        part in known_words(code) for code in (wording(language), "en") for part in parts if len(part) > 1
    )


def toned(word: str, language: str) -> bool:
    """Whether it is Vietnamese with tone marks, which no acronym has."""
    return language == "vi" and any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))


def _pattern(low: str) -> str:
    """`v` for every vowel, `c` for every other letter, whatever the marks on it."""
    plain = (char if char == "й" else unicodedata.normalize("NFD", char)[0] for char in low)
    return "".join(
        "v" if char in _VOWELS or base in _VOWELS else "c" for char, base in zip(low, plain, strict=True)
    )


def sounds(piece: str, most: int = 4) -> bool:
    """Whether an engine would try to say it: digits, or letters with a vowel and at most `most` consonants in a row."""
    if piece.isdigit():
        return True
    pattern = _pattern(piece.casefold())
    return len(piece) > 1 and "v" in pattern and "c" * (most + 1) not in pattern


def humps(run: str) -> list[str]:
    """The words of a run of letters (or digits) in CamelCase: `USATrip` is `USA`, `Trip`."""
    starts = [0]
    for at in range(1, len(run)):
        follows = run[at].isupper() and not run[at - 1].isupper()
        ends = run[at].isupper() and run[at - 1].isupper() and run[at + 1 : at + 2].islower()
        if follows or ends:
            starts.append(at)
    return [run[start:end] for start, end in zip(starts, [*starts[1:], len(run)], strict=True)]


def spelt(word: str) -> str:
    """Letter by letter."""
    return " ".join(word)
