"""Texts that a pattern matches, made from the pattern itself: the raw material of a rule's generated examples.

A sample is a guess; whoever uses one has to hold it against the rule.
"""

from __future__ import annotations

from itertools import islice
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

from voicekit.guideline.patterns import parsed

_MOST = 12
"""Samples made of one pattern."""
_LIKED = "eam2 -.,'"
"""What a class of many characters is shown by, the first that it holds."""
_CATEGORY = {
    sre.CATEGORY_DIGIT: "2", sre.CATEGORY_NOT_DIGIT: "e", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_SPACE: "e",
    sre.CATEGORY_WORD: "e", sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def samples(pattern: str) -> list[str]:
    """At most twelve different texts that `pattern` (of ours) is likely to match, plainest first."""
    tree = parsed(pattern)
    found: dict[str, None] = {}
    for turn in range(_MOST):
        # Whole branches first; then with what may be left out, and with what look-arounds ask for.
        for more, look in ((0, True), (0, False), (1, True)):
            text = _Maker(turn, more, look).sequence(tree)
            if text.strip():
                found[text] = None
    return list(islice(found, _MOST))


class _Maker:
    """Takes branch number `turn` at each fork, `more` rounds of what may be left out, look-arounds as text or not."""

    def __init__(self, turn: int, more: int, look: bool) -> None:
        self.turn = turn
        self.more = more
        self.look = look
        self.groups: dict[int, str] = {}

    def sequence(self, tree: Any) -> str:
        return "".join(self.node(op, value) for op, value in tree.data)

    def node(self, op: Any, value: Any) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.ANY:
            return "e"
        if op is sre.NOT_LITERAL:
            return next(char for char in _LIKED if ord(char) != value)
        if op is sre.IN:
            return self.member(value)
        if op is sre.BRANCH:
            return self.sequence(value[1][self.turn % len(value[1])])
        if op in _REPEATS:
            rounds = min(max(value[0], self.more), value[1], 20)
            return "".join(self.sequence(value[2]) for _ in range(rounds))
        if op is sre.SUBPATTERN:
            text = self.sequence(value[3])
            if value[0] is not None:
                self.groups[value[0]] = text
            return text
        if op is sre.GROUPREF:
            return self.groups.get(value, "")
        if op is sre.ATOMIC_GROUP:
            return self.sequence(value)
        if op is sre.ASSERT and self.look:
            return self.sequence(value[1])
        return ""

    def member(self, items: Any) -> str:
        if items[0][0] is sre.NEGATE:
            return next((char for char in _LIKED + "zZ9" if not _holds(items[1:], char)), "e")
        liked = next((char for char in _LIKED if _holds(items, char)), "")
        name, item = items[self.turn % len(items)]
        if liked and len(items) > 2:
            return liked
        if name is sre.LITERAL:
            return chr(item)
        if name is sre.RANGE:
            return liked or chr(item[0])
        return _CATEGORY.get(item, "e")


def _holds(items: Any, char: str) -> bool:
    for name, item in items:
        if name is sre.LITERAL and item == ord(char):
            return True
        if name is sre.RANGE and item[0] <= ord(char) <= item[1]:
            return True
        if name is sre.CATEGORY and _in_category(item, char):
            return True
    return False


def _in_category(item: Any, char: str) -> bool:
    word, blank, digit = char.isalnum() or char == "_", char.isspace(), char.isdecimal()
    return {
        sre.CATEGORY_WORD: word, sre.CATEGORY_NOT_WORD: not word, sre.CATEGORY_SPACE: blank,
        sre.CATEGORY_NOT_SPACE: not blank, sre.CATEGORY_DIGIT: digit, sre.CATEGORY_NOT_DIGIT: not digit,
    }.get(item, False)  # fmt: skip
