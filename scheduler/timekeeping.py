"""The scheduler role: the tick that hands out due feeds, and the sweep that brings back what a crash left pending."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from archive import deliveries, entries, feeds
from archive.database import ArchiveError
from archive.failpoints import reach
from gateway.redis_link import RedisUnavailable
from scheduler.due import batches, spread_due
from scheduler.polling import host_of
from scheduler.tasks import ENTRIES, POLL

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.database import Archive
    from archive.nouns import Feed
    from scheduler.dispatch import Dispatch
    from scheduler.due import DueTimes
    from scheduler.metrics import Metrics
    from scrapers.seen import Seen

log = structlog.get_logger()

BATCH_FEEDS = 20
BATCH_ENTRIES = 20
SWEEP_LIMIT = 400
# Entries just remembered are at work in the crawler that polled them; the sweep leaves them alone for this long.
SWEEP_GRACE = timedelta(seconds=10)
SEEN_PAGE = 5000
SEEN_DAYS = 45


class Timekeeping:
    """Decides with the clock what is sent to the crawlers."""

    def __init__(
        self,
        *,
        archive: Archive,
        dispatch: Dispatch,
        due: DueTimes,
        seen: Seen,
        metrics: Metrics,
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._dispatch = dispatch
        self._due = due
        self._seen = seen
        self._metrics = metrics
        self._clock = clock
        self._random = random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._redis_lost = False
        self._grace = timedelta(0)  # what is pending at the start is at work nowhere
        self._unsent: list[list[int]] = []

    async def tick(self) -> None:
        """Send a poll task for every batch of feeds that is due; rebuild the due times when Redis has lost them."""
        try:
            taken = await self._due.take(self._clock())
            if taken is None:
                await self.rebuild()
                return
            reach("after-tick")
            self._unsent += batches(taken.feeds_by_host, BATCH_FEEDS)
            await self._send_polls()
        except RedisUnavailable as error:
            self._note_redis(lost=True, reason=str(error.reason))
        except ArchiveError as error:
            log.warning("rebuild_put_off", error=type(error).__name__)
        else:
            self._note_redis(lost=False)

    async def _send_polls(self) -> None:
        """Send what was taken; what Redis refuses stays for the next tick, long before its lease ends."""
        while self._unsent:
            await self._dispatch.send(POLL, self._unsent[0])
            del self._unsent[0]

    async def sweep(self) -> None:
        """Send pending entries whose time has come, while no such task is waiting."""
        try:
            if await self._dispatch.backlog(ENTRIES):
                return
            found = await self._archive.read(entries.due_entries, self._clock() - self._grace, SWEEP_LIMIT)
            self._grace = SWEEP_GRACE
            by_host: dict[str, list[int]] = {}
            for entry_id, url in found:
                by_host.setdefault(host_of(url), []).append(entry_id)
            for batch in batches(by_host, BATCH_ENTRIES):
                await self._dispatch.send(ENTRIES, batch)
        except (RedisUnavailable, ArchiveError) as error:
            log.debug("sweep_put_off", error=type(error).__name__)

    async def feeds_changed(self, enabled: list[Feed]) -> None:
        """Make the enabled feeds the set that is polled; known due times stay."""
        hosts = {feed.id: host_of(feed.url) for feed in enabled}
        await self._due.replace(hosts, spread_due(enabled, self._clock(), self._random))

    async def rebuild(self) -> None:
        """Fill an empty Redis from the archive: seen keys first, then due times."""
        self._unsent.clear()
        enabled = await self._archive.read(feeds.enabled_feeds)
        keys = await self._rebuild_seen()
        await self.feeds_changed(enabled)
        log.info("redis_rebuilt", feeds=len(enabled), seen_keys=keys)

    async def _rebuild_seen(self) -> int:
        since, after, count = self._clock() - timedelta(days=SEEN_DAYS), 0, 0
        while rows := await self._archive.read(entries.recent_keys, since, after, SEEN_PAGE):
            done = [(row.feed_id, row.composite_key) for row in rows if row.state != "pending"]
            await self._seen.add(done)
            after, count = rows[-1].id, count + len(done)
        return count

    async def measure(self) -> None:
        """Set the gauges that tell how far behind the service is; what cannot be asked now shows as not a number."""
        gauges = self._metrics
        try:
            await self._measure_archive()
        except ArchiveError as error:
            log.debug("archive_not_measured", error=type(error).__name__)
        try:
            gauges.due_lateness.set(await self._due.lateness_seconds(self._clock()))
        except RedisUnavailable:
            gauges.due_lateness.set(float("nan"))

    async def _measure_archive(self) -> None:
        gauges, archive = self._metrics, self._archive
        gauges.pending.set(await archive.read(entries.pending_count))
        gauges.outbox.set(await archive.read(deliveries.due_count, self._clock()))
        counts = await archive.read(feeds.feed_status_counts)
        gauges.feeds.clear()
        for status, count in counts.items():
            gauges.feeds.labels(status).set(count)

    def _note_redis(self, *, lost: bool, reason: str = "") -> None:
        if lost and not self._redis_lost:
            log.error("redis_lost", reason=reason, advice="polling waits; alerts still go out from the archive")
        if self._redis_lost and not lost:
            log.info("redis_back")
        self._redis_lost = lost
