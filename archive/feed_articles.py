"""The newest articles of one feed, as far as they were read from pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, func, literal_column, select

from archive.articles import article_from
from archive.tables import articles, entries

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Article


# Several feeds are asked for at once, and whole books would not fit into memory side by side.
MOST_CHARACTERS = 100_000


def newest_pages(tx: Connection, feed_id: int, since: datetime, limit: int) -> list[Article]:
    """A feed's articles first seen since then whose body is their page's own: the newest of them, oldest first.

    Endless ones are left out.
    """
    found = tx.execute(_NEWEST, {"feed_id": feed_id, "since": since, "limit": limit})
    return [article_from(row) for row in found][::-1]


# By way of the entries, which have an index by feed.
_NEWEST = (
    select(articles)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(
        entries.c.feed_id == bindparam("feed_id"),
        entries.c.first_seen_at >= bindparam("since", type_=entries.c.first_seen_at.type),
        articles.c.body_source == literal_column("'page'"),
        func.length(articles.c.body) <= MOST_CHARACTERS,
    )
    .order_by(entries.c.id.desc())
    .limit(bindparam("limit"))
)
