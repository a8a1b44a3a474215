"""Word-level differences between a draft and a rewrite, as edits a person can take one by one.

It must never judge a change, and applying all of its edits always gives the rewrite, code point by code point.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from voicekit.types import Edit, Span

_TOKEN = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")


def word_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn `before` into `after`, in order; changes with nothing but a blank between them are one."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    places = [0]
    for token in old:
        places.append(places[-1] + len(token))
    edits: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if edits and _is_gap(old[edits[-1][1] : a]):
            start, _, first, _ = edits.pop()
            edits.append((start, b, first, d))
        else:
            edits.append((a, b, c, d))
    return tuple(Edit(Span(places[a], places[b]), "".join(new[c:d])) for a, b, c, d in edits)


def _is_gap(tokens: list[str]) -> bool:
    return not any(_WORD.search(token) for token in tokens)


def kept_share(before: str, after: str) -> float:
    """The share of the words of `before` that are in `after` in the same order, 0 to 1; 1 for no words."""
    old = [token for token in _TOKEN.findall(before) if _WORD.search(token)]
    new = [token for token in _TOKEN.findall(after) if _WORD.search(token)]
    if not old:
        return 1.0
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(old)
