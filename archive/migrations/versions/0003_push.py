"""Subscriptions at the hubs of feeds (WebSub).

Revision 0003. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIMES = ("asked_at", "lease_until", "delivered_at", "missed_at", "unread_since")
_COUNTS = ("failures", "delivered", "rejected", "missed")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "subscriptions",
        sa.Column("feed_id", _ROW_ID, nullable=False, autoincrement=False),
        sa.Column("hubs", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("topic", "state")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("hub", "callback", "token", "secret", "asked_mode")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("state_since", "next_attempt_at")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in _TIMES),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_subscriptions_feed_id_feeds"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_subscriptions"),
        sa.UniqueConstraint("token", name="uq_subscriptions_token"),
    )
    op.create_index("ix_subscriptions_next_attempt_at", "subscriptions", ["next_attempt_at"])
