"""Counts what a text shows of its tone: markers by class, punctuation, length of words and sentences, form of address.

It must never weigh anything: which trait speaks for which axis stands in the data files.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from voicekit.text.address_form import Mark, read_address
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.tone.markers import Hit, markers
from voicekit.text.tone.words import ENDS, Words, cut

MOST = 3
"""More markers of a class than this say no more."""
PER = 25
"""Markers are counted per so many words where a text is longer than that."""
_LONGEST = 30
SHAPES = ("long", "wordlen", "len")
"""Traits of the whole text, with no place of their own."""
SIGNS = ("capital", "lower", "shout", "smiley", "many", "dots", "quote", "open", "sentences")
"""Traits of how it is written, which only trained axes weigh: the share of words with a capital, a small letter at the
start, words in capitals, a typed smiley, marks like ?!, an ellipsis, quotes, no mark at the end, how many sentences."""
_PUT = {"!": "bang", "?": "quest", ",": "comma"}
_CASED = lazy(r"\w+")
_SMILEY = lazy(r"[:;=]-?[)(dp](?!\w)")
_MANY = lazy(r"[!?]{2}")
LEVELS = {"formal": "formal", "informal": "familiar"}


class Traits(NamedTuple):
    """The traits of one text: `values` by name, `hits` and `marks` where they stand, `share` what one hit counts."""

    words: Words
    values: dict[str, float]
    hits: list[Hit]
    marks: tuple[Mark, ...]
    share: float


def read_traits(document: Document) -> Traits:
    """The traits of `document`, whose language must be one of the five."""
    words = cut(document)
    hits = markers(document.language).find(words)
    share = min(1.0, PER / max(words.words, 1))
    for at, token in enumerate(words.tokens):
        if token in _PUT:
            hits.append(Hit(_PUT[token], at, at))
    values: dict[str, float] = {}
    for hit in hits:
        values[hit.kind] = values.get(hit.kind, 0.0) + share
    for name, value in values.items():
        if value > MOST:
            values[name] = float(MOST)
    count = max(words.words, 1)
    values["long"] = min(count / max(words.sentences, 1), _LONGEST) / 10
    values["wordlen"] = words.letters / count
    values["len"] = log(count)
    address = read_address(document)
    if address.level is not None:
        values[LEVELS[address.level]] = 1.0
    return Traits(words, values, hits, address.marks, share)


def signs(words: Words) -> dict[str, float]:
    """The SIGNS of a text that has some word; apart, because they cost as much as the markers and few axes ask."""
    document = words.document
    cased = _CASED.findall(document.unmasked)
    if not cased:
        return {}
    loud = [word for word in cased if len(word) > 1 and word.isupper()]
    folded = document.prose.text
    there = {
        "lower": cased[0][0].islower(),
        "smiley": (":" in folded or ";" in folded or "=" in folded) and _SMILEY.search(folded),
        "many": ("!" in folded or "?" in folded) and _MANY.search(folded),
        "dots": "…" in folded or "..." in folded,
        "quote": document.quotes or '"' in folded,
        "open": bool(words.tokens) and words.tokens[-1] not in ENDS,
    }
    return {
        "capital": sum([word[0].isupper() for word in cased]) / len(cased),
        "shout": len(loud) / len(cased),
        "sentences": log(max(words.sentences, 1)),
        **{name: 1.0 for name, seen in there.items() if seen},
    }
