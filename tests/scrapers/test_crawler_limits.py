"""A hostile server costs its own fetch, at most the limit in bytes and the deadline in time."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from gateway.addresses import AddressPolicy
from gateway.resolver import GuardedResolver
from scrapers.crawler import FetchOutcome, FetchRequest
from scrapers.crawling import drips
from scrapers.crawling.fetcher import Fetcher, Limits
from tests.scrapers.reporter import LIMIT, MOST_IN_FLIGHT, Reporter
from tests.servers.http import MEBIBYTE, HttpServer, answer, compressed

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from scrapers.crawler import FetchResult

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOM = 10.0  # Seconds that a shared machine may take beyond a deadline; without a deadline these tests never end.


async def hurried(outlet: HttpServer, path: str = "/feed") -> FetchResult:
    """Fetch with a deadline of a second and a half, and see that it held."""
    async with Reporter(deadline_seconds=1.5) as reporter:
        started = time.monotonic()
        result = await reporter.fetches(outlet, path)
        assert time.monotonic() - started < ROOM
        return result


async def test_silent_server_times_out(reactor: None, outlet: HttpServer) -> None:
    """A request is taken and never answered."""
    outlet.hangs("/feed")
    assert (await hurried(outlet)).outcome is FetchOutcome.TIMEOUT


async def test_dripping_body_times_out(reactor: None, outlet: HttpServer) -> None:
    """A byte now and then keeps a connection alive for days; the deadline covers the whole answer."""
    outlet.drips("/feed", seconds_a_byte=0.05)
    assert (await hurried(outlet)).outcome is FetchOutcome.TIMEOUT


async def test_dripping_body_is_left_early(reactor: None, outlet: HttpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits out the whole deadline for a body that plainly never ends."""
    monkeypatch.setattr(drips, "PATIENCE_SECONDS", 0.3)
    outlet.drips("/feed", seconds_a_byte=0.05)
    async with Reporter(deadline_seconds=60.0) as reporter, asyncio.timeout(ROOM):
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.TIMEOUT


async def test_slow_answer_is_waited_for(
    reporter: Reporter, outlet: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that takes its time, and then sends at a fair pace, is not one that drips."""
    monkeypatch.setattr(drips, "PATIENCE_SECONDS", 0.3)
    outlet.answers_slowly("/feed", 0.8, 200)
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK


async def test_dripping_head_times_out(reactor: None, outlet: HttpServer) -> None:
    """The same before the body."""
    outlet.drips_its_head("/feed", seconds_a_byte=0.05)
    assert (await hurried(outlet)).outcome is FetchOutcome.TIMEOUT


async def test_one_deadline_for_all_redirects(reactor: None, outlet: HttpServer) -> None:
    """Five slow hops must not add up."""
    for number in range(4):
        outlet.answers_slowly(f"/{number}", 0.6, 302, {"Location": outlet.url(f"/{number + 1}")})
    result = await hurried(outlet, "/0")
    assert result.outcome is FetchOutcome.TIMEOUT
    assert not outlet.asked_for("/4")


async def test_waiting_for_a_host_ends_too(reactor: None, outlet: HttpServer) -> None:
    """Those queued behind a silent page of the same host end with their own deadline."""
    outlet.hangs("/page")
    results = await asyncio.gather(*(hurried(outlet, "/page") for _ in range(3)))
    assert {result.outcome for result in results} == {FetchOutcome.TIMEOUT}


async def test_fetch_ends_whatever_hangs() -> None:
    """Should the engine's own timer not fire, a fetch ends all the same."""

    async def hangs(_: Request) -> Response:
        await asyncio.Event().wait()
        raise AssertionError

    fetcher = Fetcher(hangs, GuardedResolver(AddressPolicy()), lambda _: contextlib.nullcontext())
    async with asyncio.timeout(ROOM):
        request = FetchRequest("https://akhbar.example/feed", "feed")
        result = await fetcher.fetch(request, Limits(time.monotonic() + 0.1, LIMIT, redirects=5))
    assert result.outcome is FetchOutcome.TIMEOUT


async def test_queue_behind_a_silent_page(reactor: None, outlet: HttpServer) -> None:
    """The host's turn comes free when the silent page's time is up; those it never came to did not fail."""
    outlet.hangs("/silent")
    outlet.publishes("/page", b"<html>", "text/html")
    async with Reporter(deadline_seconds=1.0) as reporter:
        waiting = [reporter.fetches(outlet, path, kind="page") for path in ("/silent", "/silent", "/silent")]
        outcomes = [result.outcome for result in await asyncio.gather(*waiting)]
        assert outcomes[0] is FetchOutcome.TIMEOUT  # those behind it began, and so end, a moment later
        assert set(outcomes) <= {FetchOutcome.TIMEOUT, FetchOutcome.HOST_BUSY}
        await asyncio.sleep(1.5)
        assert (await reporter.fetches(outlet, "/page", kind="page")).outcome is FetchOutcome.OK


async def test_hanging_host_holds_up_no_other(reporter: Reporter, outlet: HttpServer, other_outlet: HttpServer) -> None:
    """One dead server in two hundred must not be felt."""
    outlet.hangs("/feed")
    other_outlet.publishes("/feed", b"<rss/>")
    hanging = asyncio.create_task(reporter.fetches(outlet))
    while not outlet.asked_for("/feed"):  # noqa: ASYNC110 - the server has no event
        await asyncio.sleep(0.02)
    assert (await reporter.fetches(other_outlet)).outcome is FetchOutcome.OK
    assert not hanging.done()
    assert (await hanging).outcome is FetchOutcome.TIMEOUT


async def test_endless_stream_is_cut(reporter: Reporter, outlet: HttpServer) -> None:
    """A stream without end is given up at the limit, not at the deadline."""
    outlet.streams_endlessly("/feed")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.TOO_BIG


async def test_announced_size_is_believed(reporter: Reporter, outlet: HttpServer) -> None:
    """Fifty megabytes are not begun."""
    outlet.sends("/feed", answer(200, {"Content-Length": str(50 * MEBIBYTE)}))
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.TOO_BIG


async def test_limit_itself_is_allowed(reporter: Reporter, outlet: HttpServer) -> None:
    """One byte more is too much."""
    outlet.publishes("/feed", b"x" * LIMIT)
    outlet.publishes("/larger", b"x" * (LIMIT + 1))
    assert len((await reporter.fetches(outlet)).body) == LIMIT
    assert (await reporter.fetches(outlet, "/larger")).outcome is FetchOutcome.TOO_BIG


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "br, gzip", "deflate, zstd"])
@pytest.mark.parametrize("status", [200, 302, 404])
async def test_bombs_are_defused(reporter: Reporter, outlet: HttpServer, coding: str, status: int) -> None:
    """A few hundred bytes that unpack to megabytes, whatever the status they come with."""
    outlet.sends_a_bomb("/feed", coding, size=8 * MEBIBYTE, status=status)
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.TOO_BIG


async def test_bombs_leave_nothing_behind(reporter: Reporter, outlet: HttpServer) -> None:
    """What was unpacked is freed at once: polled for a night, such a feed would fill the memory."""
    outlet.sends_a_bomb("/feed", "gzip")
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            await reporter.fetches(outlet)
        assert _unpacked_bytes() < LIMIT
    finally:
        gc.enable()


def _unpacked_bytes() -> int:
    return sum(each.getbuffer().nbytes for each in gc.get_objects() if type(each) is BytesIO and not each.closed)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
async def test_compressed_feed_is_unpacked(reporter: Reporter, outlet: HttpServer, coding: str) -> None:
    """The usual case, in every coding that we say we take."""
    body = "<rss>هجين</rss>".encode()
    packed = body
    for one in coding.split(", "):
        packed = compressed(packed, one)
    outlet.answers_with("/feed", 200, {"Content-Encoding": coding}, packed)
    assert (await reporter.fetches(outlet)).body == body


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
async def test_false_coding_fails_to_decode(reporter: Reporter, outlet: HttpServer, coding: str) -> None:
    """Bytes that are not what they are said to be."""
    outlet.answers_with("/feed", 200, {"Content-Encoding": coding}, b"<rss>no such coding</rss>")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.DECODE_FAILED


async def test_cut_answer_is_a_connection_failure(reporter: Reporter, outlet: HttpServer) -> None:
    """Half a feed must not pass for the whole of it."""
    outlet.sends("/feed", answer(200, {"Content-Length": "1000"}, b"<rss>"))
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.CONNECTION_FAILED


async def test_closed_port_is_a_connection_failure(reporter: Reporter, outlet: HttpServer) -> None:
    """The server is down."""
    outlet.port, port = 1, outlet.port
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.CONNECTION_FAILED
    outlet.port = port


async def test_garbage_is_a_connection_failure(reporter: Reporter, outlet: HttpServer) -> None:
    """Something else than HTTP listens there."""
    outlet.sends("/feed", b"220 mail.example ESMTP\r\n\r\n")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.CONNECTION_FAILED


async def test_stopping_waits_a_moment_only(reactor: None, outlet: HttpServer) -> None:
    """The service must end within seconds, whatever servers do meanwhile; whoever waits gets an answer."""
    outlet.hangs("/robots.txt")
    outlet.hangs("/feed")
    async with Reporter(deadline_seconds=60.0) as reporter:
        fetching = asyncio.create_task(reporter.fetches(outlet))
        await asyncio.sleep(0.2)
        async with asyncio.timeout(ROOM):
            await reporter.crawler.stop(grace_seconds=0.1)
        assert (await fetching).outcome is FetchOutcome.TIMEOUT


async def test_many_at_once_are_bounded(reporter: Reporter) -> None:
    """No more are in flight than the options allow, whatever the hosts; the rest wait and are served."""
    async with contextlib.AsyncExitStack() as stack:
        hosts = range(20, 20 + 2 * MOST_IN_FLIGHT)
        outlets = [await stack.enter_async_context(HttpServer(f"127.0.0.{host}")) for host in hosts]
        for outlet in outlets:
            outlet.answers_slowly("/feed", 0.5, 200)
        fetching = asyncio.gather(*(reporter.fetches(outlet) for outlet in outlets))
        most = 0
        while not fetching.done():
            most = max(most, sum(outlet.at_once for outlet in outlets))
            await asyncio.sleep(0.01)
    assert {result.outcome for result in await fetching} == {FetchOutcome.OK}
    assert 1 < most <= MOST_IN_FLIGHT
