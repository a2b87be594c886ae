"""How an article's body came out of its page.

Revision 0005. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of articles that were kept before, nothing of this is known."""
    op.add_column("articles", sa.Column("extractor", sa.Text(), nullable=True))
    for name in ("removed_lines", "warnings"):
        op.add_column("articles", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
