"""Checks on a reply as an answer to this customer: who speaks, whether it names the matter, what comes next and when.

Which customers they are meant for is their rules' condition; each reads the draft before it reads the thread.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from voicekit.guideline.compiled import Rule
from voicekit.lint.checks.wordlists import words
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import fold
from voicekit.text.language import stop_words
from voicekit.text.lazyre import lazy
from voicekit.types import Draft

_SAID = 8
"""Words a customer has written at least before a reply could take up any."""
_ANSWERED = 12
"""Words a reply has at least before it is expected to name the matter."""
_STEM = {"en": 4, "de": 5, "fr": 4, "ru": 4}
"""Letters of a word that stay the same in most of its forms: crude, and rather too few than too many."""
_WORD = lazy(r"\w+")
_TOLD = frozenset(("mood", "scenario", "intent"))
"""What the desk says of the customer, not of the matter."""
_FIGURE = lazy(r"\d")


def we_for_i(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply that says "we" at least `limit` times (2) and never "I", under a brand whose people say "I"."""
    if rule.body["person"] != "I":
        return
    ours = words(rule, "we", document.language)
    mine = words(rule, "me", document.language)
    if ours is None or mine is None:
        return
    text = document.prose.text
    said = list(ours.finditer(text))
    if len(said) >= (rule.limit or 2) and not mine.search(text):
        yield Raw(document.prose.source(*said[0].span()), value=len(said))


def echo(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply that takes up nothing of what the customer wrote, neither word nor number, and names no thing.

    Where an earlier answer of ours took something up, the customer knows that they were read.
    """
    if len(document.tokens) < _ANSWERED or document.language not in (*_STEM, "vi"):
        return
    matter = words(rule, "matter", document.language)
    if matter is not None and matter.search(document.whole.text):
        return
    reply = _keys(document.whole_tokens, document.language)
    told = [value for name, value in context.context.items() if isinstance(value, str) and name not in _TOLD]
    said: set[str] = set()
    written = 0
    for text in (*told, *(turn.text for turn in reversed(context.turns) if turn.role == "customer")):
        tokens: list[str] = _WORD.findall(fold(text).text)
        keys = _keys(tokens, document.language)
        if not keys.isdisjoint(reply):
            return
        said |= keys
        written += len(tokens)
    if written < _SAID or not said:
        return
    for turn in context.turns:
        if turn.role != "customer" and not said.isdisjoint(
            _keys(_WORD.findall(fold(turn.text).text), document.language)
        ):
            return
    yield Raw(None)


def next_step(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Something that is still to be done, in a reply that holds no time at all; the words for it are shown."""
    todo = words(rule, "todo", document.language)
    time = words(rule, "time", document.language)
    promise = todo.search(document.prose.text) if todo is not None else None
    if promise is None or time is None or time.search(document.whole.text):
        return
    if _FIGURE.search(document.text):
        from voicekit.text.entities import find_entities  # 20 ms of tables, for texts with a digit

        if any(entity.kind in ("date", "time") for entity in find_entities(document)):
            return
    yield Raw(document.prose.source(*promise.span()))


def _keys(tokens: Sequence[str], language: str) -> set[str]:
    """What of the words a reply that takes them up would have too: stems, syllable pairs, ids and figures."""
    stop = stop_words(language)
    if language == "vi":  # many customers type without marks
        tokens, stop = [_unmarked(token) for token in tokens], frozenset(map(_unmarked, stop))
    keys = {token for token in tokens if len(token) > 1 and not token.isalpha() and _FIGURE.search(token)}
    if language == "vi":
        keys.update([" ".join(pair) for pair in pairwise(tokens) if stop.isdisjoint(pair)])
        return keys
    size = _STEM[language]
    keys.update([token[:size] for token in set(tokens) - stop if len(token) >= size])
    return keys


@lru_cache(maxsize=4096)
def _unmarked(syllable: str) -> str:
    """A Vietnamese syllable as it is typed without marks."""
    apart = unicodedata.normalize("NFD", syllable.replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))
