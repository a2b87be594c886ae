"""The crawler role: takes poll and entry tasks, and owns the spider, the parser processes and the matcher processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scheduler.crawling_entries import CrawlingEntries
from scheduler.kept_allowance import KeptAllowance
from scheduler.ledger import PollLedger
from scheduler.matching import Matcher
from scheduler.polling import Polling
from scheduler.push.push import Push
from scheduler.push.standing import Standing
from scheduler.scraping import Scraping
from scheduler.tasks import ENTRIES, POLL
from scrapers.sites import site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.nouns import Entry
    from scheduler.foundation import Foundation
    from scheduler.in_force import InForce
    from scheduler.jobs import Jobs
    from scheduler.operator import Operator
    from scrapers.settings import FeedsSettings

POLL_SECONDS = 60.0
ENTRIES_SECONDS = 60.0
FLUSH_SECONDS = 1.0
ALLOWANCE_SECONDS = 30.0


class Crawling:
    """The crawler's parts, put together."""

    def __init__(
        self,
        foundation: Foundation,
        in_force: InForce,
        wake: Callable[[], None],
        operator: Operator,
    ) -> None:
        environment = foundation.environment
        self._foundation = foundation
        self._operator = operator
        self.matcher = Matcher(environment.matcher_processes, environment.data / "compiled-lists")
        self._allowance = KeptAllowance(foundation.archive)
        self._scraping = Scraping(foundation, self._allowance, operator.rule_counted)
        self._ledger = PollLedger(foundation.archive, foundation.due)
        self._entries = CrawlingEntries(foundation, in_force, self._scraping, self.matcher, operator, wake)
        standing = Standing(foundation.archive, foundation.metrics)
        self._polling = self._polls(standing)
        self._push = self._deliveries(standing)

    async def start(self) -> None:
        """Open the spider; the list of sites, which takes a second to read, is read beforehand."""
        await asyncio.to_thread(site_of, "example.org")
        await self._scraping.start()

    async def configure(self, settings: FeedsSettings) -> None:
        """Grant feeds what this feeds.yaml gives them; raises ConfigurationProblem for a missing secret."""
        await self._scraping.configure(settings)
        self._push.configure(settings)

    def declare_tasks(self) -> None:
        """Name the tasks that this role takes."""
        dispatch = self._foundation.dispatch
        dispatch.declare(POLL, self._polling.run, POLL_SECONDS)
        dispatch.declare(ENTRIES, self._entries.lanes.run, ENTRIES_SECONDS)

    def schedule(self, jobs: Jobs) -> None:
        """Hand the role's jobs to the clock."""
        jobs.every(FLUSH_SECONDS, "flush", self._ledger.flush)
        jobs.every(ALLOWANCE_SECONDS, "allowance", self._allowance.look, at_once=True)
        self._entries.schedule(jobs)
        self._push.schedule(jobs)

    def stop_taking(self) -> None:
        """Begin nothing new, and wait for no host any longer."""
        self._entries.stop_taking()
        self._scraping.hosts.send_away()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work within the time given; the rest stays in the archive."""
        await self._entries.stop_going_over()
        await self._push.stop(1)
        await self._entries.stop(timeout_seconds / 2)
        await self._polling.stop(timeout_seconds / 2)
        await self._ledger.flush()
        await self._scraping.stop()
        await self.matcher.stop()

    def _polls(self, standing: Standing) -> Polling:
        foundation = self._foundation
        return Polling(
            archive=foundation.archive,
            tools=self._scraping.tools,
            hosts=self._scraping.hosts,
            ledger=self._ledger,
            begin=self._begin,
            metrics=foundation.metrics,
            clock=foundation.clock,
            standing=standing,
        )

    def _deliveries(self, standing: Standing) -> Push:
        foundation = self._foundation
        return Push(
            environment=foundation.environment,
            tools=self._scraping.tools,
            standing=standing,
            begin=self._begin,
            poll=self._polling.run,
            due=self._ledger.due,
            tell=self._operator.push_ended,
            metrics=foundation.metrics,
            clock=foundation.clock,
        )

    def _begin(self, fresh: tuple[Entry, ...]) -> None:
        self._entries.lanes.begin((entry.id, entry.url) for entry in fresh)
