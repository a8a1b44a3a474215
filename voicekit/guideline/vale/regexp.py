"""Go's and .NET's regular expressions, as Vale reads them, rewritten so that Python's parser reads them the same.

It changes notation only; what folded text makes of a pattern is said in `patterns`.
"""

from __future__ import annotations

import re
import warnings
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from voicekit.guideline.vale.report import NotTakenError

_LETTERS = "a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386-\u03ff\u0400-\u052f\u1e00-\u1eff"
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0410-\u042f\u0401"
_LOWER = "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u044f\u0451"
_PROPERTIES = {
    "L": _LETTERS, "Letter": _LETTERS, "Lu": _UPPER, "Ll": _LOWER, "N": r"\d", "Nd": r"\d",
    "P": "!-#%-*,-/:;?@\\[-\\]_{}\u00a1\u00ab\u00bb\u2010-\u2027",
    "Z": r"\s", "Zs": r"\s",
}  # fmt: skip
_POSIX = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "punct": r"!-/:-@\[-`{-~", "word": r"\w", "blank": r" \t", "xdigit": "0-9a-fA-F",
}  # fmt: skip
_FLAGS = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([):])")
_NAMED = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_BACK = re.compile(r"\\k<(\w+)>")
_CODE = re.compile(r"\\x\{([0-9A-Fa-f]{1,5})\}")
_PROPERTY = re.compile(r"\\([pP])(?:\{(\^?)(\w+)\}|(\w))")
_POSIX_CLASS = re.compile(r"\[:(\^?)(\w+):\]")
_HARMLESS = frozenset("ims")
"""Flags that are read: `m` and `s` say nothing here, where a text has no line ends."""


def parse(pattern: str) -> Any:
    """The pattern as `re`'s parser reads it. Raises NotTakenError for what it has no notion of."""
    text = to_python(pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _parser.parse(text)
    except (re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "msg", None) or type(error).__name__
        raise NotTakenError(f"the pattern cannot be read: {said}") from None


def to_python(pattern: str) -> str:
    """The pattern in Python's notation: named groups, flags inside their group, Unicode properties, POSIX classes."""
    out: list[str] = []
    opened: list[int] = [0]
    """For each group that is open, how many further groups its flags have opened."""
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            text, at = _escape(pattern, at, in_class=False)
            out.append(text)
        elif char == "[":
            text, at = _class(pattern, at)
            out.append(text)
        elif char == "(":
            flags = _FLAGS.match(pattern, at)
            if flags:
                text = _flags(flags)
                if flags[3] == ":":
                    opened.append(0)
                elif text:
                    _refuse_late_flags(pattern, at, flags.end())
                    opened[-1] += 1
                out.append(text)
                at = flags.end()
                continue
            named = _NAMED.match(pattern, at)
            opened.append(0)
            out.append(f"(?P<{named[1]}>" if named else "(")
            at = named.end() if named else at + 1
        elif char == ")":
            out.append(")" * (opened.pop() + 1))
            if not opened:
                raise NotTakenError("the pattern cannot be read: a ')' too many")
            at += 1
        else:
            out.append(char)
            at += 1
    return "".join(out) + ")" * opened[0]


def _flags(found: re.Match[str]) -> str:
    on, off = set(found[1]), set(found[2] or "")
    unknown = (on | off) - _HARMLESS
    if unknown:
        raise NotTakenError(
            f"the flag '{min(unknown)}' of a pattern is not read; write the pattern without it"
        )
    if "i" in off:
        return "(?-i:"
    if "i" in on:
        return "(?i:"
    return "(?:" if found[3] == ":" else ""


def _refuse_late_flags(pattern: str, start: int, end: int) -> None:
    """A flag in mid-group holds to the group's end, over each '|': only at the group's start is that one group."""
    before = pattern[:start]
    if before and not before.endswith(("(", "(?:", "|")) and "|" in pattern[end:]:
        raise NotTakenError("a flag such as (?i) in mid-pattern; write it at the pattern's start")


def _escape(pattern: str, at: int, in_class: bool) -> tuple[str, int]:
    found = _PROPERTY.match(pattern, at)
    if found:
        return _property(found, in_class), found.end()
    pair = pattern[at : at + 2]
    back = _BACK.match(pattern, at)
    if back:
        return f"(?P={back[1]})", back.end()
    code = _CODE.match(pattern, at)
    if code:
        return re.escape(chr(int(code[1], 16))), code.end()
    if pair == "\\z":
        pair = "\\Z"
    elif pair[1:].isalnum() and not pair[1:].isascii():
        pair = pair[1:]
    return pair, at + 2


def _property(found: re.Match[str], in_class: bool) -> str:
    name = found[3] or found[4]
    members = _PROPERTIES.get(name)
    negated = (found[1] == "P") != bool(found[2])
    if members is None or (negated and in_class):
        raise NotTakenError(
            f"the character property '{found[0]}' is not known here; write the characters out"
        )
    if in_class:
        return members
    return f"[{'^' if negated else ''}{members}]"


def _class(pattern: str, at: int) -> tuple[str, int]:
    """A character class from its '[' on, and where it ends."""
    start = at
    at += 1
    out = ["["]
    if pattern[at : at + 1] == "^":
        out.append("^")
        at += 1
    first = True
    while at < len(pattern) and (first or pattern[at] != "]"):
        first = False
        posix = _POSIX_CLASS.match(pattern, at)
        if posix and not posix[1] and posix[2] in _POSIX:
            out.append(_POSIX[posix[2]])
            at = posix.end()
        elif pattern[at] == "\\":
            text, at = _escape(pattern, at, in_class=True)
            out.append(text)
        else:
            out.append("\\[" if pattern[at] == "[" else pattern[at])
            at += 1
    if at >= len(pattern):
        raise NotTakenError(f"the pattern cannot be read: '[' at character {start + 1} is never closed")
    return "".join((*out, "]")), at + 1
