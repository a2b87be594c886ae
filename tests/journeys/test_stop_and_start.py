"""The service is stopped in the middle of its work, and its archive is put back to an earlier state."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.bombs.bombs import bombs
from tests.journeys.outlet import FEED
from tests.journeys.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.outlet import Outlet

CONTAINER_PATIENCE_SECONDS = 20.0


def _bomb(name: str) -> Callable[[Outlet], None]:
    body = b"".join(bombs("http://127.0.0.1:9/canary")[name].pieces())
    return lambda outlet: outlet.sends(FEED, body)


MIDDLES: tuple[Callable[[Outlet], None], ...] = (
    lambda outlet: outlet.hangs(FEED),
    lambda outlet: outlet.hangs("/robots.txt"),
    lambda outlet: outlet.drips(FEED),
    lambda outlet: outlet.drips_its_head(FEED),
    _bomb("laughs"),
    _bomb("external-dtd"),
    _bomb("attributes-in-a-feed"),
    _bomb("malformed-9-megabytes"),
)


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


@pytest.mark.parametrize("seconds", [0.2, 3.0])
async def test_sigterm_in_mid_poll_is_obeyed(tmp_path: Path, seconds: float) -> None:
    """Servers that never answer and documents that take their whole time slice: none of them holds the end up."""
    async with World(tmp_path, outlets=len(MIDDLES)) as world:
        for misbehave, outlet in zip(MIDDLES, world.outlets, strict=True):
            misbehave(outlet)
        world.configure()
        await world.service.start()
        await asyncio.sleep(seconds)
        began = time.monotonic()
        assert await world.service.stop() == 0
        assert time.monotonic() - began < CONTAINER_PATIENCE_SECONDS
        assert b"Traceback" not in world.service.said


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
