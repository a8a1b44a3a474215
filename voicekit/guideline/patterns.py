"""Static checks of one regex: does it compile, is it plain, could its repeats explode, can it match folded text at all.

It must never run a pattern over text: a bad one would hang the load.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from voicekit.guideline.ambiguity import TooLargeError, backtracks, explodes, parts_of
from voicekit.text.fold import fold

MAX_PATTERN = 5_000
MAX_COUNT = 1_000
MAX_WIDTH = 400
"""Widest match, in characters, of a pattern that `is_bounded`."""
MAX_STEPS = 200_000

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def pattern_problem(pattern: str) -> str:
    """Why `pattern` cannot be a rule's pattern, as a sentence with the mend; empty when it can."""
    if not pattern:
        return "is empty; write a pattern"
    if len(pattern) > MAX_PATTERN:
        return f"the pattern is over {MAX_PATTERN:,} characters; split it into several tokens"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = parsed(pattern)
            if (
                "(?<" in pattern
            ):  # the one thing that parses and does not compile: a look-behind of unknown width
                re.compile(pattern)
    except re.error as error:
        place = f" at character {error.pos + 1}" if error.pos is not None else ""
        return f"the pattern does not compile: {error.msg}{place}"
    except RecursionError:
        return "the pattern is nested too deep; split it into several tokens"
    except OverflowError:
        return f"the pattern counts over {MAX_COUNT:,} repeats; use a smaller figure"
    except Warning as warning:
        said = str(warning).partition(" at position ")[0].lower()
        return f"the pattern is unclear ({said}); put a backslash in front of that character"
    if tree.state.flags & ~re.UNICODE:
        return "inline flags such as (?i) are not read; use 'ignorecase' of the rule"
    for op, value in _walk(tree):
        if op is sre.SUBPATTERN and (value[1] or value[2]):
            return "inline flags such as (?i:...) are not read; use 'ignorecase' of the rule"
        if op in _REPEATS and MAX_COUNT < value[1] < sre.MAXREPEAT:
            return f"the pattern counts over {MAX_COUNT:,} repeats; use a smaller figure"
    if tree.getwidth()[0] == 0:
        return "the pattern can match nothing at all; let it need at least one character"
    try:
        hangs = explodes(tree)
    except TooLargeError:
        return "what the pattern repeats is too large to check; split it into several tokens"
    if hangs:
        return (
            "a repeat can match the same text in very many ways and hang; make what is repeated begin or end "
            "with something it must contain, such as '(?:\\w+ )+'"
        )
    return ""


@lru_cache(maxsize=4096)
def is_bounded(pattern: str) -> bool:
    """True for a pattern that can be left to `re`, which knows no time limit.

    No repeat is without an upper limit, no match is wider than MAX_WIDTH characters, and adjoining repeats cannot
    step back more than MAX_STEPS times. Raises re.error for a pattern that does not compile.
    """
    tree = parsed(pattern)
    if any(op in _REPEATS and value[1] == sre.MAXREPEAT for op, value in _walk(tree)):
        return False
    looks = sum(value[1].getwidth()[1] for op, value in _walk(tree) if op in (sre.ASSERT, sre.ASSERT_NOT))
    return bool(tree.getwidth()[1] + looks <= MAX_WIDTH and backtracks(tree) <= MAX_STEPS)


def never_matches(pattern: str, *, ignorecase: bool = True) -> str:
    """The first plain character of `pattern` that folded text never holds, with the mend; empty when there is none.

    Characters in sets such as ['’] are let pass: there the others still match.
    """
    if not unicodedata.is_normalized("NFC", pattern):
        return "letters with their accents apart never match: write each as one character (NFC)"
    if "  " in pattern:
        return "two blanks in a row never match: white space is read as one blank"
    for op, value in _walk(parsed(pattern)):
        if op is not sre.LITERAL:
            continue
        letter = chr(value)
        if letter in "\n\r\t\v\f\u00a0\u202f":
            return (
                "line breaks, tabs and hard blanks never match: white space is read as one blank, write ' '"
            )
        folded = fold(letter, ignorecase).text
        if folded != letter:
            if not folded:
                return f"U+{value:04X} cannot be seen and never matches; remove it"
            return f"'{letter}' never matches: text is read folded; write '{folded}'"
    return ""


def groups_of(pattern: str) -> int:
    """How many groups `pattern` captures."""
    return re.compile(pattern).groups


def _walk(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every node of a parsed pattern, outermost first; sets are not entered."""
    stack: list[Any] = [tree]
    while stack:
        for op, value in reversed(stack.pop().data):
            yield op, value
            stack.extend(parts_of(op, value))


@lru_cache(maxsize=4096)
def parsed(pattern: str) -> Any:
    """The pattern as re's own parser reads it. Raises re.error; what comes back may not be changed."""
    return _parser.parse(pattern)
