"""The words, runs of words and runs of letters of a text that a trained axis weighs.

The trainer and the reader share it: what one counts the other finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

SHORTEST, LONGEST = 2, 4
FEWEST = 20
"""A text counts as at least so many letters."""


def of_token(token: str) -> list[str]:
    """What is weighed of one token: the token, and for a word its letter runs with a blank at either end."""
    if not token[0].isalnum():
        return ["=" + token]
    if token.isdigit():
        token = "0"
    padded = f" {token} "
    runs = ["=" + token]
    for size in range(SHORTEST, LONGEST + 1):
        runs += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return runs


def of_text(tokens: Sequence[str]) -> Iterator[str]:
    """All that is weighed of a text: of each token, of two in a row ("" stands before the first), of three."""
    for at, token in enumerate(tokens):
        yield from of_token(token)
        yield f"={tokens[at - 1] if at else ''} {token}"
        if at > 1:
            yield f"={tokens[at - 2]} {tokens[at - 1]} {token}"


def family(run: str) -> str:
    """What kind of run it is: `1`, `2` or `3` tokens, or letters: `l2`, `l3`, `l4`."""
    return str(run.count(" ") + 1) if run[0] == "=" else f"l{len(run)}"


def size(letters: int) -> float:
    """What a sum over a text of so many letters is divided by."""
    return sqrt(max(letters, FEWEST))
