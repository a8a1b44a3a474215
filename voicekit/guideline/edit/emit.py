"""Plain values as the YAML a person would have written: the style of the shipped guidelines, not a library's.

It must never write what `yamlfile.parse_yaml` would read back as anything else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from voicekit.errors import GuidelineError
from voicekit.guideline.yamlfile import parse_yaml

WIDTH = 130
"""Columns after which a long text is folded and a short list stands below its key."""
_SMALL = 76
"""Columns a mapping may take between braces."""
_WORDS = re.compile(r"[^\W\d_][^\W_]*(?:[ -][^\W_]+)*")
# Read as something else by other readers of YAML, and quoted for them: words, dates, times.
_LOOKS_ELSE = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)|[-+.]?\d[\d:._+\-TZ ]*", re.IGNORECASE
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def after_key(value: Any, column: int) -> str:
    """What follows `key:` for a key at `column` (from 0): ` value`, or lines of their own, without a last line end."""
    if isinstance(value, dict) and value:
        line = flow(value)
        if column and len(line) <= _SMALL and _is_flat(value):
            return " " + line
        return "".join(
            f"\n{' ' * (column + 2)}{scalar(key, as_key=True)}:{after_key(inner, column + 2)}"
            for key, inner in value.items()
        )
    if isinstance(value, list) and value:
        line = flow(value)
        if len(line) + column <= WIDTH and not any(isinstance(entry, dict | list) for entry in value):
            return " " + line
        dash = f"\n{' ' * (column + 2)}-"
        return "".join(dash + after_dash(entry, column + 2) for entry in value)
    return " " + (_block_text(value, column) or flow(value))


def after_dash(value: Any, column: int) -> str:
    """What follows the dash at `column` (from 0) of a list's entry, without a last line end."""
    if isinstance(value, dict) and value:
        return " " + _mapping(value, column + 2)
    if isinstance(value, list) and value:
        return " " + flow(value)
    return " " + (_block_text(value, column) or flow(value))


def flow(value: Any) -> str:
    """A value on one line, as it may stand between brackets."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{scalar(k, flow=True, as_key=True)}: {flow(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, flow=True)


def scalar(value: Any, *, flow: bool = False, as_key: bool = False) -> str:
    """A text, number, truth value or null on one line; a text is quoted only where it has to be."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    if _is_plain(value, flow, as_key):
        return value
    if any(_needs_escape(char) for char in value):
        return '"' + "".join(map(_escaped, value)) + '"'
    if "\\" in value or '"' in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _mapping(value: dict[str, Any], column: int) -> str:
    return f"\n{' ' * column}".join(
        f"{scalar(key, as_key=True)}:{after_key(inner, column)}" for key, inner in value.items()
    )


def _is_flat(value: dict[str, Any]) -> bool:
    """True where nothing in it is a text long enough to want a line of its own."""
    parts = [part for inner in value.values() for part in (inner if isinstance(inner, list) else [inner])]
    return all(not isinstance(part, dict | list) and len(str(part)) <= 40 for part in parts)


def _is_plain(text: str, flow: bool, as_key: bool) -> bool:
    if not text or _LOOKS_ELSE.fullmatch(text) or any(map(_needs_escape, text)):
        return False
    if _WORDS.fullmatch(text):
        return True
    if text != text.strip():
        return False
    around = f"{{{text}: x, y: z}}" if flow else f"{text}: x\ny: z"
    if not as_key:
        around = f"k: [{text}, x]" if flow else f"k: {text}\ny: z"
    try:
        data = parse_yaml(around.encode("utf-8"), "").data
    except (GuidelineError, UnicodeEncodeError):
        return False
    if as_key:
        return data == {text: "x", "y": "z"}
    return data == ({"k": [text, "x"]} if flow else {"k": text, "y": "z"})


def _block_text(value: Any, column: int) -> str:
    """A text of several lines, or one too long for one line, as a block below its key; empty where it is neither."""
    if not isinstance(value, str) or any(_needs_escape(char) for char in value if char != "\n"):
        return ""
    indent = "\n" + " " * (column + 2)
    if "\n" in value:
        body = value.removesuffix("\n")
        lines = body.split("\n")
        if not body.strip() or body[0] in " \n" or any(line != line.rstrip(" ") for line in lines):
            return ""
        if not lines[-1]:
            return ""
        head = "|" if value.endswith("\n") else "|-"
        return head + "".join(indent + line if line else "\n" for line in lines)
    if len(value) + column <= WIDTH or value != value.strip() or "  " in value:
        return ""
    rows: list[str] = []
    for word in value.split(" "):
        if rows and len(rows[-1]) + 1 + len(word) + column + 2 <= WIDTH:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return ">-" + "".join(indent + row for row in rows)


def _needs_escape(char: str) -> bool:
    """True for what nobody would see in a file, or what YAML does not take as it is."""
    if char == " " or "!" <= char <= "~":
        return False
    # A joiner between two pictures is part of an emoji: escaped it could no longer be read.
    return char != "\u200d" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zs", "Zl", "Zp")


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not _needs_escape(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
