"""The crawler role: takes poll and entry tasks, and owns the spider, the parser processes and the matcher processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alerts.policy import is_backlog, plan_alerts
from scheduler.catching_up import CatchingUp
from scheduler.copying.desk import CopyDesk
from scheduler.copying.restoring import Restoring
from scheduler.entry_commit import EntryCommit
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_work import EntryTools, EntryWork
from scheduler.kept_allowance import KeptAllowance
from scheduler.ledger import PollLedger
from scheduler.matching import Matcher
from scheduler.page_retries import PageRetries
from scheduler.polling import Polling
from scheduler.push.push import Push
from scheduler.push.standing import Standing
from scheduler.rereading.background import Rereads
from scheduler.rereading.pace import Pace
from scheduler.scraping import Scraping
from scheduler.stored_matching import StoredMatching
from scheduler.tasks import ENTRIES, POLL
from scrapers.copies.redis_index import RedisIndex
from scrapers.sites import site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from alerts.news import News
    from archive.commits import Decide
    from archive.nouns import Committed, Entry
    from scheduler.foundation import Foundation
    from scheduler.in_force import InForce
    from scheduler.jobs import Jobs
    from scheduler.operator import Operator
    from scheduler.rereading.reader import Reread
    from scrapers.settings import FeedsSettings
    from watchlist.mentions import Evaluation

POLL_SECONDS = 60.0
ENTRIES_SECONDS = 60.0
FLUSH_SECONDS = 1.0
CATCH_UP_SECONDS = 1.0
RENEW_SECONDS = 15.0
PAGE_RETRIES_SECONDS = 5.0
REREADS_SECONDS = 30.0
ALLOWANCE_SECONDS = 30.0
COPIES_SECONDS = 5.0


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
        self._in_force = in_force
        self._wake = wake
        self._operator = operator
        self.matcher = Matcher(environment.matcher_processes, environment.data / "compiled-lists")
        self._allowance = KeptAllowance(foundation.archive)
        self._scraping = Scraping(foundation, self._allowance, operator.rule_counted)
        self._ledger = PollLedger(foundation.archive, foundation.due)
        index = RedisIndex(foundation.link, foundation.prefix, foundation.archive.generation)
        self._copies = CopyDesk(foundation.archive, index, foundation.metrics, foundation.clock)
        self._restoring = Restoring(foundation.archive, index, foundation.clock)
        tools = self._entry_tools()
        self._work = EntryWork(tools)
        self._page_retries = PageRetries(tools, lambda host: self._lanes.has(host))  # noqa: PLW0108 - lanes come later
        self._lanes = EntryLanes(foundation.archive, self._work.work, self._scraping.hosts.rest)
        self._catching_up = self._after_changes()
        self._rereads = self._after_learning()
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
        dispatch.declare(ENTRIES, self._lanes.run, ENTRIES_SECONDS)

    def schedule(self, jobs: Jobs) -> None:
        """Hand the role's jobs to the clock."""
        jobs.every(FLUSH_SECONDS, "flush", self._ledger.flush)
        jobs.every(CATCH_UP_SECONDS, "catch-up", self._catching_up.look, at_once=True)
        jobs.every(ALLOWANCE_SECONDS, "allowance", self._allowance.look, at_once=True)
        jobs.every(RENEW_SECONDS, "renew", self._work.renew)
        jobs.every(COPIES_SECONDS, "copies", self._copies.look)
        jobs.every(COPIES_SECONDS, "restore-copies", self._restoring.look, at_once=True)
        jobs.every(PAGE_RETRIES_SECONDS, "page-retries", self._page_retries.look, at_once=True)
        jobs.every(RENEW_SECONDS, "renew-page-retries", self._page_retries.renew)
        jobs.every(REREADS_SECONDS, "rereads", self._rereads.look, at_once=True)
        self._push.schedule(jobs)

    def stop_taking(self) -> None:
        """Begin nothing new, and wait for no host any longer."""
        self._lanes.close()
        self._page_retries.close()
        self._scraping.hosts.send_away()
        self._copies.close()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work within the time given; the rest stays in the archive."""
        await self._restoring.stop()
        await self._catching_up.stop()
        await self._rereads.stop()
        await self._push.stop(1)
        await self._page_retries.stop(1)
        await self._lanes.stop(timeout_seconds / 2)
        await self._polling.stop(timeout_seconds / 2)
        await self._ledger.flush()
        await self._scraping.stop()
        await self.matcher.stop()

    def _entry_tools(self) -> EntryTools:
        foundation = self._foundation
        keep_raw_pages = foundation.environment.raw_page_days > 0
        commit = EntryCommit(foundation.archive, self._decide, foundation.clock, keep_raw_pages=keep_raw_pages)
        return EntryTools(
            archive=foundation.archive,
            reading=self._scraping.tools,
            hosts=self._scraping.hosts,
            seen=foundation.seen,
            matcher=self.matcher,
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
            StoredMatching(self.matcher, self._in_force),
            metrics=foundation.metrics,
            clock=foundation.clock,
            told=self._wake,
        )

    def _after_learning(self) -> Rereads:
        foundation = self._foundation
        return Rereads(
            foundation.archive,
            self._scraping.tools,
            self.matcher,
            self._decide,
            clock=foundation.clock,
            pace=Pace(lambda: self._lanes.is_idle),
            copies=self._copies,
            told=self._reread,
        )

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
        self._lanes.begin((entry.id, entry.url) for entry in fresh)

    def _decide(self, entry: Entry, evaluation: Evaluation, news: News) -> Decide:
        if is_backlog(entry, self._in_force.first_poll_alert_age):
            return lambda _: ()
        routing = self._in_force.routing
        return lambda committed: plan_alerts(evaluation.held, committed, routing, news)

    def _reread(self, reread: Reread) -> None:
        self._foundation.metrics.alerts.inc(reread.alerts)
        if reread.committed is not None:
            self._committed(reread.committed)

    def _committed(self, committed: Committed) -> None:
        if committed.delivery_ids:
            self._wake()
