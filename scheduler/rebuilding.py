"""What Redis holds for the crawlers, made again from the archive: the seen keys and when each feed is due."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from archive import entries, feeds, subscriptions
from scheduler.push.standing import delivering
from scheduler.spreading import latest_due, spread_due
from scrapers.conduct import address_of
from scrapers.push.trust import is_trusted
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.database import Archive
    from archive.nouns import Feed
    from scheduler.due import DueTimes
    from scrapers.seen import Seen

log = structlog.get_logger()

SEEN_PAGE = 5000
SEEN_DAYS = 45


class Rebuilding:
    """Fills Redis; raises ArchiveError or RedisUnavailable when it cannot, to be tried again."""

    def __init__(self, archive: Archive, due: DueTimes, seen: Seen, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._due = due
        self._seen = seen
        self._clock = clock
        self._random = random.Random()  # noqa: S311 - spreads load, keeps no secret

    async def due_times(self, enabled: list[Feed]) -> None:
        """Make the enabled feeds the set that is polled; known due times stay."""
        hosts = {feed.id: host_of(address_of(feed)) for feed in enabled}
        now = self._clock()
        latest = latest_due(enabled, now, await self._pushed(now))
        await self._due.replace(hosts, spread_due(enabled, now, latest, self._random), latest)

    async def _pushed(self, now: datetime) -> set[int]:
        """The feeds that are polled less often, for their hubs deliver."""
        active = await self._archive.read(subscriptions.active)
        return {known.feed_id for known in active if is_trusted(delivering(known), now)}

    async def due_times_anew(self) -> None:
        """The clock was set back: what it had put off into a future that is none falls due soon."""
        await self.due_times(await self._archive.read(feeds.enabled_feeds))

    async def everything(self) -> None:
        """Fill an empty Redis: seen keys, due times, and last the mark that all is there."""
        enabled = await self._archive.read(feeds.enabled_feeds)
        keys = await self._seen_keys()
        await self.due_times(enabled)
        await self._due.mark_complete()
        log.info("redis_rebuilt", feeds=len(enabled), seen_keys=keys)

    async def _seen_keys(self) -> int:
        since, after, count = self._clock() - timedelta(days=SEEN_DAYS), 0, 0
        while rows := await self._archive.read(entries.recent_keys, since, after, SEEN_PAGE):
            done = [(row.feed_id, row.composite_key) for row in rows if row.state != "pending"]
            await self._seen.add(done)
            after, count = rows[-1].id, count + len(done)
        return count
