"""What was decided on findings: rule, decision, reason code, channel, language, version and a keyed fingerprint.

Must never take a text or a person: whatever does not look like a code is refused before it reaches the database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from sqlalchemy import func, insert, select

from voicekit.errors import InputError
from voicekit.store import keys, tables
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.store.versions import guideline_id

Choice = Literal["accepted", "edited", "dismissed", "overridden"]
Reason = Literal["wrong", "not_here", "customer_words", "brand_exception", "other"]
DECISIONS: tuple[Choice, ...] = get_args(Choice)
REASONS: tuple[Reason, ...] = get_args(Reason)
REASONED = ("dismissed", "overridden")
"""Decisions that need a reason; the others have none."""
MOST = 500
"""Decisions of one reply."""

RULE_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:\.[^\W_]+(?:-[^\W_]+)*)+")
"""A term's rule is named after the term, in any script: `terms.возврат`."""
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class Decision(NamedTuple):
    """What somebody made of one finding. `fingerprint` is the finding's own; it is keyed before it is stored.

    `version` is the guideline's number in the store, 0 for one that is a folder; `reason` stands with a dismissal or
    an override alone.
    """

    rule_id: str
    decision: Choice
    channel: str
    language: str
    version: int
    fingerprint: str
    reason: Reason | None = None


class Count(NamedTuple):
    """How often one rule of one version fired, as far as decisions were recorded, and what became of it."""

    rule_id: str
    version: int
    fired: int
    accepted: int
    edited: int
    dismissed: dict[str, int]
    overridden: int


def record(
    store: Store, name: str, decisions: Sequence[Decision], key: bytes, at: datetime | None = None
) -> int:
    """Write decisions down; how many there were. `key` is the store's (`keys.key_of`).

    Raises InputError on anything that is not a code of the expected form, and on an unknown guideline.
    """
    if len(decisions) > MOST:
        raise InputError(f"{len(decisions)} decisions on one reply; at most {MOST} are taken")
    for one in decisions:
        _check(one)
    if not decisions:
        return 0
    when = at or now()
    with store.begin() as connection:
        owner = guideline_id(connection, name)
        connection.execute(
            insert(tables.review),
            [
                {
                    **one._asdict(),
                    "fingerprint": keys.keyed(key, one.fingerprint),
                    "guideline_id": owner,
                    "at": when,
                }
                for one in decisions
            ],
        )
    return len(decisions)


def health(store: Store, name: str, version: int | None = None) -> list[Count]:
    """The counts of each rule and version (of one `version` where it is given), by rule id, newest version first."""
    review = tables.review.c
    with store.read() as connection:
        wanted = review.guideline_id == guideline_id(connection, name)
        if version is not None:
            wanted &= review.version == version
        columns = (review.rule_id, review.version, review.decision, review.reason)
        rows = connection.execute(select(*columns, func.count()).where(wanted).group_by(*columns)).all()
    found: dict[tuple[str, int], dict[str, dict[str, int]]] = {}
    for rule_id, number, decision, reason, count in rows:
        made = found.setdefault((rule_id, number), {choice: {} for choice in DECISIONS})
        made[decision][reason or ""] = count
    return [
        Count(
            rule_id,
            number,
            sum(sum(each.values()) for each in made.values()),
            sum(made["accepted"].values()),
            sum(made["edited"].values()),
            dict(sorted(made["dismissed"].items())),
            sum(made["overridden"].values()),
        )
        for (rule_id, number), made in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]


def _check(one: Decision) -> None:
    """InputError where a value has not the form of a code. What was given is not repeated: it may be a text."""
    forms = (
        ("rule_id", one.rule_id, RULE_ID, 120),
        ("channel", one.channel, _NAME, 40),
        ("language", one.language, _LANGUAGE, 3),
        ("fingerprint", one.fingerprint, _FINGERPRINT, 16),
    )
    for field, value, form, most in forms:
        if len(value) > most or not form.fullmatch(value):
            raise InputError(f"decision: {field}: not in the form of one; a review holds codes and no text")
    if one.decision not in DECISIONS:
        raise InputError(f"decision: expected one of {', '.join(DECISIONS)}")
    if one.decision in REASONED and one.reason not in REASONS:
        raise InputError(f"decision: reason: expected one of {', '.join(REASONS)}")
    if one.decision not in REASONED and one.reason is not None:
        raise InputError(f"decision: reason: only {' and '.join(REASONED)} have one")
    if not 0 <= one.version < 2**31:
        raise InputError("decision: version: expected a number from 0")
