"""WebSub against a real hub: subscribe, verify, renew, expire, deny, unsubscribe."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds, subscriptions
from archive.nouns import PushState
from tests.scheduler.push_desk import PushDesk
from tests.scrapers.world import FEED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[PushDesk]:
    """A publisher with a hub, and a crawler."""
    async with PushDesk(tmp_path) as desk:
        yield desk


async def test_nothing_is_asked_without_a_callback(desk: PushDesk) -> None:
    """Push is off until feeds.yaml says how hubs reach us; what feeds offer is kept for that day."""
    await desk.offers("1")
    desk.turns(on=False)
    await desk.push.run()
    assert (desk.hub.asked, desk.push._port.is_open) == ([], False)
    assert (await desk.row()).state is PushState.OFFERED


async def test_feed_with_a_hub_is_subscribed(desk: PushDesk) -> None:
    """By its own name for itself, with a secret, at a callback that nobody can guess; the hub's lease holds."""
    await desk.subscribes()
    (asked,) = desk.hub.asked
    assert (asked["mode"], asked["topic"], len(asked["secret"])) == ("subscribe", desk.topic, 64)
    assert asked["callback"].startswith(desk.callback + "/")
    assert desk.hub.verified == [(200, "challenge-1")]
    row = await desk.row()
    assert (row.state, row.failures) == (PushState.ACTIVE, 0)
    assert row.lease_until is not None
    assert (row.lease_until - desk.now).total_seconds() == 600


async def test_unasked_verification_is_refused(desk: PushDesk) -> None:
    """Nobody else subscribes us, ends what we have, or learns which callbacks there are."""
    await desk.subscribes()
    callback = desk.hub.subscribers[desk.topic].callback
    query = {"topic": desk.topic, "challenge": "c", "lease_seconds": "600"}
    assert (await desk.hub.asks(callback, mode="unsubscribe", **query))[0] == 404
    assert (await desk.hub.asks(f"{desk.callback}/{'x' * 43}", mode="subscribe", **query))[0] == 404
    assert (await desk.hub.asks(desk.callback, mode="subscribe", **query))[0] == 404
    assert (await desk.row()).state is PushState.ACTIVE


async def test_lease_is_renewed_at_two_thirds(desk: PushDesk) -> None:
    """With the same callback and secret, while content goes on to be believed."""
    await desk.subscribes()
    desk.passes(seconds=399)
    await desk.push.run()
    assert len(desk.hub.asked) == 1
    desk.passes(seconds=2)
    await desk.push.run()
    await desk.hub.settled(2)
    first, second = desk.hub.asked
    assert first == second
    row = await desk.row()
    assert row.lease_until is not None
    assert (row.lease_until - desk.now).total_seconds() == 600
    assert row.state is PushState.ACTIVE


async def test_lease_that_ends_is_told(desk: PushDesk) -> None:
    """The hub does not renew: the feed is polled at once and as before, the operator is told once."""
    feed = await desk.subscribes()
    await desk.delivers(desk.document("2"))
    desk.hub.verifies = False
    for minutes in (7, 2, 2, 2, 2):
        desk.passes(minutes=minutes)
        await desk.push.run()
    row = await desk.row()
    assert (row.state, desk.told) == (PushState.EXPIRED, [("127.0.0.1", 1)])
    assert await desk.due_in(feed) <= 0
    desk.passes(days=1)
    await desk.push.run()
    assert ((await desk.row()).state, len(desk.told)) == (PushState.EXPIRED, 1)
    desk.hub.verifies = True
    desk.passes(days=1)
    await desk.push.run()
    await desk.hub.settled(len(desk.hub.asked))
    assert (await desk.row()).state is PushState.ACTIVE


async def test_hub_that_declines_is_asked_less_and_less(desk: PushDesk) -> None:
    """Within minutes at first, once a day in the end."""
    desk.hub.status = 500
    await desk.subscribes()
    for _ in range(40):
        desk.passes(minutes=5)
        await desk.push.run()
    assert 4 <= len(desk.hub.asked) <= 12
    assert (await desk.row()).state is PushState.PENDING
    assert desk.told == []


async def test_denied_subscription_ends(desk: PushDesk) -> None:
    """The hub may say so at any time; it is asked again after a week."""
    feed = await desk.subscribes()
    callback = desk.hub.subscribers[desk.topic].callback
    assert await desk.hub.denies(desk.topic) == 200
    assert ((await desk.row()).state, desk.told) == (PushState.DENIED, [("127.0.0.1", 1)])
    assert await desk.hub.sends(callback, b"<rss/>", None) == 410
    assert await desk.due_in(feed) <= 0
    desk.passes(days=6)
    await desk.push.run()
    assert len(desk.hub.asked) == 1
    desk.passes(days=1)
    await desk.push.run()
    await desk.hub.settled(2)
    assert (await desk.row()).state is PushState.ACTIVE


@pytest.mark.parametrize("end", ["removed", "off"])
async def test_unwanted_subscription_is_ended(desk: PushDesk, end: str) -> None:
    """The port stays until the hub has verified it; then everything is forgotten."""
    feed = await desk.subscribes()
    callback = desk.hub.subscribers[desk.topic].callback
    if end == "removed":
        await desk.archive.write(feeds.sync_feeds, [], desk.now)
    else:
        desk.turns(on=False)
    await desk.push.run()
    await desk.hub.settled(2)
    assert (desk.hub.asked[1]["mode"], desk.hub.subscribers) == ("unsubscribe", {})
    row = await desk.archive.read(subscriptions.of_feed, feed.id)
    assert row is not None
    assert (row.state, row.token, row.secret) == (PushState.ENDED, None, None)
    if end == "removed":
        assert await desk.hub.sends(callback, b"<rss/>", None) == 410
    else:
        await desk.push.run()
        assert not desk.push._port.is_open


async def test_silent_hub_is_told_the_end_thrice(desk: PushDesk) -> None:
    """A hub that is gone does not keep the port open for ever."""
    await desk.subscribes()
    desk.hub.verifies = False
    desk.turns(on=False)
    for _ in range(8):
        await desk.push.run()
        desk.passes(minutes=3)
    assert ([asked["mode"] for asked in desk.hub.asked].count("unsubscribe"), desk.push._port.is_open) == (3, False)
    assert (await desk.row()).state is PushState.ENDED


async def test_forbidden_hub_is_never_asked(desk: PushDesk) -> None:
    """A hub elsewhere in a private network is refused, though the feed's own host is excepted."""
    await desk.offers("1", hub="http://127.0.0.99/hub")
    desk.turns(on=True)
    await desk.push.run()
    assert (await desk.row()).state is PushState.REFUSED
    desk.passes(hours=2)
    await desk.push.run()
    assert desk.hub.asked == []


async def test_forbidden_redirect_is_not_followed(desk: PushDesk) -> None:
    """Nor is one that a hub answers with."""
    desk.publisher.redirects_to("/moved", "http://127.0.0.99/hub", 307)
    await desk.offers("1", hub=desk.url("/moved"))
    desk.turns(on=True)
    await desk.push.run()
    assert (await desk.row()).state is PushState.REFUSED


async def test_moved_hub_is_followed(desk: PushDesk) -> None:
    """Section 5.1: 307 and 308 name the hub that is to be asked."""
    desk.publisher.redirects_to("/moved", desk.hub.url, 308)
    await desk.offers("1", hub=desk.url("/moved"))
    desk.turns(on=True)
    await desk.push.run()
    await desk.hub.settled()
    assert (await desk.row()).state is PushState.ACTIVE


async def test_two_crawlers_ask_once(desk: PushDesk) -> None:
    """Each claims before it asks."""
    await desk.offers("1")
    desk.turns(on=True)
    one, other = desk.push._keeping, desk.process(desk.port)._keeping
    other.callback, other.outbound = one.callback, one.outbound
    await desk.push._port.open()
    await asyncio.gather(one.run(), other.run())
    await desk.hub.settled()
    assert len(desk.hub.asked) == 1


async def test_other_topic_begins_anew(desk: PushDesk) -> None:
    """The feed calls itself otherwise: it is subscribed to by that name, and the old callback is gone."""
    feed = await desk.subscribes()
    old = desk.hub.subscribers[desk.topic].callback
    desk.publishes(desk.document("1").replace(b"?topic", b"?other"))
    await desk.runs(feed.id)
    assert await desk.hub.sends(old, b"<rss/>", None) == 410
    await desk.push.run()
    await desk.hub.settled(2)
    assert desk.hub.asked[1]["topic"] == desk.url(FEED) + "?other"
    assert (await desk.row()).state is PushState.ACTIVE
