"""A host is left in peace between two requests: of one fetch, of many feeds, of several crawlers."""

from __future__ import annotations

import asyncio
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from gateway.addresses import Target
from gateway.redis_link import RedisLink
from scrapers import hosts
from scrapers.crawler import FetchOutcome, FetchRequest
from scrapers.hosts import HostBusy, HostLeases
from scrapers.pauses import Pauses
from scrapers.shared_leases import lease_key
from scrapers.sites import host_of
from tests.scrapers.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.http import HttpServer
    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PREFIX, HOST = "marsad:", "akhbar.example"
PAUSE = 0.4
CLOCKS = 0.01  # the pause counts from the end of an answer, the test from when its request was read


@pytest_asyncio.fixture(loop_scope="session")
async def leases(redis_server: RedisServer) -> AsyncIterator[HostLeases]:
    """The leases of a crawler that pauses."""
    link = RedisLink(redis_server.url)
    leases = HostLeases(link, PREFIX, pauses=Pauses(PAUSE))
    yield leases
    await leases.close()
    await link.close()


@pytest_asyncio.fixture(loop_scope="session")
async def reporter(reactor: None, leases: HostLeases) -> AsyncIterator[Reporter]:
    """That crawler; a fetch of it may take a second."""
    async with Reporter(1.0, leases) as reporter:
        yield reporter


def shortest_gap(outlet: HttpServer) -> float:
    """Between two requests that came one after the other."""
    times = [request.at for request in outlet.requests]
    return min(later - earlier for earlier, later in pairwise(times))


async def visitor(server: RedisServer, visits: int) -> list[tuple[float, float]]:
    """When another crawler's visits to the host began and ended."""
    command = [sys.executable, "-m", "tests.scrapers.visitor", server.url, HOST, str(PAUSE), str(visits)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    lines = [line.split() for line in said.decode().splitlines()]
    return [(float(began), float(ended)) for began, ended in lines]


async def test_two_crawlers_keep_one_pause(redis_server: RedisServer) -> None:
    """Scaling crawlers must not scale what a newsroom's server bears; nor is the host idle for long."""
    ours, theirs = await asyncio.gather(visitor(redis_server, 4), visitor(redis_server, 4))
    visits = sorted([*ours, *theirs])
    assert len(visits) == 8
    gaps = [began - ended for (_, ended), (began, _) in pairwise(visits)]
    assert min(gaps) >= PAUSE
    assert sum(gaps) < 7 * PAUSE * 3


async def test_pause_is_told_to_others(leases: HostLeases, redis_server: RedisServer) -> None:
    """Another crawler comes back when the pause is over, not some seconds later."""
    async with leases.hold(HOST):
        leases.pauses.asked(HOST)
    await asyncio.sleep(0.1)
    assert redis_server.order("EXISTS", lease_key(PREFIX, HOST)) == 1
    link = RedisLink(redis_server.url)
    theirs = HostLeases(link, PREFIX)
    with pytest.raises(HostBusy) as caught:
        async with theirs.hold(HOST):
            pass
    assert 0 < caught.value.seconds <= PAUSE
    await asyncio.sleep(caught.value.seconds)
    async with theirs.hold(HOST):
        pass
    await theirs.close()
    await link.close()


async def test_host_that_was_not_asked_needs_no_pause(leases: HostLeases, redis_server: RedisServer) -> None:
    """A poll that was cancelled before its request costs nothing."""
    async with leases.hold(HOST):
        pass
    await asyncio.sleep(0.1)
    assert redis_server.order("EXISTS", lease_key(PREFIX, HOST)) == 0


async def test_own_turn_comes_when_the_pause_is_over(leases: HostLeases) -> None:
    """To the moment: the key in Redis, which ends a little later, is our own."""
    for _ in range(3):
        began = time.monotonic()
        async with leases.hold(HOST):
            leases.pauses.asked(HOST)
        assert await leases.acquire_many([HOST]) == set()
    assert time.monotonic() - began < PAUSE * 3


async def test_each_request_of_a_fetch_is_apart(reporter: Reporter, outlet: HttpServer) -> None:
    """robots.txt, the feed and where it has moved on its own host are requests like any other."""
    outlet.publishes("/robots.txt", b"User-agent: *\nDisallow: /private", "text/plain")
    outlet.redirects_to("/feed", "/real")
    outlet.publishes("/real", b"<rss/>")
    for _ in range(2):
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK
    assert [request.path for request in outlet.requests] == ["/robots.txt", "/feed", "/real", "/feed", "/real"]
    assert shortest_gap(outlet) >= PAUSE - CLOCKS


async def test_requests_beside_one_another_are_apart(reporter: Reporter, outlet: HttpServer) -> None:
    """Two feeds that were led to the host that a third one holds."""
    outlet.publishes("/feed", b"<rss/>")
    found = await asyncio.gather(*(reporter.fetches(outlet) for _ in range(3)))
    assert {result.outcome for result in found} <= {FetchOutcome.OK, FetchOutcome.HOST_BUSY}
    assert len(outlet.requests) > 2
    assert shortest_gap(outlet) >= PAUSE - CLOCKS


async def test_host_that_many_are_led_to_is_left_in_peace(leases: HostLeases) -> None:
    """Feeds that have moved to one service meet there."""
    began = time.monotonic()
    for _ in range(3):
        async with leases.visit(HOST):
            leases.pauses.asked(HOST)
    assert time.monotonic() - began >= 2 * PAUSE


async def test_crawl_delay_is_kept_and_costs_no_deadline(
    reporter: Reporter, outlet: HttpServer, other_outlet: HttpServer
) -> None:
    """A host that wants more time than a fetch may take is read all the same, and no other host waits with it."""
    outlet.publishes("/robots.txt", b"User-agent: *\nCrawl-delay: 2.5", "text/plain")
    outlet.publishes("/feed", b"<rss/>")
    other_outlet.publishes("/feed", b"<rss/>")
    slow = asyncio.create_task(reporter.fetches(outlet))
    async with asyncio.timeout(2):
        assert (await reporter.fetches(other_outlet)).outcome is FetchOutcome.OK
    assert (await slow).outcome is FetchOutcome.OK
    assert shortest_gap(outlet) >= 2.5 - CLOCKS
    assert reporter.crawler._pauses.left(outlet.address) > 2


async def test_arabic_host_is_left_in_peace_too(
    reporter: Reporter, outlet: HttpServer, leases: HostLeases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its requests go out under its ASCII name: the pause that was kept under the one was asked for by the other."""
    monkeypatch.setattr("gateway.resolver._addresses", lambda *_: [outlet.address])
    outlet.publishes("/feed", b"<rss/>")
    url = outlet.url("/feed", host="أخبار.example")
    target = Target("xn--igbicxr.example", outlet.port)
    reporter.crawler.replace_exceptions(frozenset({target}))
    result = await reporter.crawler.fetch(FetchRequest(url, "feed", exception=target))
    assert result.outcome is FetchOutcome.OK
    assert leases.pauses.left(host_of(url)) > 0


async def test_stop_does_not_wait_for_a_pause(reporter: Reporter, outlet: HttpServer) -> None:
    """A container gets 20 seconds, a host half a minute."""
    outlet.publishes("/robots.txt", b"User-agent: *\nCrawl-delay: 30", "text/plain")
    waiting = asyncio.create_task(reporter.fetches(outlet))
    while not outlet.requests:  # noqa: ASYNC110 - the server has no event
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)
    async with asyncio.timeout(5):
        reporter.crawler._fetcher.hurry(0.1)
        assert (await waiting).outcome is FetchOutcome.TIMEOUT


async def test_nobody_waits_for_a_host_at_a_stop(leases: HostLeases) -> None:
    """Who waits for a turn, or for a pause to end, is sent away at once."""
    async with leases.hold(HOST):
        leases.pauses.raise_to(HOST, 30, 60)
        leases.pauses.asked(HOST)
        resting = asyncio.create_task(leases.rest(HOST))
        waiting = asyncio.create_task(_held(leases))
        await asyncio.sleep(0.05)
        leases.send_away()
        async with asyncio.timeout(1):
            await resting
            with pytest.raises(HostBusy):
                await waiting
            with pytest.raises(HostBusy):
                await _held(leases)


async def test_visit_does_not_wait_for_ever(leases: HostLeases, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leads us to a host in demand keeps a host of his own from being asked meanwhile."""
    monkeypatch.setattr(hosts, "VISIT_SECONDS", 0.1)
    leases.pauses.raise_to(HOST, 30, 60)
    async with leases.visit(HOST):
        leases.pauses.asked(HOST)
    with pytest.raises(HostBusy):
        async with leases.visit(HOST):
            pass


async def _held(leases: HostLeases) -> None:
    async with leases.hold(HOST):
        pass
