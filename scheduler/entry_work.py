"""From a pending entry to a committed article: claim, read the page, match, commit, mark as seen.

Whatever fails or is killed on the way stays pending in the archive, and the sweep brings it back.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from archive import entries, feeds
from archive.comparisons import UNCOMPARED
from archive.database import ArchiveError
from archive.failpoints import reach
from archive.nouns import ArticleDraft, Committed, Entry, EntryState, Feed
from gateway.redis_link import RedisUnavailable
from scheduler.copying.subject import new_article
from scheduler.matching import MatchFailed
from scheduler.sentry import report
from scheduler.texts import text_of
from scrapers.hosts import HostBusy
from scrapers.read_article import ReadArticle, read_article, stand_in
from scrapers.statuses import FetchStatus
from scrapers.teaching import teach

if TYPE_CHECKING:
    from archive.comparisons import Comparison
    from scheduler.entry_tools import EntryTools
    from watchlist.mentions import Evaluation

log = structlog.get_logger()

LEASE_SECONDS = 60.0
MOST_ATTEMPTS = 3
HOST_BUSY = timedelta(seconds=2)
TRY_AGAIN = timedelta(seconds=15)


class EntryWork:
    """Turns one pending entry at a time into a committed article; whatever goes wrong stays with that entry."""

    def __init__(self, tools: EntryTools) -> None:
        self._tools = tools
        self._token = uuid4().hex
        self._claimed: set[int] = set()

    async def work(self, entry_id: int, host: str) -> None:
        """Work an entry off whose page is on ``host``; never raises."""
        try:
            await self._one(entry_id, host)
        except ArchiveError as error:
            log.warning("entry_put_off", entry=entry_id, error=type(error).__name__, reason=str(error))
        except Exception as error:
            self._tools.metrics.errors.labels("entry").inc()
            log.exception("entry_failed", entry=entry_id)
            report(error)
        finally:
            self._claimed.discard(entry_id)

    async def renew(self) -> None:
        """Extend the leases of the entries at work here; what cannot be extended now is extended in a while."""
        if not self._claimed:
            return
        ids, now = list(self._claimed), self._tools.clock()
        try:
            await self._tools.archive.write(entries.extend_leases, self._token, ids, now, LEASE_SECONDS)
        except ArchiveError as error:
            log.warning("entry_leases_not_renewed", entries=len(ids), error=type(error).__name__)

    async def _one(self, entry_id: int, host: str) -> None:
        archive, now = self._tools.archive, self._tools.clock()
        claimed = await archive.write(entries.claim_entries, [entry_id], self._token, now, LEASE_SECONDS)
        for entry in claimed:
            self._claimed.add(entry.id)
            feed = (await archive.read(feeds.get_feeds, [entry.feed_id]))[0]
            try:
                await self._commit(entry, feed, await self._read(entry, feed, host))
            except (HostBusy, RedisUnavailable) as error:
                busy = max(HOST_BUSY, timedelta(seconds=getattr(error, "seconds", 0.0)))
                await self._release(entry, busy, count_attempt=False)
            except MatchFailed as error:
                log.warning("match_failed", entry=entry.id, reason=str(error))
                await self._release(entry, TRY_AGAIN, count_attempt=True)

    async def _read(self, entry: Entry, feed: Feed, host: str) -> ReadArticle:
        tools = self._tools
        if entry.attempts > MOST_ATTEMPTS:
            return await stand_in(entry, feed, tools.reading, tools.clock(), reason=FetchStatus.SET_ASIDE)
        with tools.metrics.stage("read"):
            hold = tools.hosts.hold(host) if host else contextlib.nullcontext()
            return await read_article(entry, feed, tools.reading, tools.clock(), hold=hold)

    async def _commit(self, entry: Entry, feed: Feed, read: ReadArticle) -> None:
        tools = self._tools
        with tools.metrics.stage("match"):
            evaluation = await self._evaluate(entry, feed, read.draft)
        reach("after-match")
        aside = entry.attempts > MOST_ATTEMPTS
        write = partial(self._write, entry, read, evaluation)
        if aside:  # comparing may be what kills its worker
            committed = await write(UNCOMPARED)
        else:
            committed = await tools.copies.commit(new_article(entry, feed, read.draft, tools.clock()), write)
        if committed is None:
            return
        reach("after-commit")
        self._count(read.draft, evaluation, committed)
        await self._mark_seen(entry)
        tools.committed(committed)
        await teach(read, committed, tools.reading)
        if aside:
            tools.metrics.set_aside.inc()
            await tools.set_aside(entry)

    async def _write(
        self, entry: Entry, read: ReadArticle, evaluation: Evaluation | None, comparison: Comparison
    ) -> Committed | None:
        state = EntryState.SET_ASIDE if entry.attempts > MOST_ATTEMPTS else EntryState.DONE
        with self._tools.metrics.stage("commit"):
            return await self._tools.commit.write(entry, read, evaluation, state, comparison)

    async def _evaluate(self, entry: Entry, feed: Feed, draft: ArticleDraft) -> Evaluation | None:
        """Mentions and held rules; None when even the feed's text cannot be matched and a person must look."""
        try:
            return await self._tools.matcher.evaluate(text_of(draft, feed))
        except MatchFailed:
            if entry.attempts > MOST_ATTEMPTS:
                return None
            raise

    async def _mark_seen(self, entry: Entry) -> None:
        try:
            await self._tools.seen.add([(entry.feed_id, entry.composite_key)])
        except RedisUnavailable:
            log.debug("seen_key_left_to_the_archive", entry=entry.id)
        reach("after-seen")

    async def _release(self, entry: Entry, delay: timedelta, *, count_attempt: bool) -> None:
        at = self._tools.clock() + delay
        await self._tools.archive.write(entries.release_entry, entry.id, self._token, at, count_attempt=count_attempt)

    def _count(self, draft: ArticleDraft, evaluation: Evaluation | None, committed: Committed) -> None:
        metrics = self._tools.metrics
        metrics.articles.labels(str(draft.body_source)).inc()
        metrics.alerts.inc(len(committed.alert_ids))
        metrics.mentions.inc(len(evaluation.mentions) if evaluation else 0)
        if committed.is_copy:
            metrics.copies.inc()
        log.info(
            "article_committed",
            article=committed.article_id,
            body=str(draft.body_source),
            page=draft.page_status,
            copy=committed.is_copy,
            alerts=len(committed.alert_ids),
            deliveries=len(committed.delivery_ids),
        )
