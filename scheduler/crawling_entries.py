"""What a crawler does with entries: reads and compares them, tries pages again, and goes over what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.alert_policy import policy_by
from scheduler.catching_up import CatchingUp
from scheduler.copying.desk import CopyDesk
from scheduler.copying.restoring import Restoring
from scheduler.entry_commit import EntryCommit
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_tools import EntryTools
from scheduler.entry_work import EntryWork
from scheduler.page_retries import PageRetries
from scheduler.rereading.background import Rereads
from scheduler.rereading.pace import Pace
from scheduler.stored_matching import StoredMatching
from scrapers.copies.redis_index import RedisIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.nouns import Committed
    from scheduler.foundation import Foundation
    from scheduler.in_force import InForce
    from scheduler.jobs import Jobs
    from scheduler.matching import Matcher
    from scheduler.operator import Operator
    from scheduler.rereading.reader import Reread
    from scheduler.scraping import Scraping

CATCH_UP_SECONDS = 1.0
RENEW_SECONDS = 15.0
PAGE_RETRIES_SECONDS = 5.0
REREADS_SECONDS = 30.0
COPIES_SECONDS = 5.0


class CrawlingEntries:
    """The parts that work on entries, put together; ``wake`` is called when there is something to deliver."""

    def __init__(  # noqa: PLR0917 - what a crawler has
        self,
        foundation: Foundation,
        in_force: InForce,
        scraping: Scraping,
        matcher: Matcher,
        operator: Operator,
        wake: Callable[[], None],
    ) -> None:
        self._foundation = foundation
        self._in_force = in_force
        self._scraping = scraping
        self._matcher = matcher
        self._operator = operator
        self._wake = wake
        self._policy = policy_by(lambda: in_force.routing, lambda: in_force.first_poll_alert_age)
        index = RedisIndex(foundation.link, foundation.prefix, foundation.archive.generation)
        self._copies = CopyDesk(foundation.archive, index, foundation.metrics, foundation.clock)
        self._restoring = Restoring(foundation.archive, index)
        tools = self._entry_tools()
        self._work = EntryWork(tools)
        self._page_retries = PageRetries(tools, lambda host: self.lanes.has(host))  # noqa: PLW0108 - lanes come later
        self.lanes = EntryLanes(foundation.archive, self._work.work, scraping.hosts.rest)
        self._catching_up = self._after_changes()
        self._rereads = self._after_learning()

    def schedule(self, jobs: Jobs) -> None:
        """Hand the jobs to the clock."""
        jobs.every(CATCH_UP_SECONDS, "catch-up", self._catching_up.look, at_once=True)
        jobs.every(RENEW_SECONDS, "renew", self._work.renew)
        jobs.every(COPIES_SECONDS, "copies", self._copies.look)
        jobs.every(COPIES_SECONDS, "restore-copies", self._restoring.look, at_once=True)
        jobs.every(PAGE_RETRIES_SECONDS, "page-retries", self._page_retries.look, at_once=True)
        jobs.every(RENEW_SECONDS, "renew-page-retries", self._page_retries.renew)
        jobs.every(REREADS_SECONDS, "rereads", self._rereads.look, at_once=True)

    def stop_taking(self) -> None:
        """Begin nothing new, and wait for nobody any longer."""
        self.lanes.close()
        self._page_retries.close()
        self._copies.close()

    async def stop_going_over(self) -> None:
        """Leave what is stored to the next start."""
        await self._restoring.stop()
        await self._catching_up.stop()
        await self._rereads.stop()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work within the time given; the rest stays in the archive."""
        await self._page_retries.stop(1)
        await self.lanes.stop(timeout_seconds)

    def _entry_tools(self) -> EntryTools:
        foundation = self._foundation
        keep_raw_pages = foundation.environment.raw_page_days > 0
        commit = EntryCommit(foundation.archive, self._policy, foundation.clock, keep_raw_pages=keep_raw_pages)
        return EntryTools(
            archive=foundation.archive,
            reading=self._scraping.tools,
            hosts=self._scraping.hosts,
            seen=foundation.seen,
            matcher=self._matcher,
            metrics=foundation.metrics,
            clock=foundation.clock,
            commit=commit,
            copies=self._copies,
            committed=self._committed,
            set_aside=self._operator.entry_set_aside,
        )

    def _after_changes(self) -> CatchingUp:
        foundation = self._foundation
        return CatchingUp(
            foundation.archive,
            StoredMatching(self._matcher, self._in_force),
            metrics=foundation.metrics,
            clock=foundation.clock,
            told=self._wake,
        )

    def _after_learning(self) -> Rereads:
        foundation = self._foundation
        return Rereads(
            foundation.archive,
            self._scraping.tools,
            self._matcher,
            self._policy,
            clock=foundation.clock,
            pace=Pace(lambda: self.lanes.is_idle),
            copies=self._copies,
            told=self._reread,
        )

    def _reread(self, reread: Reread) -> None:
        self._foundation.metrics.alerts.inc(reread.alerts)
        if reread.committed is not None:
            self._committed(reread.committed)

    def _committed(self, committed: Committed) -> None:
        if committed.delivery_ids:
            self._wake()
