"""What holds for the tests of all rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from gateway.redis_link import RedisLink
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

# Machines that test are busy: how long an example takes says nothing.
settings.register_profile("marsad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marsad")


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A server of this test's own, as it may be broken."""
    with RedisServer() as server:
        yield server


@pytest.fixture
async def link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    """A link to this test's Redis."""
    link = RedisLink(redis_server.url)
    yield link
    await link.close()
