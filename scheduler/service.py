"""The running service: the roles of one process, started in order, kept in step by the clock, and drained in time."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from archive.leases import drop_leases
from gateway.redis_link import RedisUnavailable
from scheduler import housekeeping
from scheduler.alerting import Alerting, open_outbound
from scheduler.configuration.keeper import ConfigurationKeeper
from scheduler.feed_watch.watching import FeedWatch
from scheduler.flood_watch import FloodWatch
from scheduler.health import HealthPort
from scheduler.in_force import InForce
from scheduler.jobs import Jobs
from scheduler.loop_lag import watch_loop
from scheduler.operator import Operator
from scheduler.tasks import WAKE
from scheduler.timekeeping import Timekeeping
from scheduler.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from scheduler.configuration.keeper import Apply
    from scheduler.crawling import Crawling
    from scheduler.foundation import Foundation

log = structlog.get_logger()

LOOK_SECONDS = 0.5
MINUTE_SECONDS = 60.0
HOUSEKEEPING_SECONDS = 600.0
FEEDS_SECONDS = 30.0
DAY_SECONDS = 300.0
PROBE_SECONDS = 5.0
WAKE_SECONDS = 5.0
FLOOD_SECONDS = 5.0


class Service:
    """One process of Marsad; ``crawling``, ``timekeeping`` and ``alerting`` are there when its role has them."""

    def __init__(self, foundation: Foundation, role: str, crawling_type: type[Crawling] | None) -> None:
        self._foundation = foundation
        self._embedded = role == "all"
        self._in_force = InForce(foundation.environment.config, foundation.secrets, sends=role in ("all", "alerter"))
        self._outbound = open_outbound()
        self._alerting = Alerting(foundation, self._outbound) if role in ("all", "alerter") else None
        self._operator = Operator(foundation.archive, lambda: self._in_force.routing, foundation.clock, self._wake)
        self._crawling = self._make_crawling(crawling_type) if crawling_type else None
        self._feed_watch = FeedWatch(foundation.archive, self._operator, foundation.clock, foundation.metrics)
        self._timekeeping = self._make_timekeeping() if role in ("all", "scheduler") else None
        self._keeper = ConfigurationKeeper(
            foundation.environment.config,
            foundation.environment.data / "last-good",
            self._wire_configuration(),
            self._operator.configuration_rejected,
            self._operator.configuration_shrank,
        )
        self._watch = Watch(foundation, self._operator, self._outbound, lambda: self._keeper.sound)
        self._jobs = Jobs(foundation.metrics)
        self._health = HealthPort(
            foundation.environment.http_host, foundation.environment.http_port, self._watch.vitals, foundation.metrics
        )
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Start everything, work until ``stop``, drain."""
        began = time.monotonic()
        try:
            await self._start()
            log.info("service_started", seconds=round(time.monotonic() - began, 2))
            await stop.wait()
            log.info("service_stopping")
        finally:
            await self._stop()
        log.info("service_stopped")

    def _make_crawling(self, crawling_type: type[Crawling]) -> Crawling:
        crawling = crawling_type(self._foundation, self._in_force, self._wake, self._operator)
        crawling.declare_tasks()
        self._in_force.match_with(crawling.matcher)
        self._in_force.on_feeds(crawling.configure)
        return crawling

    def _make_timekeeping(self) -> Timekeeping:
        timekeeping = Timekeeping(self._foundation)
        self._in_force.on_feeds(timekeeping.configure)
        self._in_force.on_feeds(self._feed_watch.configure)
        return timekeeping

    def _wire_configuration(self) -> dict[str, Apply]:
        if self._alerting is not None:
            self._in_force.on_alerts(self._alerting.configure)
            self._foundation.dispatch.declare(WAKE, self._woken, WAKE_SECONDS)
        return self._in_force.appliers()

    async def _start(self) -> None:
        foundation = self._foundation
        if self._embedded:
            freed = await foundation.archive.write(drop_leases)
            await self._without_redis_if_need_be(foundation.due.forget())
            log.info("leases_dropped", count=freed)
        await self._watch.refuse_forgetful_redis()
        await self._health.start()
        if self._crawling is not None:
            await self._crawling.start()
        await self._keeper.start()
        if self._alerting is not None:
            self._alerting.start()
        self._keep(watch_loop(foundation.metrics))
        self._schedule()
        self._jobs.start()
        if self._crawling is not None or self._alerting is not None:
            foundation.dispatch.start(foundation.environment.task_threads)
        await self._watch.probe()
        self._watch.started = True

    def _schedule(self) -> None:
        jobs, foundation = self._jobs, self._foundation
        jobs.every(LOOK_SECONDS, "look", self._keeper.watch)
        jobs.every(PROBE_SECONDS, "probe", self._watch.probe)
        if self._timekeeping is not None:
            self._timekeeping.schedule(jobs)
            jobs.every(MINUTE_SECONDS, "alive", self._watch.alive)
            jobs.every(HOUSEKEEPING_SECONDS, "forget", partial(housekeeping.forget_old, foundation), at_once=True)
            jobs.every(FEEDS_SECONDS, "feeds", self._feed_watch.look)
            jobs.every(DAY_SECONDS, "feeds-daily", self._feed_watch.tell_day)
        if self._crawling is not None:
            self._crawling.schedule(jobs)
        if self._alerting is not None:
            floods = FloodWatch(
                foundation.archive,
                lambda: self._in_force.routing,
                foundation.clock,
                self._wake,
                foundation.metrics,
            )
            jobs.every(FLOOD_SECONDS, "flood", floods.look, at_once=True)

    async def _stop(self) -> None:
        """Take no more work, finish what is under way, close; well under the 20 s that a container gets."""
        foundation = self._foundation
        if self._crawling is not None:
            self._crawling.stop_taking()
        await self._jobs.stop(2)
        await foundation.dispatch.stop(4)
        if self._crawling is not None:
            await self._crawling.stop(8)
        if self._alerting is not None:
            await self._alerting.stop()
        for task in self._tasks:
            task.cancel()
        await self._health.stop()
        await foundation.close()

    def _wake(self) -> None:
        """Let the alerter look at once; it looks by itself soon enough when this fails."""
        if self._alerting is not None:
            self._alerting.wake()
        else:
            self._keep(self._without_redis_if_need_be(self._foundation.dispatch.send(WAKE, [])))

    async def _woken(self, _ids: list[int]) -> None:
        if self._alerting is not None:
            self._alerting.wake()

    async def _without_redis_if_need_be(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except RedisUnavailable as error:
            log.debug("redis_not_reached", reason=str(error.reason))

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
