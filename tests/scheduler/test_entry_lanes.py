"""Lanes: one entry of a host at a time, many hosts side by side, and nothing that waits for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from scheduler import entry_lanes
from scheduler.entry_lanes import AT_WORK, EntryLanes
from tests.archive.world import World, item

if TYPE_CHECKING:
    from archive.database import Archive


class Desk:
    """Entry work that the test lets finish, and what went on meanwhile."""

    def __init__(self, archive: Archive, at_work: int = AT_WORK) -> None:
        self.lanes = EntryLanes(archive, self._work, self._rest, at_work)
        self.pausing: dict[str, asyncio.Event] = {}
        self.at_work: list[tuple[int, str]] = []
        self.done: list[int] = []
        self.most_at_work = 0
        self.may_finish = asyncio.Event()
        self.fails = False

    async def _work(self, entry_id: int, host: str) -> None:
        self.at_work.append((entry_id, host))
        self.most_at_work = max(self.most_at_work, len(self.at_work))
        try:
            await self.may_finish.wait()
            if self.fails:
                raise RuntimeError("canary")
        finally:
            self.at_work.remove((entry_id, host))
        self.done.append(entry_id)

    async def _rest(self, host: str) -> None:
        if host in self.pausing:
            await self.pausing[host].wait()

    async def begins(self, *found: tuple[int, str]) -> list[asyncio.Future[None]]:
        """Queue these, and let the lanes get going."""
        futures = self.lanes.begin(found)
        for _ in range(10):
            await asyncio.sleep(0)
        return futures


@pytest.fixture
async def desk(archive: Archive) -> Desk:
    """A desk at which nothing is done yet."""
    return Desk(archive)


def url(host: str, number: int = 1) -> str:
    """A page on that host."""
    return f"https://{host}.example/{number}"


async def test_one_of_a_host_at_a_time(desk: Desk) -> None:
    """Politeness: the second page of a host waits for the first."""
    futures = await desk.begins((1, url("a", 1)), (2, url("a", 2)), (3, url("b")))
    assert desk.at_work == [(1, "a.example"), (3, "b.example")]
    desk.may_finish.set()
    await asyncio.wait(futures)
    assert sorted(desk.done) == [1, 2, 3]
    assert desk.most_at_work == 2


async def test_order_of_a_host_is_kept(desk: Desk) -> None:
    """The oldest news of an outlet comes first."""
    desk.may_finish.set()
    await asyncio.wait(await desk.begins(*((number, url("a", number)) for number in range(20))))
    assert desk.done == list(range(20))


async def test_many_hosts_share_the_slots(desk: Desk) -> None:
    """A flood of hosts does not open as many connections."""
    futures = await desk.begins(*((number, url(f"h{number}")) for number in range(AT_WORK * 2)))
    assert len(desk.at_work) == AT_WORK
    desk.may_finish.set()
    await asyncio.wait(futures)
    assert len(desk.done) == AT_WORK * 2


async def test_lanes_are_no_wider_than_asked(archive: Archive) -> None:
    """Looks for edits are few at a time, whatever is due; a lane says whose entries it has."""
    desk = Desk(archive, at_work=2)
    futures = await desk.begins(*((number, url(f"h{number}")) for number in range(6)))
    assert (len(desk.at_work), desk.lanes.has("h5.example"), desk.lanes.has("h6.example")) == (2, True, False)
    desk.may_finish.set()
    await asyncio.wait(futures)
    await desk.lanes.stop(5)
    assert (desk.most_at_work, desk.lanes.has("h5.example")) == (2, False)


async def test_queued_twice_is_worked_once(desk: Desk) -> None:
    """The sweep finds what the poll has just begun."""
    first = await desk.begins((1, url("a")))
    second = await desk.begins((1, url("a")))
    assert first == second
    desk.may_finish.set()
    await asyncio.wait(first)
    assert desk.done == [1]


async def test_too_many_are_left_to_the_sweep(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded; the archive holds the rest."""
    monkeypatch.setattr(entry_lanes, "MOST_QUEUED", 3)
    futures = await desk.begins(*((number, url("a", number)) for number in range(10)))
    assert len(futures) == 3
    desk.may_finish.set()
    await asyncio.wait(futures)
    assert desk.done == [0, 1, 2]


async def test_closed_lanes_begin_nothing(desk: Desk) -> None:
    """A stopping service finishes what is at work and leaves the rest pending."""
    await desk.begins((1, url("a", 1)), (2, url("a", 2)))
    desk.lanes.close()
    assert await desk.begins((3, url("b"))) == []
    desk.may_finish.set()
    await desk.lanes.stop(5)
    assert desk.done == [1]


async def test_stop_cancels_the_late(desk: Desk) -> None:
    """What hangs is cancelled after the grace, and whoever waited for it is told."""
    futures = await desk.begins((1, url("a")))
    await desk.lanes.stop(0.05)
    await asyncio.wait(futures, timeout=5)
    assert (desk.done, all(future.done() for future in futures)) == ([], True)


async def test_failing_work_frees_its_lane(desk: Desk) -> None:
    """Not even a bug blocks a host for good."""
    desk.fails = True
    desk.may_finish.set()
    futures = await desk.begins((1, url("a", 1)))
    workers = list(desk.lanes._workers)
    await asyncio.wait(futures)
    await asyncio.gather(*workers, return_exceptions=True)
    desk.fails = False
    await asyncio.wait(await desk.begins((2, url("a", 2))))
    assert desk.done == [2]


async def test_task_works_off_pending_entries(desk: Desk, archive: Archive) -> None:
    """The sweep's task carries ids; those that are done meanwhile are left out."""
    newsroom = World(archive)
    one, two = newsroom.publishes(newsroom.feed(), item("1"), item("2"))
    newsroom.commits(newsroom.claims([two])[0])
    desk.may_finish.set()
    await desk.lanes.run([one.id, two.id, 999])
    assert desk.done == [one.id]


async def test_slow_entries_end_the_task(desk: Desk, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue gets its thread back; the entries stay in their lanes."""
    monkeypatch.setattr(entry_lanes, "SOFT_SECONDS", 0.05)
    newsroom = World(archive)
    (one,) = newsroom.publishes(newsroom.feed(), item("1"))
    await desk.lanes.run([one.id])
    assert [number for number, _ in desk.at_work] == [one.id]
    await desk.lanes.run([])
    desk.may_finish.set()
    await desk.lanes.stop(5)


async def test_pausing_hosts_keep_no_other_from_working(desk: Desk) -> None:
    """More hosts that want half a minute between two pages than there are slots must not stop the news of all."""
    slow = [f"slow-{number}.example" for number in range(AT_WORK + 5)]
    desk.pausing = {host: asyncio.Event() for host in slow}
    await desk.begins(*((number, f"https://{host}/") for number, host in enumerate(slow)))
    desk.may_finish.set()
    (quick,) = await desk.begins((1000, "https://quick.example/"))
    await asyncio.wait_for(quick, 5)
    assert desk.done == [1000]
    for event in desk.pausing.values():
        event.set()


async def test_lane_closed_in_a_pause_begins_nothing(desk: Desk) -> None:
    """A stop must not wait for politeness, nor ask once more after it."""
    desk.pausing = {"slow.example": asyncio.Event()}
    await desk.begins((1, "https://slow.example/"))
    desk.lanes.close()
    desk.pausing["slow.example"].set()
    await asyncio.wait_for(desk.lanes.stop(5), 5)
    assert desk.at_work == desk.done == []
