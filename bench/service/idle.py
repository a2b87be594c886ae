"""What the service takes while no feed is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.harness.feed_host import CHANGING, UNCHANGED
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

MAIN_MB, ALL_MB, CORE_PERCENT = 150.0, 450.0, 3.0
HOUR_SECONDS = 3600
_MB = 1e6


async def idle(folder: Path, *, short: bool) -> list[Figure]:
    """Resident memory and CPU at rest, after it has once read feeds and pages (so all processes are warm)."""
    feeds = 40
    async with Subject(
        folder, [Group(CHANGING, feeds // 2, HOUR_SECONDS), Group(UNCHANGED, feeds // 2, HOUR_SECONDS)]
    ) as subject:
        await subject.all_polled(feeds)
        await subject.settled(feeds)
        await subject.watch(10 if short else 60)
        window = await subject.watch(10 if short else 60)
    return [
        Figure("idle", "memory of the main process", window.main_bytes / _MB, "MB", MAIN_MB),
        Figure("idle", "memory of all processes", window.all_bytes / _MB, "MB", ALL_MB),
        Figure("idle", "CPU", 100 * window.cpu_seconds / window.seconds, "% of a core", CORE_PERCENT),
    ]
