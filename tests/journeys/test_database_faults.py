"""The archive is locked, or its disk is full, while the service runs: it waits, says so, loses and doubles nothing."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.journeys.world import World


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Another program holds the write lock of the archive's file."""
    with closing(sqlite3.connect(world.service.archive, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(world: World) -> Iterator[None]:
    """No file of the service can grow: what SQLite sees when its disk is full."""
    _, hard = resource.prlimit(world.service.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(world.service.pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(world.service.pid, resource.RLIMIT_FSIZE, (hard, hard))


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
