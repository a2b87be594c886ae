"""The clock of the service: APScheduler, with its jobs in memory and everything in UTC.

A late run still runs (``misfire_grace_time=None``), several missed ones run once, and a job never overlaps itself.
APScheduler waits for times of day: without a watch over the clock, one that is set back would stop all jobs till then.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from scheduler.sentry import report

if TYPE_CHECKING:
    from scheduler.metrics import Metrics

log = structlog.get_logger()

Job = Callable[[], Awaitable[None]]

CLOCK_SECONDS = 1.0
SET_BACK_SECONDS = 2.0


class Every(IntervalTrigger):  # type: ignore[misc]
    """At intervals; runs that a sleep, or a clock set forward, has missed are not even counted."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The next run's time."""
        missed = previous_fire_time is not None and previous_fire_time + self.interval <= now
        fire_time: datetime | None = super().get_next_fire_time(now if missed else previous_fire_time, now)
        return fire_time


class Jobs:
    """Runs jobs at intervals until stopped."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._running: set[asyncio.Task[None]] = set()
        self._watching: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, seconds: float, name: str, job: Job, *, at_once: bool = False) -> None:
        """Run ``job`` every so many seconds; for the first time after that long, or ``at_once``."""
        trigger = Every(seconds=seconds, timezone=UTC)
        first = {"next_run_time": datetime.now(UTC)} if at_once else {}
        self._scheduler.add_job(self._guarded, trigger, args=(name, job), id=name, **first)

    def start(self) -> None:
        """Begin; needs the running loop."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_clock())

    async def stop(self, timeout_seconds: float) -> None:
        """Start no more jobs and wait for those at work: APScheduler's own shutdown would cancel them."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        if self._running:
            await asyncio.wait(self._running, timeout=timeout_seconds)
        self._scheduler.shutdown(wait=False)

    async def _watch_clock(self) -> None:
        """Begin to count anew when the clock was set back."""
        ahead = _ahead_seconds()
        while True:
            await asyncio.sleep(CLOCK_SECONDS)
            before, ahead = ahead, _ahead_seconds()
            if ahead < before - SET_BACK_SECONDS:
                log.warning("clock_set_back", seconds=round(before - ahead))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC) + job.trigger.interval)

    async def _guarded(self, name: str, job: Job) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        try:
            await job()
        except Exception as error:
            self._metrics.errors.labels("job").inc()
            log.exception("job_failed", job=name)
            report(error)


def _ahead_seconds() -> float:
    """By how much the time of day is ahead of the time that only runs."""
    return datetime.now(UTC).timestamp() - time.monotonic()
