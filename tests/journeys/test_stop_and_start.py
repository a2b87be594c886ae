"""The service is stopped, restarted and restored in the middle of its work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.world import World

CONTAINER_PATIENCE_SECONDS = 20.0


async def test_sigterm_in_mid_work_loses_nothing(world: World) -> None:
    """An upgrade stops the container whenever it likes: it ends well in time, and the next start goes on."""
    await world.service.start()
    pieces = world.publish(40)
    await world.until(lambda: len(world.alerts()) >= 5, "work under way")
    began = time.monotonic()
    code = await world.service.stop()
    assert (code, time.monotonic() - began < CONTAINER_PATIENCE_SECONDS) == (0, True)
    assert len(world.alerts()) < 80
    await world.service.start()
    await world.alerted(pieces)
    assert len(world.alerts()) == 80
