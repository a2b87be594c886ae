"""What is known of an article besides its text, and where each part of it came from.

Revision 0004. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = ("canonical_url", "section", "image_url")


def upgrade() -> None:
    """Add the columns; of articles that were kept before, no origin is known."""
    op.add_column("articles", sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True))
    for name in _TEXTS:
        op.add_column("articles", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("origins", sa.JSON(), nullable=False, server_default="{}"))
