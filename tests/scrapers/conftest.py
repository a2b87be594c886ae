"""The scrapers' tests play against a real Valkey and real HTTP servers on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisLink
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


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
