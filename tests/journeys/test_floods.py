"""Very many alerts at once, through the whole service: told together, each of them once, whoever dies meanwhile."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.journeys.summaries import calls, mails, told
from tests.journeys.world import DESK, OPERATOR, World
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bench.harness.pieces import Piece

PIECES = 20
HELD = "SELECT count(*) FROM held_alerts"
ALERTS = "SELECT count(*) FROM alerts"


def guard(world: World, **flood: int) -> None:
    """This much is too much at once."""
    world.flood = dict(flood)
    world.configure()


def told_by_mail(world: World) -> Counter[str]:
    """How often the desk was told of each article by mail, alone or with others."""
    texts = [mail.part("plain") for mail in world.mail.mails if mail.recipients == [DESK]]
    return Counter(path for text in texts for path in set(re.findall(r"http://[^/\s]+/(\S+)", text)))


def once_each(pieces: list[Piece]) -> Counter[str]:
    """Each of these articles once."""
    return Counter(piece.key for piece in pieces)


@pytest.mark.slow
async def test_first_poll_is_one_summary(world: World) -> None:
    """What a new feed lists comes in one mail and in calls that list it all; what it publishes next comes at once."""
    guard(world)
    pieces = world.publish(PIECES)
    await world.service.start()
    await told(world)
    [mail] = mails(world)
    assert told_by_mail(world) == once_each(pieces)
    listed = [article["url"] for event in calls(world) for article in event["data"]["articles"]]
    assert (len(set(listed)), sum(event["data"]["total"] for event in calls(world))) == (PIECES, PIECES)
    assert ("قراءة أولى" in mail.part("plain"), world.alerts()) == (True, [])
    [piece] = world.publish()
    await world.alerted([piece])
    assert [mail for mail in world.mail.mails if mail.recipients == [OPERATOR]] == []


@pytest.mark.slow
async def test_killed_while_it_is_told(world: World) -> None:
    """Kill -9 in the midst of the commits, and when the summary is about to be committed: each alert is told once."""
    guard(world)
    pieces = world.publish(PIECES)
    for point in ("inside-commit:7", "inside-telling"):
        await world.service.begin(MARSAD_FAILPOINT=point)
        assert await world.service.ended(90) < 0
    assert (world.query(ALERTS), world.query(HELD)) == ([(PIECES,)], [(2 * PIECES,)])
    await world.service.start()
    await told(world)
    assert (told_by_mail(world), world.query(HELD)) == (once_each(pieces), [(0,)])
    assert world.alerts() == []


@pytest.fixture
async def beside_redis(tmp_path: Path) -> AsyncIterator[tuple[World, ExitStack]]:
    """A world whose Redis is gone for good when the stack is closed."""
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer())
        async with World(tmp_path, settings={"MARSAD_REDIS_URL": redis.url}) as world:
            yield world, stack


@pytest.mark.slow
async def test_two_hundred_are_told_after_a_kill_and_without_redis(beside_redis: tuple[World, ExitStack]) -> None:
    """A feed that suddenly lists two hundred: few alerts, then all others together, from the archive alone."""
    world, redis = beside_redis
    guard(world, alerts=5)
    [first] = world.publish()
    await world.service.start()
    await world.alerted([first])
    pieces = [first, *world.publish(200)]
    await world.until(lambda: world.query(ALERTS) == [(len(pieces),)], "alerts")
    assert world.query(HELD)[0][0] > 300
    await world.service.kill()
    redis.close()
    await world.service.start()
    await world.until(lambda: world.query(HELD) == [(0,)], "the summaries")
    await world.until(lambda: told_by_mail(world) == once_each(pieces), "all of it by mail")
    await asyncio.sleep(2)
    assert told_by_mail(world) == once_each(pieces)
    assert sum(mail.recipients == [DESK] for mail in world.mail.mails) < 20
    await world.told("brings far more alerts than usual")
