"""Checks on a reply as an answer to this customer: who speaks, whether it names the matter, what comes next and when.

Which customers they are meant for is their rules' condition; each reads the draft before it reads the thread.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.thread_reading import customer, heard, ours, stems
from voicekit.lint.checks.wordlists import prose, says, whole, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import LANGUAGES, Draft

_SAID = 8
"""Words a customer has written at least before a reply could take up any."""
_ANSWERED = 12
"""Words a reply has at least before it is expected to name the matter."""
_TOLD = frozenset(("mood", "scenario", "intent"))
"""What the desk says of the customer, not of the matter."""
_FIGURE = lazy(r"\d")


def we_for_i(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply that says "we" at least `limit` times (2) and never "I", under a brand whose people say "I"."""
    if rule.body["person"] != "I":
        return
    ours = wordlist(rule, "we", document.language)
    if ours is None or document.language not in rule.body["words"]["me"] or not ours.may(prose(document)):
        return
    said = list(ours.pattern.finditer(document.prose.text))
    if len(said) >= (rule.limit or 2) and not says(document, rule, "me"):
        yield Raw(document.prose.source(*said[0].span()), value=len(said))


def echo(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply that takes up nothing of what the customer wrote, neither word nor number, and names no thing.

    Where an earlier answer of ours took something up, the customer knows that they were read.
    """
    language = document.language
    if len(document.tokens) < _ANSWERED or language not in LANGUAGES:
        return
    matter = wordlist(rule, "matter", language)
    if matter is not None and matter.search(whole(document)) is not None:
        return
    reply = stems(whole(document), language)
    told = [value for name, value in context.context.items() if isinstance(value, str) and name not in _TOLD]
    said: set[str] = set()
    written = 0
    for text in (*told, *(turn.text for turn in reversed(customer(context)))):
        read = heard(text)
        keys = read.stems(language)
        if not keys.isdisjoint(reply):
            return
        said |= keys
        written += len(read.folded.tokens)
    if written < _SAID or not said:
        return
    if not any(not said.isdisjoint(heard(turn.text).stems(language)) for turn in ours(context)):
        yield Raw(None)


def next_step(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Something that is still to be done, in a reply that holds no time at all; the words for it are shown."""
    todo = wordlist(rule, "todo", document.language)
    promise = todo.search(prose(document)) if todo is not None else None
    time = wordlist(rule, "time", document.language)
    if promise is None or time is None or time.search(whole(document)) is not None:
        return
    if _FIGURE.search(document.text):
        from voicekit.text.entities import find_entities  # 20 ms of tables, for texts with a digit

        if any(entity.kind in ("date", "time") for entity in find_entities(document)):
            return
    yield Raw(document.prose.source(*promise.span()))
