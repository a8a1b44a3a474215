"""The text as the entity finders read it: normal forms, ASCII digits, single blanks, line breaks kept.

Every place of it leads back to the original; nothing here may decide what an entity is.
"""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from voicekit.text.document import Document
from voicekit.text.fold import Folded
from voicekit.text.lazyre import lazy

Kind = Literal[
    "email",
    "phone",
    "iban",
    "card",
    "id",
    "street",
    "birth_date",
    "name",
    "link",
    "handle",
    "amount",
    "date",
    "time",
]
TAKEN = "\ufffc"
"""Stands where an entity was found already: neither a letter, a digit nor white space."""
_OTHER_DIGIT = lazy(r"[^\D0-9]")


class Hit(NamedTuple):
    """One entity in places of the view."""

    start: int
    end: int
    kind: Kind
    value: str
    sure: bool


def read(document: Document) -> Folded:
    """The view of a document: NFKC, nothing invisible, ASCII digits, one blank or one line break for every gap."""
    folded = document.whole_cased
    text = ascii_digits(folded.text)
    if "\n" in document.text:
        text = _with_breaks(document.text, folded, text)
    return folded._replace(text=text) if text is not folded.text else folded


def ascii_digits(text: str) -> str:
    """`text` with the digits of every script as 0 to 9; offsets stay."""
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def _with_breaks(source: str, folded: Folded, text: str) -> str:
    places: list[int] = []
    if folded.starts is None or folded.pieces is None:
        at = source.find("\n")
        while at >= 0:
            places.append(at)
            at = source.find("\n", at + 1)
    else:
        for at, (start, end, straight) in zip(folded.starts, folded.pieces, strict=True):
            if not straight:
                if text[at] == " " and "\n" in source[start:end]:
                    places.append(at)
            elif "\n" in source[start:end]:
                places += [at + i for i, char in enumerate(source[start:end]) if char == "\n"]
    parts: list[str] = []
    last = 0
    for place in places:
        parts.append(text[last:place])
        last = place + 1
    parts.append(text[last:])
    return "\n".join(parts)


def take(text: str, hits: list[Hit]) -> str:
    """`text` with the places of `hits` (in order, apart from each other) taken; offsets stay."""
    if not hits:
        return text
    parts: list[str] = []
    at = 0
    for hit in hits:
        start = max(hit.start, at)
        if hit.end <= start:
            continue
        parts.append(text[at:start])
        parts.append(TAKEN * (hit.end - start))
        at = hit.end
    parts.append(text[at:])
    return "".join(parts)


def apart(hits: list[Hit]) -> list[Hit]:
    """`hits` in order and free of overlaps: the longer of two stays, then the one that was found first."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        while kept and kept[-1].end > hit.start and hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or kept[-1].end <= hit.start:
            kept.append(hit)
    return kept
