"""Forget old texts in bounded batches: raw pages first, then articles, while the keys of entries stay.

What stays for good are the entries' keys, the copy groups and the alerts, all of them small: they are why nothing old
that turns up again alerts twice. What an undelivered delivery needs stays until it is delivered, and a pending entry
keeps everything.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, exists, literal_column, select, update

from archive.failpoints import reach
from archive.fingerprints import forget_prints, last_kept
from archive.tables import (
    alerts,
    article_revisions,
    articles,
    deliveries,
    entries,
    entry_texts,
    fingerprints,
    held_alerts,
    mentions,
    notices,
    page_tries,
    periods,
    quiet_notices,
    raw_pages,
)

if TYPE_CHECKING:
    from datetime import datetime

_PERIODS_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were forgotten in one batch."""

    raw_pages: int
    articles: int
    entry_texts: int
    notices: int
    periods: int
    fingerprints: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))


def forget(
    tx: Connection,
    now: datetime,
    *,
    raw_page_days: int | None,
    article_days: int | None,
    limit: int,
    window: timedelta | None = None,
) -> Forgotten:
    """Forget up to ``limit`` of each kind that are older than their days, fingerprints after the window (None: never).

    Called again until nothing is left to forget, each time in a transaction of its own.
    """
    pages = _forget_raw_pages(tx, _before(now, raw_page_days), limit) if raw_page_days is not None else 0
    reach("during-retention")
    old_periods = _forget_periods(tx, now, limit)
    prints = _forget_prints(tx, now, window, limit) if window is not None else 0
    if article_days is None:
        return Forgotten(pages, 0, 0, 0, old_periods, prints)
    cutoff = _before(now, article_days)
    return Forgotten(
        raw_pages=pages,
        articles=_forget_articles(tx, cutoff, limit),
        entry_texts=_forget_entry_texts(tx, cutoff, limit),
        notices=_forget_notices(tx, cutoff, limit),
        periods=old_periods,
        fingerprints=prints,
    )


def _before(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _forget_raw_pages(tx: Connection, cutoff: datetime, limit: int) -> int:
    old = (
        select(raw_pages.c.entry_id)
        .join(entries, entries.c.id == raw_pages.c.entry_id)
        .where(raw_pages.c.kept_at < cutoff, _NOT_PENDING)
        .limit(limit)
    )
    return _delete(tx, raw_pages, raw_pages.c.entry_id, _numbers(tx, old))


def _forget_prints(tx: Connection, now: datetime, window: timedelta, limit: int) -> int:
    """By the slower of two clocks, ours and that of who wrote the youngest: all that copies are looked for among."""
    last = last_kept(tx)
    return forget_prints(tx, min(now, last) - window, limit) if last else 0


def _forget_articles(tx: Connection, cutoff: datetime, limit: int) -> int:
    undelivered = exists().where(
        alerts.c.article_id == articles.c.id, deliveries.c.alert_id == alerts.c.id, _UNDELIVERED
    )
    held = exists().where(alerts.c.article_id == articles.c.id, held_alerts.c.alert_id == alerts.c.id)
    old = select(articles.c.id).where(articles.c.committed_at < cutoff, ~undelivered, ~held).order_by(articles.c.id)
    chosen = _numbers(tx, old.limit(limit))
    if chosen:
        their_alerts = select(alerts.c.id).where(alerts.c.article_id.in_(chosen))
        tx.execute(delete(deliveries).where(deliveries.c.alert_id.in_(their_alerts)))
        _delete(tx, mentions, mentions.c.article_id, chosen)
        _delete(tx, article_revisions, article_revisions.c.article_id, chosen)
        _delete(tx, fingerprints, fingerprints.c.article_id, chosen)
        their_entries = select(articles.c.entry_id).where(articles.c.id.in_(chosen))
        tx.execute(delete(page_tries).where(page_tries.c.entry_id.in_(their_entries)))
    return _delete(tx, articles, articles.c.id, chosen)


def _forget_entry_texts(tx: Connection, cutoff: datetime, limit: int) -> int:
    old = (
        select(entry_texts.c.entry_id)
        .join(entries, entries.c.id == entry_texts.c.entry_id)
        .where(entries.c.first_seen_at < cutoff, _NOT_PENDING)
        .order_by(entry_texts.c.entry_id)
        .limit(limit)
    )
    chosen = _numbers(tx, old)
    if chosen:
        tx.execute(update(entries).where(entries.c.id.in_(chosen)).values(url=""))
    return _delete(tx, entry_texts, entry_texts.c.entry_id, chosen)


def _forget_notices(tx: Connection, cutoff: datetime, limit: int) -> int:
    undelivered = exists().where(deliveries.c.notice_id == notices.c.id, _UNDELIVERED)
    old = select(notices.c.id).where(notices.c.created_at < cutoff, ~undelivered).limit(limit)
    chosen = _numbers(tx, old)
    _delete(tx, deliveries, deliveries.c.notice_id, chosen)
    return _delete(tx, notices, notices.c.id, chosen)


def _forget_periods(tx: Connection, now: datetime, limit: int) -> int:
    tx.execute(delete(quiet_notices).where(quiet_notices.c.quiet_until <= now))
    old = select(periods.c.claimed_at).where(periods.c.claimed_at < now - _PERIODS_KEPT).limit(limit)
    return tx.execute(delete(periods).where(periods.c.claimed_at.in_(old))).rowcount


def _numbers(tx: Connection, query: Select[int]) -> list[int]:
    return list(tx.execute(query).scalars())


def _delete(tx: Connection, table: Table, column: ColumnElement[int], chosen: list[int]) -> int:
    return tx.execute(delete(table).where(column.in_(chosen))).rowcount if chosen else 0


_NOT_PENDING = entries.c.state != literal_column("'pending'")
_UNDELIVERED = deliveries.c.state != literal_column("'sent'")
