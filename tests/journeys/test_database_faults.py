"""The archive is locked, or its disk is full, while the service runs: it waits, says so, loses and doubles nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.journeys.faults import full, locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.journeys.world import World


@pytest.mark.parametrize("fault", [locked, full])
async def test_archive_that_takes_nothing(world: World, fault: Callable[[World], AbstractContextManager[None]]) -> None:
    """What is published and what is under way meanwhile is kept and sent afterwards, once."""
    await world.service.start()
    before = world.publish(2)
    await world.alerted(before)
    with fault(world):
        meanwhile = world.publish(6)
        await world.until(lambda: b"_not_kept" in world.service.said or b"_put_off" in world.service.said, "word of it")
        await asyncio.sleep(3)
        assert world.service.running
    await world.alerted([*before, *meanwhile])
    await world.polled(world.outlet, 2)
    assert set(Counter(world.alerts()).values()) == {1}
