"""The tables. What must never happen twice is a unique constraint here, not a check in code.

Row numbers are never used again, so that a number outlives its row: an alert still names its article when the
article's text has been forgotten.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from archive.columns import Changes, OriginsColumn, PlainText, RowId, Strings, UtcTime
from archive.feed_tables import entries, entry_texts, feeds, page_tries, raw_pages, site_rereads, subscriptions
from archive.table_forms import metadata, numbered, only

__all__ = [
    "alerts",
    "article_revisions",
    "articles",
    "copy_groups",
    "deliveries",
    "disabled_channels",
    "entries",
    "entry_texts",
    "feeds",
    "fingerprints",
    "held_alerts",
    "mentions",
    "meta",
    "metadata",
    "notices",
    "page_tries",
    "periods",
    "quiet_notices",
    "raw_pages",
    "site_rereads",
    "subscriptions",
]

meta = Table("meta", metadata, Column("key", PlainText, primary_key=True), Column("value", PlainText, nullable=False))

copy_groups = numbered(
    "copy_groups",
    Column("text_hash", PlainText, nullable=False, unique=True),
    Column("members", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
)

articles = numbered(
    "articles",
    Column("entry_id", RowId, ForeignKey("entries.id"), nullable=False, unique=True),
    Column("feed_id", RowId, ForeignKey("feeds.id"), nullable=False),
    Column("group_id", RowId, ForeignKey("copy_groups.id"), nullable=False, index=True),
    Column("url", PlainText, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("body", PlainText, nullable=False),
    Column("language", PlainText),
    Column("author", PlainText),
    Column("published_at", UtcTime),
    Column("body_source", PlainText, nullable=False),
    Column("page_status", PlainText, nullable=False),
    Column("text_hash", PlainText, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
    Column("committed_at", UtcTime, nullable=False, index=True),
    Column("modified_at", UtcTime),
    Column("canonical_url", PlainText),
    Column("section", PlainText),
    Column("image_url", PlainText),
    Column("origins", OriginsColumn, nullable=False, server_default="{}"),
    Column("extractor", PlainText),
    Column("removed_lines", Strings, nullable=False, server_default="[]"),
    Column("warnings", Strings, nullable=False, server_default="[]"),
    Column("relation", PlainText),
    Column("elder_id", RowId),
    Column("shared", Double),
    Column("differing", Strings, nullable=False, server_default="[]"),
    Column("alerted_at", UtcTime),
    only("ix_articles_alerted", ("feed_id", "alerted_at"), "alerted_at IS NOT NULL"),
)

# Of articles in the window in which copies are looked for. A text that is exchanged gets a number anew, so that who
# knows the youngest number knows all that was written before it.
fingerprints = numbered(
    "fingerprints",
    Column("article_id", RowId, nullable=False, unique=True),
    Column("entry_id", RowId, nullable=False),
    Column("prints", LargeBinary, nullable=False),
    Column("kept_at", UtcTime, nullable=False, index=True),
)

# What an article said before it was edited.
article_revisions = Table(
    "article_revisions",
    metadata,
    Column("article_id", RowId, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", PlainText, nullable=False),
    Column("body", PlainText, nullable=False),
    Column("text_hash", PlainText, nullable=False),
    Column("changed", Double, nullable=False),
    Column("replaced_at", UtcTime, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("article_id", RowId, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name_id", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("surface", PlainText, nullable=False),
    Column("field", PlainText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("inside", PlainText),
)

# The article may have been forgotten, so its number is not a foreign key. Of what a first poll lists and what a
# changed watchlist finds feed_id is not set: it was no news.
alerts = numbered(
    "alerts",
    Column("rule_id", PlainText, nullable=False),
    Column("group_id", RowId, ForeignKey("copy_groups.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("article_id", RowId, nullable=False, index=True),
    Column("priority", PlainText, nullable=False),
    Column("covers", Strings, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("reason", PlainText, nullable=False, server_default="first"),
    Column("figures", Strings),
    Column("changes", Changes, nullable=False, server_default="[]"),
    Column("notice", PlainText, nullable=False, server_default=""),
    Column("resembles", RowId),
    Column("feed_id", RowId),
    UniqueConstraint("group_id", "rule_id", "revision"),
    only("ix_alerts_news", ("rule_id", "created_at", "feed_id", "article_id"), "feed_id IS NOT NULL"),
)

# Alerts that are to be told together with others, to whom and when.
held_alerts = Table(
    "held_alerts",
    metadata,
    Column("alert_id", RowId, ForeignKey("alerts.id"), primary_key=True, autoincrement=False),
    Column("recipient", PlainText, primary_key=True),
    Column("channel", PlainText, primary_key=True),
    Column("cause", PlainText, nullable=False, index=True),
    Column("tell_at", UtcTime, nullable=False, index=True),
)

notices = numbered(
    "notices",
    Column("kind", PlainText, nullable=False),
    Column("subject", PlainText, nullable=False),
    Column("lines", Strings, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

quiet_notices = Table(
    "quiet_notices",
    metadata,
    Column("dedupe_key", PlainText, primary_key=True),
    Column("quiet_until", UtcTime, nullable=False),
)

deliveries = numbered(
    "deliveries",
    Column("alert_id", RowId, ForeignKey("alerts.id")),
    Column("notice_id", RowId, ForeignKey("notices.id")),
    Column("recipient", PlainText, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("message_key", PlainText, nullable=False, unique=True),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("next_attempt_at", UtcTime, nullable=False),
    Column("lease_token", PlainText),
    Column("lease_until", UtcTime),
    Column("last_status", PlainText),
    Column("sent_at", UtcTime),
    UniqueConstraint("alert_id", "recipient", "channel"),
    UniqueConstraint("notice_id", "recipient", "channel"),
    CheckConstraint("(alert_id IS NULL) <> (notice_id IS NULL)", name="alert_or_notice"),
    only("ix_deliveries_due", "next_attempt_at", "state = 'due'"),
    only("ix_deliveries_dead", "id", "state = 'dead'"),
)

disabled_channels = Table(
    "disabled_channels",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("status", PlainText, nullable=False),
    Column("disabled_at", UtcTime, nullable=False),
)

periods = Table(
    "periods",
    metadata,
    Column("job", PlainText, primary_key=True),
    Column("period", PlainText, primary_key=True),
    Column("claimed_at", UtcTime, nullable=False, index=True),
)
