"""What hubs deliver, and the port they call: read, ignored or refused."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds, subscriptions
from archive.database import ArchiveError
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


async def test_content_of_the_dead_is_polled_for(desk: PushDesk) -> None:
    """A crawler took it, answered, and was killed before it was read."""
    feed = await desk.subscribes()
    await desk.archive.write(subscriptions.accept, feed.id, desk.now)
    polls = len(desk.publisher.asked_for(FEED))
    await desk.push.run()
    desk.passes(seconds=31)
    await desk.push.run()
    await desk.rests()
    assert len(desk.publisher.asked_for(FEED)) == polls + 1
    assert (await desk.row()).unread_since is None


async def test_content_of_the_dead_is_polled_for_before_anything_is_due(desk: PushDesk) -> None:
    """The killed process comes back late: what is due is made anew only after it has looked for what it left unread."""
    feed = await desk.subscribes()
    await desk.archive.write(subscriptions.accept, feed.id, desk.now)
    desk.publishes(desk.document("1", "2"))
    desk.passes(seconds=31)
    await desk.due.forget()
    await desk.push.run()
    await desk.rests()
    assert desk.value("SELECT count(*) FROM entries") == 2


async def test_crowd_is_bounded(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is not taken: the hub is told to come again, and the feed is polled meanwhile."""
    feed = await desk.subscribes()
    monkeypatch.setattr("scheduler.push.crowd.MOST_BYTES", 10)
    assert await desk.hub.delivers(desk.topic, desk.document("2")) == 503
    assert (desk.push._arrivals._reading, (await desk.row()).unread_since) == (set(), None)
    assert await desk.due_in(feed) <= 0


async def test_content_is_taken_once_it_is_kept(desk: PushDesk) -> None:
    """A feed's documents are read one after the other, and a hub forgets what it was told is taken."""
    feed = await desk.subscribes()
    async with desk.standing.turn(feed.id):
        delivery = asyncio.create_task(desk.hub.delivers(desk.topic, desk.document("2")))
        await asyncio.sleep(0.3)
        assert (delivery.done(), desk.value("SELECT count(*) FROM entries")) == (False, 1)
        assert (await desk.row()).unread_since == desk.now
    assert await delivery == 202
    assert desk.value("SELECT count(*) FROM entries") == 2
    await desk.reads()
    assert (await desk.row()).unread_since is None


async def test_content_that_is_not_kept_comes_again(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive takes no work: the hub is told so, and the feed is polled in case it does not come again."""
    await desk.subscribes()

    def fails(*_: object, **__: object) -> None:
        raise ArchiveError("full")

    with monkeypatch.context() as broken:
        broken.setattr("archive.remembering.remember_pushed", fails)
        assert await desk.delivers(desk.document("2")) == 503
    desk.passes(seconds=1)
    assert await desk.delivers(desk.document("3")) == 202
    assert desk.value("SELECT count(*) FROM entries") == 2
    polls = len(desk.publisher.asked_for(FEED))
    desk.passes(seconds=31)
    await desk.push.run()
    await desk.rests()
    assert len(desk.publisher.asked_for(FEED)) == polls + 1


async def test_slow_reading_is_not_waited_for(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub comes again; what it had brought is read all the same, once."""
    monkeypatch.setattr("scheduler.push.callbacks.KEPT_SECONDS", 0.2)
    feed = await desk.subscribes()
    async with desk.standing.turn(feed.id):
        assert await desk.hub.delivers(desk.topic, desk.document("2")) == 503
    assert await desk.delivers(desk.document("2")) == 202
    assert desk.value("SELECT count(*) FROM entries") == 2


async def test_slow_feed_keeps_no_other_waiting(desk: PushDesk) -> None:
    """Its poll lasts, and its hub sends more and more; what another hub delivers is read meanwhile."""
    feed = await desk.subscribes()
    arrivals = desk.push._arrivals
    async with desk.standing.turn(feed.id):
        own = [await arrivals.take(desk.content(feed.id, str(number))) for number in range(20)]
        assert [one.result() for one in own if one.done()] == [False] * 4
        other = await arrivals.take(desk.content(feed.id + 1, "x"))
        assert await asyncio.wait_for(other, 2)
    assert await asyncio.gather(*own) == [True] * 16 + [False] * 4


async def test_slow_senders_keep_no_other_out(desk: PushDesk) -> None:
    """A hub that never ends its bodies has its own callback only."""
    await desk.subscribes()
    callback = desk.hub.subscribers[desk.topic].callback
    path = callback.removeprefix(f"http://127.0.0.1:{desk.port}")
    writers = []
    for _ in range(20):
        _, writer = await asyncio.open_connection("127.0.0.1", desk.port)
        writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n".encode())
        writers.append(writer)
    await asyncio.sleep(0.3)
    async with asyncio.timeout(3):
        assert await desk.hub.delivers(desk.topic, desk.document("2")) == 503
        assert (await desk.hub.asks(callback, mode="unsubscribe", topic=desk.topic, challenge="c"))[0] == 404
        assert desk.push._port._turns._value > 1
        await desk.push.stop(1)
    for writer in writers:
        writer.close()


async def test_secret_is_in_no_log(desk: PushDesk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor are the token, the hub and the topic."""
    await desk.subscribes()
    await desk.delivers(desk.document("2"))
    row = await desk.row()
    said = "".join(capsys.readouterr())
    assert row.secret is not None
    assert row.token is not None
    assert not [word for word in (row.secret, row.token, desk.topic, desk.hub.url) if word in said]
