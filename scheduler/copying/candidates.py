"""Which earlier articles may be the same text: the index says so, and while it cannot, the archive is gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import structlog

from archive.database import ArchiveError
from archive.elders import entries_at
from archive.failpoints import reach
from archive.fingerprints import prints_of
from archive.lookups import entries_of_text
from gateway.redis_link import RedisUnavailable
from scheduler.copying.scanning import ArchiveScan, Wanted
from scrapers.copies.index import MOST_CANDIDATES
from scrapers.copies.nouns import Sketch
from scrapers.copies.sketching import shares_enough

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.database import Archive
    from scheduler.copying.subject import Subject
    from scrapers.copies.index import CopyIndex

log = structlog.get_logger()


class Met(NamedTuple):
    """The entries whose articles may be the same text, and those of them that are not committed yet."""

    numbers: frozenset[int]
    tentative: frozenset[int] = frozenset()
    by_index: bool = True


class Candidates:
    """Meets others by the index, in which they find it later."""

    def __init__(self, archive: Archive, index: CopyIndex) -> None:
        self._archive = archive
        self._index = index
        self._scan = ArchiveScan(archive)

    async def meet(self, subject: Subject, sketch: Sketch) -> Met:
        """Post the text and give its elders; raises ArchiveError when neither can be asked."""
        try:
            found = await self._index.meet(subject.number, sketch, subject.at)
        except RedisUnavailable as error:
            log.debug("copies_looked_for_in_the_archive", reason=error.reason.value)
            return Met(await self._scan.elders(Wanted(subject.number, sketch)), by_index=False)
        reach("after-meet")
        near = [each for each in found if shares_enough(each, sketch)]
        return Met(frozenset(each.number for each in near), frozenset(each.number for each in near if each.tentative))

    async def keep(self, number: int) -> None:
        """Make the posting of a committed entry final; without Redis that is made up for when the index is restored."""
        try:
            await self._index.keep(number)
        except RedisUnavailable as error:
            log.debug("fingerprints_not_kept", entry=number, reason=error.reason.value)

    async def put_back(self, number: int, article_id: int, at: datetime) -> None:
        """Post what the archive has of the entry's article, which came then, when it got no other text after all."""
        try:
            prints = await self._archive.read(prints_of, article_id)
            if prints:
                await self._index.meet(number, Sketch.from_bytes(prints), at)
                await self._index.keep(number)
        except (RedisUnavailable, ArchiveError) as error:
            log.debug("fingerprints_not_put_back", entry=number, reason=type(error).__name__)

    async def at_its_address(self, subject: Subject) -> frozenset[int]:
        """The entries whose articles stand at an address of this one, however old they are."""
        return await self._archive.read(at_its_address, subject) if subject.url_keys else frozenset()

    async def of_any_age(self, subject: Subject) -> frozenset[int]:
        """The same, and the entries whose articles have its very words."""
        return await self._archive.read(of_any_age, subject)


def at_its_address(tx: Connection, subject: Subject) -> frozenset[int]:
    """The entries whose articles stand at an address of this one, however old they are."""
    return entries_at(tx, subject.url_keys, subject.number, MOST_CANDIDATES) if subject.url_keys else frozenset()


def of_any_age(tx: Connection, subject: Subject) -> frozenset[int]:
    """The same, and the entries whose articles have its very words."""
    equal = entries_of_text(tx, subject.text_hash, subject.number, MOST_CANDIDATES)
    return equal | at_its_address(tx, subject)
