"""Tells words in capitals that are shouted from acronyms, which are never written otherwise.

It must rather miss a shout than blame GmbH, ИНН or USB; names it cannot know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from voicekit.text.segment import LANGUAGES, words

LONG = 6
"""Letters from which one word in capitals alone is taken for shouting."""
# Acronyms that the word lists hold, or that look like words by their vowels.
_ACRONYMS = frozenset(
    """aids ascii asap covid fifa html http https interpol isbn lidar nafta nasa nasdaq nato oecd opec packstation sepa
    schufa uefa unesco unicef wifi ржунимагу юнеско юнисеф""".split()
)
# Short words that no acronym shares, so that DO NOT and NE PAS are heard too.
_SMALL = frozenset(
    """and but not now the yes you your never bei bin das nie nur und ihr nicht kein keine les mes pas tes vos vous
    votre вам вас все всё для его нет нам нас они при так уже это эта""".split()
)
_PARTS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyäöüàâéèêëîïôùûœæаеёиоуыэюя]")
_ENDINGS = ("ing", "ed", "s", "d", "ly", "able")


def shouted(group: Sequence[str], language: str) -> bool:
    """Whether `group`, words in capitals that follow each other, is shouted: one is a word of `language` or English.

    A word that stands alone must have LONG letters, because short ones are mostly names and codes.
    """
    if len(group) == 1 and len(group[0]) < LONG:
        return False
    return any(_spoken(part, language) for word in group for part in _PARTS.findall(word.casefold()))


def is_word(word: str, language: str) -> bool:
    """Whether `word` (casefolded) may be a word of `language` or of English that somebody stressed by capitals."""
    return word in words(language) or word in words("en") or _spoken(word, language)


def _spoken(word: str, language: str) -> bool:
    if word in _ACRONYMS:
        return False
    if word in _SMALL:
        return True
    if language == "vi" and any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", word)):
        return True  # acronyms have no tone marks; the d of VNĐ does not come apart
    if len(word) < 4 or not _VOWEL.search(word):
        return False
    known = words("en")
    if word in words(language) or word in known:
        return True
    if language == "en":
        return any(word.endswith(end) and word.removesuffix(end) in known for end in _ENDINGS)
    if language not in LANGUAGES:
        return language != "vi"
    # The lists of the other languages are short; what is long and has its vowels is taken for a word.
    of_script = language != "ru" or not word.isascii()
    return of_script and len(word) >= LONG and 4 * len(_VOWEL.findall(word)) >= len(word)
