"""What a kept page is read again with, and the sites whose pages are to be.

Revision 0007. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and table; of pages that were kept before it is not known where they were found in the end."""
    op.add_column("raw_pages", sa.Column("url", sa.Text(), nullable=True))
    op.add_column("raw_pages", sa.Column("furniture", sa.JSON(), nullable=True))
    op.create_table(
        "site_rereads",
        sa.Column("site", sa.Text(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("asked_at", "due_at")),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("site", name="pk_site_rereads"),
    )
