"""The clock of the service: late runs still run, missed ones run once, nothing overlaps, and stopping waits."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta, tzinfo

import pytest

from scheduler.jobs import Jobs
from scheduler.metrics import Metrics


class Desk:
    """Jobs and what they did."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.jobs = Jobs(self.metrics)
        self.runs = 0
        self.at_work = 0
        self.most_at_work = 0
        self.cancelled = False
        self.ran = asyncio.Event()

    async def work(self, seconds: float = 0) -> None:
        """A job that takes so long."""
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        self.ran.set()
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        finally:
            self.at_work -= 1
        self.runs += 1

    async def has_run(self, times: int) -> None:
        """Wait until it ran so often."""
        async with asyncio.timeout(20):
            while self.runs < times:
                self.ran.clear()
                await self.ran.wait()
                await asyncio.sleep(0)


@pytest.fixture
async def desk() -> Desk:
    """A desk without jobs."""
    return Desk()


async def test_job_runs_again_and_again(desk: Desk) -> None:
    """Until it is stopped."""
    desk.jobs.every(0.05, "tick", desk.work)
    desk.jobs.start()
    await desk.has_run(3)
    await desk.jobs.stop(1)
    runs = desk.runs
    await asyncio.sleep(0.15)
    assert desk.runs == runs


async def test_late_runs_run_once(desk: Desk) -> None:
    """A blocked loop or a suspended laptop delays a job; APScheduler's default would skip it silently."""
    desk.jobs.every(0.3, "tick", desk.work)
    desk.jobs.start()
    time.sleep(1.5)  # noqa: ASYNC251 - the loop is blocked on purpose, past a second's grace
    await asyncio.sleep(0.05)
    await desk.jobs.stop(1)
    assert desk.runs == 1


class SetClock(datetime):
    """The time of day, set by a test."""

    off_by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SetClock:
        """The time as this clock has it."""
        return super().now(tz) + cls.off_by


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=20_000)], ids=["back", "forward"])
async def test_set_clock_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, jump: timedelta) -> None:
    """A machine without a clock of its own wakes in 1970; one that was wrong is set right by its time server."""
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", SetClock)
    monkeypatch.setattr("scheduler.jobs.datetime", SetClock)
    monkeypatch.setattr("scheduler.jobs.CLOCK_SECONDS", 0.1)
    monkeypatch.setattr(SetClock, "off_by", timedelta())
    desk.jobs.every(0.05, "tick", desk.work)
    desk.jobs.start()
    await desk.has_run(2)
    monkeypatch.setattr(SetClock, "off_by", jump)
    async with asyncio.timeout(5):
        await desk.has_run(desk.runs + 5)
    await desk.jobs.stop(1)


async def test_job_never_overlaps_itself(desk: Desk) -> None:
    """A slow sweep is not started twice."""
    desk.jobs.every(0.05, "sweep", lambda: desk.work(0.3))
    desk.jobs.start()
    await desk.has_run(2)
    await desk.jobs.stop(1)
    assert desk.most_at_work == 1


async def test_stop_waits_for_jobs(desk: Desk) -> None:
    """APScheduler's own shutdown cancels them in the middle."""
    desk.jobs.every(0.05, "flush", lambda: desk.work(0.3))
    desk.jobs.start()
    await desk.ran.wait()
    await desk.jobs.stop(5)
    assert (desk.runs, desk.cancelled) == (1, False)


async def test_stop_does_not_wait_for_ever(desk: Desk) -> None:
    """A job that hangs gets its grace and no more."""
    desk.jobs.every(0.05, "hangs", lambda: desk.work(3600))
    desk.jobs.start()
    await desk.ran.wait()
    async with asyncio.timeout(10):
        await desk.jobs.stop(0.1)
    await asyncio.sleep(0.1)


async def test_stop_before_start_is_nothing(desk: Desk) -> None:
    """A start that failed half-way is cleaned up without a second error that hides the first."""
    desk.jobs.every(1, "tick", desk.work)
    await desk.jobs.stop(1)


async def test_failing_job_comes_again(desk: Desk) -> None:
    """It is counted and reported, and the clock goes on."""

    async def fails() -> None:
        desk.runs += 1
        desk.ran.set()
        raise LookupError("canary")

    desk.jobs.every(0.05, "fails", fails)
    desk.jobs.start()
    await desk.has_run(2)
    await desk.jobs.stop(1)
    assert (desk.metrics.registry.get_sample_value("marsad_errors_total", {"place": "job"}) or 0) >= 2


async def test_job_may_run_at_once(desk: Desk) -> None:
    """What runs every ten minutes must not wait ten minutes after each start."""
    desk.jobs.every(3600, "forget", desk.work, at_once=True)
    desk.jobs.start()
    await desk.has_run(1)
    await desk.jobs.stop(1)
