"""Pages that could not be had, and when each is tried again.

Revision 0006. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table; pages of articles that were kept before are not tried again."""
    op.create_table(
        "page_tries",
        sa.Column("entry_id", _ROW_ID, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("tries", "attempts")),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in ("due_at", "tried_at", "lease_until")),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_page_tries_entry_id_entries"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_page_tries"),
    )
    op.create_index("ix_page_tries_due_at", "page_tries", ["due_at"])
