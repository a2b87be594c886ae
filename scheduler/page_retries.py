"""Tries again to read the pages that could not be had, of articles for which the feed's own text stands in.

Each crawler looks for due ones and claims them one by one in the archive; those of one host wait for each other, for
the host's lease and for its pause. Whoever is killed leaves its claim to the next; all is written at the end, at once.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from archive import feeds, page_tries
from archive.database import ArchiveError
from archive.failpoints import reach
from gateway.redis_link import RedisUnavailable
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_work import HOST_BUSY, LEASE_SECONDS, MOST_ATTEMPTS, TRY_AGAIN
from scheduler.matching import MatchFailed
from scheduler.sentry import report
from scheduler.texts import text_of
from scrapers.hosts import HostBusy
from scrapers.read_article import read_article
from scrapers.statuses import FetchStatus
from scrapers.teaching import teach
from scrapers.trying_again import next_try

if TYPE_CHECKING:
    from archive.nouns import Committed, Entry
    from archive.page_tries import PageTries
    from scheduler.entry_work import EntryTools

log = structlog.get_logger()

MOST_AT_ONCE = 100


class PageRetries:
    """One crawler's part in it; ``look`` is called every few seconds, and what it begins goes on by itself."""

    def __init__(self, tools: EntryTools) -> None:
        self._tools = tools
        self._token = uuid4().hex
        self._claimed: set[int] = set()
        self._lanes = EntryLanes(tools.archive, self.work, tools.hosts.rest)

    async def look(self) -> None:
        """Begin with the pages that are due; whatever is down, the next look comes in seconds."""
        try:
            due = await self._tools.archive.read(page_tries.due_tries, self._tools.clock(), MOST_AT_ONCE)
        except ArchiveError as error:
            log.debug("page_tries_put_off", error=type(error).__name__)
        else:
            self._lanes.begin(due)

    async def renew(self) -> None:
        """Extend the leases of the tries at work here."""
        if not self._claimed:
            return
        ids, now = list(self._claimed), self._tools.clock()
        try:
            await self._tools.archive.write(page_tries.extend_try_leases, self._token, ids, now, LEASE_SECONDS)
        except ArchiveError as error:
            log.debug("page_tries_not_renewed", error=type(error).__name__)

    def close(self) -> None:
        """Begin nothing new."""
        self._lanes.close()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work; the rest stays due."""
        await self._lanes.stop(timeout_seconds)

    async def work(self, entry_id: int, host: str) -> None:
        """Try the page of an entry again, which is on ``host``; never raises."""
        try:
            await self._one(entry_id, host)
        except ArchiveError as error:
            log.debug("page_try_put_off", entry=entry_id, error=type(error).__name__)
        except Exception as error:
            self._tools.metrics.errors.labels("entry").inc()
            log.exception("page_try_failed", entry=entry_id)
            report(error)
        finally:
            self._claimed.discard(entry_id)

    async def _one(self, entry_id: int, host: str) -> None:
        archive, now = self._tools.archive, self._tools.clock()
        claim = await archive.write(page_tries.claim_try, entry_id, self._token, now, LEASE_SECONDS)
        if claim is None:
            return
        self._claimed.add(entry_id)
        if claim.attempts > MOST_ATTEMPTS:
            await self._end(claim, FetchStatus.SET_ASIDE)
            return
        try:
            await self._try(claim, host)
        except (HostBusy, RedisUnavailable) as error:
            busy = max(HOST_BUSY, timedelta(seconds=getattr(error, "seconds", 0.0)))
            await self._release(entry_id, busy, count_attempt=False)
        except MatchFailed as error:
            log.warning("match_failed", entry=entry_id, reason=str(error))
            await self._release(entry_id, TRY_AGAIN, count_attempt=True)

    async def _try(self, claim: PageTries, host: str) -> None:
        tools = self._tools
        entry = await tools.archive.read(page_tries.entry_to_read, claim.entry_id)
        (feed,) = await tools.archive.read(feeds.get_feeds, [entry.feed_id])
        with tools.metrics.stage("read"):
            hold = tools.hosts.hold(host) if host else contextlib.nullcontext()
            read = await read_article(entry, feed, tools.reading, tools.clock(), hold=hold)
        status = FetchStatus(read.draft.page_status)
        if status is not FetchStatus.OK:
            await self._end(claim, status)
            return
        with tools.metrics.stage("match"):
            evaluation = await tools.matcher.evaluate(text_of(read.draft, feed))
        reach("after-match")
        with tools.metrics.stage("commit"):
            replaced = await tools.commit.replace(entry, read, evaluation, self._token)
        if replaced is not None:
            reach("after-replace")
            self._tell(entry, replaced)
            await teach(read, replaced, tools.reading)

    def _tell(self, entry: Entry, replaced: Committed) -> None:
        self._tools.metrics.alerts.inc(len(replaced.alert_ids))
        log.info(
            "page_read_at_last",
            entry=entry.id,
            article=replaced.article_id,
            copy=replaced.is_copy,
            alerts=len(replaced.alert_ids),
            deliveries=len(replaced.delivery_ids),
        )
        self._tools.committed(replaced)

    async def _end(self, claim: PageTries, status: FetchStatus) -> None:
        now = self._tools.clock()
        due = next_try(status, claim.tries + 1, claim.planned_at, now)
        await self._tools.archive.write(page_tries.end_try, claim.entry_id, self._token, status.value, now, due_at=due)
        log.info("page_tried_again", entry=claim.entry_id, page=status.value, tries=claim.tries + 1, again=bool(due))

    async def _release(self, entry_id: int, delay: timedelta, *, count_attempt: bool) -> None:
        at = self._tools.clock() + delay
        await self._tools.archive.write(page_tries.release_try, entry_id, self._token, at, count_attempt=count_attempt)
