"""WebSub against a real hub: subscribe, verify, deliver, renew, expire, deny, unsubscribe."""

from __future__ import annotations

import asyncio
import gzip
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
    assert (await desk.hub.asks(callback, mode="subscribe", **query))[0] == 404
    assert (await desk.hub.asks(callback, mode="unsubscribe", **query))[0] == 404
    assert (await desk.hub.asks(f"{desk.callback}/{'x' * 43}", mode="subscribe", **query))[0] == 404
    assert (await desk.hub.asks(desk.callback, mode="subscribe", **query))[0] == 404
    assert (await desk.row()).state is PushState.ACTIVE


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_signed_content_becomes_entries(desk: PushDesk, method: str) -> None:
    """The same way as a poll's, down to the alert; the feed's validators are not touched."""
    feed = await desk.subscribes()
    before = (await desk.feeds())[0].validators
    polls = len(desk.publisher.asked_for(FEED))
    assert await desk.delivers(desk.document("2", "1"), method=method) == 202
    assert await desk.pending() == 0
    assert desk.value("SELECT count(*) FROM entries") == 2
    assert len(desk.woken) == 2
    assert len(desk.publisher.asked_for(FEED)) == polls
    assert (await desk.archive.read(feeds.get_feeds, [feed.id]))[0].validators == before
    row = await desk.row()
    assert (row.delivered, row.delivered_at, row.unread_since) == (1, desk.now, None)


@pytest.mark.parametrize("method", [None, "wrong"])
async def test_unsigned_content_is_ignored(desk: PushDesk, method: str | None) -> None:
    """Whoever learnt the callback cannot write news, and is not told so."""
    await desk.subscribes()
    assert await desk.delivers(desk.document("2"), method=method) == 202
    assert desk.value("SELECT count(*) FROM entries") == 1
    row = await desk.row()
    assert (row.rejected, row.delivered, row.delivered_at) == (1, 0, None)


async def test_poll_after_push_finds_nothing_new(desk: PushDesk) -> None:
    """What push brought is known, though the feed's own document is read for the first time."""
    feed = await desk.subscribes()
    await desk.delivers(desk.document("2"))
    desk.passes(minutes=10)
    desk.publishes(desk.document("2", "1"))
    await desk.runs(feed.id)
    assert desk.value("SELECT count(*) FROM entries") == 2
    assert (await desk.row()).missed == 0


async def test_thin_ping_has_the_feed_polled(desk: PushDesk) -> None:
    """Some hubs only say that there is news; one that says so without end does not make us ask without end."""
    await desk.subscribes()
    polls = len(desk.publisher.asked_for(FEED))
    desk.publishes(desk.document("2", "1"))
    for _ in range(5):
        assert await desk.delivers(b"") == 202
    assert len(desk.publisher.asked_for(FEED)) == polls + 1
    assert len(desk.woken) == 2


@pytest.mark.parametrize("body", [b"<html><p>hello</p></html>", b"\x00\x01", b"<rss"])
async def test_unreadable_content_has_the_feed_polled(desk: PushDesk, body: bytes) -> None:
    """Whatever it was, the hub knows the secret: there may be news."""
    await desk.subscribes()
    desk.publishes(desk.document("2", "1"))
    assert await desk.delivers(body) == 202
    assert len(desk.woken) == 2


async def test_packed_content_is_read(desk: PushDesk) -> None:
    """It is unpacked in a parser process, within its limits, and signed as it was sent."""
    await desk.subscribes()
    await desk.delivers(gzip.compress(desk.document("2")))
    assert len(desk.woken) == 2


async def test_too_big_content_is_refused(desk: PushDesk) -> None:
    """At 10 MiB."""
    await desk.subscribes()
    assert await desk.hub.delivers(desk.topic, bytes(11 * 1024 * 1024)) == 413


async def test_silent_sender_is_cut(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that never comes holds a place for 20 seconds at most; when all places are held, the next is told so."""
    monkeypatch.setattr("scheduler.push.callback_port.SECONDS", 1.5)
    monkeypatch.setattr("scheduler.push.callback_port.MOST_WAITING", -7)
    await desk.subscribes()
    path = desk.hub.subscribers[desk.topic].callback.removeprefix(f"http://127.0.0.1:{desk.port}")
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)
    writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n".encode())
    await asyncio.sleep(0.5)
    assert await desk.hub.delivers(desk.topic, desk.document("2")) == 503
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    assert await desk.delivers(desk.document("2")) == 202


async def test_content_for_nobody_is_gone(desk: PushDesk) -> None:
    """A hub that goes on after we have forgotten it is told to stop; other methods are none of ours."""
    await desk.subscribes()
    assert await desk.hub.sends(f"{desk.callback}/{'x' * 43}", b"<rss/>", None) == 410
    assert await desk.hub.sends(desk.callback, b"<rss/>", None) == 410


async def test_port_says_nothing_of_itself(desk: PushDesk) -> None:
    """No banner, no page, no method but the two."""
    await desk.subscribes()
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)
    writer.write(b"DELETE /push/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = (await reader.read()).decode()
    writer.close()
    assert answer.startswith("HTTP/1.1 405")
    assert "python" not in answer.lower()
    assert "aiohttp" not in answer.lower()


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


async def test_content_of_the_dead_is_polled_for(desk: PushDesk) -> None:
    """A crawler took it, answered, and was killed before it was read."""
    feed = await desk.subscribes()
    await desk.archive.write(subscriptions.accept, feed.id, desk.now)
    await desk.push.run()
    assert await desk.due_in(feed) > 0
    desk.passes(seconds=31)
    await desk.push.run()
    assert await desk.due_in(feed) <= 0
    assert (await desk.row()).unread_since is None


async def test_queue_is_bounded(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is let go of, and the feed is polled for it."""
    feed = await desk.subscribes()
    monkeypatch.setattr("scheduler.push.arrivals.MOST_BYTES", 10)
    assert await desk.hub.delivers(desk.topic, desk.document("2")) == 202
    assert desk.push._arrivals._queue.empty()
    assert await desk.due_in(feed) <= 0


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


async def test_content_waits_for_the_poll(desk: PushDesk) -> None:
    """A feed's documents are read one after the other."""
    feed = await desk.subscribes()
    async with desk.standing.turn(feed.id):
        assert await desk.hub.delivers(desk.topic, desk.document("2")) == 202
        await asyncio.sleep(0.3)
        assert desk.value("SELECT count(*) FROM entries") == 1
    await desk.push._arrivals._queue.join()
    assert desk.value("SELECT count(*) FROM entries") == 2


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


async def test_secret_is_in_no_log(desk: PushDesk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor are the token, the hub and the topic."""
    await desk.subscribes()
    await desk.delivers(desk.document("2"))
    row = await desk.row()
    said = "".join(capsys.readouterr())
    assert row.secret is not None
    assert row.token is not None
    assert not [word for word in (row.secret, row.token, desk.topic, desk.hub.url) if word in said]
