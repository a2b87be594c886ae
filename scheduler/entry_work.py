"""From a pending entry to a committed article: claim, read the page, match, commit, mark as seen.

Whatever fails or is killed on the way stays pending in the archive, and the sweep brings it back.
"""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from alerts.mentions import to_archive
from archive import articles, entries, feeds
from archive.database import ArchiveError
from archive.failpoints import reach
from archive.nouns import Alert, AlertPlan, ArticleDraft, Committed, Entry, EntryState, Feed
from gateway.redis_link import RedisUnavailable
from scheduler.matching import MatchFailed
from scheduler.sentry import report
from scheduler.texts import text_of
from scrapers.hosts import HostBusy
from scrapers.read_article import ReadArticle, read_article, stand_in
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sqlalchemy import Connection

    from archive.database import Archive
    from scheduler.matching import Matcher
    from scheduler.metrics import Metrics
    from scrapers.hosts import HostLeases
    from scrapers.seen import Seen
    from scrapers.tools import ScrapingTools
    from watchlist.mentions import Evaluation

log = structlog.get_logger()

LEASE_SECONDS = 60.0
MOST_ATTEMPTS = 3
COMMIT_TRIES = 5
HOST_BUSY = timedelta(seconds=2)
TRY_AGAIN = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class EntryTools:
    """What entry work needs: connections, processes, and the two doors that configuration changes behind."""

    archive: Archive
    reading: ScrapingTools
    hosts: HostLeases
    seen: Seen
    matcher: Matcher
    metrics: Metrics
    clock: Callable[[], datetime]
    decide: Callable[[Entry, Evaluation], Callable[[Sequence[Alert]], Sequence[AlertPlan]]]
    committed: Callable[[Committed], None]
    set_aside: Callable[[Entry], Awaitable[None]]
    keep_raw_pages: bool


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
            except (HostBusy, RedisUnavailable):
                await self._release(entry, HOST_BUSY, count_attempt=False)
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
        state = EntryState.SET_ASIDE if aside else EntryState.DONE
        with tools.metrics.stage("commit"):
            committed = await self._write(entry, read, evaluation, state)
        if committed is None:
            return
        reach("after-commit")
        self._count(read.draft, evaluation, committed)
        await self._mark_seen(entry)
        tools.committed(committed)
        if aside:
            await tools.set_aside(entry)

    async def _evaluate(self, entry: Entry, feed: Feed, draft: ArticleDraft) -> Evaluation | None:
        """Mentions and held rules; None when even the feed's text cannot be matched and a person must look."""
        try:
            return await self._tools.matcher.evaluate(text_of(draft, feed))
        except MatchFailed:
            if entry.attempts > MOST_ATTEMPTS:
                return None
            raise

    async def _write(
        self, entry: Entry, read: ReadArticle, evaluation: Evaluation | None, state: EntryState
    ) -> Committed | None:
        """Commit, waiting a bounded time for an archive that is locked or full; its lease then lets others try."""
        tools = self._tools
        found = to_archive(evaluation.mentions) if evaluation else ()
        decide = tools.decide(entry, evaluation) if evaluation else (lambda _: ())
        page = self._raw_page(entry, read)
        commit = partial(
            articles.commit_article,
            entry=entry,
            draft=read.draft,
            mentions=found,
            decide=decide,
            now=tools.clock(),
            final_state=state,
        )
        for tried in range(COMMIT_TRIES):
            try:
                return await tools.archive.write(_commit_with_page, commit, page, tools.clock())
            except ArchiveError as error:
                if error.permanent or tried == COMMIT_TRIES - 1:
                    raise
                await asyncio.sleep(2**tried)
        raise AssertionError("the last try returns or raises")

    def _raw_page(self, entry: Entry, read: ReadArticle) -> _RawPage | None:
        if not self._tools.keep_raw_pages or not read.raw_page:
            return None
        return _RawPage(entry.id, zlib.compress(read.raw_page, level=1), read.content_type or "")

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


@dataclass(frozen=True, slots=True)
class _RawPage:
    """The page that an article was read from, kept for a while so that it can be read again."""

    entry_id: int
    compressed: bytes
    content_type: str


def _commit_with_page(
    tx: Connection, commit: Callable[[Connection], Committed | None], page: _RawPage | None, now: datetime
) -> Committed | None:
    """One transaction for the article, its alerts and its raw page."""
    committed = commit(tx)
    if committed is not None and page is not None:
        articles.keep_raw_page(tx, page.entry_id, page.compressed, page.content_type, now)
    return committed
