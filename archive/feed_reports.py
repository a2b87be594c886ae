"""What the archive can tell a person of the feeds: all of them, how many entries on which day, the last entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, case, func, literal, select

from archive.feed_rows import feed_of
from archive.tables import entries, entry_texts, feeds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Feed


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as it was remembered; the title is empty when its text has been forgotten."""

    title: str
    url: str
    published_at: datetime | None
    first_seen_at: datetime
    state: str


def every_feed(tx: Connection) -> list[Feed]:
    """All feeds, those that are no longer polled too, by their numbers."""
    return [feed_of(row) for row in tx.execute(select(feeds).order_by(feeds.c.id))]


def entries_by_day(
    tx: Connection, starts: Sequence[datetime], feed_ids: Sequence[int] | None = None
) -> dict[int, list[int]]:
    """For each feed that had any, its entries from each of these instants to the next one, the last one to now.

    What a first poll found counts where it was published, everything else where it was seen.
    """
    seen = entries.c.first_seen_at
    instant = case((entries.c.from_first_poll, func.coalesce(entries.c.published_at, seen)), else_=seen)
    ends = [(instant < end, place) for place, end in enumerate(starts[1:])]
    day: ColumnElement[Any] = case(*ends, else_=len(ends)) if ends else literal(0)
    query = select(entries.c.feed_id, day, func.count()).where(seen >= starts[0], instant >= starts[0])
    if feed_ids is not None:
        query = query.where(entries.c.feed_id.in_(feed_ids))
    found: dict[int, list[int]] = {}
    for feed_id, place, count in tx.execute(query.group_by(entries.c.feed_id, day)):
        found.setdefault(feed_id, [0] * len(starts))[place] = count
    return found


def last_entries(tx: Connection, feed_id: int, most: int) -> list[SeenEntry]:
    """The entries that a feed brought last, the youngest first."""
    query = (
        select(entries, entry_texts.c.title)
        .outerjoin(entry_texts, entry_texts.c.entry_id == entries.c.id)
        .where(entries.c.feed_id == feed_id)
        .order_by(entries.c.id.desc())
        .limit(most)
    )
    return [
        SeenEntry(row.title or "", row.url, row.published_at, row.first_seen_at, row.state) for row in tx.execute(query)
    ]
