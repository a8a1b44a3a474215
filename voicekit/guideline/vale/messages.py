"""Vale's messages in our form: `%s` and its like become the placeholders a kind fills.

It must never leave a brace in a message that is not a placeholder of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_VERB = re.compile(r"%(?:\[(\d+)\])?[svdq]|%%")
_PLAIN_BRACES = str.maketrans("{}", "()")
_QUOTED = ("'%s'", '"%s"')


def filled(message: str, values: Sequence[str]) -> str:
    """The message with `values` (placeholders of ours, or plain text) where Go's Sprintf would put its arguments.

    What Vale gives no value for is left empty, as there; braces of the message itself become brackets.
    """
    at = 0

    def value(verb: re.Match[str]) -> str:
        nonlocal at
        if verb[0] == "%%":
            return "%"
        if verb[1]:
            at = int(verb[1]) - 1
        found = values[at] if 0 <= at < len(values) else ""
        at += 1
        return f'"{found}"' if verb[0].endswith("q") else found

    parts: list[str] = []
    last = 0
    for verb in _VERB.finditer(message):
        parts += [message[last : verb.start()].translate(_PLAIN_BRACES), value(verb)]
        last = verb.end()
    return "".join((*parts, message[last:].translate(_PLAIN_BRACES))).strip()


def uses(message: str, place: int) -> bool:
    """Whether the message shows its value number `place`, from 0."""
    return filled(message, [""] * place + ["\0"]).count("\0") > 0


def unquoted(message: str) -> str:
    """The message of a rule with the action `replace`: of two quoted `%s` the first loses its marks.

    Vale puts its own around what it offers.
    """
    for quoted in _QUOTED:
        if message.count(quoted) == 2:
            message = message.replace(quoted, "%s", 1)
    return message


def offered(options: Sequence[str]) -> str:
    """What Vale writes for several replacements: `'a' or 'b'`, `'a', 'b', or 'c'`."""
    marked = [f"'{option}'" for option in options]
    if len(marked) <= 2:
        return " or ".join(marked)
    return ", ".join((*marked[:-1], f"or {marked[-1]}"))
