"""Watching: looks at the feeds twice a minute and once a day, and puts what is to be told into the archive."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from alerts.notices import tell_operator
from archive import entries, feeds, periods, told_feeds
from scheduler.feed_watch.memory import from_json, to_json
from scheduler.feed_watch.notices import Day, of_day, of_telling
from scheduler.feed_watch.telling import decide, worst_first
from scheduler.feed_watch.troubles import trouble_of
from scrapers.cadence.hours import weekday_of
from scrapers.health.keeping import from_json as health_from_json
from scrapers.health.signs import sign_of
from scrapers.health.volume import usual

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from archive.database import Archive
    from archive.nouns import Feed
    from scheduler.feed_watch.telling import Telling
    from scheduler.feed_watch.troubles import Trouble
    from scheduler.metrics import Metrics
    from scheduler.operator import Operator
    from scrapers.health.signs import Sign
    from scrapers.settings import FeedsSettings

DAY = timedelta(days=1)
FIRST_SUMMARY_AFTER = timedelta(hours=20)
SUMMARY_HOUR = 7
_SIGNS_KEPT = timedelta(minutes=10)


class FeedWatch:
    """Tells the operator of feeds; several of them at once tell each thing once."""

    def __init__(self, archive: Archive, operator: Operator, clock: Callable[[], datetime], metrics: Metrics) -> None:
        self._archive = archive
        self._operator = operator
        self._clock = clock
        self._metrics = metrics
        self._against_robots: tuple[tuple[str, str], ...] = ()
        self._signs: dict[tuple[object, ...], tuple[Sign, str | None] | None] = {}
        self._signs_of: datetime | None = None

    async def configure(self, settings: FeedsSettings) -> None:
        """Know which feeds are fetched against their robots.txt, and why."""
        self._against_robots = tuple(
            (spec.name, feed.ignore_robots)
            for spec, feed in zip(settings.specs(), settings.feeds, strict=True)
            if feed.ignore_robots and spec.enabled
        )

    async def look(self) -> None:
        """Tell what is new, if anything is."""
        now = self._clock()
        text = await self._archive.read(told_feeds.told_feeds)
        polled = await self._archive.read(feeds.enabled_feeds)
        telling, troubles = await asyncio.to_thread(self._decide, polled, text, now)
        self._measure(troubles)
        after = to_json(telling.memory)
        if after != text and telling.memory != from_json(text):
            await self._operator.tell_by(partial(_announce, telling=telling, before=text, after=after))

    async def tell_day(self) -> None:
        """Tell how all feeds are, once a day in the operator's morning; not before there was a day."""
        await self._operator.tell_by(self._announce_day)

    def troubles(self, polled: Sequence[Feed], now: datetime) -> dict[int, Trouble]:
        """What ails which feed."""
        self._forget_signs(now)
        found = ((feed.id, trouble_of(feed, self._sign)) for feed in polled)
        return {number: trouble for number, trouble in found if trouble is not None}

    def _decide(self, polled: Sequence[Feed], text: str, now: datetime) -> tuple[Telling, dict[int, Trouble]]:
        troubles = self.troubles(polled, now)
        return decide(polled, troubles, from_json(text), now), troubles

    def _measure(self, troubles: Mapping[int, Trouble]) -> None:
        counts = Counter(trouble.state for trouble in troubles.values())
        self._metrics.feed_troubles.clear()
        for state, count in counts.items():
            self._metrics.feed_troubles.labels(state).set(count)

    def _announce_day(self, tx: Connection, routing: Routing, now: datetime) -> int | None:
        local = now.astimezone(routing.operator.timezone)
        polled = feeds.enabled_feeds(tx)
        if local.hour < SUMMARY_HOUR or not any(_is_of_age(feed, now) for feed in polled):
            return None
        if not periods.claim_period(tx, "feeds-daily", f"{local:%Y-%m-%d}", now):
            return None
        day = Day(
            feeds=len(polled),
            troubles=worst_first(self.troubles(polled, now).values()),
            entries=entries.count_since(tx, now - DAY),
            usual=_usual_entries(polled, now),
            against_robots=self._against_robots,
        )
        return tell_operator(tx, of_day(day, routing, f"{local:%Y-%m-%d}"), now)

    def _sign(self, feed: Feed) -> tuple[Sign, str | None] | None:
        """Its sign; worked out again only when it can have changed, for thousands of feeds are looked at."""
        key = (feed.id, feed.pace, feed.volume, feed.last_entry_at)
        if key not in self._signs:
            self._signs[key] = sign_of(feed)
        return self._signs[key]

    def _forget_signs(self, now: datetime) -> None:
        if self._signs_of is None or not timedelta() <= now - self._signs_of < _SIGNS_KEPT:
            self._signs, self._signs_of = {}, now


def _announce(
    tx: Connection, routing: Routing, now: datetime, *, telling: Telling, before: str, after: str
) -> int | None:
    """Tell and remember in one transaction; nothing if another scheduler was quicker."""
    if not told_feeds.exchange_told_feeds(tx, before, after):
        return None
    told = [tell_operator(tx, plan, now) for plan in of_telling(telling, routing, now)]
    return told[0] if told else None


def _is_of_age(feed: Feed, now: datetime) -> bool:
    return feed.added_at is not None and now - feed.added_at >= FIRST_SUMMARY_AFTER


def _usual_entries(polled: Sequence[Feed], now: datetime) -> int | None:
    """How many entries yesterday's weekday usually brings, once that is known of every second feed."""
    weekday = weekday_of((now - DAY).timestamp())
    known = [each for feed in polled if (each := usual(health_from_json(feed.volume).volume, weekday)) is not None]
    return round(sum(known)) if known and len(known) * 2 >= len(polled) else None
