"""Checks on letters: look-alike fonts, characters nobody sees, drawings made of signs, shouting.

Accents, other scripts and emoji are never meant here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.capitals import shouted
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import IGNORABLE
from voicekit.text.lazyre import lazy
from voicekit.text.segment import words
from voicekit.types import Draft, Edit, Span

# Mathematical alphanumerics, letterlike double-struck and script capitals, full width, enclosed, small capitals.
_FONT = (
    "\U0001d400-\U0001d7ff\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134"
    "\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    "\u1d00-\u1d22\u0299\u0262\u026a\u0274\u0280\u029c\u029f\ua730\ua731"
)
_FONTS = lazy(f"[{_FONT}](?:[{_FONT} '’-]*[{_FONT}])?")
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ")
_SQUARED = {
    point: chr(65 + (point - first) % 26)
    for first in (0x1F130, 0x1F150, 0x1F170)
    for point in range(first, first + 26)
}
# A joiner inside an emoji and the soft hyphen have their uses; bidi controls, zero-width text and tags have none.
_HIDDEN = lazy(f"[{IGNORABLE}]+")
_HARMLESS = frozenset("\u00ad\ufe0e\ufe0f")
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c")
_MIXED = lazy(r"\w{2,}")
_CYRILLIC_TWINS = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅ")
_LATIN_TWINS = frozenset("aeopcyxijsABEKMHOPCTXIJS")
_EYE = "°•ᵔ◕ಠ╥ﾟ´｀▀ʘ✿◠"
# Plain smileys such as :) are left alone: read aloud or not, people know them, and nobody asked would take one out.
_DRAWING = lazy(
    r"¯\\_{1,3}\(.\)_{1,3}/¯"
    rf"|[(（][^\s()（）\w]{{0,3}}[{_EYE}][^()（）\sA-Za-z0-9]{{0,8}}[{_EYE}][^()（）\sA-Za-z0-9]{{0,3}}[)）]"
    r"|[(（\\]?(?<!\w)(?:>[_.]{1,3}<|T_+T|;_+;|-_+-|[oO0]_+[oO0]|[xX]_+[xX])(?!\w)[)）/]?|ʕ[^ʕʔ\s]{1,8}ʔ"
    r"|(?:^[ \t]{0,40}[|/\\_#*=~^`\-]{4}[^\n]*\n){2,}",
    re.MULTILINE,
)
UPPER = (
    "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯŒŸА-ЯЁ\u1ea0\u1ea2\u1ea4\u1ea6\u1ea8\u1eaa\u1eac\u1eae\u1eb0\u1eb2\u1eb4\u1eb6\u1eb8\u1eba\u1ebc\u1ebe"
    + "".join(chr(point) for point in range(0x1EC0, 0x1EF9, 2))
)
"""Capital letters of the five languages, for a character class."""
_LOWER = "a-zß-öø-ÿœа-яё"
_CAPITALS = lazy(f"[{UPPER}]{{2,}}")
_ALTERNATING = lazy(f"(?<!\\w)[{UPPER}]?(?:[{_LOWER}][{UPPER}]){{2,}}[{_LOWER}{UPPER}]{{1,2}}(?!\\w)")
# Nothing of ASCII is a face without one of these: most replies have none, and are not looked at any closer.
_FACE_SIGNS = frozenset("¯_")
# Leetspeak: digits inside a word that read as letters, and a few clipped words. Most texts have no such digit.
_DIGIT_IN_WORD = lazy(r"\d+(?=[a-zA-Z])|8(?!\w)")
_LEET_WORD = lazy("(?=.{4})[a-z]+[013457]+[a-z][a-z013457]*")
_LEET = tuple(str.maketrans("034571", "oeast" + one) for one in "il")
_CLIPPED = frozenset("gr8 str8 l8r 2day 2moro 2morrow 2nite 4ever".split())
_CODE_SIGNS = frozenset("-#@/._")


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
    """Characters that are not seen, and words that mix Latin letters with Cyrillic ones that look the same.

    Unseen characters are one finding with one mend for all of them: they come along in numbers when text is pasted.
    """
    text = document.text
    if text.isascii():
        return
    unseen = [
        Span(*match.span())
        for match in _HIDDEN.finditer(document.unmasked)  # the joiners of emoji are masked with them
        if not set(match[0]) <= _HARMLESS and not _joins_script(text, *match.span())
    ]
    if unseen:
        first = text[unseen[0].start : unseen[0].end]
        edits = tuple(Edit(span, "") for span in unseen)
        yield Raw(unseen[0], value=len(unseen), edits=(edits,), fields={"match": _code_points(first)})
    for match in _MIXED.finditer(text):
        word = match[0]
        letters = set(word)
        if letters & _CYRILLIC_TWINS and letters & _LATIN_TWINS and _one_script_but_twins(letters):
            yield Raw(Span(*match.span()))


def _joins_script(text: str, start: int, end: int) -> bool:
    """Whether these are the joiners or direction marks that Arabic, Hebrew or Indic writing needs."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return set(text[start:end]) <= _JOINERS and any("\u0590" <= char <= "\u0dff" for char in around)


def ascii_art(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Emoticons and drawings made of signs, outside links, code and quotes."""
    text = document.unmasked
    yield from _leet(document)
    if text.isascii() and "\n" not in text and _FACE_SIGNS.isdisjoint(text) and ">.<" not in text:
        return
    for match in _DRAWING.finditer(text):
        if not quoted(document, match.start()):
            yield Raw(Span(*match.span()))


def _leet(document: Document) -> Iterator[Raw]:
    """Words of the reply's language or English with digits for letters ("h3llo"), more letters than digits."""
    text = document.unmasked
    done = 0
    for match in _DIGIT_IN_WORD.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        done = end
        low = text[start:end].casefold()
        around = text[start - 1 : start] + text[end : end + 1]
        if not _CODE_SIGNS.isdisjoint(around.rstrip(".")) or quoted(document, start):
            continue
        if low in _CLIPPED or _spells(low, document.language):
            yield Raw(Span(start, end))


def _spells(low: str, language: str) -> bool:
    if not _LEET_WORD.fullmatch(low) or 2 * sum(map(str.isalpha, low)) <= len(low):
        return False
    return any(low.translate(table) in known for table in _LEET for known in (words("en"), words(language)))


def all_caps(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Two or more words in capitals in a row, one of six letters or more, or aLtErNaTiNg ones; acronyms left alone."""
    text = document.unmasked
    group: list[Span] = []
    for match in _CAPITALS.finditer(text):
        span = Span(*match.span())
        if (
            text[span.start - 1 : span.start] == "["
            or text[span.start - 1 : span.start].isalpha()
            or text[span.end : span.end + 1].isalnum()
        ):
            continue
        if group:
            between = text[group[-1].end : span.start].strip(" ,!?-–'’")
            if between and not (len(between) == 1 and between.isupper()):
                yield from _shouted(document, group)
                group = []
        group.append(span)
    yield from _shouted(document, group)
    for match in _ALTERNATING.finditer(text):
        if not quoted(document, match.start()):
            yield Raw(Span(*match.span()))


def _shouted(document: Document, group: list[Span]) -> Iterator[Raw]:
    if not group or quoted(document, group[0].start):
        return
    if shouted([document.text[start:end] for start, end in group], document.language):
        yield Raw(Span(group[0].start, group[-1].end))


def quoted(document: Document, position: int) -> bool:
    """Whether somebody else's words stand there: how they wrote is not the agent's doing."""
    at = bisect_right(document.quotes, position, key=lambda quote: quote.start) - 1
    return at >= 0 and position < document.quotes[at].end


def _one_script_but_twins(letters: set[str]) -> bool:
    """Whether all letters but the look-alikes belong to one of the two scripts, as a planted letter would leave it."""
    rest = letters - _CYRILLIC_TWINS - _LATIN_TWINS
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in rest if letter.isalpha()}
    return len(names) < 2


def _code_points(text: str) -> str:
    return ", ".join(f"U+{ord(char):04X}" for char in text[:3])
