"""From the second a feed was due to the webhook's acceptance, at a steady rate."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.harness.feed_host import BRIEF, UNCHANGED
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure, percentile

if TYPE_CHECKING:
    from pathlib import Path

AT_MOST_SECONDS, STRAGGLERS_SECONDS = 5.0, 15.0
POLLS_A_SECOND, NEWS_IN = 20, 4
INTERVALS_UNTIL_STEADY = 4
# Two polls of a feed lie up to a tenth further apart than its interval says.
SPREAD = 1.1


async def latency(folder: Path, *, short: bool) -> list[Figure]:
    """p95 of due-to-webhook at 20 polls a second: one in four with news, as in busy hours, then every one."""
    rate, interval_seconds, seconds = (5, 10, 20) if short else (POLLS_A_SECOND, 20, 60)
    feeds = rate * interval_seconds
    some, news = feeds // NEWS_IN, [Group(BRIEF, feeds, interval_seconds, varied=True)]
    mixed = [
        Group(UNCHANGED, feeds - some, interval_seconds, varied=True),
        Group(BRIEF, some, interval_seconds, varied=True),
    ]
    return [
        *await _measure(folder / "some", mixed, seconds, "one poll in four with news"),
        *await _measure(folder / "all", news, seconds, "every poll with news"),
    ]


async def _measure(folder: Path, groups: list[Group], seconds: float, what: str) -> list[Figure]:
    feeds, interval_seconds = sum(group.feeds for group in groups), groups[0].interval_seconds
    async with Subject(folder, groups) as subject:
        await subject.all_polled(feeds)
        await subject.settled(feeds, most_open=feeds // 10)
        await subject.watch(interval_seconds * INTERVALS_UNTIL_STEADY)
        began, polled = time.monotonic(), await subject.polls()
        window = await subject.watch(seconds)
        polled = await subject.polls() - polled
        await asyncio.sleep(STRAGGLERS_SECONDS)
        waits = await due_to_webhook(subject, began, began + seconds)
    whole = [wait.late_seconds + wait.work_seconds for wait in waits]
    return [
        Figure("latency", f"{what}: due to webhook, p95", percentile(whole, 95), "s", AT_MOST_SECONDS),
        Figure("latency", f"{what}: p50", percentile(whole, 50), "s"),
        Figure("latency", f"{what}: due to polled, p95", percentile([w.late_seconds for w in waits], 95), "s"),
        Figure("latency", f"{what}: polled to webhook, p95", percentile([w.work_seconds for w in waits], 95), "s"),
        Figure("latency", f"{what}: alerts", len(waits)),
        Figure("latency", f"{what}: polls per second", polled / window.seconds),
        Figure("latency", f"{what}: CPU seconds per second", window.cpu_seconds / window.seconds),
    ]


@dataclass(frozen=True, slots=True)
class Wait:
    """How late a poll was, and how long its news then took to the webhook."""

    late_seconds: float
    work_seconds: float


async def due_to_webhook(subject: Subject, began: float, ended: float) -> list[Wait]:
    """For all news first shown in that time; what has not arrived yet counts with the time it has waited so far."""
    shown, polls = await subject.hosts.ask("/_shown"), await subject.hosts.ask("/_polls")
    now = time.monotonic()
    return [
        Wait(lateness(polls[host], moment, subject.intervals[host]), subject.accepted.get(url, now) - moment)
        for url, moment in shown.items()
        for host in [urlsplit(url).hostname or ""]
        if began <= moment <= ended
    ]


def lateness(polls: list[float], poll: float, interval_seconds: int) -> float:
    """How much later a poll came than the one before it and the longest spread of the interval allow."""
    before = max((moment for moment in polls if moment < poll), default=poll)
    return max(0.0, poll - before - interval_seconds * SPREAD)
