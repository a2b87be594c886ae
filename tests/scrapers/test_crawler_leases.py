"""A redirect leads to another host only when nobody else has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from gateway.redis_link import RedisLink
from scrapers.crawler import FetchOutcome, FetchRequest
from scrapers.hosts import HostLeases
from scrapers.shared_leases import lease_key
from tests.scrapers.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.http import HttpServer
    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PREFIX = "marsad:"
ELSEWHERE = "elsewhere.example"


@pytest_asyncio.fixture(loop_scope="session")
async def leases(redis_server: RedisServer) -> AsyncIterator[HostLeases]:
    """The leases of this crawler."""
    link = RedisLink(redis_server.url)
    leases = HostLeases(link, PREFIX)
    yield leases
    await leases.close()
    await link.close()


@pytest_asyncio.fixture(loop_scope="session")
async def reporter(reactor: None, leases: HostLeases) -> AsyncIterator[Reporter]:
    """A crawler that leases hosts."""
    async with Reporter(leases=leases) as reporter:
        yield reporter


async def redirected(reporter: Reporter, outlet: HttpServer) -> FetchOutcome:
    """How a fetch ends that is sent to another host; nobody answers there."""
    outlet.redirects_to("/feed", f"http://{ELSEWHERE}/")
    return (await reporter.fetches(outlet)).outcome


async def test_host_of_another_crawler_is_busy(
    reporter: Reporter, outlet: HttpServer, redis_server: RedisServer
) -> None:
    """Another crawler is at that host now."""
    redis_server.order("SET", lease_key(PREFIX, ELSEWHERE), "another-crawler")
    assert await redirected(reporter, outlet) is FetchOutcome.HOST_BUSY


async def test_free_host_is_visited(reporter: Reporter, outlet: HttpServer, redis_server: RedisServer) -> None:
    """The lease is taken and given back."""
    assert await redirected(reporter, outlet) is FetchOutcome.DNS_FAILED


async def test_host_of_our_own_is_visited(reporter: Reporter, outlet: HttpServer, leases: HostLeases) -> None:
    """A batch that holds both hosts must not wait for itself."""
    await leases.acquire_many([ELSEWHERE])
    assert await redirected(reporter, outlet) is FetchOutcome.DNS_FAILED
    leases.release(ELSEWHERE)


async def test_without_redis_nobody_watches(reporter: Reporter, outlet: HttpServer, redis_server: RedisServer) -> None:
    """Then nobody knows who is at the other host; we come back later."""
    redis_server.is_killed()
    assert await redirected(reporter, outlet) is FetchOutcome.HOST_BUSY


async def test_own_host_is_the_callers_to_lease(
    reporter: Reporter, outlet: HttpServer, redis_server: RedisServer
) -> None:
    """The caller holds the request's own host; asking for it again would find it busy."""
    redis_server.order("SET", lease_key(PREFIX, outlet.address), "the-caller")
    outlet.publishes("/feed", b"<rss/>")
    reporter.may_visit(outlet)
    request = FetchRequest(outlet.url("/feed"), "feed", exception=outlet.target)
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.OK
