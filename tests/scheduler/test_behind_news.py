"""What can wait gives way to news of its host, but not for ever."""

from __future__ import annotations

import asyncio

import pytest

from scheduler.behind_news import BehindNews
from scheduler.entry_lanes import EntryLanes

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "news.example"


async def rests(_host: str) -> None:
    """The host wants no pause."""


async def test_news_goes_first() -> None:
    """As long as entries of its host wait."""
    waiting = True
    behind = asyncio.ensure_future(BehindNews(rests, lambda _: waiting, step_seconds=0.01)(HOST))
    await asyncio.sleep(0.05)
    assert not behind.done()
    waiting = False
    await asyncio.wait_for(behind, 5)


async def test_nothing_waits_for_ever() -> None:
    """A host that has news all day may have edits too."""
    await asyncio.wait_for(BehindNews(rests, lambda _: True, longest_seconds=0.05, step_seconds=0.01)(HOST), 5)


async def test_lanes_are_no_wider_than_asked() -> None:
    """Looks for edits are few at a time, whatever is due; a lane says whose entries it has."""
    at_work, most, go = set[int](), list[int](), asyncio.Event()

    async def work(entry_id: int, _host: str) -> None:
        at_work.add(entry_id)
        most.append(len(at_work))
        await go.wait()
        at_work.discard(entry_id)

    lanes = EntryLanes(None, work, rests, at_work=2)  # type: ignore[arg-type]
    lanes.begin((number, f"https://site{number}.example/1") for number in range(6))
    await asyncio.sleep(0.05)
    assert (len(at_work), lanes.has("site5.example"), lanes.has("site6.example")) == (2, True, False)
    go.set()
    while lanes._workers:
        await asyncio.wait(lanes._workers, timeout=5)
    assert (max(most), lanes.has("site5.example")) == (2, False)
