"""Feeds of whose pace nothing is known although they were polled before, and when their entries came.

An archive that was kept by an older version has such feeds; what it holds teaches what their polls did not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, case, func, select, update

from archive.tables import entries, feeds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def feeds_without_pace(tx: Connection, limit: int) -> list[int]:
    """The numbers of so many of them."""
    return list(tx.execute(_WITHOUT.limit(limit)).scalars())


def arrivals_of(tx: Connection, feed_id: int, since: datetime) -> list[datetime | None]:
    """When the feed's entries came: as published, else as first seen; None for one that says neither."""
    return list(tx.execute(_ARRIVALS, {"feed_id": feed_id, "since": since}).scalars())


def keep_paces(tx: Connection, paces: Mapping[int, str]) -> None:
    """Keep what was learned of these feeds, but for those that a poll has taught meanwhile."""
    if paces:
        tx.execute(_KEEP, [{"of": feed_id, "learned": pace} for feed_id, pace in paces.items()])


_WITHOUT = (
    select(feeds.c.id)
    .where(feeds.c.enabled, feeds.c.pace.is_(None), feeds.c.first_polled_at.is_not(None))
    .order_by(feeds.c.id)
)
_SEEN = case((entries.c.from_first_poll, None), else_=entries.c.first_seen_at)
_ARRIVALS = (
    select(func.coalesce(entries.c.published_at, _SEEN))
    .where(entries.c.feed_id == bindparam("feed_id"), entries.c.first_seen_at >= bindparam("since"))
    .order_by(entries.c.id)
)
_KEEP = update(feeds).where(feeds.c.id == bindparam("of"), feeds.c.pace.is_(None)).values(pace=bindparam("learned"))
