"""While Redis cannot be asked, one pass through the archive serves all who wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from archive.comparisons import Comparison
from archive.database import Archive, ArchiveUnavailable
from scheduler.copying import scanning
from scheduler.copying.scanning import ArchiveScan, Wanted
from scrapers.copies.index import MOST_CANDIDATES
from scrapers.copies.nouns import Sketch
from tests.archive.world import World, item

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST, SECOND = Sketch(tuple(range(1, 41))), Sketch(tuple(range(101, 141)))


def kept(archive: Archive, *sketches: Sketch) -> list[int]:
    """The entries of articles with these fingerprints."""
    world = World(archive)
    made = world.publishes(world.feed(), *(item(str(number)) for number in range(len(sketches))))
    for entry, sketch in zip(world.claims(made), sketches, strict=True):
        world.commits(entry, f"نص {entry.id}", comparison=Comparison(prints=sketch.to_bytes()))
    return [entry.id for entry in made]


async def test_those_that_wait_share_a_pass(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a flush many articles ask at once; each gets its own elders, and never itself."""
    one, other, _ = kept(archive, FIRST, SECOND, Sketch((1, 101)))
    passes = 0
    nearest_to = scanning.nearest_to

    def counted(tx: Connection, wanted: list[Wanted]) -> list[frozenset[int]]:
        nonlocal passes
        passes += 1
        return nearest_to(tx, wanted)

    monkeypatch.setattr(scanning, "nearest_to", counted)
    scan = ArchiveScan(archive)
    asked = [Wanted(99, FIRST), Wanted(98, SECOND), Wanted(one, FIRST)]
    assert await asyncio.gather(*map(scan.elders, asked)) == [{one}, {other}, frozenset()]
    assert passes <= 2


async def test_closest_come_first(archive: Archive) -> None:
    """Of a series with hundreds of members those are compared that share most."""
    like = [Sketch(FIRST.prints[:shared]) for shared in (*range(5, 30), 40)]
    numbers = kept(archive, *like)
    found = await ArchiveScan(archive).elders(Wanted(99, FIRST))
    assert found == set(numbers[-MOST_CANDIDATES:])


async def test_failure_is_theirs_who_wait(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked archive puts their entries off; the next one is served again."""
    scan = ArchiveScan(archive)

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(archive, "read", locked)
        with pytest.raises(ArchiveUnavailable):
            await scan.elders(Wanted(99, FIRST))
    assert await scan.elders(Wanted(99, FIRST)) == frozenset()
