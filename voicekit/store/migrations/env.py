"""What Alembic runs: the migrations on the connection, and in the transaction, that voicekit.store.migrate opened.

It must never open a database itself.
"""

from __future__ import annotations

from alembic import context

from voicekit.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table: it is built again and copied
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
