"""A wire service, its readers and their workers, over each of the two databases and a Redis that may break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.archive.conftest import archive, kind, migrated_file, migrated_postgres, postgres, url
from tests.scheduler.copying.wires import Wires

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from archive.database import Archive
    from tests.servers.redis import RedisServer

__all__ = ["archive", "kind", "migrated_file", "migrated_postgres", "postgres", "url"]


@pytest_asyncio.fixture
async def wires(archive: Archive, redis_server: RedisServer) -> AsyncIterator[Wires]:
    """Outlets whose articles are committed, and an index that is whole."""
    async with Wires(archive, redis_server) as wires:
        yield wires
