"""Checks on time in a thread: an answer that comes late says a word about it.

A time that cannot be read is no time: the check that needs it stays silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.wordlists import says
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft, Turn

if TYPE_CHECKING:
    from datetime import datetime

_ZONES = 14
"""Hours by which two times may differ of which only one says its zone."""


def late_reply(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A draft over `limit` hours (24) after the oldest message it answers, without a word about the wait."""
    now = context.context.get("now")
    if not isinstance(now, str):
        return
    waits = (hours_between(turn.at, now) for turn in unanswered(context))
    waited = max((hours for hours in waits if hours is not None), default=0.0)
    if waited <= (rule.limit or 24):
        return
    if document.language in rule.body["words"]["wait"] and not says(document, rule, "wait"):
        yield Raw(None, value=int(waited))


def unanswered(context: Context) -> tuple[Turn, ...]:
    """The customer's turns since our last one, oldest first; to an agent's draft a bot's turn was no answer."""
    turns = context.turns
    skipped = "bot" if context.sender == "agent" else ""
    start = len(turns)
    while start and turns[start - 1].role in ("customer", skipped):
        start -= 1
    return tuple(turn for turn in turns[start:] if turn.role == "customer")


def hours_between(earlier: str | None, later: str | None) -> float | None:
    """Hours from one ISO 8601 time to another, negative where they are the other way round; None where not known.

    Where only one of the two says its zone, the hours that are sure: the zones may lie `_ZONES` apart.
    """
    start, end = _time(earlier), _time(later)
    if start is None or end is None:
        return None
    if (start.tzinfo is None) == (end.tzinfo is None):
        return (end - start).total_seconds() / 3600
    apart = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return apart.total_seconds() / 3600 - _ZONES


@lru_cache(maxsize=1024)
def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    from datetime import datetime  # only for a thread with times

    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
