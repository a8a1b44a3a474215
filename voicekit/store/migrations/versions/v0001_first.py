"""The first tables.

Written out with plain types: it must stay as it is when voicekit.store.tables moves on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_KEPT = "id, guideline_id, number, parent, body, sha256, base_sha256, tool_version, author, note, at"  # all but state
_SAID = "a version never changes; save a new one"


def upgrade() -> None:
    """Make every table, and the trigger that keeps versions as they are."""
    op.create_table(
        "guideline",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("live", sa.Integer()),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guideline"),
        sa.UniqueConstraint("name", name="uq_guideline_name"),
    )
    op.create_table(
        "version",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guideline_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer()),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("base_sha256", sa.Text(), nullable=False),
        sa.Column("tool_version", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        _to_guideline("version"),
        sa.UniqueConstraint("guideline_id", "number", name="uq_version_guideline_id_number"),
        sa.CheckConstraint("state IN ('in_review', 'published', 'retired')", name=op.f("ck_version_state")),
    )
    op.create_table(
        "draft",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guideline_id", _ID, nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        _to_guideline("draft"),
        sa.UniqueConstraint("guideline_id", name="uq_draft_guideline_id"),
    )
    op.create_table(
        "request",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON()),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_request"),
    )
    op.create_table(
        "audit",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    _of_replies()
    _keep_versions()


def downgrade() -> None:
    """Remove every table."""
    for name in ("replay_item", "replay_set", "run", "rule_override", "review", "audit", "request", "draft"):
        op.drop_table(name)
    op.drop_table("version")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION version_is_kept()")
    op.drop_table("guideline")


def _of_replies() -> None:
    op.create_table(
        "review",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("guideline_id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        _to_guideline("review"),
        sa.CheckConstraint(
            "decision IN ('accepted', 'edited', 'dismissed', 'overridden')", name=op.f("ck_review_decision")
        ),
    )
    op.create_index("ix_review_guideline_id_rule_id", "review", ["guideline_id", "rule_id"])
    op.create_table(
        "rule_override",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guideline_id", _ID, nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_override"),
        _to_guideline("rule_override"),
        sa.CheckConstraint("action IN ('mute')", name=op.f("ck_rule_override_action")),
    )
    op.create_index("ix_rule_override_guideline_id", "rule_override", ["guideline_id"])
    op.create_table(
        "run",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("guideline", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_table(
        "replay_set",
        sa.Column("guideline_id", _ID, nullable=False, autoincrement=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("on_by", sa.Text(), nullable=False),
        sa.Column("on_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("guideline_id", name="pk_replay_set"),
        _to_guideline("replay_set"),
    )
    op.create_table(
        "replay_item",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guideline_id", _ID, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replay_item"),
        _to_guideline("replay_item"),
        sa.UniqueConstraint("guideline_id", "mac", name="uq_replay_item_guideline_id_mac"),
    )
    op.create_index("ix_replay_item_expires_at", "replay_item", ["expires_at"])


def _keep_versions() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER version_is_kept BEFORE UPDATE OF {_KEPT} ON version "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION version_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER version_is_kept BEFORE UPDATE OF {_KEPT} ON version "
        "FOR EACH ROW EXECUTE FUNCTION version_is_kept()"
    )


def _to_guideline(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["guideline_id"], ["guideline.id"], name=f"fk_{table}_guideline_id")
