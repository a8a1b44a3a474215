"""Reads the turns of a thread for the checks that compare them with a draft: folded texts and word stems, kept once.

Every check asks here, so that a turn is folded and cut into words once. It gives texts and words and never says what
they mean; a thread that is read again costs nothing the second time.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from voicekit.guideline.context import Context
from voicekit.lint.checks.wordlists import Read
from voicekit.text.fold import fold
from voicekit.text.language import identify, stop_words
from voicekit.text.lazyre import lazy
from voicekit.text.once import once
from voicekit.text.plain import plain
from voicekit.types import Turn

_KEPT = 2_000
"""Characters up to which the reading of a turn is kept: 1,024 of them are a few megabytes at most."""
_STEM = {"en": 4, "de": 5, "fr": 4, "ru": 4}
"""Letters of a word that stay the same in most of its forms."""
_ENDING = {
    "en": lazy(r"(?:ing|ed|es|s)$"),
    "de": lazy(r"(?:en|er|es|em|e|n|s|t)$"),
    "fr": lazy(r"(?:es|s|e|x)$"),
    "ru": lazy(r"(?:ами|ями|ов|ой|ые|ый|ая|ую|[аеиоуыьюяй])$"),
}
_LEAST = 3
"""Letters that are left of a word at least when its ending goes."""
_MOST_STEMS = 50_000
_HARD_WRAP = 60
"""A line this long was wrapped by a mail program; a shorter one ended where the customer meant it to."""


def customer(context: Context) -> tuple[Turn, ...]:
    """The customer's turns, oldest first."""
    return tuple(turn for turn in context.turns if turn.role == "customer")


def ours(context: Context) -> tuple[Turn, ...]:
    """The turns of agents and bots, oldest first."""
    return tuple(turn for turn in context.turns if turn.role != "customer")


def newest(context: Context) -> tuple[Turn, ...]:
    """The customer's turns since our last one: what the draft answers. All of theirs where we have not answered yet."""
    turns = context.turns
    at = len(turns)
    while at and turns[at - 1].role == "customer":
        at -= 1
    return turns[at:]


class Heard:
    """A turn as checks read it, each part made once and only when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stems: dict[str, frozenset[str]] = {}

    @once
    def folded(self) -> Read:
        """As patterns read it: NFKC, lower case, straight apostrophes, each run of white space one blank."""
        return Read(fold(self._text).text)

    @once
    def typed(self) -> Read:
        """As `folded`, without accents and Vietnamese marks, as hurried people type; patterns are written so too.

        Lines the customer ended stay apart as "\n", for many end no sentence otherwise.
        """
        if "\n" in self._text:
            return Read(_lines(self._text))
        text = plain(self.folded.text)
        return self.folded if text == self.folded.text else Read(text)

    def stems(self, language: str) -> frozenset[str]:
        """As `stems` of the turn."""
        known = self._stems.get(language)
        if known is None:
            known = self._stems[language] = stems(self.typed, language)
        return known


def heard(text: str) -> Heard:
    """The reading of a turn's text."""
    return _heard(text) if len(text) <= _KEPT else Heard(text)


def stems(read: Read, language: str) -> frozenset[str]:
    """What the words of a text (folded or typed) share with their other forms; stop words are left out.

    In Vietnamese pairs of syllables without marks; figures and ids as they stand, in every language.
    """
    words = read.tokens if read.text.isascii() else [plain(word) for word in read.tokens]
    found = set(map(_table(language).__getitem__, words))
    found.discard("")
    if language == "vi":
        found.update([" ".join(pair) for pair in pairwise(words) if _SYLLABLES.isdisjoint(pair)])
    return frozenset(found)


@lru_cache(maxsize=1024)
def foreign(text: str, language: str) -> bool:
    """Whether the text is surely in another language than `language`: its words say nothing to a draft in that one."""
    guess = identify(text)
    return guess.sure and guess.code != language


@lru_cache(maxsize=1024)
def _heard(text: str) -> Heard:
    return Heard(text)


def _lines(text: str) -> str:
    out = ""
    wrapped = False
    for line in text.splitlines():
        read = plain(fold(line).text).strip()
        if out:
            out += " " if wrapped and read else "\n"
        out += read
        wrapped = len(line) >= _HARD_WRAP
    return out


class _Table(dict[str, str]):
    """The stem of each word that was met, "" for one that has none; bounded."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._stop = frozenset(map(plain, stop_words(language)))

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        stem = self[word] = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        if not word.isalpha():
            return word if len(word) > 1 else ""
        size = _STEM.get(self._language)
        if size is None or len(word) < _LEAST or word in self._stop:
            return ""
        bare = _ENDING[self._language].sub("", word)
        return (bare if len(bare) >= _LEAST else word)[:size]


@cache
def _table(language: str) -> _Table:
    return _Table(language)


# Without their marks the frequent words of Vietnamese look like half of its nouns (tiên, tiền): only those that do not.
_SYLLABLES = frozenset(
    """
    a ad ah anh ban ben bi boi cac cai chi cho chua chung co con cua cung da dang dau de den di do duoc dc e em gi ha
    hay het hom hon i it k ko khi khong la lai lam len luc luon ma may mai minh moi mot muon nao nay nen neu ngay nha
    nhe nhi nhu nhung noi nua o oi phai qua qui quy ra rang rat roi sao se shop ta tai tao the thi toi tren trong tu tui
    tuc tung     va van vang vao vay ve vi voi vui xin y bao nhieu dung duoi giup hang khach
    """.split()
)
