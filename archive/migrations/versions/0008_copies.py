"""What a copy is a copy of, how texts change, and what is held back to be told at once.

Revision 0008. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add columns and tables; articles that were kept before are compared with nothing."""
    op.add_column("articles", sa.Column("relation", sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("elder_id", _ROW_ID, nullable=True))
    op.add_column("articles", sa.Column("shared", sa.Double(), nullable=True))
    op.add_column("articles", sa.Column("differing", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("alerts", sa.Column("reason", sa.Text(), nullable=False, server_default="first"))
    op.add_column("alerts", sa.Column("figures", sa.JSON(), nullable=True))
    op.add_column("alerts", sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("alerts", sa.Column("notice", sa.Text(), nullable=False, server_default=""))
    op.add_column("alerts", sa.Column("resembles", _ROW_ID, nullable=True))
    _count_news()
    _create_fingerprints()
    _create_revisions()
    _create_held_alerts()


def _count_news() -> None:
    """Articles know when they last alerted as news, and alerts which feed brought them; a first poll brings none."""
    op.add_column("articles", sa.Column("alerted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("alerts", sa.Column("feed_id", _ROW_ID, nullable=True))
    op.execute(
        "UPDATE articles SET alerted_at = (SELECT max(created_at) FROM alerts WHERE article_id = articles.id) "
        "WHERE entry_id NOT IN (SELECT id FROM entries WHERE from_first_poll)"
    )
    op.execute(
        "UPDATE alerts SET feed_id = "
        "(SELECT feed_id FROM articles WHERE articles.id = alerts.article_id AND alerted_at IS NOT NULL)"
    )
    _index_of("articles", "ix_articles_alerted", ["feed_id", "alerted_at"], "alerted_at IS NOT NULL")
    _index_of("alerts", "ix_alerts_news", ["rule_id", "created_at", "feed_id", "article_id"], "feed_id IS NOT NULL")


def _index_of(table: str, name: str, columns: list[str], condition: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))


def _create_fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("article_id", _ROW_ID, nullable=False),
        sa.Column("entry_id", _ROW_ID, nullable=False),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fingerprints"),
        sa.UniqueConstraint("article_id", name="uq_fingerprints_article_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fingerprints_kept_at", "fingerprints", ["kept_at"])


def _create_revisions() -> None:
    op.create_table(
        "article_revisions",
        sa.Column("article_id", _ROW_ID, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "body", "text_hash")),
        sa.Column("changed", sa.Double(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_revisions_article_id_articles"),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_article_revisions"),
    )


def _create_held_alerts() -> None:
    op.create_table(
        "held_alerts",
        sa.Column("alert_id", _ROW_ID, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("recipient", "channel", "cause")),
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_held_alerts_alert_id_alerts"),
        sa.PrimaryKeyConstraint("alert_id", "recipient", "channel", name="pk_held_alerts"),
    )
    for column in ("cause", "tell_at"):
        op.create_index(f"ix_held_alerts_{column}", "held_alerts", [column])
