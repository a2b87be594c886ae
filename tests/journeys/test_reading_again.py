"""What the first pages of a site could not know: once the site is known, its furniture leaves the archive."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_site_furniture import BOX, IN_THE_BOX, alerts_of_the_box, boxed
from tests.scheduler.command_line import marsad_process

if TYPE_CHECKING:
    from bench.harness.pieces import Piece
    from tests.journeys.world import World

MENTIONS = f"SELECT count(*) FROM mentions WHERE name_id = '{IN_THE_BOX}'"  # noqa: S608 - our own
BODIES = f"SELECT count(*) FROM articles WHERE body LIKE '%{BOX}%'"  # noqa: S608 - the same
ASKED = "SELECT count(*) FROM site_rereads"


async def three_pages(world: World) -> list[Piece]:
    """A new site publishes; its first two pages are told of for what is in their boxes too."""
    await world.service.start()
    pieces = [piece for piece in (world.piece() for _ in range(6)) if piece.name != IN_THE_BOX][:3]
    for piece in pieces:
        boxed(world, piece)
        await world.alerted([piece])
    both = alerts_of_the_box(pieces[0]) | alerts_of_the_box(pieces[1])
    await world.until(lambda: both <= set(world.alerts()), "what the first two pages have in their boxes")
    assert (world.query(BODIES), world.query(ASKED)) == ([(2,)], [(1,)])
    return pieces


def time_comes(world: World) -> None:
    """Five minutes are over; the service does not run."""
    with closing(sqlite3.connect(world.service.archive)) as connection:
        connection.execute("UPDATE site_rereads SET due_at = asked_at")
        connection.commit()


async def test_furniture_leaves_the_archive(world: World) -> None:
    """No article mentions what stands beside all of them; its own place it does, and nothing is told again."""
    pieces = await three_pages(world)
    told = sorted(world.alerts())
    await world.service.stop()
    time_comes(world)
    await world.service.start()
    await world.until(lambda: world.query(ASKED) == [(0,)], "the first pages to be read again")
    assert (world.query(BODIES), world.query(MENTIONS)) == ([(0,)], [(0,)])
    names = {name for (name,) in world.query("SELECT DISTINCT name_id FROM mentions")}
    assert names == {piece.name for piece in pieces}
    await world.polled(world.outlet, 2)
    assert sorted(world.alerts()) == told


@pytest.mark.slow
async def test_killed_reading_loses_and_doubles_nothing(world: World) -> None:
    """Kill -9 while an article is replaced, right after that, and when all are done."""
    await three_pages(world)
    told = sorted(world.alerts())
    await world.service.stop()
    time_comes(world)
    for point in ("inside-replace", "after-reread", "before-reread-end"):
        await world.service.begin(MARSAD_FAILPOINT=point)
        assert await world.service.ended(60) < 0
    await world.service.start()
    await world.until(lambda: world.query(ASKED) == [(0,)], "the first pages to be read again")
    assert (world.query(BODIES), world.query(MENTIONS)) == ([(0,)], [(0,)])
    await world.polled(world.outlet, 3)
    assert sorted(world.alerts()) == told


@pytest.mark.slow
async def test_command_works_beside_the_service(world: World) -> None:
    """Whoever does not wait for it: the same comes out, and polls, commits and alerts go on meanwhile."""
    await three_pages(world)
    config, data = world.service.config, world.service.data
    ran = await asyncio.to_thread(marsad_process, "reread", "--json", "--config", config, "--data", data)
    assert (ran.code, ran.last["changed"], ran.last["alerts"]) == (0, 2, 0), ran.err
    assert (world.query(BODIES), world.query(MENTIONS)) == ([(0,)], [(0,)])
    [piece] = world.publish()
    await world.alerted([piece])
