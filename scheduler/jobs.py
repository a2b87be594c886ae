"""The clock of the service: APScheduler, with its jobs in memory and everything in UTC.

A late run still runs (``misfire_grace_time=None``), several missed ones run once, and a job never overlaps itself.
"""

from __future__ import annotations

import asyncio
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


class Jobs:
    """Runs jobs at intervals until stopped."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, seconds: float, name: str, job: Job, *, at_once: bool = False) -> None:
        """Run ``job`` every so many seconds; for the first time after that long, or ``at_once``."""
        trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
        first = {"next_run_time": datetime.now(UTC)} if at_once else {}
        self._scheduler.add_job(self._guarded, trigger, args=(name, job), id=name, **first)

    def start(self) -> None:
        """Begin; needs the running loop."""
        self._scheduler.start()

    async def stop(self, timeout_seconds: float) -> None:
        """Start no more jobs and wait for those at work: APScheduler's own shutdown would cancel them."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=timeout_seconds)
        self._scheduler.shutdown(wait=False)

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
