"""A page that was not there when its news came is read later, and what it says more is told of once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.journeys.world import CHANNELS, Alert

if TYPE_CHECKING:
    from tests.journeys.world import World


def time_comes(world: World) -> None:
    """The quarter of an hour is over; the service does not run."""
    with closing(sqlite3.connect(world.service.archive)) as connection:
        connection.execute("UPDATE page_tries SET due_at = planned_at")
        connection.commit()


@pytest.mark.slow
async def test_killed_try_loses_and_doubles_nothing(world: World) -> None:
    """Kill -9 after the page is fetched, while its text is committed, and right after that."""
    first, more = world.piece(), world.piece()
    world.outlet.publish(first, with_page=False)
    world.outlet.answers_with(f"/{first.key}", 503)
    await world.service.start()
    await world.alerted([first])
    await world.service.stop()
    world.outlet.publishes(f"/{first.key}", more.page(), "text/html; charset=utf-8")
    time_comes(world)
    for point in ("after-page-fetch", "inside-replace", "after-replace"):
        await world.service.begin(MARSAD_FAILPOINT=point)
        assert await world.service.ended(60) < 0
    await world.service.start()
    told = [Alert(channel, f"/{first.key}", one.name) for channel in CHANNELS for one in (first, more)]
    await world.until(lambda: set(told) <= set(world.alerts()), "alerts of the page")
    await world.polled(world.outlet, 3)
    assert sorted(world.alerts()) == sorted(told)
    assert world.query("SELECT body_source, page_status FROM articles") == [("page", "ok")]
    assert world.query("SELECT tries, status FROM page_tries") == [(1, "ok")]
