"""The tick against a real Redis and a real archive: what is due is sent, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.database import Archive, ArchiveUnavailable
from scheduler.due import LEASE
from tests.scheduler.clock_desk import FEEDS, ClockDesk

if TYPE_CHECKING:
    import pytest


async def test_tick_sends_what_is_due(desk: ClockDesk) -> None:
    """Feeds of one host in one task; once."""
    ids = [feed.id for feed in await desk.configures(*FEEDS)]
    await desk.tick.run()
    assert desk.sent() == [ids]
    await desk.tick.run()
    assert desk.sent() == []


async def test_many_hosts_become_many_tasks(desk: ClockDesk) -> None:
    """So that several crawlers share them."""
    made = await desk.configures(*(f"https://h{number}.example/" for number in range(50)))
    await desk.tick.run()
    tasks = desk.sent()
    assert [len(task) for task in sorted(tasks, key=len)] == [10, 20, 20]
    assert sorted(number for task in tasks for number in task) == [feed.id for feed in made]


async def test_unpolled_feed_is_sent_again(desk: ClockDesk) -> None:
    """Its crawler died with the task."""
    (feed,) = await desk.configures(FEEDS[0])
    await desk.tick.run()
    desk.passes(LEASE)
    await desk.tick.run()
    assert desk.sent() == [[feed.id], [feed.id]]


async def test_dead_redis_is_waited_for(desk: ClockDesk) -> None:
    """The tick says it once and goes on trying."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.server.is_killed()
    for _ in range(3):
        await desk.tick.run()
    assert desk.tick._redis_lost
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.tick.run()
    assert desk.sent() == [[feed.id]]
    assert not desk.tick._redis_lost


async def test_unsent_batch_is_not_forgotten(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis dies between the taking and the sending: the next tick sends it, long before the lease ends."""
    (feed,) = await desk.configures(FEEDS[0])
    send = desk.dispatch.send

    async def dies(name: str, ids: list[int]) -> None:
        monkeypatch.setattr(desk.dispatch, "send", send)
        desk.server.is_killed()
        await send(name, ids)

    monkeypatch.setattr(desk.dispatch, "send", dies)
    await desk.tick.run()
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.tick.run()
    assert desk.sent() == [[feed.id]]


async def test_locked_archive_does_not_fail_the_tick(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis was flushed while the archive is locked: the rebuild comes when it can."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "read", locked)
        await desk.tick.run()
    (feed,) = await desk.configures(FEEDS[0])
    await desk.tick.run()
    assert desk.sent() == [[feed.id]]


async def test_feeds_changed_without_redis_are_polled_when_it_is_back(desk: ClockDesk) -> None:
    """A feed added while Redis was away must not wait for the next start."""
    await desk.configures(FEEDS[0])
    await desk.tick.run()
    desk.sent()
    desk.server.is_killed()
    _, second = await desk.configures(*FEEDS[:2])
    await desk.tick.run()
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.tick.run()
    assert desk.sent() == [[second.id]]


async def test_changed_feeds_are_written_once(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand feeds must not be written to Redis anew every second."""
    await desk.configures(*FEEDS)
    await desk.tick.run()

    async def again(_: object) -> None:
        raise AssertionError("written again")

    monkeypatch.setattr(desk.rebuilding, "due_times", again)
    await desk.tick.run()


async def test_removed_feed_is_not_sent(desk: ClockDesk) -> None:
    """The user has taken it out of the file; what stays is polled as planned."""
    await desk.configures(*FEEDS)
    (kept,) = await desk.configures(FEEDS[2])
    await desk.tick.run()
    assert desk.sent() == [[kept.id]]


async def test_clock_that_is_set_back_stops_no_polls(desk: ClockDesk) -> None:
    """A machine that woke in a wrong year put its feeds off into it; once its clock is right they are polled."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.passes(timedelta(days=400))
    await desk.tick.run()
    await desk.due.put({feed.id: desk.now + timedelta(hours=1)})
    desk.passes(timedelta(days=-400))
    await desk.tick.run()
    assert desk.sent() == [[feed.id], [feed.id]]
