"""Checks on what came before: a promise of ours that was not kept, and a customer who turns to us once more.

They ask only that the reply says a word of it; which word is up to the agent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.clocks import hours_between, unanswered
from voicekit.lint.checks.thread_reading import customer, heard, newest
from voicekit.lint.checks.turnsearch import seen
from voicekit.lint.checks.wordlists import says, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import ContextValue, Draft, Turn

_CASES = ("earlier_cases", "earlier_case")
_SOON = 36.0
"""Hours after which "today", "tomorrow morning" or "in an hour" has surely passed."""


def promise_forgotten(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A promise of ours the customer reminds us of, or whose time is over, and a draft that does not speak of it.

    `limit` are the hours (120) after which a promise without a near time counts as over.
    """
    asked = newest(context)
    before = context.turns[: len(context.turns) - len(asked)]
    if not asked or not before:
        return
    language = document.language
    promise = wordlist(rule, "promise", language)
    chase = wordlist(rule, "chase", language)
    if promise is None:
        return
    if chase is not None and any(seen(chase, heard(turn.text).typed) for turn in asked):
        ours = [turn for turn in before if turn.role != "customer"]
    elif _over(before[-1], asked, rule, language):
        ours = [before[-1]]
    else:
        return
    if any(seen(promise, heard(turn.text).folded) for turn in ours) and not says(document, rule, "taken"):
        yield Raw(None)


def earlier_case(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A customer who writes or calls once more, or has an earlier case, and a first answer that says nothing of it.

    `limit` are the hours (12) between two messages of theirs without an answer from which they have waited.
    """
    asked = unanswered(context)
    if not asked:
        return
    language = document.language
    told = wordlist(rule, "told", language)
    others = wordlist(rule, "others", language)
    again = told is not None and any(seen(told, heard(turn.text).typed, others) for turn in asked)
    cases = _named(context.context.get(name) for name in _CASES) if context.context else []
    if cases and len(asked) != len(customer(context)):
        cases = []  # not a first answer
    if not again and not cases and not _waited(asked, rule.limit or 12):
        return
    whole = document.whole.text
    named = any(heard(case).folded.text in whole for case in cases if len(case) > 2)
    if not named and not says(document, rule, "taken"):
        yield Raw(None)


def _over(promised: Turn, asked: tuple[Turn, ...], rule: Rule, language: str) -> bool:
    """Whether the time of a promise in this turn is over as the customer writes."""
    passed = hours_between(promised.at, asked[-1].at)
    if passed is None:
        return False
    soon = wordlist(rule, "soon", language)
    near = soon is not None and seen(soon, heard(promised.text).folded)
    return passed > (_SOON if near else rule.limit or 120)


def _waited(asked: tuple[Turn, ...], limit: float) -> bool:
    """Whether the customer has written again after so long without an answer."""
    if len(asked) < 2:
        return False
    hours = hours_between(asked[0].at, asked[-1].at)
    return hours is not None and hours >= limit


def _named(values: Iterable[ContextValue | None]) -> list[str]:
    """The earlier cases a desk knows of, as text; a count above nought is one, a 0 or false is none."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found += value
        elif value:
            found.append(str(value))
    return [case for case in found if case.strip(" 0-") and case.casefold() not in ("none", "false", "no")]
