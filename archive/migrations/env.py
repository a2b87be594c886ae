"""Alembic's entry point: the caller has opened the transaction and holds the lock."""

from __future__ import annotations

from alembic import context

from archive.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
