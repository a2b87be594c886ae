"""Polls and push together: fewer polls while a hub delivers, and all of them when it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds
from tests.scheduler.push_desk import PushDesk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[PushDesk]:
    """A publisher with a hub, and a crawler."""
    async with PushDesk(tmp_path) as desk:
        yield desk


async def test_poll_after_push_finds_nothing_new(desk: PushDesk) -> None:
    """What push brought is known, though the feed's own document is read for the first time."""
    feed = await desk.subscribes()
    await desk.delivers(desk.document("2"))
    desk.passes(minutes=10)
    desk.publishes(desk.document("2", "1"))
    await desk.runs(feed.id)
    assert desk.value("SELECT count(*) FROM entries") == 2
    assert (await desk.row()).missed == 0


async def test_delivering_hub_spares_polls(desk: PushDesk) -> None:
    """Six times less often while it delivers, and no less before it has shown that it does."""
    feed = await desk.subscribes()
    await desk.push.run()
    desk.publishes(desk.document("1") + b"\n")
    await desk.runs(feed.id)
    unproven = await desk.due_in(feed)
    desk.hub.lease_seconds = 10 * 86_400
    desk.passes(seconds=401)
    await desk.push.run()
    await desk.hub.settled(2)
    await desk.delivers(desk.document("2"))
    await desk.push.run()
    desk.publishes(desk.document("2", "1"))
    await desk.runs(feed.id)
    assert await desk.due_in(feed) > 3 * unproven


@pytest.mark.parametrize("guids", [("2", "1"), ("3", "2", "1")], ids=["nothing new", "news"])
async def test_archive_knows_when_a_spared_feed_is_polled(desk: PushDesk, guids: tuple[str, ...]) -> None:
    """`marsad feeds list` prints the next poll as it will be, also after one that brought what is on its way."""
    desk.hub.lease_seconds = 10 * 86_400
    feed = await desk.subscribes()
    await desk.delivers(desk.document("2"))
    desk.passes(minutes=1)
    await desk.push.run()
    desk.publishes(desk.document(*guids))
    await desk.runs(feed.id)
    due = await desk.due_in(feed)
    known = (await desk.archive.read(feeds.get_feeds, [feed.id]))[0].next_poll_at
    assert known is not None
    assert due >= 6 * feed.interval_min_seconds
    assert due == pytest.approx((known - desk.now).total_seconds(), abs=1)


async def test_missed_entry_brings_polls_back(desk: PushDesk) -> None:
    """A poll finds what the hub should have brought; the hub is asked anew, and trusted when it delivers again."""
    desk.hub.lease_seconds = 10 * 86_400
    feed = await desk.subscribes()
    await desk.delivers(desk.document("2"))
    await desk.push.run()
    desk.passes(hours=2)
    desk.publishes(desk.document("3", "2", "1"))
    await desk.runs(feed.id)
    missed = await desk.due_in(feed)
    assert missed <= feed.interval_max_seconds * 1.1
    assert (await desk.row()).missed == 1
    await desk.push.run()
    await desk.hub.settled(2)
    desk.passes(minutes=1)
    await desk.delivers(desk.document("4"))
    desk.passes(minutes=5)
    await desk.push.run()
    desk.publishes(desk.document("4", "3", "2", "1"))
    await desk.runs(feed.id)
    assert await desk.due_in(feed) > 2 * missed


async def test_entry_from_before_is_not_missed(desk: PushDesk) -> None:
    """A hub is not blamed for what was published before it was subscribed to."""
    feed = await desk.subscribes()
    await desk.push.run()
    before = "<item><pubDate>Sun, 22 Nov 2026 11:00:00 GMT</pubDate>"
    desk.publishes(desk.document("2").replace(b"<item>", before.encode()))
    desk.passes(minutes=30)
    await desk.runs(feed.id)
    assert desk.value("SELECT count(*) FROM entries") == 2
    assert (await desk.row()).missed == 0
