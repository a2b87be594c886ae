"""Polls that each find one new article: fetched, extracted, matched, committed, alerted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.harness.feed_host import CHANGING, ITEMS
from bench.harness.subject import Group, Subject
from bench.service.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

    from bench.harness.subject import Window

AT_LEAST = 15.0
_STAGE = re.compile(r'marsad_stage_seconds_total\{stage="(\w+)"\}')


async def changed(folder: Path, *, short: bool) -> list[Figure]:
    """Fully changed polls per CPU second: a 20-item feed with one new article on a page of 115 kB, alerted."""
    feeds, interval_seconds, seconds = (20, 2, 15) if short else (60, 4, 60)
    async with Subject(folder, [Group(CHANGING, feeds, interval_seconds)]) as subject:
        await subject.all_polled(feeds)
        await subject.settled(feeds * ITEMS, most_open=feeds // 4)
        await subject.watch(interval_seconds * 2)
        before = len(subject.accepted)
        window = await subject.watch(seconds)
        alerted = len(subject.accepted) - before
    return [
        Figure("changed", "polls per CPU second", alerted / window.cpu_seconds, "", AT_LEAST, at_least=True),
        Figure("changed", "polls per second", alerted / window.seconds),
        Figure("changed", "CPU seconds per second", window.cpu_seconds / window.seconds),
        *_shares(window),
    ]


def _shares(window: Window) -> list[Figure]:
    """CPU by kind of process, then wall time by stage."""
    kinds = [
        Figure("changed", f"CPU share of {kind}", 100 * spent / window.cpu_seconds, "%")
        for kind, spent in sorted(window.cpu_by_kind.items())
    ]
    stages = {match[1]: spent for name, spent in window.metrics.items() if (match := _STAGE.fullmatch(name))}
    total = sum(stages.values()) or 1.0
    return kinds + [
        Figure("changed", f"wall share of {stage}", 100 * spent / total, "%") for stage, spent in sorted(stages.items())
    ]
