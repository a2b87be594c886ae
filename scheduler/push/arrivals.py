"""What hubs have delivered, on its way to becoming entries: a bounded queue, and workers that read it.

The archive knows of it since it was accepted. Whatever cannot be read here is found by a poll of the feed at once.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import feeds, subscriptions
from archive.database import ArchiveError
from scheduler.sentry import report
from scrapers.push.reading import Content, read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from archive.nouns import Entry, Feed
    from scheduler.metrics import Metrics
    from scheduler.push.standing import Standing
    from scrapers.tools import ScrapingTools

log = structlog.get_logger()

WORKERS = 4
MOST_WAITING = 64
MOST_BYTES = 64 * 1024 * 1024
UNREAD_FOR = timedelta(seconds=30)
BETWEEN_POLLS = timedelta(seconds=10)


class Arrivals:
    """Reads what was delivered, each feed's in its order."""

    def __init__(
        self,
        *,
        tools: ScrapingTools,
        standing: Standing,
        begin: Callable[[tuple[Entry, ...]], None],
        poll: Callable[[list[int]], Coroutine[Any, Any, None]],
        due: Callable[[int, datetime], None],
        metrics: Metrics,
        clock: Callable[[], datetime],
    ) -> None:
        self._tools = tools
        self._standing = standing
        self._begin = begin
        self._poll = poll
        self._due = due
        self._metrics = metrics
        self._clock = clock
        self._queue: asyncio.Queue[Content] = asyncio.Queue(MOST_WAITING)
        self._bytes = 0
        self._polled_at: dict[int, datetime] = {}
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to read."""
        if not self._workers:
            self._workers = [asyncio.create_task(self._work()) for _ in range(WORKERS)]

    async def stop(self, timeout_seconds: float) -> None:
        """Read what waits, within the time given; the archive knows of the rest."""
        try:
            async with asyncio.timeout(timeout_seconds):
                await self._queue.join()
        except TimeoutError:
            log.warning("push_left_unread", contents=self._queue.qsize())
        for worker in self._workers:
            worker.cancel()

    def take(self, content: Content) -> None:
        """Have it read; when too much waits its bytes are let go of, and the feed is polled instead."""
        if self._queue.full() or self._bytes + len(content.body) > MOST_BYTES:
            self._due(content.feed_id, self._clock())
            return
        self._bytes += len(content.body)
        self._queue.put_nowait(content)

    async def recover(self) -> None:
        """Have feeds polled whose content was accepted by a process that is gone; raises ArchiveError."""
        archive, now = self._tools.archive, self._clock()
        for feed_id, accepted_at in await archive.read(subscriptions.unsettled, now - UNREAD_FOR):
            self._due(feed_id, now)
            await archive.write(subscriptions.settle, feed_id, accepted_at, read=False)

    async def _work(self) -> None:
        while True:
            content = await self._queue.get()
            try:
                await self._safely(content)
            finally:
                self._bytes -= len(content.body)
                self._queue.task_done()

    async def _safely(self, content: Content) -> None:
        """What goes wrong stays with this content; it is not settled, so that the feed is polled for it."""
        try:
            with self._metrics.stage("push"):
                await self._take(content)
        except ArchiveError as error:
            log.warning("push_not_kept", feed=content.feed_id, error=type(error).__name__, reason=str(error))
        except Exception as error:
            self._metrics.errors.labels("push").inc()
            log.exception("push_failed", feed=content.feed_id)
            report(error)

    async def _take(self, content: Content) -> None:
        archive = self._tools.archive
        found = [feed for feed in await archive.read(feeds.get_feeds, [content.feed_id]) if feed.enabled]
        for feed in found:
            async with self._standing.turn(feed.id):
                new = await read_content(feed, content, self._tools, self._clock())
            if new:
                self._begun(feed, new)
            await archive.write(subscriptions.settle, feed.id, content.accepted_at, read=True)
            if new is None:
                await self._ask(feed)

    def _begun(self, feed: Feed, new: tuple[Entry, ...]) -> None:
        self._metrics.entries.inc(len(new))
        log.info("feed_pushed", feed=feed.id, new=len(new))
        self._begin(new)

    async def _ask(self, feed: Feed) -> None:
        """Poll at once, but not more often than every ten seconds however often a hub says that there is news."""
        now = self._clock()
        lately = self._polled_at.get(feed.id)
        if lately is not None and now < lately + BETWEEN_POLLS:
            self._due(feed.id, lately + BETWEEN_POLLS)
            return
        self._polled_at[feed.id] = now
        await self._poll([feed.id])
