"""Split roles on PostgreSQL: any of them may die at any moment, and more than one of each may be at work."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from tests.journeys.running import free_port
from tests.journeys.split import SplitWorld
from tests.journeys.summaries import NOBODY, calls, mails, told
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bench.harness.pieces import Piece

FEEDS_NOBODY_POLLS = 50


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    """A server for both tests."""
    server = PostgresServer.start()
    yield server
    server.stop()


@pytest.fixture
async def split(tmp_path: Path, postgres: PostgresServer) -> AsyncIterator[SplitWorld]:
    """A world whose archive is ready and whose roles are not started yet."""
    with RedisServer(password="not a secret", port=free_port()) as redis:
        async with SplitWorld(tmp_path, postgres, redis) as world:
            await world.migrates()
            yield world


def everywhere(split: SplitWorld, count: int) -> list[Piece]:
    """Each outlet publishes so many articles."""
    return [piece for outlet in split.outlets for piece in split.publish(count, outlet)]


async def test_killed_roles_lose_nothing(split: SplitWorld) -> None:
    """One of each dies in the middle of its work and comes back, and Redis forgets all: every alert arrives, once."""
    scheduler, crawler, _, alerter, _ = roles = await split.starts(
        "scheduler", "crawler", "crawler", "alerter", "alerter"
    )
    pieces = everywhere(split, 10)
    await split.until(lambda: len(split.alerts()) >= 5, "work under way")
    await asyncio.gather(crawler.kill(), alerter.kill())
    assert len(split.alerts()) < 2 * len(pieces)
    split.leases_run_out()
    split.redis.is_flushed()
    pieces += everywhere(split, 2)
    await asyncio.gather(crawler.start(), alerter.start())
    await split.alerted(pieces)
    await scheduler.kill()
    pieces += everywhere(split, 2)
    await scheduler.start()
    await split.alerted(pieces)
    await asyncio.gather(*(split.polled(outlet, 2) for outlet in split.outlets))
    assert split.doubled() == {}
    assert {alert.path for alert in split.alerts()} == {f"/{piece.key}" for piece in pieces}
    assert await asyncio.gather(*(one.stop() for one in roles)) == [0] * len(roles)


async def test_two_schedulers_hand_out_once(split: SplitWorld) -> None:
    """Both start at once on an empty archive: each feed is handed to the crawlers once, each notice is told once."""
    feeds = [{"url": f"http://outlet-{number}.example/feed"} for number in range(FEEDS_NOBODY_POLLS)]
    split.write("feeds.yaml", json.dumps({"feeds": feeds}))
    schedulers = await split.starts("scheduler", "scheduler")
    await split.until(lambda: len(split.handed_out()) >= len(feeds), "polls that wait")
    split.write("feeds.yaml", "feeds: nonsense\n")
    await split.until(lambda: all(b"configuration_rejected" in one.said for one in schedulers), "word of the mistake")
    await asyncio.sleep(2)  # a second notice, or a second handing out, would come now
    assert len(split.handed_out()) == len(set(split.handed_out())) == len(feeds)
    assert split.query("SELECT kind FROM notices") == [("configuration-rejected",)]
    assert await asyncio.gather(*(one.stop() for one in schedulers)) == [0, 0]


async def test_split_role_needs_redis(split: SplitWorld) -> None:
    """The bundled server is one process's own; each role says which setting is missing."""
    code, words = await split.starts_in_vain("crawler", MARSAD_REDIS_URL="")
    assert (code, "MARSAD_REDIS_URL" in words) == (1, True)


async def test_changed_list_is_told_of_once(split: SplitWorld) -> None:
    """Two crawlers read the new list at the same time; one of them looks through what is stored."""
    split.write("watchlist.yaml", NOBODY)
    await split.starts("scheduler", "crawler", "crawler", "alerter")
    pieces = everywhere(split, 5)
    await split.until(lambda: split.query("SELECT count(*) FROM articles") == [(len(pieces),)], "articles")
    split.write("watchlist.yaml", split.watchlist)
    await told(split)
    assert (len(mails(split)), [call["data"]["total"] for call in calls(split)]) == (1, [len(pieces)])
    assert split.query("SELECT count(*) FROM alerts") == [(len(pieces),)]
