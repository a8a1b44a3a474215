"""A pattern of Vale's written for our folded text: case, quotes and blanks as folded text has them, repeats bounded.

It must never write a pattern that our own loader would refuse, nor widen one without a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from voicekit.guideline.ambiguity import parts_of
from voicekit.guideline.patterns import is_bounded, never_matches, pattern_problem
from voicekit.guideline.vale.regexp import parse
from voicekit.guideline.vale.report import NotTakenError
from voicekit.text.fold import fold_plain

_CAPS = ((100, 12), (40, 8), (20, 5), (12, 3))
"""Upper limits to try for an endless repeat: of one character, and of more."""
_LINE = (1_000, 100)
"""The same for a pattern that all of a line has to fit."""
_WIDEST_RANGE = 3_000
_BLANKS = (
    "the pattern tells blanks apart (line breaks, tabs, two in a row), and text is read with single blanks"
)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_EDGES = {
    sre.AT_BEGINNING: "^", sre.AT_BEGINNING_STRING: r"\A", sre.AT_END: "$", sre.AT_END_STRING: r"\Z",
    sre.AT_BOUNDARY: r"\b", sre.AT_NON_BOUNDARY: r"\B",
}  # fmt: skip
_SENTENCE_EDGES = {sre.AT_BEGINNING: r"(?:^|(?<=[.!?] ))", sre.AT_END: r"(?:$|(?<=[.!?])(?= ))"}
_REPEATS = {sre.MAX_REPEAT: "", sre.MIN_REPEAT: "?", sre.POSSESSIVE_REPEAT: "+"}
LINE_EDGES = "'^' and '$' mean the beginning and end of the reply here, not of each line"


class View(NamedTuple):
    """The text a pattern reads: `folded` to lower case or as written; `sentence` where ^ and $ mean a sentence's edges.

    `ignorecase` is what Vale's rule says; on a text as written it is written into the pattern.
    """

    folded: bool
    ignorecase: bool
    sentence: bool = False


class Piece(NamedTuple):
    """A pattern as written for us, and what is different about it.

    `merged` are signs that the pattern is about and that folded text does not tell from others, such as ’ from '.
    """

    text: str
    notes: tuple[str, ...] = ()
    merged: str = ""


def told_apart(patterns: Iterable[str], ignorecase: bool) -> bool:
    """Whether one of the patterns tells capitals from small letters. What cannot be read is left to `translated`."""
    for pattern in patterns:
        try:
            if any(not ci for ci in _cases(parse(pattern), ignorecase)):
                return True
        except NotTakenError:
            continue
    return False


def translated(pattern: str, view: View, *, captures: bool = True) -> Piece:
    """`pattern` for our text; with `captures=False` its groups only group.

    Raises NotTakenError where it cannot be had.
    """
    tree = parse(pattern)
    problem = ""
    for single, several in _CAPS:
        writer = _Writer(view, single, several, captures)
        text = writer.sequence(tree, view.ignorecase)
        if not text:
            raise NotTakenError("the pattern is empty")
        problem = pattern_problem(text)
        if not problem:
            blank = never_matches(text, ignorecase=view.folded)
            if blank:
                raise NotTakenError(_BLANKS if "blank" in blank else blank)
            if is_bounded(text):
                spoken = any(True for _ in _cases(tree, view.ignorecase))
                return Piece(text, tuple(writer.notes), "" if spoken else " ".join(sorted(writer.merged)))
        elif "hang" not in problem:
            break
    raise NotTakenError(problem or "its repeats are too wide, even with an upper limit for each")


def whole_text(pattern: str) -> Piece:
    """`pattern`, which Vale searches for, as one that the whole of an unfolded line has to fit.

    Raises NotTakenError where it cannot be had.
    """
    before = "" if pattern.startswith("^") else ".*"
    after = "" if pattern.endswith("$") and not pattern.endswith("\\$") else ".*"
    writer = _Writer(View(False, False), *_LINE, captures=False)
    text = writer.sequence(parse(f"{before}(?:{pattern}){after}"), False)
    problem = pattern_problem(text)
    if problem:
        raise NotTakenError(problem)
    return Piece(text)


def _cases(tree: Any, ci: bool) -> Iterator[bool]:
    """For each letter of the pattern whether its case counts for nothing."""
    for op, value in tree.data:
        if op is sre.SUBPATTERN:
            yield from _cases(value[3], _flagged(value, ci))
        elif op in (sre.LITERAL, sre.NOT_LITERAL):
            if chr(value).lower() != chr(value).upper():
                yield ci
        elif op is sre.IN:
            if any(name in (sre.LITERAL, sre.RANGE) and _is_cased(name, item) for name, item in value):
                yield ci
        else:
            for part in parts_of(op, value):
                yield from _cases(part, ci)


def _is_cased(name: Any, item: Any) -> bool:
    codes = range(item[0], min(item[1], item[0] + 200) + 1) if name is sre.RANGE else (item,)
    return any(chr(code).lower() != chr(code).upper() for code in codes)


def _flagged(value: Any, ci: bool) -> bool:
    if value[1] & re.IGNORECASE:
        return True
    return False if value[2] & re.IGNORECASE else ci


class _Writer:
    """Writes one parsed pattern; endless repeats end at `single` characters or `several` rounds."""

    def __init__(self, view: View, single: int, several: int, captures: bool) -> None:
        self.view = view
        self.captures = captures
        self.single = single
        self.several = several
        self.notes: dict[str, None] = {}
        self.merged: set[str] = set()

    def sequence(self, tree: Any, ci: bool) -> str:
        out: list[str] = []
        blank_before = False
        for op, value in tree.data:
            blank = _is_blank(op, value)
            if blank and blank_before:
                raise NotTakenError(_BLANKS)
            blank_before = blank and _needs_one(op, value)
            out.append(self.node(op, value, ci))
        return "".join(out)

    def node(self, op: Any, value: Any, ci: bool) -> str:
        if op is sre.LITERAL:
            return self.literal(chr(value), ci)
        if op is sre.NOT_LITERAL:
            return self.members([(sre.NEGATE, None), (sre.LITERAL, value)], ci)
        if op is sre.IN:
            return self.members(value, ci)
        if op is sre.ANY:
            return "."
        if op is sre.AT:
            return self.edge(value)
        if op in _REPEATS:
            return self.repeat(op, value, ci)
        if op is sre.BRANCH:
            return f"(?:{self.either(value[1], ci)})"
        if op is sre.SUBPATTERN:
            return self.group(value, ci)
        if op is sre.GROUPREF:
            raise NotTakenError("the pattern refers back to a group of its own, which is not read here")
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return self.look(op, value, ci)
        if op is sre.ATOMIC_GROUP:
            return f"(?>{self.sequence(value, ci)})"
        raise NotTakenError(f"the pattern has a part that is not known here ({str(op).lower()})")

    def group(self, value: Any, ci: bool) -> str:
        number, body = value[0], value[3]
        inner = _flagged(value, ci)
        alone: Any = body.data[0] if len(body.data) == 1 else (None, None)
        said = self.either(alone[1][1], inner) if alone[0] is sre.BRANCH else self.sequence(body, inner)
        if number is not None and self.captures:
            return f"({said})"
        return f"(?:{said})" if alone[0] is sre.BRANCH else said

    def either(self, branches: Any, ci: bool) -> str:
        return "|".join(self.sequence(branch, ci) for branch in branches)

    def look(self, op: Any, value: Any, ci: bool) -> str:
        """A lookaround; a look-behind for one of several, which may differ in width, becomes several of them."""
        way, body = value
        sign = "=" if op is sre.ASSERT else "!"
        if way > 0:
            return f"(?{sign}{self.sequence(body, ci)})"
        if body.data and body.data[0][0] in _REPEATS:  # looking back over more of them proves nothing more
            kind, (low, _, repeated) = body.data[0]
            body = body[:]
            body.data = [(kind, (low, low, repeated)), *body.data[1:]] if low else body.data[1:]
        alone: Any = body.data[0] if len(body.data) == 1 else (None, None)
        if alone[0] is sre.SUBPATTERN and alone[1][0] is None and len(alone[1][3].data) == 1:
            alone = alone[1][3].data[0]
        if alone[0] is not sre.BRANCH:
            return f"(?<{sign}{self.sequence(body, ci)})"
        looks = [f"(?<{sign}{self.sequence(branch, ci)})" for branch in alone[1][1]]
        return f"(?:{'|'.join(looks)})" if sign == "=" else "".join(looks)

    def edge(self, value: Any) -> str:
        if value in _SENTENCE_EDGES:
            if self.view.sentence:
                return _SENTENCE_EDGES[value]
            self.notes[LINE_EDGES] = None
        return _EDGES[value]

    def repeat(self, op: Any, value: Any, ci: bool) -> str:
        low, high, body = value
        one = len(body.data) == 1 and body.data[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)
        if len(body.data) == 1 and _is_blank(*body.data[0]):
            if low > 1:
                raise NotTakenError(_BLANKS)
            high = 1  # there never are two
        elif high == sre.MAXREPEAT:
            high = max(low, self.single if one else self.several)
        said = self.sequence(body, ci)
        if not (one and _is_atom(said)):
            said = f"(?:{said})"
        if (low, high) == (1, 1):
            return said
        count = "?" if (low, high) == (0, 1) else f"{{{low}}}" if low == high else f"{{{low},{high}}}"
        return said + count + (_REPEATS[op] if low != high else "")

    def literal(self, char: str, ci: bool) -> str:
        if char != " " and char.isspace():
            raise NotTakenError(_BLANKS)
        forms = self.forms(char, ci)
        if fold_plain(char, casefold=False) != char:
            self.merged.add(char)
        if not forms or not all(forms):
            raise NotTakenError(f"U+{ord(char):04X} cannot be seen and is not in the text that rules read")
        if len(forms) == 1:
            return _escaped(forms[0])
        if all(len(form) == 1 for form in forms):
            return f"[{''.join(map(_in_set, forms))}]"
        return f"(?:{'|'.join(map(_escaped, forms))})"

    def forms(self, char: str, ci: bool) -> list[str]:
        """What the character may be in the text this pattern reads."""
        if self.view.folded:
            return [fold_plain(char)]
        both = (char.lower(), char.upper()) if ci else (char,)
        return list(dict.fromkeys(fold_plain(form, casefold=False) for form in both))

    def members(self, items: Any, ci: bool) -> str:
        """A character class, folded; what folds to several characters stands beside it."""
        negated = items[0][0] is sre.NEGATE
        plain = {chr(item) for name, item in items if name is sre.LITERAL}
        self.merged |= {
            char for char in plain if fold_plain(char, casefold=False) not in plain and not negated
        }
        singles: set[str] = set()
        longer: set[str] = set()
        kept: list[str] = []
        white = False
        for name, item in items[negated:]:
            if name is sre.CATEGORY:
                kept.append(_CATEGORIES[item])
            elif name is sre.RANGE and item[1] - item[0] > _WIDEST_RANGE:
                kept.append(f"{_in_set(chr(item[0]))}-{_in_set(chr(item[1]))}")
            else:
                for code in range(item[0], item[1] + 1) if name is sre.RANGE else (item,):
                    if chr(code) != " " and chr(code).isspace():
                        white = True
                        continue
                    for form in self.forms(chr(code), ci):
                        (singles if len(form) == 1 else longer).add(form)
        longer.discard("")
        inside = "".join((*dict.fromkeys(kept), *_ranges(singles)))
        if negated:
            return f"[^{inside}]" if inside else "."
        if not inside and not longer:
            raise NotTakenError(_BLANKS if white else "a character class holds nothing that text may hold")
        if not longer:
            return inside if inside in _CATEGORIES.values() else f"[{inside}]"
        others = "|".join(map(_escaped, sorted(longer)))
        return f"(?:[{inside}]|{others})" if inside else f"(?:{others})"


def _is_blank(op: Any, value: Any) -> bool:
    """Whether a node matches blanks only."""
    if op is sre.LITERAL:
        return chr(value).isspace()
    if op is sre.IN:
        return all(
            (name is sre.LITERAL and chr(item).isspace())
            or (name is sre.CATEGORY and item is sre.CATEGORY_SPACE)
            for name, item in value
        )
    if op in _REPEATS:
        return len(value[2].data) == 1 and _is_blank(*value[2].data[0])
    return False


def _needs_one(op: Any, value: Any) -> bool:
    return op not in _REPEATS or value[0] > 0


def _is_atom(said: str) -> bool:
    """Whether a count behind it counts all of it."""
    return len(said) == 1 or (len(said) == 2 and said[0] == "\\") or said[0] == "["


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in ".^$*+?{}[]\\|()" else char for char in text)


def _in_set(char: str) -> str:
    return f"\\{char}" if char in "\\]^-[&~|" else char


def _ranges(chars: set[str]) -> Iterator[str]:
    """The characters as they stand in a class, three or more in a row as a range."""
    codes = sorted(map(ord, chars))
    at = 0
    while at < len(codes):
        last = at
        while last + 1 < len(codes) and codes[last + 1] == codes[last] + 1:
            last += 1
        run = [_in_set(chr(code)) for code in codes[at : last + 1]]
        yield f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(run)
        at = last + 1
