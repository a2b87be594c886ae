"""What an article in the window costs, and what meeting costs when the window is full."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from bench.dedup_memory.usage import script_milliseconds, server, usage
from bench.dedup_memory.written import sketches
from bench.service.figures import Figure, percentile
from scrapers.copies.index import PERIOD, WINDOW
from scrapers.copies.redis_index import RedisIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rich.progress import Progress

    from bench.dedup_memory.usage import Usage
    from bench.harness.valkey import Redises
    from scrapers.copies.index import Kept
    from scrapers.copies.nouns import Sketch

PART = "articles in the window"
ARTICLE_BYTES = 600
MEETINGS_A_CPU_SECOND = 200
MEETINGS = 3000
_BEGAN = datetime.fromtimestamp(0, UTC) + 40_000 * PERIOD


class Stream:
    """Articles that come evenly; its clock shows when the last one came."""

    def __init__(self, articles: int) -> None:
        self.count = int(articles * ((WINDOW + PERIOD) / WINDOW))
        self._step = WINDOW / articles
        self.now = _BEGAN
        self.prints = 0

    def __iter__(self) -> Iterator[tuple[int, Sketch, datetime]]:
        for number, sketch in enumerate(sketches(self.count)):
            self.now = _BEGAN + number * self._step
            self.prints += len(sketch.prints)
            yield 1 + 3 * number, sketch, self.now


async def articles_part(folder: Path, articles: int, progress: Progress) -> list[Figure]:
    """Restore all but a few thousand, and let those meet and be kept."""
    stream = Stream(articles)
    async with server(folder, lambda: stream.now) as (redises, link):
        index = RedisIndex(link, "marsad:bench:", "bench", clock=lambda: stream.now)
        await index.is_whole()
        before = await usage(redises)
        coming, task = iter(stream), progress.add_task("articles", total=stream.count)
        await index.restore(_counted(islice(coming, stream.count - MEETINGS), lambda: progress.advance(task)))
        figures = await _restoring(redises, stream.count - MEETINGS, before)
        figures += await _meeting(redises, index, list(coming))
        after = await usage(redises)
    shown = Figure(PART, "fingerprints of an article", stream.prints / stream.count)
    return [
        Figure(PART, "bytes an article", (after.bytes_now - before.bytes_now) / articles, "B", ARTICLE_BYTES),
        Figure(PART, "bytes an article, at the peak", (after.bytes_peak - before.bytes_now) / articles, "B"),
        *(shown, *figures),
    ]


async def _restoring(redises: Redises, count: int, before: Usage) -> list[Figure]:
    after, block = await usage(redises), await script_milliseconds(redises)
    rate = count / (after.cpu_seconds - before.cpu_seconds)
    return [
        Figure(PART, "articles restored in a CPU second of Redis", rate, "/s"),
        Figure(PART, "block by restoring (p99)", block, "ms"),
    ]


async def _meeting(redises: Redises, index: RedisIndex, coming: list[Kept]) -> list[Figure]:
    await redises.say("CONFIG", "RESETSTAT")
    before, began, seconds, met, found = await usage(redises), time.process_time(), [], [], 0
    for number, sketch, at in coming:
        met.append(number)
        start = time.perf_counter()
        found += bool(await index.meet(number, sketch, at))
        seconds.append(time.perf_counter() - start)
    ours, after, block = time.process_time() - began, await usage(redises), await script_milliseconds(redises)
    rate = len(met) / (after.cpu_seconds - before.cpu_seconds)
    for number in met:
        await index.keep(number)
    return [
        Figure(PART, "meetings in a CPU second of Redis", rate, "/s", MEETINGS_A_CPU_SECOND, at_least=True),
        Figure(PART, "meetings in a CPU second of ours", len(met) / ours, "/s"),
        Figure(PART, "share that found an elder", found / len(met)),
        Figure(PART, "time of a meeting (p99)", percentile(seconds, 99) * 1000, "ms"),
        Figure(PART, "block by a meeting (p99)", block, "ms"),
    ]


def _counted(articles: Iterable[Kept], tick: Callable[[], None]) -> Iterator[Kept]:
    for article in articles:
        tick()
        yield article
