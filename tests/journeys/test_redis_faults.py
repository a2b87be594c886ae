"""Redis goes wrong in every way while the service runs: polling may wait, nothing is lost, nothing comes twice."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.journeys.faults import REDIS_FAULTS
from tests.journeys.world import World
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bench.harness.pieces import Piece

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Newsroom(World):
    """A world whose service uses a Redis of the test's own, which is not there at the start."""

    redis: RedisServer
    readiness_before_redis: tuple[int, str]

    @property
    def troubles(self) -> int:
        """How often the service has said that Redis failed it, in the tick or in a worker."""
        return self.losses + self.service.said.count(b"ConsumerThread")

    @property
    def losses(self) -> int:
        """How often the service has said that Redis is lost."""
        return self.service.said.count(b"redis_lost")

    async def is_well(self) -> None:
        """Wait until the service has noticed that Redis is back from whatever befell it last."""
        await self.until(lambda: self.losses == self.service.said.count(b"redis_back"), "word of its return")

    async def brings(self, *pieces: Piece) -> None:
        """All these alerts arrive, and each alert so far came once."""
        await self.alerted(pieces)
        await self.polled(self.outlet, 2)
        assert [alert for alert, times in Counter(self.alerts()).items() if times > 1] == []


@asynccontextmanager
async def newsroom_beside(redis: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    """A newsroom with this Redis."""
    async with Newsroom(tmp_path_factory.mktemp("redis"), settings={"MARSAD_REDIS_URL": redis.url}) as world:
        world.redis = redis
        yield world


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def newsroom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    """A service that was started before its Redis and has brought its first alerts since."""
    redis = RedisServer()
    async with newsroom_beside(redis, tmp_path_factory) as world:
        pieces = world.publish(2)
        await world.service.start()
        world.readiness_before_redis = await world.service.ask("/readyz")
        with redis:
            await world.brings(*pieces)
            yield world


async def test_absent_redis_is_waited_for(newsroom: Newsroom) -> None:
    """The service started before its Redis, said so, and brought what was published meanwhile when it came."""
    status, text = newsroom.readiness_before_redis
    assert (status, '"redis": false' in text) == (503, True)
    assert len(newsroom.alerts()) >= 4


async def test_flushed_redis_is_rebuilt(newsroom: Newsroom) -> None:
    """Due times and seen keys come back from the archive; what was alerted stays alerted."""
    await newsroom.is_well()
    newsroom.redis.is_flushed()
    await newsroom.brings(*newsroom.publish(2))


@pytest.mark.parametrize("fault", REDIS_FAULTS)
async def test_broken_redis_only_delays(newsroom: Newsroom, fault: str) -> None:
    """What is published meanwhile is alerted, once, when Redis is well again; the private port answers all the time."""
    breaks, mends = REDIS_FAULTS[fault]
    await newsroom.is_well()
    troubles = newsroom.troubles
    breaks(newsroom.redis)
    try:
        pieces = newsroom.publish(2)
        await newsroom.until(lambda: newsroom.troubles > troubles, "word of the trouble")
        assert (await newsroom.service.ask("/healthz"))[0] == 200
    finally:
        mends(newsroom.redis)
    await newsroom.brings(*pieces)


async def test_alerts_go_out_without_redis(newsroom: Newsroom) -> None:
    """A mail that was greylisted is tried again from the archive alone, while Redis is dead."""
    await newsroom.is_well()
    newsroom.mail.greylists(100)
    [piece] = newsroom.publish()
    refusals = newsroom.mail.commands["RCPT"]
    await newsroom.alerted([piece], ["webhook"])
    await newsroom.until(lambda: newsroom.mail.commands["RCPT"] > refusals, "the refused mail")
    newsroom.redis.is_killed()
    newsroom.mail.greylists(0)
    try:
        await newsroom.alerted([piece])
    finally:
        newsroom.redis.starts()


async def test_evicting_redis_is_told(newsroom: Newsroom) -> None:
    """Somebody sets an eviction policy while the service runs: the operator hears of it."""
    newsroom.redis.order("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    try:
        await newsroom.told("allkeys-lru")
    finally:
        newsroom.redis.order("CONFIG", "SET", "maxmemory-policy", "noeviction")


async def test_evicting_redis_is_refused_at_start(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It would forget what was seen: the service says what to set instead of starting."""
    with RedisServer("--maxmemory-policy", "allkeys-lru") as redis:
        async with newsroom_beside(redis, tmp_path_factory) as world:
            await world.service.begin()
            assert await world.service.ended() == 1
            assert "noeviction" in world.service.last_words()


async def test_bundled_redis_is_started_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody looks after the bundled server but the service itself."""
    async with World(tmp_path_factory.mktemp("bundled")) as world:
        await world.service.start()
        await world.alerted(world.publish())
        world.service.bundled_valkey().kill()
        await world.alerted(world.publish())
