"""How feeds behave: their pace, where they have moved, and since when they are as they are.

Revision 0002. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXTS = ("pace", "volume", "detail", "fetch_url", "moved_to")
_TIMES = ("moved_since", "status_since", "last_entry_at")
_COUNTS = ("moved_sightings", "gone_sightings", "same_bodies")
_LAST_ENTRY = "UPDATE feeds SET last_entry_at = (SELECT max(first_seen_at) FROM entries WHERE feed_id = feeds.id)"


def upgrade() -> None:
    """Add the columns; of an old archive's feeds it is known when their last entry came."""
    for name in _TEXTS:
        op.add_column("feeds", sa.Column(name, sa.Text(), nullable=True))
    for name in _TIMES:
        op.add_column("feeds", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in _COUNTS:
        op.add_column("feeds", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feeds", sa.Column("period_seconds", sa.Integer(), nullable=True))
    for name in ("articles_counted", "articles_matched"):
        op.add_column("feeds", sa.Column(name, sa.Double(), nullable=False, server_default="0"))
    op.execute(_LAST_ENTRY)
