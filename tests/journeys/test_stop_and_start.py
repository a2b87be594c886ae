"""The service is stopped in the middle of its work, and its archive is put back to an earlier state."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.world import World

CONTAINER_PATIENCE_SECONDS = 20.0


async def marsad(world: World, *words: str) -> str:
    """Run a command on the service's data folder."""
    command = (sys.executable, "-m", "scheduler", *words, "--data", str(world.service.data))
    pipe, same = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=same)
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode()


async def test_sigterm_in_mid_work_loses_nothing(world: World) -> None:
    """An upgrade stops the container whenever it likes: it ends well in time, and the next start goes on."""
    await world.service.start()
    pieces = world.publish(30)
    await world.until(lambda: len(world.alerts()) >= 5, "work under way")
    began = time.monotonic()
    code = await world.service.stop()
    assert (code, time.monotonic() - began < CONTAINER_PATIENCE_SECONDS) == (0, True)
    assert len(world.alerts()) < 60
    await world.service.start()
    await world.alerted(pieces)
    await world.polled(world.outlet, 2)
    assert len(world.alerts()) == 60


async def test_restore_under_younger_redis(world: World) -> None:
    """Redis remembers entries that the restored archive never saw: they come back, and nothing else comes twice."""
    await world.service.start()
    before = world.publish(3)
    await world.alerted(before)
    backup = world.service.data.parent / "backup"
    await marsad(world, "backup", str(backup))
    after = world.publish(2)
    await world.alerted(after)
    assert await world.service.stop() == 0
    await marsad(world, "restore", "--replace", str(backup))
    await world.service.start()
    later = world.publish(2)
    await world.alerted(later)
    # What was alerted after the backup is news to the restored archive: told again rather than never.
    await world.until(lambda: len(world.alerts()) >= 2 * (3 + 2 + 2 + 2), "what the backup did not know")
    await world.polled(world.outlet, 2)
    times = Counter(alert.path for alert in world.alerts())
    told = {piece: times[f"/{piece.key}"] // 2 for piece in (*before, *after, *later)}
    assert [told[piece] for piece in before] == [1, 1, 1]
    assert [told[piece] for piece in after] == [2, 2]
    assert [told[piece] for piece in later] == [1, 1]
