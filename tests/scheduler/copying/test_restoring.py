"""What Redis loses of the fingerprints comes back from the archive, and what a dead worker left undone is made good."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scheduler.copying import restoring
from scrapers.copies.index import WINDOW
from scrapers.copies.nouns import Sketch
from tests.scheduler.copying.wires import HALF, OTHER, WIRE

if TYPE_CHECKING:
    from tests.scheduler.copying.wires import Wires


async def test_flushed_index_is_made_again(wires: Wires, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page by page; from then on Redis is asked again."""
    monkeypatch.setattr(restoring, "PAGE", 1)
    for outlet, body in (("enab", WIRE), ("akhbar", OTHER)):
        await wires.commits(wires.claimed(outlet), body)
    wires.redis.is_flushed()
    assert not await wires.index().is_whole()
    await wires.restoring().work()
    assert await wires.index().is_whole()
    assert (await wires.commits(wires.claimed("wire"), HALF)).is_copy
    assert wires.counted("archive") == 0


async def test_look_restores_in_the_background(wires: Wires) -> None:
    """The job of a crawler; while Redis is down it waits for the next time."""
    crawler = wires.restoring()
    wires.redis.is_killed()
    await crawler.look()
    await asyncio.sleep(0.1)
    wires.redis.starts()
    async with asyncio.timeout(30):
        while not await whole(wires):
            await crawler.look()
            await asyncio.sleep(0.2)
    await crawler.stop()


async def whole(wires: Wires) -> bool:
    """Whether Redis can be asked, and has lost nothing."""
    try:
        return await wires.index().is_whole()
    except restoring.RedisUnavailable:
        return False


async def test_what_a_dead_worker_left_is_posted(wires: Wires) -> None:
    """It had committed while Redis was away, and was killed before it could say so."""
    wires.redis.freezes()
    first = await wires.commits(wires.claimed("enab"))
    wires.redis.thaws()
    await wires.restoring().work()
    copy = await wires.commits(wires.claimed("akhbar"), HALF, desk=wires.worker())
    assert (copy.group_id, wires.counted("index")) == (first.group_id, 1)


@pytest.mark.parametrize("days", [4, -4])
async def test_wrong_clock_restores_all(wires: Wires, days: int) -> None:
    """A crawler whose clock is days ahead must not vouch for an empty index."""
    first = await wires.commits(wires.claimed("enab"))
    wires.redis.is_flushed()
    await wires.restoring(ahead=timedelta(days=days)).work()
    copy = await wires.commits(wires.claimed("akhbar"), HALF)
    assert (copy.group_id, wires.counted("index")) == (first.group_id, 2)


async def test_window_alone_is_restored(wires: Wires) -> None:
    """What is older than three days is compared with nothing."""
    old = wires.claimed("enab")
    await wires.commits(old)
    wires.passes(WINDOW.total_seconds() + 1)
    wires.redis.is_flushed()
    await wires.restoring().work()
    assert await wires.index().meet(99, Sketch((1, 2, 3)), wires.now) == ()
    assert not (await wires.commits(wires.claimed("akhbar"), HALF)).is_copy
