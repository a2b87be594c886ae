"""The poll task: a batch of hosts with all their due feeds, each host in its own hands.

A slow host does not hold up its batch: the task ends when the quick ones are done, and what is still open goes on under
its own host lease. Between the feeds of a host that wants a pause its pages have their turn.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from archive import feeds
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable
from scheduler.sentry import report
from scrapers.conduct import address_of
from scrapers.hosts import HostBusy
from scrapers.poll import PollResult, failed_poll, poll_feed
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from archive.database import Archive
    from archive.nouns import Entry, Feed
    from scheduler.ledger import PollLedger
    from scheduler.metrics import Metrics
    from scheduler.push.standing import Standing
    from scrapers.hosts import HostLeases
    from scrapers.tools import ScrapingTools

log = structlog.get_logger()

SOFT_SECONDS = 3.0
HARD_SECONDS = 90.0
BUSY_HOST = timedelta(seconds=5)
PAUSES_SECONDS = 20.0  # what one task spends at most on the pauses of a host

Begin = Callable[[tuple["Entry", ...]], None]


class Polling:
    """Polls feeds by their ids and hands their new entries on."""

    def __init__(
        self,
        *,
        archive: Archive,
        tools: ScrapingTools,
        hosts: HostLeases,
        ledger: PollLedger,
        begin: Begin,
        metrics: Metrics,
        clock: Callable[[], datetime],
        standing: Standing,
    ) -> None:
        self._archive = archive
        self._tools = tools
        self._hosts = hosts
        self._ledger = ledger
        self._begin = begin
        self._metrics = metrics
        self._clock = clock
        self._standing = standing
        self._random = random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._open: set[asyncio.Task[None]] = set()
        self._at_work: set[int] = set()

    async def run(self, feed_ids: list[int]) -> None:
        """Poll these feeds; returns when all but the slow hosts are done."""
        try:
            due = [feed for feed in await self._archive.read(feeds.get_feeds, feed_ids) if self._is_wanted(feed)]
            by_host: dict[str, list[Feed]] = {}
            for feed in due:
                by_host.setdefault(host_of(address_of(feed)), []).append(feed)
            free = await self._hosts.acquire_many(list(by_host))
        except (ArchiveError, RedisUnavailable) as error:
            log.warning("poll_put_off", feeds=len(feed_ids), error=type(error).__name__)
            self._put_off(feed_ids)
            return
        tasks = [self._begin_host(host, by_host.pop(host)) for host in free]
        for host, group in by_host.items():
            self._spawn(self._busy_host(host, group), group)
        if tasks:
            await asyncio.wait(tasks, timeout=SOFT_SECONDS)

    async def stop(self, timeout_seconds: float) -> None:
        """Wait for open polls, then cancel the rest; their feeds fall due again."""
        if self._open:
            _, late = await asyncio.wait(self._open, timeout=timeout_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _is_wanted(self, feed: Feed) -> bool:
        """One that still waits here for its host was taken again because the tick's lease ended meanwhile."""
        return feed.enabled and feed.id not in self._at_work

    def _put_off(self, feed_ids: Iterable[int], seconds: float = 0.0) -> None:
        """Let them fall due again soon, and not before so many seconds, instead of when the lease of the tick ends."""
        soon = self._clock() + max(BUSY_HOST, timedelta(seconds=seconds))
        for feed_id in feed_ids:
            self._ledger.due(feed_id, soon)

    def _spawn(self, work: Coroutine[Any, Any, None], group: list[Feed]) -> asyncio.Task[None]:
        ids = {feed.id for feed in group}
        task = asyncio.create_task(work)
        self._open.add(task)
        self._at_work |= ids
        task.add_done_callback(self._open.discard)
        task.add_done_callback(lambda _: self._at_work.difference_update(ids))
        return task

    def _begin_host(self, host: str, group: list[Feed]) -> asyncio.Task[None]:
        """Poll what its pause allows now; the rest waits for the host like everybody, and the task does not for it."""
        now = self._portion(host, group)
        polling = self._spawn(self._free_host(host, now), now)
        if later := group[len(now) :]:
            self._spawn(self._busy_host(host, later, self._hosts.pauses.of(host)), later)
        return polling

    async def _free_host(self, host: str, group: list[Feed]) -> None:
        try:
            await self._group(group)
        finally:
            self._hosts.release(host)

    async def _busy_host(self, host: str, group: list[Feed], spent: float = 0.0) -> None:
        """Wait for our turn behind this process's own requests; another process's host is left alone for a while.

        ``spent`` are the seconds of pauses that feeds of the task before these have brought.
        """
        while group:
            if spent > PAUSES_SECONDS:
                self._put_off_in_turn(group, self._hosts.pauses.of(host))
                return
            portion = self._portion(host, group)
            try:
                async with self._hosts.hold(host):
                    await self._group(portion)
            except (HostBusy, RedisUnavailable) as error:
                self._put_off((feed.id for feed in group), getattr(error, "seconds", 0.0))
                return
            group = group[len(portion) :]
            spent += self._hosts.pauses.of(host)

    def _portion(self, host: str, group: list[Feed]) -> list[Feed]:
        """What is polled under one lease: one feed of a host that wants a pause."""
        return group[:1] if self._hosts.pauses.of(host) else group

    def _put_off_in_turn(self, group: list[Feed], pause_seconds: float) -> None:
        """Let them fall due one after the other, as far apart as the host wants."""
        for number, feed in enumerate(group, start=1):
            self._put_off([feed.id], number * pause_seconds)

    async def _group(self, group: list[Feed]) -> None:
        """Poll one after the other; who takes most of the time for himself has failed, the others fall due again."""
        waiting, began = list(group), 0.0
        try:
            async with asyncio.timeout(HARD_SECONDS):
                while waiting:
                    began = time.monotonic()
                    await self._safely(waiting[0])
                    del waiting[0]
        except TimeoutError:
            log.warning("host_overran", feeds=len(group))
            if time.monotonic() - began > HARD_SECONDS / 2:
                late = waiting.pop(0)
                self._polled(late, failed_poll(late, self._tools, self._clock(), FetchStatus.TIMEOUT))
            self._put_off(feed.id for feed in waiting)

    async def _safely(self, feed: Feed) -> None:
        """Poll; what goes wrong stays with this feed."""
        try:
            with self._metrics.stage("poll"):
                result = await self._poll(feed)
        except ArchiveError as error:
            log.warning("poll_not_kept", feed=feed.id, error=type(error).__name__, reason=str(error))
            self._put_off([feed.id])
        except Exception as error:
            self._metrics.errors.labels("poll").inc()
            log.exception("poll_failed", feed=feed.id)
            report(error)
            self._polled(feed, failed_poll(feed, self._tools, self._clock()))
        else:
            self._polled(feed, result)

    async def _poll(self, feed: Feed) -> PollResult:
        """Poll in the feed's turn, for its hub may be delivering; push has its word about the next time."""
        async with self._standing.turn(feed.id):
            result = await poll_feed(feed, self._tools, self._clock())
        return await self._standing.polled(feed, result, self._clock())

    def _polled(self, feed: Feed, result: PollResult) -> None:
        self._count(feed, result)
        self._ledger.polled(result)
        if result.new_entries:
            self._begin(result.new_entries)

    def _count(self, feed: Feed, result: PollResult) -> None:
        self._metrics.polls.labels(str(result.status)).inc()
        if result.new_entries:
            self._metrics.entries.inc(len(result.new_entries))
            log.info("feed_polled", feed=feed.id, status=str(result.status), new=len(result.new_entries))
