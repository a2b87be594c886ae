"""What lies in the index in Redis: it ends by itself, stays small, and is mended when someone garbled it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisUnavailable
from scrapers.copies.index import WINDOW
from tests.scrapers.copies.meeting import OTHER_WIRE, WIRE, keys_of

if TYPE_CHECKING:
    from scrapers.copies.index import Kept
    from tests.scrapers.copies.meeting import MeetingPlace
    from tests.servers.redis import RedisServer

# Replaces a field of a hash, one of each kind: by its length and first character.
GARBLE = """
local kinds, kind = {}, {}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do kind[#field .. string.sub(field, 1, 1)] = field end
for _, field in pairs(kind) do table.insert(kinds, field) end
table.sort(kinds)
local field = kinds[tonumber(ARGV[1])]
return field and redis.call('HSET', KEYS[1], field, ARGV[2])
"""
LONGEST = """
local longest = 0
for _, value in ipairs(redis.call('HVALS', KEYS[1])) do longest = math.max(longest, #value) end
return longest
"""


async def test_everything_ends_by_itself(place: MeetingPlace, archived: list[Kept], redis_server: RedisServer) -> None:
    """Whole keys expire; nothing of a generation that is gone stays."""
    left = [int(str(redis_server.order("PTTL", key))) for key in keys_of(redis_server)]
    assert left
    assert all(0 < milliseconds <= 2 * WINDOW / timedelta(milliseconds=1) for milliseconds in left)


async def test_keys_of_another_type_are_mended(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """Whatever wrote there: the index is restored, and no error reaches the worker but that Redis is of no use now."""
    for key in keys_of(redis_server):
        redis_server.order("SET", key, "garbage")
        await survives(place, archived)


@pytest.mark.parametrize("garbled", ["", "x", "seven!!", "x" * 23, "-1", "99999999999"])
async def test_garbled_values_are_mended(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer, garbled: str
) -> None:
    """The same for values of every kind in a hash."""
    for key in keys_of(redis_server)[:2]:
        for number in range(1, 9):
            redis_server.order("EVAL", GARBLE, "1", key, str(number), garbled)
            await survives(place, archived)


async def test_full_segment_is_followed_by_another(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """A day may bring more than the two bytes of a ref can count."""
    await place.keeps(6, OTHER_WIRE)
    for key in keys_of(redis_server)[1:]:
        redis_server.order("HSET", key, "#", "60000")
    await place.keeps(7, OTHER_WIRE)
    assert len(keys_of(redis_server)) == 1 + len(archived) + 2
    assert await place.elders(8, OTHER_WIRE) == [7, 6]
    assert len(await place.meets(99)) == len(archived)


async def test_boilerplate_stays_small(place: MeetingPlace, redis_server: RedisServer) -> None:
    """A sentence that stands under every article fills no field, and blocks nobody."""
    await place.index.restore((number, WIRE, place.now) for number in range(1, 1001))
    key = next(key for key in keys_of(redis_server) if "." in key)
    assert int(str(redis_server.order("EVAL", LONGEST, "1", key))) < 3000
    assert len(await place.meets(9999)) == 16


async def survives(place: MeetingPlace, archived: list[Kept]) -> None:
    """Workers go on, find Redis of no use at worst, and after restoring all is as it was."""
    for call in (place.meets(98), place.index.keep(98)):
        try:
            await call
        except RedisUnavailable:
            assert not await place.index.is_whole()
    await place.index.restore(archived)
    assert {row[0] for row in archived} <= {elder.number for elder in await place.meets(99)}
