"""The tables. What must never happen twice is a unique constraint here, not a check in code.

Row numbers are never used again, so that a number outlives its row: an alert still names its article when the
article's text has been forgotten.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from archive.columns import HexKey, OriginsColumn, PlainText, RowId, Strings, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


def _numbered(name: str, *columns: Any) -> Table:  # noqa: ANN401 - what a table is made of is SQLAlchemy's to say
    row_number = Column("id", RowId, primary_key=True, autoincrement=True)
    return Table(name, metadata, row_number, *columns, sqlite_autoincrement=True)


def _only(name: str, column: str, condition: str) -> Index:
    return Index(name, column, sqlite_where=text(condition), postgresql_where=text(condition))


meta = Table("meta", metadata, Column("key", PlainText, primary_key=True), Column("value", PlainText, nullable=False))

feeds = _numbered(
    "feeds",
    Column("url", PlainText, nullable=False, unique=True),
    Column("name", PlainText, nullable=False),
    Column("language", PlainText),
    Column("tags", Strings, nullable=False),
    Column("interval_min_seconds", Integer, nullable=False),
    Column("interval_max_seconds", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("guids_unreliable", Boolean, nullable=False),
    Column("first_polled_at", UtcTime),
    Column("last_polled_at", UtcTime),
    Column("last_ok_at", UtcTime),
    Column("next_poll_at", UtcTime),
    Column("etag", PlainText),
    Column("last_modified", PlainText),
    Column("body_hash", PlainText),
    Column("reader_version", Integer, nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("status_since", UtcTime),
    Column("detail", PlainText),
    Column("last_entry_at", UtcTime),
    Column("pace", PlainText),
    Column("volume", PlainText),
    Column("fetch_url", PlainText),
    Column("moved_to", PlainText),
    Column("moved_since", UtcTime),
    Column("moved_sightings", Integer, nullable=False, server_default="0"),
    Column("gone_sightings", Integer, nullable=False, server_default="0"),
    Column("same_bodies", Integer, nullable=False, server_default="0"),
    Column("period_seconds", Integer),
    Column("articles_counted", Double, nullable=False, server_default="0"),
    Column("articles_matched", Double, nullable=False, server_default="0"),
)

# The secret and the token are confidential: who knows the token can knock at a feed's callback.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed_id", RowId, ForeignKey("feeds.id"), primary_key=True, autoincrement=False),
    Column("hubs", Strings, nullable=False),
    Column("topic", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("state_since", UtcTime, nullable=False),
    Column("hub", PlainText),
    Column("callback", PlainText),
    Column("token", PlainText, unique=True),
    Column("secret", PlainText),
    Column("asked_mode", PlainText),
    Column("asked_at", UtcTime),
    Column("lease_until", UtcTime),
    Column("next_attempt_at", UtcTime, nullable=False, index=True),
    Column("failures", Integer, nullable=False),
    Column("delivered_at", UtcTime),
    Column("missed_at", UtcTime),
    Column("unread_since", UtcTime),
    Column("delivered", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
)

entries = _numbered(
    "entries",
    Column("feed_id", RowId, ForeignKey("feeds.id"), nullable=False),
    Column("item_key", HexKey, nullable=False),
    Column("composite_key", HexKey, nullable=False),
    Column("url_key", HexKey, nullable=False, index=True),
    Column("title_hash", HexKey, nullable=False),
    Column("url", PlainText, nullable=False),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False, index=True),
    Column("from_first_poll", Boolean, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcTime, nullable=False),
    Column("lease_token", PlainText),
    Column("lease_until", UtcTime),
    UniqueConstraint("feed_id", "item_key"),
    Index(None, "feed_id", "composite_key"),
    _only("ix_entries_pending", "next_attempt_at", "state = 'pending'"),
)

# Apart from the entries, so that a claim rewrites a narrow row and forgetting a text leaves its keys.
entry_texts = Table(
    "entry_texts",
    metadata,
    Column("entry_id", RowId, ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    Column("title", PlainText, nullable=False),
    Column("summary", PlainText, nullable=False),
    Column("content", PlainText, nullable=False),
)

raw_pages = Table(
    "raw_pages",
    metadata,
    Column("entry_id", RowId, ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    Column("content_type", PlainText, nullable=False),
    Column("compressed", LargeBinary, nullable=False),
    Column("kept_at", UtcTime, nullable=False, index=True),
    Column("url", PlainText),
    Column("furniture", Strings),
)

site_rereads = Table(
    "site_rereads",
    metadata,
    Column("site", PlainText, primary_key=True),
    Column("asked_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_token", PlainText),
    Column("lease_until", UtcTime),
)

page_tries = Table(
    "page_tries",
    metadata,
    Column("entry_id", RowId, ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("planned_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, index=True),
    Column("tried_at", UtcTime),
    Column("lease_token", PlainText),
    Column("lease_until", UtcTime),
)

copy_groups = _numbered(
    "copy_groups",
    Column("text_hash", PlainText, nullable=False, unique=True),
    Column("members", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
)

articles = _numbered(
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
)

# Of articles in the window in which copies are looked for. A text that is exchanged gets a number anew, so that who
# knows the youngest number knows all that was written before it.
fingerprints = _numbered(
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

# The article may have been forgotten, so its number is not a foreign key.
alerts = _numbered(
    "alerts",
    Column("rule_id", PlainText, nullable=False),
    Column("group_id", RowId, ForeignKey("copy_groups.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("article_id", RowId, nullable=False, index=True),
    Column("priority", PlainText, nullable=False),
    Column("covers", Strings, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("reason", PlainText, nullable=False, server_default="first"),
    Column("figures", Strings),
    Column("changes", Strings, nullable=False, server_default="[]"),
    Column("resembles", RowId),
    UniqueConstraint("group_id", "rule_id", "revision"),
)

# Alerts that are to be told together with others, to whom and when.
held_alerts = Table(
    "held_alerts",
    metadata,
    Column("alert_id", RowId, ForeignKey("alerts.id"), primary_key=True, autoincrement=False),
    Column("recipient", PlainText, primary_key=True),
    Column("channel", PlainText, primary_key=True),
    Column("cause", PlainText, nullable=False),
    Column("tell_at", UtcTime, nullable=False, index=True),
)

notices = _numbered(
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

deliveries = _numbered(
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
    _only("ix_deliveries_due", "next_attempt_at", "state = 'due'"),
    _only("ix_deliveries_dead", "id", "state = 'dead'"),
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
