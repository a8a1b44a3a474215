"""Checks a draft against what the thread and the desk already know: data asked for again, a matter left unnamed.

The draft is read first: a reply that asks for nothing costs one look and no turn is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks import thread_reading as thread
from voicekit.lint.checks.wordlists import prose, says, those, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.questions import sentences
from voicekit.types import ContextValue, Draft, Turn

# What a draft may ask for, each with the keys of the desk's context that hold it already.
_KEYS = {
    "order": lazy(r"orders?(?:[_ -]?(?:id|ids|no|number|nr))?|order_ref\w*|booking(?:_\w+)?|purchase_id"),
    "email": lazy(r"(?:\w+_)?e?-?mail(?:_address)?"),
    "phone": lazy(r"(?:\w+_)?(?:phone|mobile|tel|telephone)(?:_(?:number|no))?"),
    "name": lazy(r"(?:customer_|full_|first_|last_)?name|customer"),
    "address": lazy(r"(?:\w+_)?address|postcode|zip|city"),
    "photo": lazy(r"photos?|pictures?|images?"),
    "size": lazy(r"(?:\w+_)?size"),
    "date": lazy(r"(?:order|purchase|ordered|bought|purchased)(?:_(?:date|at|on|day))"),
    "product": lazy(r"products?|items?|models?|articles?|sku"),
}
_THINGS = tuple(_KEYS)
_DIGIT = lazy(r"\d")
_DIGITS = lazy(r"\d(?:[ ().\-/]{0,2}\d){6,14}")
_PICTURES = frozenset(("image", "gif", "video"))
_KEPT = 2_000
_AROUND = 30
"""Characters behind the word for a thing in which its value stands in the draft."""
_TOLD = frozenset(("mood", "scenario", "intent"))
"""What the desk says of the customer, not of the matter."""
_VAGUE = 6
"""Words of a follow-up at least before it is expected to name its matter."""


def asks_again(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Something asked for that the customer has given in this thread, or that the desk's context holds."""
    if not (context.context or context.turns):
        return
    language = document.language
    read = prose(document)
    ask = wordlist(rule, "ask", language)
    wrong = wordlist(rule, "wrong", language)
    if ask is None or wrong is None or not ask.may(read):
        return
    things = [(thing, named.pattern) for thing, named in those(rule, _THINGS, language, read)]
    if not things:
        return
    fine = wordlist(rule, "fine", language)
    allowed = fine.within(read) if fine is not None else None
    told = None
    for start, end in sentences(read.text):
        said = read.text[start:end]
        here = [(thing, named) for thing, named in things if named.search(said) is not None]
        asked = ask.pattern.search(said) if here else None
        if asked is None or (allowed is not None and allowed.search(said)):
            continue
        if told is None:
            if ask.pattern.search(read.text) is None or wrong.search(read) is not None:
                return
            told = thread.customer(context)
        for thing, named in here:
            place = named.search(said, asked.start())
            if place is None or _holds_value(document, start + place.start(), start + place.end()):
                continue
            if _in_context(thing, context) or _in_thread(thing, told, rule, language):
                yield Raw(document.prose.source(start + place.start(), start + place.end()))


def _holds_value(document: Document, start: int, end: int) -> bool:
    """Whether the draft itself gives the value behind the word: it asks to confirm it."""
    begin = document.prose.source(start, end).start
    after = document.text[begin : begin + end - start + _AROUND]
    return _DIGIT.search(after) is not None or "@" in after or ": " in after.rstrip()[:-1]


def _in_context(thing: str, context: Context) -> bool:
    key = _KEYS[thing]
    return any(_given(value) and key.fullmatch(name.casefold()) for name, value in context.context.items())


def _given(value: ContextValue) -> bool:
    return bool(value) and value is not True


def _in_thread(thing: str, told: Sequence[Turn], rule: Rule, language: str) -> bool:
    if thing == "photo":
        return any(attachment.kind in _PICTURES for turn in told for attachment in turn.attachments)
    gave = wordlist(rule, f"gave-{thing}", language) if f"gave-{thing}" in rule.body["words"] else None
    for turn in told:
        shown = " ".join([turn.text, *(attachment.text for attachment in turn.attachments)])
        if gave is not None and gave.search(thread.heard(shown).typed):
            return True
        if thing == "order" and _has_id(shown, tuple(rule.body["ids"])):
            return True
        if thing == "email" and "@" in shown and _has("email", shown, language):
            return True
        if thing == "phone" and _DIGITS.search(shown) and _has("phone", shown, language):
            return True
        if thing == "address" and _DIGIT.search(shown) and _has("street", shown, language):
            return True
    return False


def _has_id(text: str, patterns: tuple[str, ...]) -> bool:
    return any(_compiled(pattern).search(text) for pattern in patterns)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=512)
def _has(kind: str, text: str, language: str) -> bool:
    from voicekit.text.entities import find_entities  # 20 ms of tables, seldom asked for

    return any(entity.kind == kind for entity in find_entities(Document(text[:_KEPT], language)))


def follow_up_vague(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A message after a case that takes up neither a word of it nor names it at all."""
    language = document.language
    if len(document.tokens) < _VAGUE or language not in rule.body["words"]["case"]:
        return
    if says(document, rule, "case") or _DIGIT.search(document.text):
        return
    said = thread.stems(prose(document), language)
    known = [value for key, value in context.context.items() if isinstance(value, str) and key not in _TOLD]
    for source in (*known, *(turn.text for turn in context.turns if turn.role == "customer")):
        if not said.isdisjoint(thread.heard(source).stems(language)):
            return
    yield Raw(None)
