"""The index in Redis, before anything was restored, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.copies.index import WINDOW
from scrapers.copies.redis_index import PERIODS
from tests.scrapers.copies.meeting import WIRE, MeetingPlace, part_of

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from scrapers.copies.index import Kept

PERIOD = WINDOW / PERIODS


@pytest.fixture
def place(link: RedisLink) -> MeetingPlace:
    """Where nothing was ever restored."""
    place = MeetingPlace()
    place.in_redis(link)
    return place


@pytest.fixture
async def archived(place: MeetingPlace) -> list[Kept]:
    """Articles of three days that the archive has, and the index."""
    rows = [(number, part_of(WIRE, 30, of_own=number), place.now - number * PERIOD) for number in range(1, 5)]
    await place.index.restore(rows)
    return rows
