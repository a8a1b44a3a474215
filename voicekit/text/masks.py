"""Finds the parts of a text that are not prose: links, mails, handles, hashtags, emoji, code, ids, quotes.

Every search has a cheap guard, because most replies hold none of these; nothing here may change an offset.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from voicekit.text.contact import links, mails_and_handles
from voicekit.text.lazyre import lazy

MaskKind = Literal["url", "email", "handle", "hashtag", "emoji", "code", "id", "quote"]
HOLE = "\ufffc"
"""Stands for one masked code point: the object replacement character, neither a letter nor white space."""


class Mask(NamedTuple):
    """One stretch `[start, end)` of code points that is not prose."""

    start: int
    end: int
    kind: MaskKind


# Extended_Pictographic, in the ranges that carry assigned emoji (Unicode 17), plus what ties clusters together.
_PICTO = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a"
    "\U0001f201\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001f9ff\U0001fa70-\U0001faff"
)
_ONE = f"[{_PICTO}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
EMOJI = lazy(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3"
    f"|{_ONE}(?:[\U000e0020-\U000e007e]{{1,8}}\U000e007f)?(?:\u200d{_ONE}){{0,8}}"
)
# Text symbols that are pictographic by property but are not drawn as emoji unless U+FE0F asks for it.
_TEXT_SYMBOLS = frozenset("©®™ℹ↔↕↖↗↘↙↩↪▪▫▶◀☎☑✔✖✳✴❇❤➡⤴⤵⬅⬆⬇〰〽㊗㊙‼⁉")
_HASHTAG = lazy(r"(?<![\w&#/])#(?=\w*[^\W\d_])\w{1,100}")
_NUMBER_SIGN = lazy(r"(?<!\w)#\d[\w-]{0,39}")
_ID = lazy(
    r"(?<![\w.,/-])(?:[A-Z]{1,6}[-‑/]?)?\d{2,}[\w-]{0,30}(?<!-)(?![\w-])"
    r"|(?<![\w-])[A-Z]{1,6}[-‑]?[A-Z\d]{0,6}\d[A-Z\d-]{2,30}(?![\w-])"
)
_CODE = lazy(r"```.{1,4000}?```|`[^`\n]{1,500}`", re.DOTALL)
_QUOTES = lazy(
    r"“[^“”\n]{1,600}”|„[^„“”\n]{1,600}[“”]|«[^«»\n]{1,600}»|‹[^‹›\n]{1,600}›|(?<!\w)\"[^\"\n]{1,600}\"(?!\w)"
)
_QUOTED_LINE = lazy(r"^[ \t]{0,3}>.*$", re.MULTILINE)


def find_masks(text: str) -> tuple[list[Mask], list[Mask]]:
    """The hard masks and the quotes of `text`, each in order and free of overlaps.

    Hard masks leave every count and every match; quoted text is still read for length and readability, but no
    lexical rule blames the agent for words that are somebody else's.
    """
    found: list[Mask] = []
    if "`" in text:
        _add(found, _CODE, text, "code")
    if "@" in text:
        for mail in mails_and_handles(text):
            found.append(Mask(mail.start, mail.end, "email" if mail.kind == "email" else "handle"))
    if "." in text or "://" in text:
        found += [Mask(link.start, link.end, "url") for link in links(text)]
    if "#" in text:
        _add(found, _HASHTAG, text, "hashtag")
        _add(found, _NUMBER_SIGN, text, "id")
    if not text.isascii():
        for match in EMOJI.finditer(text):
            if match[0] not in _TEXT_SYMBOLS and match[0][-1] != "\ufe0e":
                found.append(Mask(match.start(), match.end(), "emoji"))
    if _has_long_number(text):
        for match in _ID.finditer(text):
            if _is_id(match[0]):
                found.append(Mask(match.start(), match.end(), "id"))
    quotes: list[Mask] = []
    if '"' in text or not text.isascii():
        _add(quotes, _QUOTES, text, "quote")
    if ">" in text:
        _add(quotes, _QUOTED_LINE, text, "quote")
    return _disjoint(found), _disjoint(quotes)


def cover(text: str, masks: list[Mask]) -> str:
    """`text` with every masked code point replaced by HOLE; offsets stay as they are."""
    if not masks:
        return text
    parts: list[str] = []
    at = 0
    for mask in masks:
        if mask.end <= at:
            continue
        start = max(mask.start, at)
        parts.append(text[at:start])
        parts.append(HOLE * (mask.end - start))
        at = mask.end
    parts.append(text[at:])
    return "".join(parts)


def remove(text: str, masks: list[Mask]) -> str:
    """`text` without its masked stretches, for counting."""
    parts: list[str] = []
    at = 0
    for mask in masks:
        parts.append(text[at : mask.start])
        at = mask.end
    parts.append(text[at:])
    return "".join(parts)


def _add(into: list[Mask], pattern: re.Pattern[str], text: str, kind: MaskKind) -> None:
    for match in pattern.finditer(text):
        into.append(Mask(match.start(), match.end(), kind))


_LONG_NUMBER = lazy(r"\d[\d-]{2}")


def _has_long_number(text: str) -> bool:
    return _LONG_NUMBER.search(text) is not None


def _is_id(token: str) -> bool:
    """An order or case number: digits with letters or a dash, or at least six digits; not a year, price or time."""
    digits = sum(char.isdigit() for char in token)
    if not any(char.isalpha() for char in token):
        return digits >= 6
    return digits >= 3 and token[0].isupper() and not token[-1].islower()


def _disjoint(masks: list[Mask]) -> list[Mask]:
    """Masks in order; where two overlap, the one that starts first and is longest stays."""
    if len(masks) < 2:
        return masks
    masks.sort(key=lambda mask: (mask.start, -mask.end))
    kept = [masks[0]]
    for mask in masks[1:]:
        if mask.start >= kept[-1].end:
            kept.append(mask)
    return kept
