"""Every table of the store, as the newest migration leaves them; `alembic check` holds both to each other.

No column may hold a customer's words, but for replay_item.body, and that only redacted.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

from voicekit.store.columns import BigId, Json, Moment, Words

STATES = ("in_review", "published", "retired")
DECISIONS = ("accepted", "edited", "dismissed", "overridden")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


def _guideline_id() -> Column[int]:
    return Column("guideline_id", BigId, ForeignKey("guideline.id"), nullable=False)


guideline = Table(
    "guideline",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("head", Integer, nullable=False),
    Column("live", Integer),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Words, nullable=False),
)
"""`head` is the number of the newest version, moved by compare-and-swap alone; `live` the published one's."""

version = Table(
    "version",
    metadata,
    Column("id", BigId, primary_key=True),
    _guideline_id(),
    Column("number", Integer, nullable=False),
    Column("parent", Integer),
    Column("body", Json, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("base_sha256", Words, nullable=False),
    Column("tool_version", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Words, nullable=False),
    UniqueConstraint("guideline_id", "number"),
    _one_of("state", STATES),
)
"""A trigger refuses an UPDATE of any column but `state`."""

draft = Table(
    "draft",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("guideline_id", BigId, ForeignKey("guideline.id"), nullable=False, unique=True),
    Column("base", Integer, nullable=False),
    Column("body", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("author", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("key", Words, primary_key=True),
    Column("action", Words, nullable=False),
    Column("result", Json),
    Column("at", Moment, nullable=False),
)
"""Idempotency: a key is written in the transaction of what it stands for."""

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("subject", Words, nullable=False, index=True),
    Column("detail", Json, nullable=False),
)

review = Table(
    "review",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Moment, nullable=False),
    _guideline_id(),
    Column("version", Integer, nullable=False),
    Column("channel", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("rule_id", Words, nullable=False),
    Column("decision", Words, nullable=False),
    Column("reason", Words),
    Column("fingerprint", Words, nullable=False),
    _one_of("decision", DECISIONS),
    Index(None, "guideline_id", "rule_id"),
)
"""Whose reply it was is left out on purpose: counts per team, no ranking of people. `reason` is a code."""

rule_override = Table(
    "rule_override",
    metadata,
    Column("id", BigId, primary_key=True),
    _guideline_id(),
    Column("rule_id", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Moment, nullable=False),
    _one_of("action", ("mute",)),
    Index(None, "guideline_id"),
)

run = Table(
    "run",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", Words, nullable=False),
    Column("guideline", Words, nullable=False),
    Column("version", Integer),
    Column("sha256", Words, nullable=False),
    Column("settings", Json, nullable=False),
    Column("figures", Json, nullable=False),
    Column("state", Words, nullable=False),
)

replay_set = Table(
    "replay_set",
    metadata,
    Column("guideline_id", BigId, ForeignKey("guideline.id"), primary_key=True, autoincrement=False),
    Column("days", Integer, nullable=False),
    Column("on_by", Words, nullable=False),
    Column("on_at", Moment, nullable=False),
)

replay_item = Table(
    "replay_item",
    metadata,
    Column("id", BigId, primary_key=True),
    _guideline_id(),
    Column("body", Json, nullable=False),
    Column("mac", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("guideline_id", "mac"),
    Index(None, "expires_at"),
)
"""The one place where a conversation may be kept: redacted, for a set number of days, where a lead turned it on."""
