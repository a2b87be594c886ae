"""What a seen entry costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.dedup_memory.usage import server, usage
from bench.service.figures import Figure
from scrapers.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from rich.progress import Progress

PART = "seen keys"
KEY_BYTES = 25
FEEDS = 1000
_AT_ONCE = 2000


async def seen_part(folder: Path, entries: int, progress: Progress) -> list[Figure]:
    """Entries of a thousand feeds, some with many and most with few."""
    async with server(folder) as (redises, link):
        seen = Seen(link, "marsad:bench:", "bench")
        await seen.add([(0, "tag:akhbar.example,2026:0")])
        before = await usage(redises)
        task = progress.add_task("seen entries", total=entries)
        for first in range(0, entries, _AT_ONCE):
            numbers = range(first, first + _AT_ONCE)
            await seen.add((_feed_of(number), f"tag:akhbar.example,2026:{number}") for number in numbers)
            progress.advance(task, _AT_ONCE)
        after = await usage(redises)
    return [
        Figure(PART, "bytes a seen entry", (after.bytes_now - before.bytes_now) / entries, "B", KEY_BYTES),
        Figure(PART, "bytes a seen entry, at the peak", (after.bytes_peak - before.bytes_now) / entries, "B"),
    ]


def _feed_of(number: int) -> int:
    """Half of all entries are of a tenth of the feeds."""
    return 1 + (number * 7919) % (FEEDS // 10 if number % 2 else FEEDS)
