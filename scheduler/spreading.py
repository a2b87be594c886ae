"""When feeds fall due after a start, a reload or the loss of Redis. Pure, but for the choice that spreads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.pacing import longest_wait
from scrapers.push.trust import longest_stretch

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Mapping, Sequence

    from archive.nouns import Feed


def latest_due(feeds: Sequence[Feed], now: datetime, pushed: Collection[int] = ()) -> dict[int, datetime]:
    """The latest that each of these feeds can have been put off to; ``pushed`` are those whose push is trusted."""
    waits = {feed.id: longest_wait(feed) for feed in feeds}
    return {number: now + (longest_stretch(wait) if number in pushed else wait) for number, wait in waits.items()}


def spread_due(
    feeds: Sequence[Feed], now: datetime, latest: Mapping[int, datetime], choice: random.Random
) -> dict[int, datetime]:
    """Due times after a start or the loss of Redis: new feeds at once, known ones when planned, late ones spread."""
    return {feed.id: _first_due(feed, now, latest[feed.id], choice) for feed in feeds}


def _first_due(feed: Feed, now: datetime, latest: datetime, choice: random.Random) -> datetime:
    if feed.last_polled_at is None:
        return now
    if feed.next_poll_at is not None and now < feed.next_poll_at <= latest:
        return feed.next_poll_at
    return now + timedelta(seconds=choice.uniform(0, min(feed.interval_min_seconds, 60)))
