"""Goes through the archive's fingerprints for those who cannot ask the index: all who wait are served by one pass."""

from __future__ import annotations

import asyncio
import heapq
from typing import TYPE_CHECKING, NamedTuple

from archive.fingerprints import look_through
from scheduler.copying.overlap import Overlap, prints_in
from scrapers.copies.index import FEWEST_SHARED, MOST_CANDIDATES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.database import Archive
    from scrapers.copies.nouns import Sketch


class Wanted(NamedTuple):
    """Whose elders are looked for among all that are kept."""

    number: int
    sketch: Sketch


class ArchiveScan:
    """One pass is under way at a time, in a reader's thread; whoever comes meanwhile is served by the next."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._waiting: list[tuple[Wanted, asyncio.Future[frozenset[int]]]] = []
        self._task: asyncio.Task[None] | None = None

    async def elders(self, wanted: Wanted) -> frozenset[int]:
        """The entries whose articles share most, of those that share enough; raises ArchiveError."""
        future: asyncio.Future[frozenset[int]] = asyncio.get_running_loop().create_future()
        self._waiting.append((wanted, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        while self._waiting:
            served, self._waiting = self._waiting, []
            try:
                found = await self._archive.read(nearest_to, [wanted for wanted, _ in served])
            except Exception as error:  # noqa: BLE001 - it is theirs who wait
                for _, future in served:
                    if not future.done():
                        future.set_exception(error)
            else:
                for (_, future), numbers in zip(served, found, strict=True):
                    if not future.done():
                        future.set_result(numbers)


def nearest_to(tx: Connection, wanted: list[Wanted]) -> list[frozenset[int]]:
    """The entries that share most with each of these."""
    nearest = _Nearest(wanted)
    look_through(tx, nearest.see)
    return nearest.numbers()


class _Nearest:
    """What each of several shares most with."""

    def __init__(self, wanted: list[Wanted]) -> None:
        self._own = [each.number for each in wanted]
        self._overlaps = [Overlap(each.sketch) for each in wanted]
        self._prints = frozenset().union(*(overlap.prints for overlap in self._overlaps))
        self._found: list[list[tuple[int, int]]] = [[] for _ in wanted]

    def see(self, entry_id: int, packed: bytes) -> None:
        """Note an article that shares enough with one of them."""
        common = self._prints.intersection(prints_in(packed))
        if len(common) < FEWEST_SHARED:
            return
        for own, overlap, found in zip(self._own, self._overlaps, self._found, strict=True):
            shared = len(overlap.prints & common)
            if entry_id != own and overlap.counts(shared):
                heapq.heappush(found, (shared, entry_id))
                if len(found) > MOST_CANDIDATES:
                    heapq.heappop(found)

    def numbers(self) -> list[frozenset[int]]:
        """The entries, for each of those who asked."""
        return [frozenset(number for _, number in found) for found in self._found]
