"""The index in Redis: what it does when it loses all, or a part, between any two calls, and knows so."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from gateway.breaker import FIRST_PAUSE_SECONDS
from gateway.redis_link import RedisUnavailable
from scrapers.copies.index import WINDOW
from scrapers.copies.nouns import Candidate
from scrapers.copies.redis_index import IndexNotWhole
from tests.scrapers.copies.meeting import OTHER_WIRE, WIRE, MeetingPlace, keys_of, part_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapers.copies.index import Kept
    from tests.servers.redis import RedisServer

ELDER = Candidate(1, len(WIRE.prints), tentative=False)


async def test_is_not_whole_at_first(place: MeetingPlace) -> None:
    """An empty index says nothing about the archive."""
    assert not await place.index.is_whole()
    await place.index.restore([])
    assert await place.index.is_whole()


async def test_is_not_asked_until_restored(place: MeetingPlace) -> None:
    """Who meets where a part is missing must ask the archive; its own fingerprints stand there nevertheless."""
    with pytest.raises(IndexNotWhole):
        await place.meets(1)
    await place.index.restore([])
    assert [elder.tentative for elder in await place.meets(2)] == [True]


async def test_flush_between_asking_and_meeting(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """An index that was whole a moment ago must not answer that there is no elder."""
    assert await place.index.is_whole()
    redis_server.is_flushed()
    with pytest.raises(IndexNotWhole):
        await place.meets(99)
    assert not await place.index.is_whole()


async def test_flush_between_meeting_and_keeping(place: MeetingPlace, redis_server: RedisServer) -> None:
    """What is committed after a flush is in the index, though restoring may have read the archive before."""
    await place.index.restore([])
    await place.meets(1)
    redis_server.is_flushed()
    await place.index.restore([])
    await place.index.keep(1)
    assert await place.meets(2) == (ELDER,)


async def test_flush_between_meeting_and_meeting_again(place: MeetingPlace, redis_server: RedisServer) -> None:
    """Who waits for an elder meets again, and is told that the elder is lost."""
    await place.index.restore([])
    await place.meets(1)
    await place.meets(2)
    redis_server.is_flushed()
    with pytest.raises(IndexNotWhole):
        await place.meets(2)
    await place.index.restore([])
    assert await place.elders(2) == []


@pytest.mark.parametrize("lost", ["everything", "a key"])
async def test_loss_amid_restoring(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer, lost: str
) -> None:
    """What was posted before the loss is gone: the end of the rows does not make the index whole."""
    redis_server.is_flushed()

    async def rows() -> AsyncIterator[Kept]:
        for number in range(1, 41):
            if number == 31:
                redis_server.order(*(("FLUSHALL",) if lost == "everything" else ("DEL", keys_of(redis_server)[-1])))
            yield number, WIRE, place.now

    with pytest.raises(IndexNotWhole):
        await place.index.restore(rows())
    assert not await place.index.is_whole()


async def test_half_restored_is_not_whole(place: MeetingPlace, archived: list[Kept], redis_server: RedisServer) -> None:
    """The archive can fail amid its rows."""
    redis_server.is_flushed()

    async def rows() -> AsyncIterator[Kept]:
        for row in archived * 20:
            yield row
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        await place.index.restore(rows())
    assert not await place.index.is_whole()


async def test_every_evicted_key_is_missed(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """Redis evicts keys one at a time, and says nothing."""
    keys = keys_of(redis_server)
    assert len(keys) == 1 + len(archived)
    for key in keys:
        redis_server.order("DEL", key)
        assert not await place.index.is_whole(), key
        await place.index.restore(archived)
        assert await place.index.is_whole()
        assert len(await place.meets(99)) == len(archived), key


async def test_eviction_is_noticed_by_who_meets(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """A key that is gone in the middle of the work must not pass for a quiet day."""
    redis_server.order("DEL", next(key for key in keys_of(redis_server) if "." in key))
    with pytest.raises(IndexNotWhole):
        await place.meets(99)
    assert not await place.index.is_whole()


async def test_full_redis_evicts(place: MeetingPlace, archived: list[Kept], redis_server: RedisServer) -> None:
    """As the server itself does it when it may."""
    redis_server.order("CONFIG", "SET", "maxmemory-policy", "volatile-ttl")
    redis_server.order("CONFIG", "SET", "maxmemory", str(info(redis_server, "memory")["used_memory"] + 100_000))
    number = 0
    while len(keys_of(redis_server)) > len(archived):
        number += 1
        redis_server.order("SET", f"other:{number}", "x" * 1000)
    redis_server.has_room_again()
    assert not await place.index.is_whole()


async def test_restarted_redis_is_restored(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """A server comes back with what it had some time ago: without the youngest articles nothing may count as whole."""
    writes_all_to_its_file(redis_server)
    await place.keeps(9)
    redis_server.is_killed()
    redis_server.starts()
    assert len(keys_of(redis_server)) == 1 + len(archived)
    index = place.in_redis(redis_server)
    assert not await index.is_whole()
    await index.restore(archived)
    assert len(await place.meets(99)) == len(archived)


async def test_nothing_is_appended_to_files(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """Each article rewrites forty values: the append-only file would grow by gigabytes a day."""
    await place.keeps(9)
    redis_server.is_killed()
    redis_server.starts()
    assert keys_of(redis_server) == []


async def test_other_generation_knows_nothing(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer
) -> None:
    """A restored archive must not be told of articles that it lacks."""
    index = place.in_redis(redis_server, "generation-2")
    assert not await index.is_whole()
    await index.restore([])
    assert await place.elders(99) == []


async def test_expired_parts_are_not_missed(place: MeetingPlace, archived: list[Kept]) -> None:
    """Only what should be there can be lost."""
    place.passes(2 * WINDOW)
    assert await place.index.is_whole()
    assert await place.elders(99) == []


async def test_redis_that_is_down(place: MeetingPlace, archived: list[Kept], redis_server: RedisServer) -> None:
    """Every way in says the same."""
    redis_server.is_killed()
    for call in (
        place.meets(9),
        place.index.keep(9),
        place.index.restore(archived),
        place.index.is_whole(),
    ):
        with pytest.raises(RedisUnavailable):
            await call


async def test_kept_in_vain_is_owed(place: MeetingPlace, redis_server: RedisServer) -> None:
    """An article that was committed while Redis refused writes stands there before the index counts as whole again."""
    await place.index.restore([])
    redis_server.fills_up()
    with pytest.raises(RedisUnavailable):
        await place.meets(1)
    with pytest.raises(RedisUnavailable):
        await place.index.keep(1)
    redis_server.has_room_again()
    await asyncio.sleep(FIRST_PAUSE_SECONDS)
    assert await place.index.is_whole()
    assert await place.meets(2) == (ELDER,)


async def test_workers_share_it(place: MeetingPlace, redis_server: RedisServer) -> None:
    """Two crawlers read the same wire at once; each pair of them has one elder."""
    await place.index.restore([])
    other = MeetingPlace()
    other.in_redis(redis_server)
    for number in range(1, 41, 2):
        sketch = part_of(OTHER_WIRE, 0, of_own=number)
        seen = await asyncio.gather(place.elders(number, sketch), other.elders(number + 1, sketch))
        assert sorted(seen) in ([[], [number]], [[], [number + 1]])
    await other.close()


def info(server: RedisServer, section: str) -> dict[str, int]:
    """What the server says of itself."""
    found = server.order("INFO", section)
    assert isinstance(found, dict)
    return found


def writes_all_to_its_file(server: RedisServer) -> None:
    """As it does now and then by itself: a restart brings all of it back."""
    server.order("BGREWRITEAOF")
    while info(server, "persistence")["aof_rewrite_in_progress"]:
        time.sleep(0.05)
