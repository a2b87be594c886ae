"""What the archive knows of one address or one text: for those who ask why an alert came or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from archive.articles import article_from
from archive.delivery_rows import delivery_from
from archive.entries import entry_from
from archive.tables import articles, copy_groups, deliveries, entries

if TYPE_CHECKING:
    from collections.abc import Collection

    from archive.nouns import Article, Delivery, Entry


def articles_at(tx: Connection, url_hash: str, limit: int) -> list[Article]:
    """The articles of entries with this URL hash, the youngest first."""
    return [article_from(row) for row in tx.execute(_AT, {"url_hash": url_hash, "limit": limit})]


def group_of_text(tx: Connection, text_hash: str) -> int | None:
    """The copy group that an article with this text would join; None when it is new."""
    group_id: int | None = tx.execute(_GROUP, {"text_hash": text_hash}).scalar_one_or_none()
    return group_id


def entries_of_text(tx: Connection, text_hash: str, but_for: int, limit: int) -> frozenset[int]:
    """The entries of the youngest articles in the copy group of this text that have it still, but for one entry."""
    rows = tx.execute(_OF_TEXT, {"text_hash": text_hash, "but_for": but_for, "limit": limit})
    return frozenset(row.entry_id for row in rows)


def entries_with(tx: Connection, ids: Collection[int]) -> list[Entry]:
    """The entries with these numbers, without their texts, in the order of the numbers."""
    return [entry_from(row, None) for row in tx.execute(_ENTRIES, {"ids": list(ids)})]


def deliveries_of(tx: Connection, alert_ids: Collection[int]) -> list[Delivery]:
    """The deliveries of these alerts, in the order in which they were planned."""
    return [delivery_from(row) for row in tx.execute(_DELIVERIES, {"ids": list(alert_ids)})]


_AT = (
    select(articles)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(entries.c.url_key == bindparam("url_hash"))
    .order_by(articles.c.id.desc())
    .limit(bindparam("limit"))
)
_GROUP = select(copy_groups.c.id).where(copy_groups.c.text_hash == bindparam("text_hash"))
_OF_TEXT = (
    select(articles.c.entry_id)
    .join(copy_groups, copy_groups.c.id == articles.c.group_id)
    .where(
        copy_groups.c.text_hash == bindparam("text_hash"),
        articles.c.text_hash == copy_groups.c.text_hash,
        articles.c.entry_id != bindparam("but_for"),
    )
    .order_by(articles.c.id.desc())
    .limit(bindparam("limit"))
)
_ENTRIES = select(entries).where(entries.c.id.in_(bindparam("ids", expanding=True))).order_by(entries.c.id)
_DELIVERIES = (
    select(deliveries).where(deliveries.c.alert_id.in_(bindparam("ids", expanding=True))).order_by(deliveries.c.id)
)
