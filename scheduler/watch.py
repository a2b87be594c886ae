"""Looks after what the process stands on, and says how it is: Redis, the archive, the configuration in force."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from archive import entries
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable
from scheduler import housekeeping
from scheduler.foundation import StartProblem
from scheduler.health import Vitals
from scheduler.redis_policy import eviction_policy, policy_problem
from scheduler.sentry import check_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from gateway.outbound import Outbound
    from scheduler.foundation import Foundation
    from scheduler.operator import Operator

log = structlog.get_logger()

ARCHIVE_FRESH_SECONDS = 30.0
REDIS_LOST_AFTER = 3  # probes in a row


class Watch:
    """The process's view of itself; ``sound`` tells whether the configuration on disk is in force."""

    def __init__(
        self, foundation: Foundation, operator: Operator, outbound: Outbound, sound: Callable[[], bool]
    ) -> None:
        self._foundation = foundation
        self._operator = operator
        self._outbound = outbound
        self._sound = sound
        self._archive_well_at = 0.0
        self._redis_failures = 0
        self.started = False

    async def refuse_forgetful_redis(self) -> None:
        """Raise :class:`StartProblem` for a Redis that evicts keys."""
        problem = policy_problem(await eviction_policy(self._foundation.link))
        if problem is not None:
            raise StartProblem(problem)

    async def probe(self) -> None:
        """Ask Redis and the archive how they are, and start the bundled Valkey again when it has died."""
        await self._probe_redis()
        self._foundation.metrics.configuration_ok.set(self._sound())
        try:
            await self._foundation.archive.read(entries.pending_count)
            self._archive_well_at = time.monotonic()
        except ArchiveError as error:
            log.warning("archive_unwell", error=type(error).__name__)

    async def alive(self) -> None:
        """Tell the outside that this process lives, unless it is failing: silence there raises the alarm."""
        if self.vitals().status != "failing":
            check_in()
            await housekeeping.ping_heartbeat(self._foundation, self._outbound)

    def vitals(self) -> Vitals:
        """How the process is now."""
        return Vitals(
            started=self.started,
            archive=time.monotonic() - self._archive_well_at < ARCHIVE_FRESH_SECONDS,
            redis=self._foundation.link.healthy and not self._redis_failures,
            configuration=self._sound(),
        )

    async def _probe_redis(self) -> None:
        """Write a little: a full or read-only Redis still answers, but nothing can be polled by it."""
        foundation = self._foundation
        if foundation.valkey is not None and not foundation.link.healthy:
            await asyncio.to_thread(foundation.valkey.ensure)
        try:
            await foundation.link.call(lambda redis: redis.set(f"{foundation.prefix}probe", "1", ex=60))
        except RedisUnavailable as error:
            self._redis_failures += 1
            foundation.metrics.redis_up.set(0)
            if self._redis_failures == REDIS_LOST_AFTER:
                await self._operator.tell("redis-lost", reason=error.reason)
            return
        self._redis_failures = 0
        foundation.metrics.redis_up.set(1)
        policy = await eviction_policy(foundation.link)
        if policy_problem(policy) is not None:
            await self._operator.tell("redis-evicts", policy=policy)
