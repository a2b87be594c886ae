"""A place where articles meet: an index of either form, and clocks that only the test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.copies.memory_index import MemoryIndex
from scrapers.copies.nouns import Sketch
from scrapers.copies.redis_index import RedisIndex
from tests.servers.clocked_link import ClockedLink

if TYPE_CHECKING:
    from scrapers.copies.index import CopyIndex
    from scrapers.copies.nouns import Candidate
    from tests.servers.redis import RedisServer

PREFIX = "marsad:generation-1:"
WIRE = Sketch(tuple(range(1000, 1400, 10)))
OTHER_WIRE = Sketch(tuple(range(5000, 5400, 10)))


def part_of(sketch: Sketch, prints: int, *, of_own: int = 1) -> Sketch:
    """A text that has so many fingerprints in common with another, and thirty of its own."""
    return Sketch((*sketch.prints[:prints], *range(of_own * 1_000_000, of_own * 1_000_000 + 30)))


class MeetingPlace:
    """Articles come here; the test says when."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 6, tzinfo=UTC)
        self.ahead = timedelta()
        self._links: list[ClockedLink] = []
        self.index: CopyIndex = MemoryIndex(clock=self.seconds)

    def seconds(self) -> float:
        """The time, as the index in memory wants it."""
        return self.now.timestamp()

    def in_redis(self, server: RedisServer, generation: str = "generation-1") -> RedisIndex:
        """Meet in Redis from now on; more than one such index is more than one worker."""
        self._links.append(ClockedLink(server.url, lambda: self.now))
        index = RedisIndex(self.link, PREFIX, generation, clock=lambda: self.now + self.ahead)
        self.index = index
        return index

    @property
    def link(self) -> ClockedLink:
        """The way to Redis."""
        return self._links[-1]

    async def close(self) -> None:
        """Nobody comes any more."""
        for link in self._links:
            await link.close()

    def passes(self, span: timedelta) -> None:
        """Let time go by."""
        self.now += span

    async def meets(self, number: int, sketch: Sketch = WIRE) -> tuple[Candidate, ...]:
        """An article comes; its elders."""
        return await self.index.meet(number, sketch, self.now + self.ahead)

    async def elders(self, number: int, sketch: Sketch = WIRE) -> list[int]:
        """An article comes; the numbers of its elders."""
        return [elder.number for elder in await self.meets(number, sketch)]

    async def keeps(self, number: int, sketch: Sketch = WIRE) -> None:
        """An article comes and is committed."""
        await self.meets(number, sketch)
        await self.index.keep(number)


def keys_of(server: RedisServer) -> list[str]:
    """All keys of the index, in order."""
    found = server.order("KEYS", "marsad:*")
    assert isinstance(found, list)
    return sorted(map(str, found))
