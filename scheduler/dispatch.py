"""The task queue: Dramatiq on Redis, used to dispatch only.

A task is a name and a list of ids. It is acknowledged after its work; a task whose worker died is handed out again
within seconds. Retries, dead letters and "try again at" live in the archive, never here.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

import dramatiq
import redis
import structlog
from dramatiq.brokers.redis import RedisBroker
from redis.backoff import NoBackoff
from redis.retry import Retry

from gateway.redis_link import RedisTrouble, RedisUnavailable
from scheduler.sentry import report

if TYPE_CHECKING:
    from concurrent.futures import Future

log = structlog.get_logger()

Handler = Callable[[list[int]], Coroutine[Any, Any, None]]

HEARTBEAT_MS = 5000
# With Dramatiq's default chance, messages of a killed worker wait for luck: 40 of 600 were not back after 45 s.
MAINTENANCE_CHANCE = 1_000_000
IDLE_POLL_MS = 1000
SLICE_SECONDS = 0.5


class Dispatch:
    """Sends tasks and, once started, runs those of its queues on the event loop, from worker threads."""

    def __init__(self, redis_url: str, namespace: str) -> None:
        client = redis.Redis.from_url(
            redis_url, socket_timeout=2, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
        )
        self._namespace = namespace
        self._broker: RedisBroker = RedisBroker(  # type: ignore[no-untyped-call]
            client=client,
            namespace=namespace,
            middleware=[],  # without the Retries middleware nothing is tried again here
            maintenance_chance=MAINTENANCE_CHANCE,
            heartbeat_timeout=HEARTBEAT_MS,
        )
        self._worker: dramatiq.Worker | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = threading.Event()

    def queue_key(self, queue: str) -> str:
        """The Redis list whose length is the number of tasks that wait in ``queue``."""
        return f"{self._namespace}:{queue}"

    def declare(self, name: str, handler: Handler, deadline_seconds: float) -> None:
        """Take the tasks of this name, from the queue of this name.

        ``handler`` gets their ids on the event loop and is cancelled after ``deadline_seconds``.
        """

        def work(ids: list[int]) -> None:
            self._run_on_loop(name, handler(ids), deadline_seconds)

        dramatiq.actor(actor_name=name, queue_name=name, broker=self._broker)(work)

    async def send(self, name: str, ids: Sequence[int]) -> None:
        """Queue one task for whichever process takes those of its name; raises :class:`RedisUnavailable`."""
        await asyncio.to_thread(self._send, name, list(ids))

    async def backlog(self, queue: str) -> int:
        """How many tasks of ``queue`` wait or are at work; raises :class:`RedisUnavailable`."""
        return await asyncio.to_thread(self._backlog, queue)

    def _backlog(self, queue: str) -> int:
        try:
            return int(self._broker.do_qsize(queue))
        except redis.RedisError as error:
            raise RedisUnavailable(RedisTrouble.DOWN) from error

    def _send(self, name: str, ids: list[int]) -> None:
        try:
            # Not by an actor: a process may send what only others take.
            self._broker.enqueue(dramatiq.Message(queue_name=name, actor_name=name, args=(ids,), kwargs={}, options={}))
        except redis.RedisError as error:
            raise RedisUnavailable(RedisTrouble.DOWN) from error

    def start(self, threads: int) -> None:
        """Take tasks of all declared queues from now on, ``threads`` at a time."""
        self._loop = asyncio.get_running_loop()
        self._worker = dramatiq.Worker(self._broker, worker_threads=threads, worker_timeout=IDLE_POLL_MS)
        self._worker.start()

    async def stop(self, timeout_seconds: float) -> None:
        """Stop taking tasks and cancel those at work; what they were about comes again from the archive."""
        self._stopping.set()
        if self._worker is not None:
            await asyncio.to_thread(self._worker.stop, timeout=int(timeout_seconds * 1000))
        self._broker.close()

    def _run_on_loop(self, name: str, work: Coroutine[Any, Any, None], deadline_seconds: float) -> None:
        if self._loop is None or self._stopping.is_set():
            work.close()
            return
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            finished = _wait(future, deadline_seconds, self._stopping)
        except Exception as error:
            log.exception("task_failed", task=name)
            report(error)
            return
        if not finished:
            future.cancel()
            log.warning("task_cancelled", task=name)


def _wait(future: Future[None], deadline_seconds: float, stopping: threading.Event) -> bool:
    """Wait in short slices, because a blocked thread never sees Dramatiq's own limits; False: not finished."""
    end = time.monotonic() + deadline_seconds
    while time.monotonic() < end and not stopping.is_set():
        try:
            future.result(timeout=SLICE_SECONDS)
        except TimeoutError:
            if future.done():
                return True
        except CancelledError:
            return True
        else:
            return True
    return future.done()
