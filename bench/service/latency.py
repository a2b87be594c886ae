"""From the second a feed was due to the webhook's acceptance, at a steady rate."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.harness.feed_host import BRIEF, BRIEF_ITEMS
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure, percentile

if TYPE_CHECKING:
    from pathlib import Path

AT_MOST_SECONDS = 5.0
POLLS_A_SECOND = 20
# Two polls of a feed lie up to a tenth further apart than its interval says.
SPREAD = 1.1


async def latency(folder: Path, *, short: bool) -> list[Figure]:
    """p95 of due-to-webhook while 20 feeds a second have news."""
    rate, interval_seconds, seconds = (5, 10, 20) if short else (POLLS_A_SECOND, 20, 80)
    feeds = rate * interval_seconds
    async with Subject(folder, [Group(BRIEF, feeds, interval_seconds)]) as subject:
        await subject.all_polled(feeds)
        await subject.settled(feeds * BRIEF_ITEMS, most_open=feeds)
        await subject.watch(interval_seconds / 2)
        already = set(subject.accepted)
        window = await subject.watch(seconds)
        await asyncio.sleep(AT_MOST_SECONDS)
        waits = await due_to_webhook(subject, already, interval_seconds)
    whole = [wait.late_seconds + wait.work_seconds for wait in waits]
    return [
        Figure("latency", "due to webhook, p95", percentile(whole, 95), "s", AT_MOST_SECONDS),
        Figure("latency", "due to webhook, p50", percentile(whole, 50), "s"),
        Figure("latency", "due to polled, p95", percentile([wait.late_seconds for wait in waits], 95), "s"),
        Figure("latency", "polled to webhook, p95", percentile([wait.work_seconds for wait in waits], 95), "s"),
        Figure("latency", "alerts", len(waits)),
        Figure("latency", "polls per second", len(waits) / window.seconds),
        Figure("latency", "CPU seconds per second", window.cpu_seconds / window.seconds),
    ]


@dataclass(frozen=True, slots=True)
class Wait:
    """How late a poll was, and how long its news then took to the webhook."""

    late_seconds: float
    work_seconds: float


async def due_to_webhook(subject: Subject, already: set[str], interval_seconds: int) -> list[Wait]:
    """For every alert but those ``already`` there."""
    shown, polls = await subject.hosts.ask("/_shown"), await subject.hosts.ask("/_polls")
    return [
        Wait(lateness(polls[urlsplit(url).hostname or ""], shown[url], interval_seconds), accepted - shown[url])
        for url, accepted in subject.accepted.items()
        if url not in already
    ]


def lateness(polls: list[float], poll: float, interval_seconds: int) -> float:
    """How much later a poll came than the one before it and the longest spread of the interval allow."""
    before = max((moment for moment in polls if moment < poll), default=poll)
    return max(0.0, poll - before - interval_seconds * SPREAD)
