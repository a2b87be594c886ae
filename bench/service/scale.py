"""Ten thousand feeds on one core: nobody late because of others, nobody's alert left waiting."""

from __future__ import annotations

import asyncio
import os
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from bench.harness.feed_host import BRIEF, HANGING, LATE_BY, UNCHANGED
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure, percentile
from bench.service.latency import SPREAD, due_to_webhook

if TYPE_CHECKING:
    from pathlib import Path

# Feeds that were added together are polled together: the window is longer than an interval and its spread.
FEEDS, INTERVAL_SECONDS, STEADY_SECONDS = 10_000, 300, 360
SHORT = (600, 20, 30)
LATE_SECONDS, ALERT_SECONDS = 60.0, 30.0
WITH_NEWS, HANGING_SHARE = 100, 20


async def scale(folder: Path, *, short: bool) -> list[Figure]:
    """10,000 well-behaved feeds at a 5 minute interval."""
    feeds, interval_seconds, steady_seconds = SHORT if short else (FEEDS, INTERVAL_SECONDS, STEADY_SECONDS)
    news = feeds // WITH_NEWS
    groups = [Group(UNCHANGED, feeds - news, interval_seconds), Group(BRIEF, news, interval_seconds)]
    return await _measure("scale", folder, groups, steady_seconds)


async def rough(folder: Path, *, short: bool) -> list[Figure]:
    """The same with 300 ms of latency everywhere and one host in twenty that never answers."""
    feeds, interval_seconds, steady_seconds = SHORT if short else (FEEDS, INTERVAL_SECONDS, STEADY_SECONDS)
    news, hanging = feeds // WITH_NEWS, feeds // HANGING_SHARE
    groups = [
        Group(UNCHANGED + LATE_BY, feeds - news - hanging, interval_seconds),
        Group(BRIEF + LATE_BY, news, interval_seconds),
        Group(HANGING + LATE_BY, hanging, interval_seconds),
    ]
    return await _measure("rough", folder, groups, steady_seconds)


async def _measure(part: str, folder: Path, groups: list[Group], steady_seconds: float) -> list[Figure]:
    interval_seconds = groups[0].interval_seconds
    answering = [group for group in groups if group.kind % LATE_BY != HANGING % LATE_BY]
    feeds = sum(group.feeds for group in answering)
    async with Subject(folder, groups, core=max(os.sched_getaffinity(0))) as subject:
        await subject.all_polled(feeds, longest_seconds=interval_seconds * 3)
        began, polled = time.monotonic(), await subject.polls()
        window = await subject.watch(steady_seconds)
        ended = time.monotonic()
        late, polled = await _lateness(subject, answering, began), await subject.polls() - polled
        await asyncio.sleep(ALERT_SECONDS)
        waits = await due_to_webhook(subject, began, ended)
    whole = [wait.late_seconds + wait.work_seconds for wait in waits]
    # Without a steady stream of polls the lateness of the feeds would say nothing.
    fewest = 0.8 * feeds * steady_seconds / interval_seconds / SPREAD
    return [
        Figure(part, "latest feed", max(late), "s late", LATE_SECONDS),
        Figure(part, "lateness of feeds, p99", percentile(late, 99), "s"),
        Figure(part, "polls", polled, "", fewest, at_least=True),
        Figure(part, "due to webhook, slowest", max(whole, default=float("nan")), "s", LATE_SECONDS + ALERT_SECONDS),
        Figure(part, "due to webhook, p95", percentile(whole, 95), "s"),
        Figure(part, "alerts", len(waits)),
        Figure(part, "CPU", 100 * window.cpu_seconds / window.seconds, "% of a core", 100.0),
        Figure(part, "memory of all processes", window.all_bytes / 1e6, "MB"),
    ]


async def _lateness(subject: Subject, groups: list[Group], since: float) -> list[float]:
    """The longest lateness of each feed since then; a feed that is still waited for counts up to now."""
    polls, now = await subject.hosts.ask("/_polls"), time.monotonic()
    return [
        _longest([*polls.get(host, [since]), now], since, interval_seconds)
        for group in groups
        for host, interval_seconds in group.intervals().items()
    ]


def _longest(moments: list[float], since: float, interval_seconds: int) -> float:
    gaps = [later - earlier for earlier, later in pairwise(moments) if later > since]
    return max(0.0, max(gaps) - interval_seconds * SPREAD)
