"""An exception for one feed's host and port, and all that it does not cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.addresses.polled import article_link, child_of_a_sitemap, feed, redirect_of_a_feed, redirect_of_a_page
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.addresses.entrances import Entrance
    from tests.addresses.place import Place

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAYS = (feed, article_link, redirect_of_a_feed, redirect_of_a_page, child_of_a_sitemap)


@pytest_asyncio.fixture(loop_scope="session")
async def intranet(place: Place) -> AsyncIterator[HttpServer]:
    """A server that the configuration excepts for another feed than the one that is polled here."""
    async with HttpServer("127.0.0.14") as server:
        server.publishes("/feed", b"<rss/>")
        place.crawler.replace_exceptions(frozenset({place.world.publisher.target, server.target}))
        yield server
        place.crawler.replace_exceptions(frozenset({place.world.publisher.target}))


@pytest.mark.parametrize("entrance", WAYS, ids=lambda entrance: entrance.__name__)
async def test_exception_of_another_feed(place: Place, intranet: HttpServer, entrance: Entrance) -> None:
    """What one feed may reach, another one's links and redirects must not."""
    with place.nobody_strays():
        assert await entrance(place, intranet.url("/feed"))
    assert intranet.connections == 0


@pytest.mark.parametrize("entrance", WAYS, ids=lambda entrance: entrance.__name__)
async def test_other_port_of_an_excepted_host(place: Place, entrance: Entrance) -> None:
    """The publisher's neighbour on the same host is not what the operator meant."""
    async with HttpServer(place.world.publisher.address) as neighbour:
        with place.nobody_strays():
            assert await entrance(place, neighbour.url("/feed"))
        assert neighbour.connections == 0


@pytest.mark.parametrize("entrance", WAYS, ids=lambda entrance: entrance.__name__)
async def test_other_spelling_of_loopback(place: Place, entrance: Entrance) -> None:
    """Nor is another address of this machine, though it leads to the same port."""
    async with HttpServer("127.0.0.1", port=place.world.publisher.port) as other:
        with place.nobody_strays():
            assert await entrance(place, other.url("/feed", host="127.1"))
        assert other.connections == 0


async def test_own_target_is_reached(place: Place) -> None:
    """What is excepted works: else all of this would prove nothing."""
    publisher = place.world.publisher
    publisher.publishes("/own", b"<rss/>")
    with place.nobody_strays():
        assert not await feed(place, publisher.url("/own"))
    assert publisher.asked_for("/own")
