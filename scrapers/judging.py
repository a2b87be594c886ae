"""Judging a poll: everything that is noted of it, decided from the feed as it was and what the poll brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.nouns import PollRecord
from scrapers.cadence.keeping import to_json
from scrapers.conduct import Sight, conduct_after, has_left
from scrapers.details import detail_of
from scrapers.health.learning import learned
from scrapers.pacing import Allowance, Poll, learned_pace, next_due
from scrapers.statuses import FetchStatus, is_failure, is_good

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Conduct, Entry, Feed
    from scrapers.fetching import FetchResult

_STEADY = frozenset({FetchStatus.OK.value, FetchStatus.UNCHANGED.value})


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll before it is judged: the feed as it was, how the poll ended, and what its server answered.

    ``charset`` is what was told of a document's that was read, and ``left_out`` how many of its items were too many;
    ``title`` that of the page which stands in its place.
    """

    feed: Feed
    now: datetime
    sight: Sight
    allowance: Allowance
    jitter: float
    answer: FetchResult | None = None
    charset: str | None = None
    left_out: int = 0
    title: str = ""


def judge(polled: Polled, entries: Sequence[Entry] | None = None) -> PollRecord:
    """What is noted of a poll; ``entries`` are those it remembered, None when it did not come to that."""
    feed, now = polled.feed, polled.now
    conduct = conduct_after(feed, polled.sight, now)
    status = _told(feed, polled.sight.status, conduct)
    failures = feed.failures + 1 if is_failure(status) else 0
    pace = None if entries is None else learned_pace(feed, entries, now)
    poll = Poll(now, polled.sight.asked_url, status, failures, conduct, polled.answer, pace)
    return PollRecord(
        feed_id=feed.id,
        polled_at=now,
        status=status.value,
        next_poll_at=next_due(feed, poll, polled.allowance, jitter=polled.jitter),
        failures=failures,
        ok=is_good(status),
        status_since=_since(feed, status, now),
        detail=_detail(polled, status, conduct),
        conduct=conduct,
        pace=None if pace is None else to_json(pace),
        last_entry_at=_last_entry(entries, now) if entries else None,
        volume=_health(polled, status, entries or ()),
    )


def _told(feed: Feed, status: FetchStatus, conduct: Conduct) -> FetchStatus:
    """The status as it is told: a feed that answers from elsewhere has moved, whatever it answers."""
    return FetchStatus.MOVED if is_good(status) and has_left(feed.url, conduct) else status


def _detail(polled: Polled, status: FetchStatus, conduct: Conduct) -> str | None:
    """What there is to say of the status."""
    if status is FetchStatus.MOVED:
        return conduct.moved_to
    if polled.title:
        return polled.title
    return detail_of(polled.answer) if polled.answer and is_failure(status) else None


def _health(polled: Polled, status: FetchStatus, entries: Sequence[Entry]) -> str | None:
    """What the poll adds to what is known of the feed's health, if anything."""
    if not is_good(status) and not entries:
        return None
    share = polled.answer.time_share if polled.answer else None
    return learned(
        polled.feed,
        polled.now,
        time_share=share,
        charset=polled.charset,
        left_out=polled.left_out,
        entries=entries,
    )


def _since(feed: Feed, status: FetchStatus, now: datetime) -> datetime:
    """Since when the feed is as it is; news and no news are one state."""
    same = status.value == feed.status or {status.value, feed.status} <= _STEADY
    return feed.status_since if same and feed.status_since is not None else now


def _last_entry(entries: Sequence[Entry], now: datetime) -> datetime:
    """When the newest entry came: what a first document shows came before."""
    if not entries[0].from_first_poll:
        return now
    dates = [entry.published_at for entry in entries if entry.published_at is not None and entry.published_at <= now]
    return max(dates, default=now)
