"""Suggestions that a team wants to see fewer of until a day: for all of them alike, and nothing above a suggestion.

Must never silence a rule for good, nor keep more than a code as the reason.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Delete, delete, insert, select

from voicekit.errors import InputError
from voicekit.store import audit, tables
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.store.reviews import REASONS, RULE_ID, Reason
from voicekit.store.versions import guideline_id

LONGEST = timedelta(days=366)


class Mute(NamedTuple):
    """A rule that is shown less until a moment, why, and who said so."""

    rule_id: str
    until: datetime
    reason: Reason
    by: str
    at: datetime


def mute(store: Store, name: str, rule_id: str, until: datetime, reason: Reason, by: str) -> Mute:
    """Show fewer of a rule until a moment, at most a year away; what was said of it before no longer counts.

    Whether the rule is a suggestion is the caller's to know. Raises InputError on values that cannot be, and on an
    unknown guideline.
    """
    at = now()
    if len(rule_id) > 120 or not RULE_ID.fullmatch(rule_id):
        raise InputError("rule: not a rule's id; 'voicekit rules list' names them")
    if reason not in REASONS:
        raise InputError(f"reason: expected one of {', '.join(REASONS)}")
    if until.tzinfo is None or not at < until <= at + LONGEST:
        raise InputError(f"until: expected a day to come, at most {LONGEST.days} days away")
    made = Mute(rule_id, until, reason, by, at)
    with store.begin() as connection:
        owner = guideline_id(connection, name)
        connection.execute(_of(owner, rule_id))
        connection.execute(
            insert(tables.rule_override).values(**made._asdict(), guideline_id=owner, action="mute")
        )
        audit.add(
            connection, by, "rule.mute", name, {"rule": rule_id, "until": until.isoformat(), "reason": reason}
        )
    return made


def unmute(store: Store, name: str, rule_id: str, by: str) -> bool:
    """Show a rule as before; False where it was not muted."""
    with store.begin() as connection:
        gone = connection.execute(_of(guideline_id(connection, name), rule_id)).rowcount > 0
        if gone:
            audit.add(connection, by, "rule.unmute", name, {"rule": rule_id})
    return gone


def muted(store: Store, name: str) -> list[Mute]:
    """What is shown less at this moment, by rule id."""
    table = tables.rule_override.c
    with store.read() as connection:
        rows = connection.execute(
            select(table.rule_id, table.until, table.reason, table.by, table.at)
            .where(table.guideline_id == guideline_id(connection, name), table.until > now())
            .order_by(table.rule_id)
        ).all()
    return [Mute(*row) for row in rows]


def _of(owner: int, rule_id: str) -> Delete:
    table = tables.rule_override
    return delete(table).where(table.c.guideline_id == owner, table.c.rule_id == rule_id)
