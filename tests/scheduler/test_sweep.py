"""The sweep against a real Redis and a real archive: what was left pending is sent, and nothing twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.database import Archive, ArchiveUnavailable
from scheduler.sweep import SWEEP_GRACE
from scheduler.tasks import ENTRIES
from tests.archive.world import item
from tests.scheduler.clock_desk import FEEDS, ClockDesk

if TYPE_CHECKING:
    import pytest


async def test_first_sweep_waits_for_nothing(desk: ClockDesk) -> None:
    """What is pending at the start is at work nowhere."""
    (feed,) = await desk.configures(FEEDS[0])
    made = desk.newsroom.publishes(feed, item("1"))
    desk.passes(timedelta(seconds=1))
    await desk.sweep.run()
    assert desk.sent(ENTRIES) == [[entry.id for entry in made]]


async def test_sweep_sends_what_was_left_over(desk: ClockDesk) -> None:
    """A crawler died after it had remembered; its grace over, the entries are handed out by page host."""
    (feed,) = await desk.configures(FEEDS[0])
    await desk.sweep.run()
    made = desk.newsroom.publishes(feed, item("1"), item("2", url="https://other.example/2"))
    await desk.sweep.run()
    assert desk.sent(ENTRIES) == []
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    await desk.sweep.run()
    assert desk.sent(ENTRIES) == [[entry.id for entry in made]]


async def test_sweep_leaves_claimed_entries(desk: ClockDesk) -> None:
    """They are in a living crawler's hands."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.claims(desk.newsroom.publishes(feed, item("1")))
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    await desk.sweep.run()
    assert desk.sent(ENTRIES) == []


async def test_sweep_does_not_pile_up(desk: ClockDesk) -> None:
    """While its last tasks wait, the same entries are not queued again."""
    (feed,) = await desk.configures(FEEDS[0])
    desk.newsroom.publishes(feed, item("1"))
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))
    for _ in range(3):
        await desk.sweep.run()
    assert len(desk.sent(ENTRIES)) == 1


async def test_sweep_waits_for_redis_and_archive(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is down, the first sweep after it is back sends what waits."""
    (feed,) = await desk.configures(FEEDS[0])
    made = desk.newsroom.publishes(feed, item("1"))
    desk.passes(SWEEP_GRACE + timedelta(seconds=1))

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "read", locked)
        await desk.sweep.run()
    desk.server.is_killed()
    await desk.sweep.run()
    desk.server.starts()
    await desk.wait_for_redis()
    await desk.sweep.run()
    assert desk.sent(ENTRIES) == [[entry.id for entry in made]]
