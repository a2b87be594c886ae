"""An entry that kills whoever works on it must not stop the service for ever, nor be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.world import World

KILLS = 3


@pytest.mark.slow
async def test_killing_entry_is_set_aside(world: World) -> None:
    """Its page kills the worker three times; then it alerts on the feed's text, and a person is told."""
    [piece] = world.publish()
    for _ in range(KILLS):
        await world.service.begin(MARSAD_FAILPOINT="after-page-fetch:1")
        assert await world.service.ended(60) < 0
    await world.service.start(MARSAD_FAILPOINT="after-page-fetch:1")
    await world.alerted([piece])
    await world.told("set aside")
    assert world.query("SELECT state, attempts FROM entries") == [("set_aside", KILLS + 1)]
    assert world.query("SELECT body_source FROM articles") == [("feed",)]
    assert len(world.alerts()) == 2
