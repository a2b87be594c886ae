"""The tables of feeds and of what they list: entries, their texts and pages, and when pages are asked for again."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from archive.columns import HexKey, PlainText, RowId, Strings, UtcTime
from archive.table_forms import metadata, numbered, only

feeds = numbered(
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

entries = numbered(
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
    only("ix_entries_pending", "next_attempt_at", "state = 'pending'"),
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
