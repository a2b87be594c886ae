"""Wrong clocks: no worker's clock hides what others have, and after a jump of the server's all is restored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisLink
from scrapers.copies.redis_index import IndexNotWhole, RedisIndex
from tests.scrapers.copies.meeting import OTHER_WIRE, PREFIX, WIRE, MeetingPlace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapers.copies.index import Kept
    from tests.servers.redis import RedisServer

DAYS = timedelta(days=4)
SKEWS = pytest.mark.parametrize("skew", [DAYS, -DAYS], ids=["ahead", "behind"])


@pytest.fixture
async def other(place: MeetingPlace, redis_server: RedisServer) -> AsyncIterator[MeetingPlace]:
    """Another worker, whose clock a test sets wrong."""
    other = MeetingPlace()
    other.in_redis(redis_server)
    yield other
    await other.close()


@SKEWS
async def test_wrong_clock_of_a_worker_ends_nothing(
    place: MeetingPlace, other: MeetingPlace, archived: list[Kept], skew: timedelta
) -> None:
    """It finds what the others have, they find what it brings, and nothing is dropped."""
    other.ahead = skew
    assert await other.elders(98) == [row[0] for row in reversed(archived)]
    await other.keeps(98, OTHER_WIRE)
    assert await place.elders(99, OTHER_WIRE) == [98]
    assert await place.elders(99) == [row[0] for row in reversed(archived)]
    assert await place.index.is_whole()


@SKEWS
async def test_wrong_clock_of_a_worker_keeps_leases(place: MeetingPlace, other: MeetingPlace, skew: timedelta) -> None:
    """How long an elder is tentative is the server's time, too."""
    await place.index.restore([])
    other.ahead = skew
    await place.meets(1)
    assert [elder.tentative for elder in await other.meets(2)] == [True]
    place.passes(timedelta(minutes=3))
    other.passes(timedelta(minutes=3))
    assert [elder.tentative for elder in await place.meets(3)] == [False, False]


@SKEWS
async def test_wrong_clock_of_who_restores_leaves_out_nothing(
    place: MeetingPlace, other: MeetingPlace, archived: list[Kept], redis_server: RedisServer, skew: timedelta
) -> None:
    """An index that passes for whole and is empty would let every reprint alert."""
    redis_server.is_flushed()
    other.ahead = skew
    await other.index.restore(archived)
    assert await place.elders(99) == [row[0] for row in reversed(archived)]


@SKEWS
async def test_wrong_clock_of_the_server_leaves_out_nothing(
    place: MeetingPlace, archived: list[Kept], redis_server: RedisServer, skew: timedelta
) -> None:
    """Its clock was wrong all the time, but goes."""
    redis_server.is_flushed()
    place.link.jumps(skew)
    await place.index.restore(archived)
    assert await place.elders(99) == [row[0] for row in reversed(archived)]
    place.passes(timedelta(minutes=30))
    assert await place.index.is_whole()


@pytest.mark.parametrize("span", [DAYS, -DAYS, timedelta(minutes=11), timedelta(minutes=-11)])
async def test_jump_of_the_servers_clock_is_a_loss(place: MeetingPlace, archived: list[Kept], span: timedelta) -> None:
    """What it would hide is restored, and found again."""
    place.link.jumps(span)
    with pytest.raises(IndexNotWhole):
        await place.meets(99)
    assert not await place.index.is_whole()
    await place.index.restore(archived)
    assert {row[0] for row in archived} <= set(await place.elders(98))
    place.link.jumps(-span)
    assert not await place.index.is_whole()
    await place.index.restore(archived)
    assert {row[0] for row in archived} <= set(await place.elders(97))


async def test_small_step_of_the_servers_clock_is_none(place: MeetingPlace, archived: list[Kept]) -> None:
    """Clocks are put right by seconds all the time."""
    for seconds in (-20, 20, 5, -5):
        place.link.jumps(timedelta(seconds=seconds))
        assert await place.index.is_whole()
        assert {row[0] for row in archived[:-1]} <= set(await place.elders(99))


async def test_servers_own_clock_counts(redis_server: RedisServer) -> None:
    """The same with the time as the server has it."""
    link, now = RedisLink(redis_server.url), datetime.now(UTC)
    right, ahead, behind = (
        RedisIndex(link, PREFIX, "generation-1", clock=lambda skew=skew: datetime.now(UTC) + skew)  # type: ignore[misc]
        for skew in (timedelta(), DAYS, -DAYS)
    )
    await right.restore([(1, WIRE, now - timedelta(hours=60))])
    for number, index, skew in ((2, ahead, DAYS), (3, behind, -DAYS), (4, ahead, DAYS), (5, right, timedelta())):
        found = await index.meet(number, WIRE, now + skew)
        assert [elder.number for elder in found] == list(range(number - 1, 0, -1))
        await index.keep(number)
    await link.close()
