"""A person at a terminal asks beside the service: never the same host at the same time, and not forever."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from gateway.redis_link import RedisLink
from scheduler import visitor
from scheduler.visitor import Visitor
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.fetching import FetchOutcome, FetchRequest
from scrapers.hosts import HostLeases
from scrapers.parsing.pool import Parsers
from scrapers.pauses import Pauses
from scrapers.site_lines.reading import UnknownSites
from tests.servers.http import HttpServer
from tests.servers.reactor import install_reactor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Beside:
    """The service's leases, and a visitor's own, over one Redis; a site that both may ask."""

    def __init__(self, server: HttpServer, crawler: Crawler, link: RedisLink) -> None:
        self.server = server
        self.service = HostLeases(link, "test:")
        self.pauses = Pauses(0.0)
        self.own = HostLeases(link, "test:", pauses=self.pauses)
        self._crawler = crawler

    async def visits(self, *, leases: HostLeases | None) -> FetchOutcome:
        """How the visitor's request ends."""
        beside = Visitor(self._crawler, Parsers(), self.pauses, leases, UnknownSites())
        request = FetchRequest(self.server.url("/feed"), kind="feed", exception=self.server.target)
        return (await beside.fetch(request)).outcome


@pytest_asyncio.fixture(loop_scope="session")
async def beside(session_link: RedisLink) -> AsyncIterator[Beside]:
    """Nobody holds the site's host."""
    install_reactor()
    async with HttpServer() as server:
        server.publishes("/feed", b"<rss/>")
        crawler = Crawler(CrawlOptions(deadline_seconds=3.0, exceptions=frozenset({server.target})))
        await crawler.start()
        beside = Beside(server, crawler, session_link)
        yield beside
        await beside.service.close()
        await beside.own.close()
        await crawler.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def session_link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    """A link on the session's loop, where the crawler runs."""
    link = RedisLink(redis_server.url)
    yield link
    await link.close()


async def test_host_of_the_service_is_waited_for(beside: Beside) -> None:
    """The visitor's request goes out when the service has given the host back."""
    held = asyncio.Event()

    async def serve() -> None:
        async with beside.service.hold(beside.server.address):
            held.set()
            await asyncio.sleep(1.5)
            assert beside.server.requests == []

    serving = asyncio.create_task(serve())
    await held.wait()
    assert await beside.visits(leases=beside.own) is FetchOutcome.OK
    await serving


async def test_busy_host_is_given_up(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that the service does not give back is told as busy, and not asked."""
    monkeypatch.setattr(visitor, "BUSY_TRIES", 2)
    async with beside.service.hold(beside.server.address):
        assert await beside.visits(leases=beside.own) is FetchOutcome.HOST_BUSY
    assert beside.server.requests == []


async def test_stopped_redis_is_no_hindrance(beside: Beside, redis_server: RedisServer) -> None:
    """While the service is stopped there is nobody to be in the way of."""
    redis_server.is_killed()
    assert await beside.visits(leases=beside.own) is FetchOutcome.OK


async def test_pause_is_kept_without_leases(beside: Beside) -> None:
    """Two requests in a row leave a site its pause, archive or none."""
    beside.pauses.seconds = 1.0
    beside.pauses.asked(beside.server.address)
    begun = time.monotonic()
    assert await beside.visits(leases=None) is FetchOutcome.OK
    assert time.monotonic() - begun > 0.9
