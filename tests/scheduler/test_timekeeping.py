"""Tick and sweep against a real Redis and a real archive: what is due is sent, what was lost is rebuilt."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from archive import feeds
from archive.database import Archive, ArchiveUnavailable
from archive.nouns import FeedSpec
from gateway.redis_link import RedisUnavailable
from scheduler.dispatch import Dispatch
from scheduler.due import LEASE, DueTimes
from scheduler.metrics import Metrics
from scheduler.timekeeping import ENTRIES, POLL, SWEEP_GRACE, Timekeeping
from scrapers.seen import Seen
from tests.archive.world import World, item
from tests.scheduler.nouns import NOON

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer


class Desk:
    """The scheduler role without its clock: the test says what time it is."""

    def __init__(self, archive: Archive, link: RedisLink, server: RedisServer) -> None:
        self.now = NOON
        self.server = server
        self.archive = archive
        self.newsroom = World(archive)
        self.dispatch = Dispatch(server.url, "test:tasks")
        self.due = DueTimes(link, "test:", self.dispatch.queue_key(POLL))
        self.seen = Seen(link, "test:", archive.generation)
        self.metrics = Metrics()
        self.timekeeping = Timekeeping(
            archive=archive, dispatch=self.dispatch, due=self.due, seen=self.seen, metrics=self.metrics,
            clock=self.clock,
        )  # fmt: skip

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
        await self.timekeeping.feeds_changed(synced)
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


@pytest.fixture
async def desk(archive: Archive, link: RedisLink, redis_server: RedisServer) -> Desk:
    """A desk with nothing to do."""
    return Desk(archive, link, redis_server)


FEEDS = ("https://enab.example/1", "https://enab.example/2", "https://sana.example/1")


async def test_tick_sends_what_is_due(desk: Desk) -> None:
    """Feeds of one host in one task; once."""
    ids = [feed.id for feed in await desk.configures(*FEEDS)]
    await desk.timekeeping.tick()
    assert desk.sent() == [ids]
    await desk.timekeeping.tick()
    assert desk.sent() == []


async def test_many_hosts_become_many_tasks(desk: Desk) -> None:
    """So that several crawlers share them."""
    made = await desk.configures(*(f"https://h{number}.example/" for number in range(50)))
    await desk.timekeeping.tick()
    tasks = desk.sent()
    assert [len(task) for task in sorted(tasks, key=len)] == [10, 20, 20]
    assert sorted(number for task in tasks for number in task) == [feed.id for feed in made]


async def test_unpolled_feed_is_sent_again(desk: Desk) -> None:
    """Its crawler died with the task."""
    (feed,) = await desk.configures(FEEDS[0])
    await desk.timekeeping.tick()
    desk.passes(LEASE)
    await desk.timekeeping.tick()
    assert desk.sent() == [[feed.id], [feed.id]]


async def test_flushed_redis_is_rebuilt(desk: Desk) -> None:
    """The due times and the keys of what is done come back from the archive; what is pending is not seen."""
    (feed,) = await desk.configures(FEEDS[0])
    done, pending = desk.newsroom.publishes(feed, item("1"), item("2"))
    desk.newsroom.commits(desk.newsroom.claims([done])[0])
    desk.server.is_flushed()
    await desk.timekeeping.tick()
    keys = [done.composite_key, pending.composite_key]
    assert await desk.seen.unseen(feed.id, keys) == {pending.composite_key}
    desk.passes(timedelta(hours=1))
    await desk.timekeeping.tick()
    assert desk.sent() == [[feed.id]]


async def test_rebuild_pages_through_the_archive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million keys do not come in one piece."""
    monkeypatch.setattr("scheduler.timekeeping.SEEN_PAGE", 2)
    (feed,) = await desk.configures(FEEDS[0])
    made = desk.newsroom.publishes(feed, *(item(str(number)) for number in range(5)))
    for entry in desk.newsroom.claims(made):
        desk.newsroom.commits(entry, text=str(entry.id))
    desk.server.is_flushed()
    await desk.timekeeping.tick()
    assert await desk.seen.unseen(feed.id, [entry.composite_key for entry in made]) == set()


async def test_dead_redis_is_waited_for(desk: Desk) -> None:
    """The tick says it once and goes on trying."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.server.is_killed()
    for _ in range(3):
        await desk.timekeeping.tick()
    assert desk.timekeeping._redis_lost
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.timekeeping.tick()
    assert desk.sent() == [[feed.id]]
    assert not desk.timekeeping._redis_lost


async def test_unsent_batch_is_not_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis dies between the taking and the sending: the next tick sends it, long before the lease ends."""
    (feed,) = await desk.configures(FEEDS[0])
    send = desk.dispatch.send

    async def dies(name: str, ids: list[int]) -> None:
        monkeypatch.setattr(desk.dispatch, "send", send)
        desk.server.is_killed()
        await send(name, ids)

    monkeypatch.setattr(desk.dispatch, "send", dies)
    await desk.timekeeping.tick()
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.timekeeping.tick()
    assert desk.sent() == [[feed.id]]


async def test_first_sweep_waits_for_nothing(desk: Desk) -> None:
    """What is pending at the start is at work nowhere."""
    (feed,) = await desk.configures(FEEDS[0])
    made = desk.newsroom.publishes(feed, item("1"))
    desk.passes(timedelta(seconds=1))
    await desk.timekeeping.sweep()
    assert desk.sent(ENTRIES) == [[entry.id for entry in made]]


async def test_sweep_sends_what_was_left_over(desk: Desk) -> None:
    """A crawler died after it had remembered; its grace over, the entries are handed out by page host."""
    (feed,) = await desk.configures(FEEDS[0])
    await desk.timekeeping.sweep()
    made = desk.newsroom.publishes(feed, item("1"), item("2", url="https://other.example/2"))
    await desk.timekeeping.sweep()
    assert desk.sent(ENTRIES) == []
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    await desk.timekeeping.sweep()
    assert desk.sent(ENTRIES) == [[entry.id for entry in made]]


async def test_sweep_leaves_claimed_entries(desk: Desk) -> None:
    """They are in a living crawler's hands."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.claims(desk.newsroom.publishes(feed, item("1")))
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    await desk.timekeeping.sweep()
    assert desk.sent(ENTRIES) == []


async def test_sweep_does_not_pile_up(desk: Desk) -> None:
    """While its last tasks wait, the same entries are not queued again."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.publishes(feed, item("1"))
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    for _ in range(3):
        await desk.timekeeping.sweep()
    assert len(desk.sent(ENTRIES)) == 1


async def test_sweep_waits_for_redis_and_archive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is down, the next sweep comes in seconds."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "read", locked)
        await desk.timekeeping.sweep()
    desk.server.is_killed()
    await desk.timekeeping.sweep()


async def test_locked_archive_does_not_fail_the_tick(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis was flushed while the archive is locked: the rebuild comes when it can."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "read", locked)
        await desk.timekeeping.tick()
    (feed,) = await desk.configures(FEEDS[0])
    await desk.timekeeping.tick()
    assert desk.sent() == [[feed.id]]


async def test_gauges_tell_how_far_behind(desk: Desk) -> None:
    """What the operator's dashboard shows; without Redis the lateness is unknown, not zero."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.publishes(feed, item("1"))
    desk.passes(timedelta(seconds=90))
    await desk.timekeeping.measure()
    assert b"marsad_entries_pending 1.0" in desk.metrics.text()
    assert b'marsad_feeds{status="ok"} 1.0' in desk.metrics.text()
    assert b"marsad_due_lateness_seconds 90.0" in desk.metrics.text()
    desk.server.is_killed()
    await desk.timekeeping.measure()
    assert b"marsad_due_lateness_seconds NaN" in desk.metrics.text()
