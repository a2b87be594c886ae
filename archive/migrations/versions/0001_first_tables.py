"""The first tables.

Revision 0001. The types are spelt out here, apart from archive.tables: a migration stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table, each after those it refers to."""
    _create_copy_groups()
    _create_disabled_channels()
    _create_feeds()
    _create_meta()
    _create_notices()
    _create_periods()
    _create_quiet_notices()
    _create_alerts()
    _create_entries()
    _create_articles()
    _create_deliveries()
    _create_entry_texts()
    _create_raw_pages()
    _create_mentions()


def _create_copy_groups() -> None:
    op.create_table(
        "copy_groups",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copy_groups"),
        sa.UniqueConstraint("text_hash", name="uq_copy_groups_text_hash"),
        sqlite_autoincrement=True,
    )


def _create_disabled_channels() -> None:
    op.create_table(
        "disabled_channels",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_disabled_channels"),
    )


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("interval_min_seconds", sa.Integer(), nullable=False),
        sa.Column("interval_max_seconds", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("guids_unreliable", sa.Boolean(), nullable=False),
        sa.Column("first_polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_ok_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_poll_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("reader_version", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
        sqlite_autoincrement=True,
    )


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_created_at", "notices", ["created_at"])


def _create_periods() -> None:
    op.create_table(
        "periods",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "period", name="pk_periods"),
    )
    op.create_index("ix_periods_claimed_at", "periods", ["claimed_at"])


def _create_quiet_notices() -> None:
    op.create_table(
        "quiet_notices",
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("quiet_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dedupe_key", name="pk_quiet_notices"),
    )


def _create_alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("group_id", ROW_ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["copy_groups.id"], name="fk_alerts_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("group_id", "rule_id", "revision", name="uq_alerts_group_id_rule_id_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alerts_article_id", "alerts", ["article_id"])


def _create_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("item_key", sa.LargeBinary(), nullable=False),
        sa.Column("composite_key", sa.LargeBinary(), nullable=False),
        sa.Column("url_key", sa.LargeBinary(), nullable=False),
        sa.Column("title_hash", sa.LargeBinary(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_first_poll", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_entries_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("feed_id", "item_key", name="uq_entries_feed_id_item_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entries_feed_id_composite_key", "entries", ["feed_id", "composite_key"])
    op.create_index("ix_entries_first_seen_at", "entries", ["first_seen_at"])
    op.create_index(
        "ix_entries_pending",
        "entries",
        ["next_attempt_at"],
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_entries_url_key", "entries", ["url_key"])


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("entry_id", ROW_ID, nullable=False),
        sa.Column("feed_id", ROW_ID, nullable=False),
        sa.Column("group_id", ROW_ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_source", sa.Text(), nullable=False),
        sa.Column("page_status", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_articles_entry_id"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_articles_feed_id"),
        sa.ForeignKeyConstraint(["group_id"], ["copy_groups.id"], name="fk_articles_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("entry_id", name="uq_articles_entry_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_committed_at", "articles", ["committed_at"])
    op.create_index("ix_articles_group_id", "articles", ["group_id"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("alert_id", ROW_ID, nullable=True),
        sa.Column("notice_id", ROW_ID, nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_key", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(alert_id IS NULL) <> (notice_id IS NULL)", name="ck_deliveries_alert_or_notice"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_deliveries_alert_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_deliveries_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("alert_id", "recipient", "channel", name="uq_deliveries_alert_id_recipient_channel"),
        sa.UniqueConstraint("message_key", name="uq_deliveries_message_key"),
        sa.UniqueConstraint("notice_id", "recipient", "channel", name="uq_deliveries_notice_id_recipient_channel"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_deliveries_dead",
        "deliveries",
        ["id"],
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["next_attempt_at"],
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )


def _create_entry_texts() -> None:
    op.create_table(
        "entry_texts",
        sa.Column("entry_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_entry_texts_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_entry_texts"),
    )


def _create_raw_pages() -> None:
    op.create_table(
        "raw_pages",
        sa.Column("entry_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_raw_pages_entry_id"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_raw_pages"),
    )
    op.create_index("ix_raw_pages_kept_at", "raw_pages", ["kept_at"])


def _create_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("article_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_mentions_article_id"),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_mentions"),
    )
