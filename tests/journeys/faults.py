"""How what the service stands on fails: its archive's file and its Redis."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.journeys.world import World

REDIS_FAULTS: dict[str, tuple[Callable[[RedisServer], None], Callable[[RedisServer], None]]] = {
    "killed": (RedisServer.is_killed, RedisServer.starts),
    "out of memory": (RedisServer.fills_up, RedisServer.has_room_again),
    "read-only replica": (RedisServer.becomes_a_replica, RedisServer.becomes_a_master),
    "frozen": (RedisServer.freezes, RedisServer.thaws),
}


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
