"""Feeds: which are polled, and how their polls went."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select, update

from archive.conflicts import insert_or
from archive.feed_rows import feed_of, poll_changes, poll_columns
from archive.nouns import Feed, FeedSpec, PollRecord, Validators
from archive.tables import feeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

__all__ = [
    "PollRecord",
    "clear_validators",
    "enabled_feeds",
    "feed_status_counts",
    "get_feeds",
    "note_next_poll",
    "record_polls",
    "sync_feeds",
]

_NEVER_POLLED = {"status": "new", "failures": 0, "guids_unreliable": False, "reader_version": 0}
_NO_VALIDATORS = Validators()
_MANY = 500


def sync_feeds(tx: Connection, specs: Sequence[FeedSpec], now: datetime) -> list[Feed]:
    """Make the feeds those of the configuration and give them back in its order.

    Feeds are told apart by URL. One that is no longer named is disabled and keeps its history. Two schedulers may do it
    at once.
    """
    wanted = {spec.url: asdict(spec) for spec in specs}
    present = {feed.url: feed for feed in _feeds(tx, select(feeds))}
    _insert_new(tx, [row for url, row in wanted.items() if url not in present], now)
    _change(tx, [row for url, row in wanted.items() if url in present and _differs(present[url], row)])
    _disable(tx, [feed.id for url, feed in present.items() if url not in wanted and feed.enabled])
    kept = {feed.url: feed for feed in _feeds(tx, select(feeds))}
    return [kept[url] for url in wanted]


def enabled_feeds(tx: Connection) -> list[Feed]:
    """The feeds that are to be polled."""
    return _feeds(tx, _ENABLED)


def get_feeds(tx: Connection, ids: Iterable[int]) -> list[Feed]:
    """The feeds with these numbers, in the order of the numbers; unknown numbers are left out."""
    return _feeds(tx, _BY_IDS, {"ids": list(ids)})


def record_polls(tx: Connection, polls: Sequence[PollRecord]) -> None:
    """Note how polls went that brought nothing new; a poll older than the last one noted changes nothing."""
    if polls:
        tx.execute(_RECORD, [poll_columns(poll) for poll in polls])


def note_next_poll(tx: Connection, feed_id: int, due: datetime) -> None:
    """Note that a feed is polled later than its last poll had it."""
    tx.execute(update(feeds).where(feeds.c.id == feed_id, feeds.c.next_poll_at < due).values(next_poll_at=due))


def clear_validators(tx: Connection, feed_id: int) -> None:
    """Let the next poll of the feed ask for the whole document."""
    tx.execute(update(feeds).where(feeds.c.id == feed_id).values(asdict(_NO_VALIDATORS)))


def feed_status_counts(tx: Connection) -> dict[str, int]:
    """How many enabled feeds have each status."""
    return dict(tx.execute(_STATUS_COUNTS).all())


_ENABLED = select(feeds).where(feeds.c.enabled).order_by(feeds.c.id)
_BY_IDS = select(feeds).where(feeds.c.id.in_(bindparam("ids", expanding=True))).order_by(feeds.c.id)
_STATUS_COUNTS = select(feeds.c.status, func.count()).where(feeds.c.enabled).group_by(feeds.c.status)
_RECORD = (
    update(feeds)
    .where(feeds.c.id == bindparam("poll_feed_id"))
    .where(or_(feeds.c.last_polled_at.is_(None), feeds.c.last_polled_at <= bindparam("poll_polled_at")))
    .values(poll_changes())
)


def _differs(feed: Feed, row: Mapping[str, Any]) -> bool:
    return any(getattr(feed, name) != value for name, value in row.items())


def _insert_new(tx: Connection, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Add them, but for those that another scheduler has added meanwhile."""
    if rows:
        insert = insert_or(tx, feeds).on_conflict_do_nothing(index_elements=[feeds.c.url])
        tx.execute(insert, [{**row, **_NEVER_POLLED, "added_at": now} for row in rows])


def _change(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        names = [name for name in rows[0] if name != "url"]
        change = update(feeds).where(feeds.c.url == bindparam("of_url")).values({n: bindparam(n) for n in names})
        tx.execute(change, [{"of_url": row["url"], **{name: row[name] for name in names}} for row in rows])


def _disable(tx: Connection, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), _MANY):
        tx.execute(update(feeds).where(feeds.c.id.in_(ids[start : start + _MANY])).values(enabled=False))


def _feeds(tx: Connection, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[Feed]:
    return [feed_of(row) for row in tx.execute(query, values or {})]
