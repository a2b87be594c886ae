"""The scheduler role without its clock, over a real Redis and a real archive."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any, cast

from archive import feeds
from archive.nouns import FeedSpec
from gateway.redis_link import RedisUnavailable
from scheduler.dispatch import Dispatch
from scheduler.due import DueTimes
from scheduler.metrics import Metrics
from scheduler.rebuilding import Rebuilding
from scheduler.sweep import Sweep
from scheduler.tasks import POLL
from scheduler.tick import Tick
from scrapers.seen import Seen
from tests.archive.world import World
from tests.scheduler.nouns import NOON

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from archive.database import Archive
    from archive.nouns import Feed
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

FEEDS = ("https://enab.example/1", "https://enab.example/2", "https://sana.example/1")


class ClockDesk:
    """The test says what time it is, and when the clock's jobs run."""

    def __init__(self, archive: Archive, link: RedisLink, server: RedisServer) -> None:
        self.now = NOON
        self.server = server
        self.archive = archive
        self.newsroom = World(archive)
        self.dispatch = Dispatch(server.url, "test:tasks")
        self.due = DueTimes(link, "test:", self.dispatch.queue_key(POLL))
        self.seen = Seen(link, "test:", archive.generation)
        self.metrics = Metrics()
        self.rebuilding = Rebuilding(archive, self.due, self.seen, self.clock)
        self.tick = Tick(self.dispatch, self.due, self.rebuilding, self.clock)
        self.sweep = Sweep(archive, self.dispatch, self.clock)

    def clock(self) -> datetime:
        """The desk's time."""
        return self.now

    def passes(self, span: timedelta) -> None:
        """Time passes."""
        self.now += span

    async def configures(self, *urls: str) -> list[Feed]:
        """feeds.yaml names these."""
        specs = [FeedSpec(url, "عنب بلدي", "ar") for url in urls]
        synced = await self.archive.write(feeds.sync_feeds, specs, self.now)
        self.tick.replace_feeds(synced)
        return synced

    async def wait_for_redis(self) -> None:
        """Wait until the link dares to ask again."""
        async with asyncio.timeout(20):
            while True:
                with contextlib.suppress(RedisUnavailable):
                    await self.due.lateness_seconds(self.now)
                    return
                await asyncio.sleep(0.1)

    def sent(self, queue: str = POLL) -> list[list[int]]:
        """The ids of every task sent so far, task by task, which takes them from the queue."""
        waiting = cast("dict[str, str]", self.server.order("HGETALL", f"test:tasks:{queue}.msgs"))
        self.server.order("DEL", f"test:tasks:{queue}.msgs", f"test:tasks:{queue}")
        found: list[dict[str, Any]] = [json.loads(message) for message in waiting.values()]
        return sorted(cast("list[int]", message["args"][0]) for message in found)
