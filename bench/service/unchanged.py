"""Polls that find nothing new: what the clock, the queue and a 304 cost together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.harness.feed_host import UNCHANGED
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

AT_LEAST = 400.0


async def unchanged(folder: Path, *, short: bool) -> list[Figure]:
    """Unchanged polls per CPU second of the whole service, tick and task included."""
    feeds, interval_seconds, seconds = (400, 2, 10) if short else (1500, 5, 40)
    async with Subject(folder, [Group(UNCHANGED, feeds, interval_seconds)]) as subject:
        await subject.all_polled(feeds)
        await subject.settled(feeds)
        await subject.watch(interval_seconds)
        before = await subject.polls()
        window = await subject.watch(seconds)
        polls = await subject.polls() - before
    per_kind = [
        Figure("unchanged", f"CPU share of {kind}", 100 * spent / window.cpu_seconds, "%")
        for kind, spent in sorted(window.cpu_by_kind.items())
    ]
    return [
        Figure("unchanged", "polls per CPU second", polls / window.cpu_seconds, "", AT_LEAST, at_least=True),
        Figure("unchanged", "polls per second", polls / window.seconds),
        Figure("unchanged", "CPU seconds per second", window.cpu_seconds / window.seconds),
        *per_kind,
    ]
