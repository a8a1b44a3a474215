"""What no grammar engine may blame: names, ids, links, handles, hashtags, code, quotes, and the guideline's own words.

It gathers what the text layer found and the guideline says, and judges nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from voicekit.grammar.engine import language_tag
from voicekit.guideline.compiled import Guideline
from voicekit.text.document import Document
from voicekit.text.entities import find_entities
from voicekit.types import Conversation, Span

_KINDS = frozenset({"email", "phone", "iban", "card", "id", "street", "name", "link", "handle"})
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]{2,})*")
_CAPITAL = re.compile(r"(?<=[^.!?…:\n\s\"'“„«(-])[ \t]+([^\W\d_]{2,}(?:['’-][^\W\d_]{2,})*)")
"""A word inside a sentence; one with a capital there is a name, or a German noun as the customer spells it."""


class Exempt(NamedTuple):
    """Spans that nothing may be said of (code points), and words that are spelled right."""

    spans: tuple[Span, ...]
    names: tuple[str, ...]


def exempt_from(text: str, language: str, guideline: Guideline, conversation: Conversation) -> Exempt:
    """What is exempt in a draft of `conversation` under `guideline`."""
    document = Document(text, language)
    ids, terms = _of_guideline(guideline)
    authors = [turn.author for turn in conversation.turns if turn.author]
    region = language_tag(language, conversation.locale).partition("-")[2] or None
    entities = find_entities(document, id_patterns=ids, authors=authors, region=region)
    spans = [Span(mask.start, mask.end) for mask in (*document.masks, *document.quotes)]
    spans += [entity.span for entity in entities if entity.kind in _KINDS]
    whole = document.whole
    for name in guideline.kept_names:
        found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", whole.text)
        spans += [whole.source(*match.span()) for match in found]
    names = {word for name in (*guideline.kept_names, *terms, *authors) for word in _WORD.findall(name)}
    for turn in conversation.turns:
        if turn.role == "customer":
            names.update(
                word for word in _CAPITAL.findall(turn.text) if word[0].isupper() and not word.isupper()
            )
    return Exempt(tuple(sorted(set(spans))), tuple(sorted(names)))


def _of_guideline(guideline: Guideline) -> tuple[list[str], list[str]]:
    """The patterns of the guideline's ids, and the terms it prefers; gathered once."""
    known: tuple[list[str], list[str]] | None = guideline.scratch.get("grammar")
    if known is None:
        ids, terms = dict[str, None](), dict[str, None]()
        for rule in guideline.rules():
            ids.update(dict.fromkeys(rule.body.get("ids", ())))
            if rule.pack == "terms":
                terms.update(dict.fromkeys(rule.body.get("replacements", ())))
        known = guideline.scratch["grammar"] = (list(ids), list(terms))
    return known
