"""The words around the places of a view where a name may be; most replies hold none, or one.

It never reads more of a text than a cue asks for, and says nothing of what is a name.
"""

from __future__ import annotations

from voicekit.text.lazyre import lazy

WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FOLLOWS = lazy(r"[^\w]{0,6}(\w)")
_STRONG = frozenset(("name", "heiße", "heisse", "appelle", "зовут", "tên", "là", "nom", "имя"))
_MANY = 24
_BEFORE, _AFTER = 50, 110
"""How far around a cue words are read, in code points."""


class Words:
    """The words of a view in lower case, with their places; their own case is asked for one by one."""

    def __init__(self, text: str, low: list[str], spans: list[tuple[int, int]]) -> None:
        self.text, self.low, self.spans = text, low, spans

    def shown(self, number: int) -> str:
        """Word `number` as it stands."""
        start, end = self.spans[number]
        return self.text[start:end]

    def gap(self, number: int) -> str:
        """What stands between word `number` and the one before it."""
        return self.text[self.spans[number - 1][1] if number else 0 : self.spans[number][0]]

    def after(self, number: int) -> str:
        """What stands between word `number` and the next one."""
        stop = self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.text)
        return self.text[self.spans[number][1] : stop]


def lower(text: str) -> str:
    """`text` in lower case at the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[0] for char in text)


def near(text: str, woken: list[str], whole: bool) -> Words | None:
    """The words around the places where a name may be: most replies hold none, or one."""
    low = lower(text)
    places: list[tuple[int, int]] = [(0, len(text))] if whole or len(woken) > _MANY else []
    if not places:
        for word in woken:
            _places(text, low, word, places)
            if "ss" in word:
                _places(text, low, word.replace("ss", "ß"), places)
        if not places:
            return None
        places.sort()
    spans: list[tuple[int, int]] = []
    end = 0
    for at, stop in places:
        start = max(end, at - _BEFORE)
        if start > end and start:
            start = _blank(text, start)
        last = _blank(text, min(len(text), stop + _AFTER))
        if last > start:
            spans += [match.span() for match in WORD.finditer(low, start, last)]
            end = last
    return Words(text, [low[start:stop] for start, stop in spans], spans)


def _blank(text: str, at: int) -> int:
    """The next place from `at` on, a word's length away at most, that is not inside a word."""
    for place in range(at, min(len(text), at + 40)):
        if text[place] in " \n":
            return place
    return min(len(text), at + 40)


def _places(text: str, low: str, word: str, places: list[tuple[int, int]]) -> None:
    """Add where `word` stands as a word of its own with a capital, or before a word with one."""
    size = len(word)
    at = low.find(word)
    while at >= 0:
        end = at + size
        if not low[end : end + 1].isalnum() and not (at and low[at - 1].isalnum()):
            follow = _FOLLOWS.match(text, end)
            if (follow and follow[1].isupper()) or text[at].isupper() or word in _STRONG:
                places.append((at, end))
        at = low.find(word, end)
