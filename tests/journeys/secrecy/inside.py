"""What the service stands on fails in every way: Redis, either database, its configuration, its processes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Self

import psycopg

from tests.journeys.faults import REDIS_FAULTS, full, locked
from tests.journeys.secrecy import canaries
from tests.journeys.secrecy.canaries import CanaryWorld
from tests.journeys.secrecy.leak_search import NAME_ARABIC
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.sentry import SentryIngest

ROLE = "qanary_role"
KILLS = 3
MISTAKES = {
    "watchlist.yaml": f"rules: [{{id: {canaries.RULE}, when: {canaries.ENTITY} AND ({NAME_ARABIC}}}]",
    "feeds.yaml": f"feeds: [{{url: 'ftp://x/{canaries.FEED_KEY}', {canaries.TEXT}: 1}}]",
    "alerts.yaml": f"operator: {{email: '{canaries.RECIPIENT} {canaries.TEXT}'}}\n{canaries.TEXT}: 1",
}


class OwnRedis(CanaryWorld):
    """A world with a Redis that wants a password; it is not there at first."""

    def __init__(self, folder: Path, sentry: SentryIngest, log_format: str) -> None:
        super().__init__(folder, sentry, log_format)
        self.redis = RedisServer(password=canaries.REDIS_PASSWORD)
        self._settings["MARSAD_REDIS_URL"] = self.redis.url
        self.keeps_secrets(REDIS_PASSWORD=canaries.REDIS_PASSWORD)
        self._stack.callback(self.redis.__exit__, None, None, None)


class OwnPostgres(CanaryWorld):
    """A world whose archive is a PostgreSQL that wants a password."""

    def __init__(self, folder: Path, sentry: SentryIngest, log_format: str) -> None:
        super().__init__(folder, sentry, log_format)
        self.keeps_secrets(DATABASE_PASSWORD=canaries.DATABASE_PASSWORD)

    async def __aenter__(self) -> Self:
        self.postgres = await asyncio.to_thread(PostgresServer.start)
        self._stack.callback(self.postgres.stop)
        self.postgres.wants_password(ROLE, canaries.DATABASE_PASSWORD)
        self.database = self.postgres.new_database()
        self._settings["MARSAD_DATABASE_URL"] = self.postgres.url_for(ROLE, self.database)
        return await super().__aenter__()


async def everything_inside_fails(world: OwnRedis) -> None:
    """One after the other, in one service that was started without its Redis."""
    world.publish(2)
    await world.service.start()
    await world.says("redis_lost")
    world.redis.starts()
    await world.brought()
    await configuration_is_spoiled(world)
    await archive_fails(world)
    await redis_fails(world)
    await a_row_is_damaged(world)


async def redis_fails(world: OwnRedis) -> None:
    """It is befallen by one thing after the other."""
    for breaks, mends in REDIS_FAULTS.values():
        await redis_returns(world)
        losses = world.times("redis_lost")
        breaks(world.redis)
        world.publish()
        await world.says("redis_lost", more_than=losses)
        mends(world.redis)
    await redis_returns(world)
    world.redis.order("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    await world.told("allkeys-lru")
    losses = world.times("redis_lost")
    redis_wants_password(world, canaries.TEXT)
    await world.says("redis_lost", more_than=losses)
    redis_wants_password(world, canaries.REDIS_PASSWORD)
    await redis_returns(world)


def redis_wants_password(world: OwnRedis, password: str) -> None:
    """It takes another password from now on, and cuts whoever is connected."""
    world.redis.order("CONFIG", "SET", "requirepass", password)
    world.redis.password = password
    world.redis.order("CLIENT", "KILL", "SKIPME", "yes")


async def redis_returns(world: OwnRedis) -> None:
    """Wait until the service has noticed."""
    await world.until(lambda: world.times("redis_lost") == world.times("redis_back"), "word of its return")


async def archive_fails(world: OwnRedis) -> None:
    """Its file is locked, its disk full."""
    for fault in (locked, full):
        said = world.times("_not_kept", "_put_off")
        with fault(world):
            world.publish(2)
            await world.says("_not_kept", "_put_off", more_than=said)
        await world.brought()


async def a_row_is_damaged(world: OwnRedis) -> None:
    """A value that nobody thought of: what stumbles over it while Redis is rebuilt is an unexpected error."""
    with closing(sqlite3.connect(world.service.archive, timeout=20)) as archive, archive:
        archive.execute("UPDATE entries SET state = ? WHERE id = 1", [canaries.DAMAGE])
    world.redis.is_flushed()
    await world.says("job_failed")
    await world.until(lambda: len(world.sentry.events) > 0, "the report to Sentry")


async def postgres_fails(world: OwnPostgres) -> None:
    """It hangs up, holds a table, takes no login any more, and goes away."""
    world.publish(2)
    await world.service.start()
    await world.says("article_committed", more_than=1)
    world.postgres.disconnect_all(world.database)
    with psycopg.connect(world.postgres.url(world.database).replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE entries")
        world.publish()
        await world.says("_not_kept", "_put_off", "_for_archive")
    world.postgres.changes_password(ROLE, canaries.TEXT)
    world.postgres.disconnect_all(world.database)
    world.publish()
    unwell = world.times("archive_unwell")
    await world.says("archive_unwell", more_than=unwell)
    world.postgres.stop()
    unwell = world.times("archive_unwell")
    await world.says("archive_unwell", more_than=unwell)


async def configuration_is_spoiled(world: CanaryWorld) -> None:
    """Each file is replaced by one with mistakes in it, made of canaries; then processes die."""
    for file, text in MISTAKES.items():
        good = (world.service.config / file).read_text(encoding="utf-8")
        rejections = world.times("configuration_rejected")
        world.write(file, text)
        await world.says("configuration_rejected", more_than=rejections)
        world.write(file, good)
    committed = world.times("article_committed")
    world.publish(2)
    for child in world.service.pools():
        child.kill()
    await world.says("article_committed", more_than=committed + 1)


async def page_kills_its_worker(world: CanaryWorld) -> None:
    """The page of an entry kills the whole service three times; then the entry is set aside."""
    world.publish()
    for _ in range(KILLS):
        await world.service.begin(MARSAD_FAILPOINT="after-page-fetch:1")
        assert await world.service.ended(60) < 0
    await world.service.start(MARSAD_FAILPOINT="after-page-fetch:1")
    await world.brought()
    assert ("set_aside",) in world.query("SELECT state FROM entries")
