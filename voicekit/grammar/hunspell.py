"""Spelling with the hunspell dictionaries that are on this machine, read by chunspell.

Must never download a dictionary, nor call a word wrong that the dictionary's own encoding cannot write.
"""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from typing import TYPE_CHECKING

from voicekit.grammar.engine import Question, Slip, Unavailable, overlaps

if TYPE_CHECKING:
    from hunspell import Hunspell as Dictionary

_DIRECTORIES = {
    "darwin": ("~/Library/Spelling", "/Library/Spelling"),
    "linux": ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"),
}
_USUAL = {"en": ("US", "GB"), "de": ("DE",), "fr": ("FR",), "ru": ("RU",), "vi": ("VN",)}
"""The regions whose dictionaries are asked where nobody said one: what is right in any of them is right."""
_MARKS = "\u0300-\u036f"
_LETTER = rf"[^\W\d_][{_MARKS}]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’ʼ\u2010\u2011-](?:{_LETTER})+)*")
_STRESS = re.compile(f"[{_MARKS}]")
_STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-"})
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)", re.IGNORECASE)
_LONGEST = 60
_SUGGESTED = 10
"""Misspellings of one text that get suggestions: those cost up to 100 ms each, the check itself 0.1 ms."""
_SPARE = 1.0
"""Seconds before the deadline from which on no suggestions are made."""


class Hunspell:
    """Spelling in every language whose `.aff` and `.dic` are in `directory`, or where the system keeps them."""

    name = "hunspell"
    title = "hunspell"
    url = "https://hunspell.github.io/"

    def __init__(self, directory: str | os.PathLike[str] | None = None) -> None:
        if directory is not None:
            self._directories = [os.fspath(directory)]
        else:
            known = _DIRECTORIES.get(sys.platform, _DIRECTORIES["linux"])
            self._directories = [os.path.expanduser(one) for one in known]
        self._known: dict[tuple[str, str], Dictionary] = {}

    def load(self) -> None:
        """Import chunspell. Raises Unavailable."""
        try:
            import hunspell  # noqa: F401
        except ImportError:
            raise Unavailable(
                "absent", "hunspell is not installed: pip install 'voicekit[hunspell]'"
            ) from None

    def read(self, question: Question, deadline: float) -> list[Slip]:
        """The words that no dictionary of the language knows. Raises Unavailable where there is no dictionary."""
        dictionaries = [self._open(*place) for place in self._places(question)]
        if not dictionaries:
            code = question.language
            where = " or ".join(self._directories)
            raise Unavailable(
                "absent",
                f"no hunspell dictionary for '{code}' in {where}: install one (Debian: hunspell-{_package(code)})",
            )
        slips: list[Slip] = []
        verdicts: dict[str, bool] = {}
        for match in _WORD.finditer(question.text):
            if time.monotonic() > deadline:
                raise Unavailable("down", "the draft is too long for hunspell to read in time")
            start, end = match.span()
            word = _STRESS.sub("", unicodedata.normalize("NFC", match[0])).translate(_STRAIGHT)
            if word in verdicts:
                right = verdicts[word]
            else:
                right = verdicts[word] = _unread(word) or any(_spells(one, word) for one in dictionaries)
            if right or overlaps(start, end, question.exempt):
                continue
            generous = len(slips) < _SUGGESTED and time.monotonic() < deadline - _SPARE
            more = dictionaries[0].suggest(word)[:3] if generous else ()
            slips.append(Slip(start, end, "spelling", "", tuple(filter(None, more)), True))
        return slips

    def _places(self, question: Question) -> list[tuple[str, str]]:
        """Folder and name of each dictionary to ask."""
        code = question.language
        wanted = (question.region,) if question.region else _USUAL.get(code, ())
        names = [*(f"{code}_{region}" for region in wanted), code]
        for directory in self._directories:
            found = [(directory, name) for name in names if _is_pair(directory, name)]
            if found:
                return found
        for directory in self._directories:  # another region's is better than none
            listed = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
            for file in listed:
                name, ending = os.path.splitext(file)
                if ending == ".aff" and name.startswith(f"{code}_") and _is_pair(directory, name):
                    return [(directory, name)]
        return []

    def _open(self, directory: str, name: str) -> Dictionary:
        if (directory, name) not in self._known:
            from hunspell import Hunspell as Dictionary

            self._known[directory, name] = Dictionary(name, hunspell_data_dir=directory)
        return self._known[directory, name]


def _is_pair(directory: str, name: str) -> bool:
    return all(os.access(os.path.join(directory, name + ending), os.R_OK) for ending in (".aff", ".dic"))


def _package(code: str) -> str:
    return {"en": "en-us", "de": "de-de"}.get(code, code)


def _unread(word: str) -> bool:
    """A single letter, an abbreviation in capitals, a CamelCase name, or what is no word any more."""
    return len(word) < 2 or len(word) > _LONGEST or word.isupper() or word[1:] != word[1:].lower()


def _spells(dictionary: Dictionary, word: str) -> bool:
    """Whether the word is right: as it stands, without its elided article or 's, or part by part at its hyphens."""
    if _knows(dictionary, word):
        return True
    bare = _ELIDED.sub("", word).removesuffix("'s")
    if bare != word and _knows(dictionary, bare):
        return True
    parts = bare.split("-")
    return len(parts) > 1 and all(_unread(part) or _knows(dictionary, part) for part in parts)


def _knows(dictionary: Dictionary, word: str) -> bool:
    try:
        return bool(dictionary.spell(word))
    except UnicodeEncodeError:
        return True  # a dictionary in Latin-1 cannot know a Cyrillic word, which does not make it wrong
