"""Checks on what came before: a promise of ours that was not kept, and a customer who turns to us once more.

They ask only that the reply says a word of it; which word is up to the agent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

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
_TOGETHER = 12.0
"""Hours between two turns of ours of which the later can hardly be what the earlier promised."""


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
    else:
        now = context.context.get("now")
        writes = asked[-1]._replace(at=now) if isinstance(now, str) else asked[-1]
        ours = [turn for turn in _last_said(before) if _over(turn, writes, rule, language)]
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


def _last_said(before: tuple[Turn, ...]) -> list[Turn]:
    """Our last turns before the customer's newest: those that are too close together for the last to keep the first."""
    found: list[Turn] = []
    for turn in reversed(before):
        if turn.role == "customer":
            continue
        apart = hours_between(turn.at, found[0].at) if found else 0.0
        if apart is None or apart > _TOGETHER:
            break
        found.append(turn)
    return found


def _over(promised: Turn, writes: Turn, rule: Rule, language: str) -> bool:
    """Whether the time of a promise in this turn is over at `writes.at`."""
    passed = hours_between(promised.at, writes.at)
    if passed is None or passed <= 0:
        return False
    read = heard(promised.text)
    soon = wordlist(rule, "soon", language)
    if soon is not None and seen(soon, read.folded):
        return passed > _SOON
    days = _days_to(read.typed.text, promised.at, language)
    return passed > (rule.limit or 120 if days is None else 24 * days)


def _days_to(said: str, at: str | None, language: str) -> int | None:
    """Days from the day of `at` to the end of the first weekday named; None where none is."""
    from datetime import datetime  # only for a thread with times

    named = _weekdays(language).search(said)
    if named is None or at is None or named.lastindex is None:
        return None
    written = datetime.fromisoformat(at.strip())
    return (named.lastindex - 1 - written.weekday() - 1) % 7 + 2


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    """The weekdays from Monday on, each a group, for text without marks."""
    return re.compile(rf"\b(?:{'|'.join(f'({day})' for day in _WEEK[language].split())})\b".replace("_", " "))


_WEEK = {
    "en": "mon(?:day)? tue(?:s(?:day)?)? wed(?:nesday)? thu(?:rs(?:day)?)? fri(?:day)? sat(?:urday)? sun(?:day)?",
    "de": r"montag\w{0,3} dienstag\w{0,3} mittwoch\w{0,3} donnerstag\w{0,3} freitag\w{0,3}"
    r" samstag\w{0,3}|sonnabend\w{0,3} sonntag\w{0,3}",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ru": r"понедельник\w{0,3} вторник\w{0,3} сред\w четверг\w{0,3} пятниц\w суббот\w воскресень\w",
    "vi": "thu_(?:2|hai) thu_(?:3|ba) thu_(?:4|tu) thu_(?:5|nam) thu_(?:6|sau) thu_(?:7|bay) chu_nhat",
}


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
