"""What hubs have delivered, on its way to becoming entries: a bounded crowd, each feed's in its order.

The archive knows of it since it was accepted, and its hub is told that it is taken once its entries are remembered.
Whatever cannot be read here is found by a poll of the feed at once.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import feeds, subscriptions
from archive.database import ArchiveError
from scheduler.push.crowd import Crowd
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

READ_AT_ONCE = 4
UNREAD_FOR = timedelta(seconds=30)
BETWEEN_POLLS = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Content that waits to be read; ``kept`` tells whether its entries are remembered."""

    content: Content
    kept: asyncio.Future[bool]

    def ends(self, *, kept: bool) -> None:
        """Tell whoever still waits for it."""
        if not self.kept.done():
            self.kept.set_result(kept)


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
        self._places = asyncio.Semaphore(READ_AT_ONCE)
        self._reading: set[asyncio.Task[None]] = set()
        self._crowd = Crowd()
        self._polled_at: dict[int, datetime] = {}

    async def stop(self, timeout_seconds: float) -> None:
        """Read what waits, within the time given; the archive knows of the rest."""
        if self._reading:
            _, late = await asyncio.wait(self._reading, timeout=timeout_seconds)
            for task in late:
                task.cancel()
            if late:
                log.warning("push_left_unread", contents=len(late))

    async def take(self, content: Content) -> asyncio.Future[bool]:
        """Have it read, and tell when its entries are remembered; raises ArchiveError.

        When too much waits it is let go of, and the feed is polled instead.
        """
        arrival = Arrival(content, asyncio.get_running_loop().create_future())
        if self._crowd.is_full_for(content):
            self._due(content.feed_id, self._clock())
            arrival.ends(kept=False)
            return arrival.kept
        self._crowd.comes(content)
        try:
            await self._tools.archive.write(subscriptions.accept, content.feed_id, content.accepted_at)
        except BaseException:
            self._crowd.leaves(content)
            raise
        task = asyncio.create_task(self._read(arrival))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)
        return arrival.kept

    async def recover(self) -> None:
        """Poll feeds whose content was accepted by a process that is gone; raises ArchiveError.

        At once and not by their due times: a start makes those anew, and may do so after this.
        """
        archive = self._tools.archive
        unread = await archive.read(subscriptions.unsettled, self._clock() - UNREAD_FOR)
        if unread:
            await self._poll([feed_id for feed_id, _ in unread])
        for feed_id, accepted_at in unread:
            await archive.write(subscriptions.settle, feed_id, accepted_at, None)

    async def _read(self, arrival: Arrival) -> None:
        kept = False
        try:
            kept = await self._safely(arrival)
        finally:
            self._crowd.leaves(arrival.content)
            arrival.ends(kept=kept)

    async def _safely(self, arrival: Arrival) -> bool:
        """Whether it was read. What goes wrong stays with it; it is not settled, so that the feed is polled for it."""
        content = arrival.content
        try:
            with self._metrics.stage("push"):
                await self._take(arrival)
        except ArchiveError as error:
            log.warning("push_not_kept", feed=content.feed_id, error=type(error).__name__, reason=str(error))
        except Exception as error:
            self._metrics.errors.labels("push").inc()
            log.exception("push_failed", feed=content.feed_id)
            report(error)
        else:
            return True
        return False

    async def _take(self, arrival: Arrival) -> None:
        archive, content = self._tools.archive, arrival.content
        found = [feed for feed in await archive.read(feeds.get_feeds, [content.feed_id]) if feed.enabled]
        for feed in found:
            async with self._standing.turn(feed.id), self._places:
                new = await read_content(feed, content, self._tools, self._clock())
            if new:
                self._begun(feed, new)
            await archive.write(subscriptions.note_delivered, feed.id, content.accepted_at)
            arrival.ends(kept=True)
            if new is None:
                await self._ask(feed)
            await archive.write(subscriptions.settle, feed.id, content.accepted_at, self._crowd.oldest_beside(content))

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
