"""Checks on a bot's reply: it says that it is one when it is asked, and takes no person's part.

Whether a bot writes at all is their rules' condition (`sender`).
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.thread_reading import heard
from voicekit.lint.checks.turnsearch import seen
from voicekit.lint.checks.wordlists import prose, says, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft

_WANTS_HUMAN = "wants_human"


def not_said(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A customer asks whether a machine writes, and neither this reply nor one of ours since tells them; or a bot's
    first message, to somebody who has not asked for a person, that does not say what it is.
    """
    asks = wordlist(rule, "asks", document.language)
    if asks is None or says(document, rule, "says"):
        return
    turns = context.turns
    if turns and all(turn.role == "customer" for turn in turns) and context.intent != _WANTS_HUMAN:
        yield Raw(None)
        return
    asked = [
        n for n, turn in enumerate(turns) if turn.role == "customer" and seen(asks, heard(turn.text).typed)
    ]
    if asked:
        told = wordlist(rule, "says", document.language)
        after = [turn for turn in turns[asked[-1] + 1 :] if turn.role != "customer"]
        if told is None or not any(seen(told, heard(turn.text).folded) for turn in after):
            yield Raw(None)


def role(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A bot that gives itself a person's name and post and nowhere says that it is a bot."""
    claim = wordlist(rule, "role", document.language)
    found = claim.search(prose(document)) if claim is not None else None
    if found is not None and not says(document, rule, "says"):
        yield Raw(document.prose.source(*found.span()))
