"""The index in Redis, before anything was restored, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.copies.index import PERIOD
from tests.scrapers.copies.meeting import WIRE, MeetingPlace, part_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapers.copies.index import Kept
    from tests.servers.redis import RedisServer


@pytest.fixture
async def place(redis_server: RedisServer) -> AsyncIterator[MeetingPlace]:
    """Where nothing was ever restored."""
    place = MeetingPlace()
    place.in_redis(redis_server)
    yield place
    await place.close()


@pytest.fixture
async def archived(place: MeetingPlace) -> list[Kept]:
    """Articles of three days that the archive has, and the index."""
    rows = [(number, part_of(WIRE, 30, of_own=number), place.now - number * PERIOD) for number in range(1, 5)]
    await place.index.restore(rows)
    return rows
