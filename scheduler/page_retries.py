"""Asks once more for pages that could not be had, and for those that may have been edited since they were read.

Each crawler looks for due ones and claims them one by one in the archive; those of one host wait for each other, for
the host's lease and for its pause. Looks for edits are few at a time and wait for the host's news. Whoever is killed
leaves its claim to the next; all is written at the end, at once.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from archive import feeds, page_tries
from archive.articles import article_of_entry
from archive.database import ArchiveError
from archive.failpoints import reach
from archive.nouns import BodySource
from gateway.redis_link import RedisUnavailable
from scheduler.behind_news import BehindNews
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_work import HOST_BUSY, LEASE_SECONDS, MOST_ATTEMPTS, TRY_AGAIN
from scheduler.matching import MatchFailed
from scheduler.revising import Revisions
from scheduler.sentry import report
from scheduler.texts import text_of
from scrapers.hosts import HostBusy
from scrapers.read_article import read_article
from scrapers.revising.deciding import REPLACES
from scrapers.statuses import FetchStatus
from scrapers.teaching import teach

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.nouns import Article, Committed, Entry, Feed
    from archive.page_tries import PageTries
    from scheduler.entry_work import EntryTools
    from scheduler.revising import Looked
    from scrapers.read_article import ReadArticle

log = structlog.get_logger()

MOST_AT_ONCE = 100
# Looks for edits: so many are known to wait, so many are at work.
MOST_LOOKS = 1000
LOOKS_AT_WORK = 4


class PageRetries:
    """One crawler's part in it; ``look`` is called every few seconds, and what it begins goes on by itself."""

    def __init__(self, tools: EntryTools, has_news: Callable[[str], bool] = lambda _: False) -> None:
        """``has_news`` says whether entries of a host wait for their first reading."""
        self._tools = tools
        self._token = uuid4().hex
        self._claimed: set[int] = set()
        self._revisions = Revisions(tools, self._token)
        self._lanes = EntryLanes(tools.archive, self.work, tools.hosts.rest)
        self._look_lanes = EntryLanes(tools.archive, self.work, BehindNews(tools.hosts.rest, has_news), LOOKS_AT_WORK)

    async def look(self) -> None:
        """Begin with the pages that are due; whatever is down, the next look comes in seconds."""
        archive, now = self._tools.archive, self._tools.clock()
        try:
            due = await archive.read(page_tries.due_tries, now, MOST_AT_ONCE)
            looks = await archive.read(page_tries.due_looks, now, MOST_LOOKS)
        except ArchiveError as error:
            log.debug("page_tries_put_off", error=type(error).__name__)
        else:
            self._lanes.begin(due)
            self._look_lanes.begin(looks)

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
        self._look_lanes.close()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work; the rest stays due."""
        await asyncio.gather(self._lanes.stop(timeout_seconds), self._look_lanes.stop(timeout_seconds))

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
        article = await tools.archive.read(article_of_entry, entry.id)
        if article is None or (read.draft.body_source, article.body_source) == (BodySource.PAGE, BodySource.FEED):
            await self._replace(entry, feed, article, read)
        else:
            await self._told_of(claim, await self._revisions.look(claim, entry, feed, article, read))

    async def _replace(self, entry: Entry, feed: Feed, article: Article | None, read: ReadArticle) -> None:
        tools = self._tools
        with tools.metrics.stage("match"):
            evaluation = await tools.matcher.evaluate(text_of(read.draft, feed))
        reach("after-match")
        with tools.metrics.stage("commit"):
            write = partial(tools.commit.replace, entry, read, evaluation, self._token)
            replaced = await (tools.copies.exchange(article, feed, read.draft, write) if article else write())
        if replaced is not None:
            reach("after-replace")
            self._commits("page_read_at_last", entry.id, replaced)
            await teach(read, replaced, tools.reading)

    def _commits(self, event: str, entry_id: int, committed: Committed, **told: str) -> None:
        self._tools.metrics.alerts.inc(len(committed.alert_ids))
        log.info(
            event,
            entry=entry_id,
            article=committed.article_id,
            copy=committed.is_copy,
            alerts=len(committed.alert_ids),
            deliveries=len(committed.delivery_ids),
            **told,
        )
        self._tools.committed(committed)

    async def _told_of(self, claim: PageTries, looked: Looked) -> None:
        """Say what came of a look, and end its try unless that was committed with it."""
        verdict = looked.edit.verdict.value if looked.edit else ""
        if looked.committed is not None:
            self._tools.metrics.revisions.labels(verdict).inc()
            reach("after-revise")
            self._commits("article_revised", claim.entry_id, looked.committed, edit=verdict)
        elif looked.edit is None or looked.edit.verdict not in REPLACES:
            await self._end(claim, looked.status, looked.due_at, edit=verdict)

    async def _end(self, claim: PageTries, status: FetchStatus, due: datetime | None = None, **told: str) -> None:
        """End a try; the page of an article that is still looked at counts as read, whatever came of this look."""
        now, was_read = self._tools.clock(), claim.status == FetchStatus.OK
        kept = FetchStatus.OK if was_read and due is not None else status
        await self._tools.archive.write(page_tries.end_try, claim.entry_id, self._token, kept.value, now, due_at=due)
        event = "page_looked_at" if was_read else "page_tried_again"
        log.info(event, entry=claim.entry_id, page=status.value, tries=claim.tries + 1, again=bool(due), **told)

    async def _release(self, entry_id: int, delay: timedelta, *, count_attempt: bool) -> None:
        at = self._tools.clock() + delay
        await self._tools.archive.write(page_tries.release_try, entry_id, self._token, at, count_attempt=count_attempt)
