"""Checks on letters: look-alike fonts, characters nobody sees, drawings made of signs, shouting.

Accents, other scripts and emoji are never meant here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import IGNORABLE
from voicekit.types import Draft, Edit, Span

# Mathematical alphanumerics, letterlike double-struck and script capitals, full width, enclosed, small capitals.
_FONT = (
    "\U0001d400-\U0001d7ff\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134"
    "\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169"
    "\u1d00-\u1d22\u0299\u0262\u026a\u0274\u0280\u029c\u029f\ua730\ua731"
)
_FONTS = re.compile(f"[{_FONT}](?:[{_FONT} '’-]*[{_FONT}])?")
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ")
_SQUARED = {
    point: chr(65 + (point - first) % 26)
    for first in (0x1F130, 0x1F150)
    for point in range(first, first + 26)
}
# A joiner inside an emoji and the soft hyphen have their uses; bidi controls, zero-width text and tags have none.
_HIDDEN = re.compile(f"[{IGNORABLE}]+")
_HARMLESS = frozenset("\u00ad\ufe0e\ufe0f")
_MIXED = re.compile(r"\w{2,}")
_CYRILLIC_TWINS = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅ")
_LATIN_TWINS = frozenset("aeopcyxijsABEKMHOPCTXIJS")
_DRAWING = re.compile(
    r"¯\\_+\(.\)_+/¯|[(（][^\s()（）\w]{0,3}[°•ᵔ◕ಠ╥ﾟ´｀▀ʘ✿◠][^()（）\n]{0,8}[)）]|(?<!\w)[:;=8xX][-'o]?[)(DPp/\\|*3](?!\w)|(?<!\w)[)(][-']?[:;=](?!\w)"
    r"|\^[_.o]?\^|(?<!\w)<3(?!\d)|(?:[|/\\_#*=~^`\-]{4,}[^\n]*\n){2,}"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONG_CAPS = 6
_VOWEL = re.compile("[aeiouyäöüàâéèêëîïôùûœæаеёиоуыэюяăâêôơư]", re.IGNORECASE)


def fonts(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Letters from blocks that only look like fonts; the mend writes them as letters (NFKC)."""
    if document.text.isascii():
        return
    for match in _FONTS.finditer(document.text):
        plain = unicodedata.normalize("NFKC", match[0].translate(_SQUARED).translate(_SMALL_CAPITALS))
        if sum(char.isalpha() for char in plain) < 2 or plain == match[0]:
            continue
        span = Span(*match.span())
        yield Raw(span, edits=((Edit(span, plain),),), fields={"replacement": plain})


def hidden(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Characters that are not seen, and words that mix Latin letters with Cyrillic ones that look the same."""
    text = document.text
    if text.isascii():
        return
    for match in _HIDDEN.finditer(text):
        if set(match[0]) <= _HARMLESS or any(
            mask.start <= match.start() < mask.end for mask in document.masks
        ):
            continue
        span = Span(*match.span())
        yield Raw(
            span, value=len(match[0]), edits=((Edit(span, ""),),), fields={"match": _code_points(match[0])}
        )
    for match in _MIXED.finditer(text):
        word = match[0]
        letters = set(word)
        if letters & _CYRILLIC_TWINS and letters & _LATIN_TWINS and _one_script_but_twins(letters):
            yield Raw(Span(*match.span()))


def ascii_art(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Emoticons and drawings made of signs, outside links and code."""
    for match in _DRAWING.finditer(document.text):
        if not any(mask.start < match.end() and match.start() < mask.end for mask in document.masks):
            yield Raw(Span(*match.span()))


def all_caps(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Two or more words in capitals in a row, one of six letters or more, or aLtErNaTiNg ones; acronyms left alone."""
    text = document.text
    if text.islower():
        return
    group: list[Span] = []
    for match in _WORD.finditer(text):
        if any(mask.start <= match.start() < mask.end for mask in document.masks):
            continue
        span = Span(*match.span())
        word = match[0]
        if _alternating(word):
            yield Raw(span)
        if (
            word.isupper()
            and len(word) > 1
            and (not group or not text[group[-1].end : span.start].strip(" ,!?-–"))
        ):
            group.append(span)
            continue
        yield from _shouted(text, group)
        group = [span] if word.isupper() and len(word) > 1 else []
    yield from _shouted(text, group)


def _shouted(text: str, group: list[Span]) -> Iterator[Raw]:
    words = [text[start:end] for start, end in group]
    spoken = [word for word in words if len(word) > 3 and _VOWEL.search(word)]
    if (len(words) > 1 and spoken) or any(len(word) >= _LONG_CAPS and _VOWEL.search(word) for word in words):
        yield Raw(Span(group[0].start, group[-1].end))


def _alternating(word: str) -> bool:
    changes = sum(one.isupper() != other.isupper() for one, other in pairwise(word))
    return len(word) >= 6 and changes >= len(word) - 2


def _one_script_but_twins(letters: set[str]) -> bool:
    """Whether all letters but the look-alikes belong to one of the two scripts, as a planted letter would leave it."""
    rest = letters - _CYRILLIC_TWINS - _LATIN_TWINS
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in rest if letter.isalpha()}
    return len(names) < 2


def _code_points(text: str) -> str:
    return ", ".join(f"U+{ord(char):04X}" for char in text[:3])
