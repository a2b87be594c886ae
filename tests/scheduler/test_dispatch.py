"""The task queue on a real Valkey: tasks run on the loop, survive their worker, and never block anybody for long."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from gateway.redis_link import RedisUnavailable
from scheduler.dispatch import Dispatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.servers.redis import RedisServer


class Desk:
    """A dispatch, and what its tasks did."""

    def __init__(self, url: str) -> None:
        self.dispatch = Dispatch(url, "test:tasks")
        self.began: list[int] = []
        self.ended: list[int] = []
        self.threads: set[str] = set()
        self.changed = asyncio.Event()

    def starts(self, *, lasting: float = 0, deadline: float = 30, fails: bool = False) -> None:
        """Take tasks that last so long, or fail."""

        async def work(ids: list[int]) -> None:
            self.threads.add(threading.current_thread().name)
            self.began += ids
            self.changed.set()
            if fails:
                raise ValueError("canary")
            try:
                await asyncio.sleep(lasting)
            finally:
                self.ended += ids
                self.changed.set()

        self.dispatch.declare("poll", work, deadline)
        self.dispatch.start(4)

    async def until(self, attribute: str, count: int) -> list[int]:
        """Wait until so many tasks began or ended."""
        async with asyncio.timeout(20):
            while len(getattr(self, attribute)) < count:
                self.changed.clear()
                await self.changed.wait()
        return sorted(getattr(self, attribute))


@pytest.fixture
async def desk(redis_server: RedisServer) -> AsyncIterator[Desk]:
    """A desk whose workers are stopped in the end."""
    desk = Desk(redis_server.url)
    yield desk
    await desk.dispatch.stop(2)


def workers(server: RedisServer, fate: str) -> subprocess.Popen[str]:
    """A crawler process of its own."""
    command = [sys.executable, "-m", "tests.scheduler.dispatch_worker", server.url, fate]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@contextlib.contextmanager
def crawler(server: RedisServer, fate: str) -> Iterator[subprocess.Popen[str]]:
    """A crawler while the block lasts, killed in the end."""
    process = workers(server, fate)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


async def next_id(process: subprocess.Popen[str]) -> int:
    """The id of the next task that a crawler begins."""
    assert process.stdout is not None
    return int(await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), 20))


async def test_tasks_run_on_the_loop(desk: Desk) -> None:
    """Handlers use the loop's connections, so they never run in a worker thread."""
    desk.starts()
    for number in range(20):
        await desk.dispatch.send("poll", [number])
    assert await desk.until("ended", 20) == list(range(20))
    assert desk.threads == {threading.main_thread().name}


async def test_backlog_counts_what_waits(desk: Desk) -> None:
    """The sweep and the tick look at it before they send more."""
    desk.dispatch.declare("poll", _nothing, 5)
    for number in range(3):
        await desk.dispatch.send("poll", [number])
    assert await desk.dispatch.backlog("poll") == 3


async def _nothing(_ids: list[int]) -> None:
    """Do nothing."""


async def test_queue_key_is_where_tasks_wait(desk: Desk, redis_server: RedisServer) -> None:
    """The tick's script reads this list's length."""
    desk.dispatch.declare("poll", _nothing, 5)
    await desk.dispatch.send("poll", [1])
    assert redis_server.order("LLEN", desk.dispatch.queue_key("poll")) == 1


async def test_killed_worker_loses_no_task(redis_server: RedisServer) -> None:
    """Kill -9 of a crawler hands its task to another one within seconds."""
    sender = Desk(redis_server.url)
    sender.dispatch.declare("poll", _nothing, 5)
    await sender.dispatch.send("poll", [7])
    with crawler(redis_server, "stuck") as first:
        assert await next_id(first) == 7
    with crawler(redis_server, "done") as second:
        assert await next_id(second) == 7
    await sender.dispatch.stop(1)


async def test_overrunning_task_is_cancelled(desk: Desk) -> None:
    """A task's deadline ends before its lease does."""
    desk.starts(lasting=60, deadline=0.5)
    await desk.dispatch.send("poll", [1])
    assert await desk.until("ended", 1) == [1]


async def test_failing_task_does_not_come_back(desk: Desk) -> None:
    """What failed is in the archive and comes again from there; the worker takes the next task."""
    desk.starts(fails=True)
    for number in (1, 2):
        await desk.dispatch.send("poll", [number])
        await desk.until("began", number)
    async with asyncio.timeout(20):
        while await desk.dispatch.backlog("poll"):  # noqa: ASYNC110 - another process's server tells no event
            await asyncio.sleep(0.05)
    assert desk.began == [1, 2]


async def test_stop_does_not_wait_for_the_slow(desk: Desk) -> None:
    """A container gets 20 seconds; a task under way is cancelled, for its feeds fall due again."""
    desk.starts(lasting=60)
    await desk.dispatch.send("poll", [1])
    await desk.until("began", 1)
    async with asyncio.timeout(8):
        await desk.dispatch.stop(4)
    assert await desk.until("ended", 1) == [1]


async def test_dead_redis_is_named(desk: Desk, redis_server: RedisServer) -> None:
    """The tick notes it and goes on."""
    desk.dispatch.declare("poll", _nothing, 5)
    redis_server.is_killed()
    with pytest.raises(RedisUnavailable):
        await desk.dispatch.send("poll", [1])
    with pytest.raises(RedisUnavailable):
        await desk.dispatch.backlog("poll")


async def test_workers_find_redis_again(desk: Desk, redis_server: RedisServer) -> None:
    """Tasks run again after Redis was restarted under a running service."""
    desk.starts()
    redis_server.is_killed()
    await asyncio.sleep(0.5)
    redis_server.starts()
    await desk.dispatch.send("poll", [1])
    assert await desk.until("ended", 1) == [1]


async def test_frozen_redis_does_not_block_the_loop(desk: Desk, redis_server: RedisServer) -> None:
    """Alerts go out of the same loop; they must not wait for the queue."""
    desk.starts()
    redis_server.freezes()
    sending = asyncio.create_task(desk.dispatch.send("poll", [1]))
    largest = 0.0
    while not sending.done():
        before = time.monotonic()
        await asyncio.sleep(0.05)
        largest = max(largest, time.monotonic() - before)
    redis_server.thaws()
    assert largest < 1
    with pytest.raises(RedisUnavailable):
        await sending


async def test_task_without_a_loop_is_dropped(redis_server: RedisServer) -> None:
    """A message that a stopping worker still gets begins nothing."""
    desk = Desk(redis_server.url)
    work: Any = _nothing([1])
    desk.dispatch._run_on_loop("poll", work, 1)
    with pytest.raises(RuntimeError):
        await work
