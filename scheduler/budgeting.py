"""Shares the requests of a day out among all feeds: finds the two numbers that every crawler's cadence works with.

In: every enabled feed's pace and limits, and how often its articles matched. Out: the allowance, kept in the archive.
The arithmetic is done in a thread, for ten thousand feeds take a second of it.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import allowance, feeds, matched, paces
from archive.database import ArchiveError
from scrapers.cadence.arrivals import LONGEST_LOOK_BACK
from scrapers.cadence.budget import constant_for, demand
from scrapers.cadence.keeping import to_json
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.pacing import POLLS_A_DAY, Allowance, pace_of, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Feed

log = structlog.get_logger()

RECKONED_EVERY = timedelta(minutes=10)
COUNTED_EVERY = timedelta(hours=1)
LOOK_BACK = timedelta(seconds=LONGEST_LOOK_BACK)
PAGE_ARTICLES = 2_000
PAGE_FEEDS = 100


class Budgeting:
    """Looks now and then whether it is time; what the archive does not take now is done by a later look."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._polls_a_day = POLLS_A_DAY
        self._reckoned_at: datetime | None = None
        self._counted_at: datetime | None = None

    def configure(self, polls_a_day: float) -> None:
        """From the next look on each enabled feed brings so many requests a day."""
        self._polls_a_day, self._reckoned_at = polls_a_day, None

    async def look(self) -> None:
        """Count and reckon if it is time."""
        now = self._clock()
        try:
            if _is_time(self._counted_at, COUNTED_EVERY, now):
                await self._count(now)
                self._counted_at = now
            if _is_time(self._reckoned_at, RECKONED_EVERY, now):
                polls_a_day, self._reckoned_at = self._polls_a_day, now
                await self._reckon(polls_a_day, now)
        except ArchiveError as error:
            self._reckoned_at = None
            log.warning("allowance_put_off", error=type(error).__name__)

    async def _count(self, now: datetime) -> None:
        """Count new articles, and learn the paces of feeds that were polled before there were any."""
        while page := await self._archive.read(matched.next_matches, now - LOOK_BACK, PAGE_ARTICLES):
            await self._archive.write(matched.count_matches, page)
        while unlearned := await self._archive.read(paces.feeds_without_pace, PAGE_FEEDS):
            learned = {feed_id: await self._pace_of(feed_id, now) for feed_id in unlearned}
            await self._archive.write(paces.keep_paces, learned)

    async def _pace_of(self, feed_id: int, now: datetime) -> str:
        dates = await self._archive.read(paces.arrivals_of, feed_id, now - LOOK_BACK)
        return to_json(await asyncio.to_thread(learn, NOTHING_LEARNED, dates, now))

    async def _reckon(self, polls_a_day: float, now: datetime) -> None:
        enabled = await self._archive.read(feeds.enabled_feeds)
        if enabled:
            found = await asyncio.to_thread(allowance_for, enabled, polls_a_day, now)
            await self._archive.write(allowance.keep_allowance, found.constant, found.usual_share)


def allowance_for(enabled: Sequence[Feed], polls_a_day: float, now: datetime) -> Allowance:
    """What these feeds share when each brings so many requests a day, or those that its longest interval asks for."""
    counted, hits = sum(feed.articles_counted for feed in enabled), sum(feed.articles_matched for feed in enabled)
    shared = Allowance(usual_share=hits / counted if counted else 0.0)
    demands = [
        demand(
            pace_of(feed),
            now,
            weight=weight(feed, shared),
            shortest=timedelta(seconds=feed.interval_min_seconds),
            longest=timedelta(seconds=feed.interval_max_seconds),
        )
        for feed in enabled
    ]
    constant = constant_for(demands, sum(max(polls_a_day, each.fewest) for each in demands))
    return Allowance(constant, shared.usual_share)


def _is_time(before: datetime | None, every: timedelta, now: datetime) -> bool:
    return before is None or abs(now - before) >= every
