"""Commits articles with what they are copies of: compare, commit, and once more when another worker was quicker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from archive.comparisons import UNCOMPARED, Comparison
from archive.database import ArchiveError
from archive.elders import NO_ELDERS, elders_of
from archive.failpoints import reach
from archive.fingerprints import Overtaken, youngest_prints
from scheduler.copying.candidates import Candidates
from scheduler.copying.judging import compare, is_edited
from scheduler.copying.short_texts import short_comparison
from scheduler.copying.subject import Subject, other_text
from scheduler.copying.waiting import ElderWait
from scheduler.sentry import report
from scrapers.copies.index import WINDOW
from scrapers.copies.nouns import Sketch
from scrapers.copies.sketching import sketch_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Article, ArticleDraft, Committed, Feed
    from scheduler.metrics import Metrics
    from scrapers.copies.index import CopyIndex

    Write = Callable[[Comparison], Awaitable[Committed | None]]

log = structlog.get_logger()

# In each round one of those with the same text is committed.
MOST_ROUNDS = 100


@dataclass(slots=True)
class _Case:
    """A text, its sketch once it is made, and the entries that it was compared with so far."""

    subject: Subject
    sketch: Sketch | None = None
    among: frozenset[int] = frozenset()


class CopyDesk:
    """One process's part in it; all that commits articles goes through ``commit``."""

    def __init__(self, archive: Archive, index: CopyIndex, metrics: Metrics, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._metrics = metrics
        self._candidates = Candidates(archive, index)
        self._wait = ElderWait(archive, clock)
        self._clock = clock
        self._youngest: int | None = None

    def close(self) -> None:
        """Wait for nobody any more."""
        self._wait.close()

    async def look(self) -> None:
        """Now and then: know what others have committed, so that commits look through little."""
        try:
            await self._note_youngest()
        except ArchiveError as error:
            log.debug("youngest_fingerprints_not_known", reason=type(error).__name__)

    async def _note_youngest(self) -> None:
        self._youngest = max(self._youngest or 0, await self._archive.read(youngest_prints))

    async def commit(self, subject: Subject, write: Write) -> Committed | None:
        """What ``write`` commits, given the comparison with all that was committed before.

        Raises what it raises, and ArchiveError. A text that cannot be compared is committed without.
        """
        case = _Case(subject)
        with self._metrics.stage("compare"):
            comparison = await self._guarded(case, self._first(case))
        try:
            committed = await self._written(case, comparison, write)
        except BaseException:
            await self._put_back(subject)
            raise
        await self._settle(subject, committed)
        return committed

    async def exchange(self, article: Article, feed: Feed, draft: ArticleDraft, write: Write) -> Committed | None:
        """The same for a text that takes the place of an article's; the same words are compared no more."""
        if draft.text_hash == article.text_hash:
            return await write(UNCOMPARED)
        subject = other_text(article, feed, draft)
        if subject.at < self._clock() - WINDOW:
            return await write(Comparison(stays=await asyncio.to_thread(is_edited, subject)))
        return await self.commit(subject, write)

    async def _written(self, case: _Case, comparison: Comparison, write: Write) -> Committed | None:
        for _ in range(MOST_ROUNDS):
            try:
                return await write(comparison)
            except Overtaken as overtaken:
                self._metrics.comparisons.labels("again").inc()
                comparison = await self._guarded(case, self._again(case, overtaken))
        return await write(comparison)

    async def _guarded(self, case: _Case, comparing: Awaitable[Comparison]) -> Comparison:
        try:
            return await comparing
        except ArchiveError:
            raise
        except Exception as error:
            self._metrics.comparisons.labels("failed").inc()
            log.exception("comparing_failed", entry=case.subject.number)
            report(error)
            return replace(UNCOMPARED, prints=case.sketch.to_bytes() if case.sketch else None)

    async def _first(self, case: _Case) -> Comparison:
        subject = case.subject
        case.sketch = await asyncio.to_thread(sketch_of, subject.text)
        if not case.sketch.prints:
            self._metrics.comparisons.labels("short").inc()
            return await short_comparison(self._archive, subject, await self._candidates.at_its_address(subject))
        if self._youngest is None:
            await self._note_youngest()
        after = self._youngest or 0
        met = await self._candidates.meet(subject, case.sketch)
        self._metrics.comparisons.labels("index" if met.by_index else "archive").inc()
        if subject.before is None:
            await self._wait.wait(met.tentative)
        case.among = met.numbers | await self._candidates.of_any_age(subject)
        return await self._compare(case, after)

    async def _again(self, case: _Case, overtaken: Overtaken) -> Comparison:
        case.among |= overtaken.by
        return await self._compare(case, overtaken.after)

    async def _compare(self, case: _Case, after: int) -> Comparison:
        sketch = case.sketch or Sketch(())
        if not case.among and case.subject.before is None:
            return compare(case.subject, sketch, case.among, NO_ELDERS, after)
        elders = await self._archive.read(elders_of, case.among)
        return await asyncio.to_thread(compare, case.subject, sketch, case.among, elders, after)

    async def _settle(self, subject: Subject, committed: Committed | None) -> None:
        """Make its posting final; of an entry that is another one's by now that is the other one's business."""
        if committed is None:
            await self._put_back(subject)
            return
        self._youngest = max(self._youngest or 0, committed.prints_number)
        reach("before-keep")
        await self._candidates.keep(subject.number)
        reach("after-keep")

    async def _put_back(self, subject: Subject) -> None:
        """Post what the archive has of an article whose text was not exchanged after all."""
        if subject.before is not None:
            await self._candidates.put_back(subject.number, subject.before.id, subject.at)
