"""An article is edited after it was told of: what is new is told once, whatever is killed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_pages_again import time_comes
from tests.journeys.world import CHANNELS, Alert

if TYPE_CHECKING:
    from tests.journeys.world import World


@pytest.mark.slow
async def test_killed_revision_loses_and_doubles_nothing(world: World) -> None:
    """Kill -9 after the page is fetched, while its new text is committed, and right after that."""
    first, more = world.piece(), world.piece()
    world.outlet.publish(first)
    await world.service.start()
    await world.alerted([first])
    await world.service.stop()
    world.outlet.publishes(f"/{first.key}", more.page(), "text/html; charset=utf-8")
    time_comes(world)
    for point in ("after-page-fetch", "inside-revise", "after-revise"):
        await world.service.begin(MARSAD_FAILPOINT=point)
        assert await world.service.ended(60) < 0
    await world.service.start()
    told = [Alert(channel, f"/{first.key}", one.name) for channel in CHANNELS for one in (first, more)]
    await world.until(lambda: set(told) <= set(world.alerts()), "alerts of the edited page")
    await world.polled(world.outlet, 3)
    assert sorted(world.alerts()) == sorted(told)
    assert world.query("SELECT number FROM article_revisions") == [(1,)]
    assert world.query("SELECT tries, status FROM page_tries") == [(1, "ok")]
