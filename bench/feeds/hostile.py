"""One hostile feed in 200: what the others' news loses by it, from the second a feed was due to the webhook."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bench.harness.feed_host import BRIEF, HOSTILE, UNCHANGED
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure, percentile
from bench.service.latency import due_to_webhook

if TYPE_CHECKING:
    from pathlib import Path

PART = "hostile"
OTHERS = 199
MOST_SHARE = 1.1
STRAGGLERS_SECONDS = 10.0


async def hostile_part(folder: Path, *, short: bool) -> list[Figure]:
    """p95 with a quiet 200th feed, then with a hostile one, and their ratio; the same service otherwise."""
    interval_seconds, seconds = (40, 40) if short else (40, 120)
    quiet = await _p95(folder / "quiet", UNCHANGED, interval_seconds, seconds)
    hostile = await _p95(folder / "hostile", HOSTILE, interval_seconds, seconds)
    return [
        Figure(PART, "others' p95 beside a hostile feed, of that without", hostile / quiet, "", MOST_SHARE),
        Figure(PART, "p95 without", quiet, "s"),
        Figure(PART, "p95 beside it", hostile, "s"),
    ]


async def _p95(folder: Path, kind: int, interval_seconds: int, seconds: float) -> float:
    others = Group(BRIEF, OTHERS, interval_seconds, varied=True)
    async with Subject(folder, [others, Group(kind, 1, interval_seconds // 2)]) as subject:
        await subject.all_polled(OTHERS)
        await subject.settled(0, most_open=OTHERS // 10)
        await subject.watch(interval_seconds)
        began = time.monotonic()
        await subject.watch(seconds)
        await asyncio.sleep(STRAGGLERS_SECONDS)
        waits = await due_to_webhook(subject, began, began + seconds)
    return percentile([wait.late_seconds + wait.work_seconds for wait in waits], 95)
