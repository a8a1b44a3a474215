"""The check on acronyms nobody explained: not in the reply, not in the thread.

It must leave alone what people know, names, units, ids and words that are only shouted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.capitals import is_word
from voicekit.lint.checks.letters import UPPER, quoted
from voicekit.lint.checks.wordlists import words
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft, Span

# No part of an id, a file name or a compound, no figure beside it (EU 42, ISO 9001, 20 GB), and no initials at the end.
# What may not stand before it is asked behind its first letter: so a search leaps from capital to capital.
_RUN = lazy(
    f"([{UPPER}](?<![\\w.@/&'’+^\\-][{UPPER}])(?<!\\d [{UPPER}])[{UPPER}]{{1,5}})(?:(?<=[{UPPER}]{{3}})s)?"
    "(?![\\w/&'’]|[-‑+.]\\w| ?\\d)"
)
_ROMAN = lazy(r"[IVX]{2,6}\Z")
# Five letters with two vowels are a stressed word or a voucher's code.
_LIKE_A_WORD = lazy(
    r"(?=.{5})[^aeiouyаеёиоуыэюя]{0,3}[aeiouyаеёиоуыэюя][^aeiouyаеёиоуыэюя]{0,3}[aeiouyаеёиоуыэюя]"
)
_EXPLAINS = lazy(
    r" ?(?:[(=]|[-–—] (?=\w)|, ?(?:short for|kurz für|d\. ?h\.|das heißt|c'est-à-dire|soit|то есть|т\. ?е\.|tức là)"
    r"|(?:means|stands for|is short for|heißt|bedeutet|steht für|signifie|veut dire|означает|это|nghĩa là"
    r"|là viết tắt)\b)",
    re.IGNORECASE,
)
_BEFORE_INITIALS = ("", *"\n.!?^~–—,")
_MOSTLY = 0.5
"""Share of capitals among the letters from which a sentence is taken to be written in capitals."""


def acronym(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Runs of two to six capitals that are not known, not explained and that the customer did not use first."""
    text = document.unmasked
    told: set[str] = set()
    for match in _RUN.finditer(text):
        short = match[1]
        low = short.casefold()
        if low in told or quoted(document, match.start()):
            continue
        told.add(low)
        known = words(rule, "allow", document.language)
        if known is None:
            return
        if (
            known.fullmatch(low)
            or _ROMAN.match(short)
            or _LIKE_A_WORD.match(low)
            or is_word(low, document.language)
        ):
            continue
        if any(low in name.split() for name in rule.body["keep"]) or _initials(text, match):
            continue
        if _in_capitals(document, match) or _explained(document, short, low, context):
            continue
        yield Raw(Span(*match.span()))


def _initials(text: str, match: re.Match[str]) -> bool:
    """Whether these are an agent's initials: two or three letters behind the last sentence of the text or line."""
    line_end = text.find("\n", match.end())
    rest = text[match.end() : line_end if line_end >= 0 else len(text)]
    return (
        len(match[1]) < 4
        and not rest.strip(" .)")
        and text[: match.start()].rstrip(" (")[-1:] in _BEFORE_INITIALS
    )


def _in_capitals(document: Document, match: re.Match[str]) -> bool:
    start, end = document.sentence_at(match.start())
    letters = [char for char in document.unmasked[start:end] if char.isalpha()]
    return sum(map(str.isupper, letters)) > _MOSTLY * len(letters)


def _explained(document: Document, short: str, low: str, context: Context) -> bool:
    if f"({short})" in document.text or _says_what(document.text, short):
        return True
    # Three letters and more that begin as many words in a row were most likely taken from those words.
    if len(low) > 2 and low in "".join(word[0] for word in document.tokens):
        return True
    for turn in context.turns:
        if turn.role == "customer":
            if re.search(rf"(?<!\w){re.escape(low)}(?!\w)", turn.text.casefold()):
                return True
        elif f"({short})" in turn.text or _says_what(turn.text, short):
            return True
    return False


def _says_what(text: str, short: str) -> bool:
    return any(_EXPLAINS.match(text, found.end()) for found in re.finditer(rf"(?<!\w){short}(?!\w)", text))
