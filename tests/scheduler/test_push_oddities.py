"""Hubs that keep to the letter and not to the sense, and settings that change under live subscriptions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds, hub_changes, subscriptions
from archive.nouns import FeedSpec, PushState
from scheduler.push.keeping import AT_ONCE
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


async def test_hub_that_grants_seconds_is_not_asked_all_the_time(desk: PushDesk) -> None:
    """Twice a minute at most, however short its leases are."""
    desk.hub.lease_seconds = 1
    await desk.subscribes()
    for asked in range(24):
        desk.passes(seconds=5)
        await desk.push.run()
        await desk.hub.settled(asked // 6)
    assert 2 <= len(desk.hub.asked) <= 5


@pytest.mark.parametrize(("granted", "days"), [("315360000", 30), ("-5", 1), ("", 1), ("10e9", 1), ("٩٩", 1)])
async def test_odd_lease_ends_some_day(desk: PushDesk, granted: str, days: int) -> None:
    """Ten years, none and noise."""
    desk.hub.verifies = False
    await desk.subscribes()
    query = {"mode": "subscribe", "topic": desk.topic, "challenge": "c", "lease_seconds": granted}
    assert await desk.hub.asks(desk.hub.asked[0]["callback"], **query) == (200, "c")
    row = await desk.row()
    assert row.lease_until is not None
    assert (row.lease_until - desk.now).days == days


async def test_hub_may_verify_twice(desk: PushDesk) -> None:
    """Our first answer got lost, or we were killed before it went out: the hub hears it again, and nothing changes."""
    await desk.subscribes()
    before = await desk.row()
    desk.passes(minutes=1)
    query = {"mode": "subscribe", "topic": desk.topic, "lease_seconds": "9"}
    callback = desk.hub.subscribers[desk.topic].callback
    assert await desk.hub.asks(callback, challenge="again", **query) == (200, "again")
    assert (await desk.hub.asks(callback, challenge="again", **query | {"topic": "http://other.example/"}))[0] == 404
    assert await desk.row() == before
    desk.passes(days=1)
    await desk.push.run()
    assert (await desk.hub.asks(callback, challenge="late", **query | {"mode": "unsubscribe"}))[0] == 404


async def test_other_callback_is_subscribed_at_once(desk: PushDesk) -> None:
    """The operator's domain has changed: nothing comes by the old one, and its leases may have days to go."""
    desk.hub.lease_seconds = 10 * 86_400
    await desk.subscribes()
    old = desk.hub.subscribers[desk.topic].callback
    desk.callback += "/elsewhere"
    desk.turns(on=True)
    desk.passes(minutes=2)
    await desk.push.run()
    await desk.hub.settled(2)
    assert desk.hub.subscribers[desk.topic].callback.startswith(desk.callback)
    assert (await desk.row()).state is PushState.ACTIVE
    assert await desk.hub.sends(old, b"<rss/>", None) == 410
    desk.passes(minutes=2)
    await desk.push.run()
    assert len(desk.hub.asked) == 2


async def test_feeds_without_hubs_keep_no_other_waiting(desk: PushDesk) -> None:
    """Their subscriptions were ended after they had dropped their hubs: nothing is to be done about them."""
    await desk.offers("1")
    specs = [FeedSpec(f"http://{number}.example/", str(number)) for number in range(AT_ONCE)]
    own = FeedSpec((await desk.feeds())[0].url, "own")
    for feed in await desk.archive.write(feeds.sync_feeds, [own, *specs], desk.now):
        if feed.url != own.url:
            await desk.archive.write(subscriptions.note_offer, feed.id, ("http://hub.example/",), "t", desk.now)
            await desk.archive.write(subscriptions.note_offer, feed.id, (), "t", desk.now)
            known = await desk.archive.read(subscriptions.of_feed, feed.id)
            assert known is not None
            early = desk.now.replace(year=2020)
            await desk.archive.write(hub_changes.move, known, PushState.ENDED, early, early)
    desk.turns(on=True)
    for _ in range(2):
        await desk.push.run()
    await desk.hub.settled()
    assert (await desk.row()).state is PushState.ACTIVE


async def test_garbage_at_the_callback_port_is_told_nothing(desk: PushDesk) -> None:
    """Whoever scans the internet for old versions finds none here."""
    desk.turns(on=True)
    await desk.push.run()
    for request in (b"GARBAGE\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)
        writer.write(request)
        answer = await reader.read()
        writer.close()
        assert answer.startswith(b"HTTP/1.")
        assert b"Server" not in answer
