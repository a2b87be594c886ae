"""From a pending entry to a committed article: claim, read the page, match, commit, mark as seen.

Entries of one page host stand in one lane and are read one after the other; lanes run side by side. Whatever fails or
is killed here stays pending in the archive, and the sweep brings it back.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
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
from scheduler.polling import host_of
from scrapers.hosts import HostBusy
from scrapers.read_article import ReadArticle, read_article, stand_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.database import Archive
    from scheduler.matching import Matcher
    from scheduler.metrics import Metrics
    from scrapers.hosts import HostLeases
    from scrapers.poll import PollTools
    from scrapers.seen import Seen
    from watchlist.watchlist import Evaluation

log = structlog.get_logger()

LEASE_SECONDS = 90.0
MOST_ATTEMPTS = 3
MOST_QUEUED = 5000
AT_WORK = 24
SOFT_SECONDS = 20.0
COMMIT_TRIES = 5
HOST_BUSY = timedelta(seconds=2)
TRY_AGAIN = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class EntryTools:
    """What entry work needs: connections, processes, and the two doors that configuration changes behind."""

    archive: Archive
    reading: PollTools
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
    """Works pending entries off, lane by lane."""

    def __init__(self, tools: EntryTools) -> None:
        self._tools = tools
        self._token = uuid4().hex
        self._lanes: dict[str, deque[int]] = {}
        self._queued: dict[int, asyncio.Future[None]] = {}
        self._claimed: set[int] = set()
        self._slots = asyncio.Semaphore(AT_WORK)
        self._workers: set[asyncio.Task[None]] = set()
        self._stopping = False

    def begin(self, ids_by_host: Sequence[tuple[int, str]]) -> list[asyncio.Future[None]]:
        """Queue entries as (id, page host); futures of those that are now at work here. Too many: left to the sweep."""
        futures = []
        for entry_id, host in ids_by_host:
            if self._stopping or (entry_id not in self._queued and len(self._queued) >= MOST_QUEUED):
                continue
            if entry_id not in self._queued:
                self._enqueue(entry_id, host)
            futures.append(self._queued[entry_id])
        return futures

    async def run(self, ids: list[int]) -> None:
        """The task behind the sweep: work these entries off, or return when that takes long."""
        due = await self._tools.archive.read(entries.entry_urls, ids)
        futures = self.begin([(entry_id, host_of(url)) for entry_id, url in due])
        if futures:
            await asyncio.wait(futures, timeout=SOFT_SECONDS)

    async def renew(self) -> None:
        """Extend the leases of the entries at work here."""
        if self._claimed:
            now = self._tools.clock()
            ids = list(self._claimed)
            await self._tools.archive.write(entries.extend_leases, self._token, ids, now, LEASE_SECONDS)

    def close(self) -> None:
        """Begin nothing new, and leave what is queued to the next start."""
        self._stopping = True
        for lane in self._lanes.values():
            lane.clear()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work."""
        self.close()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=timeout_seconds)
            for worker in late:
                worker.cancel()

    def _enqueue(self, entry_id: int, host: str) -> None:
        self._queued[entry_id] = asyncio.get_running_loop().create_future()
        if host in self._lanes:
            self._lanes[host].append(entry_id)
            return
        self._lanes[host] = deque([entry_id])
        worker = asyncio.create_task(self._work_lane(host))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work_lane(self, host: str) -> None:
        lane = self._lanes[host]
        try:
            while lane:
                entry_id = lane.popleft()
                async with self._slots:
                    await self._guarded(entry_id, host)
        finally:
            del self._lanes[host]
            for entry_id in lane:
                self._finish(entry_id)

    def _finish(self, entry_id: int) -> None:
        future = self._queued.pop(entry_id, None)
        if future is not None and not future.done():
            future.set_result(None)

    async def _guarded(self, entry_id: int, host: str) -> None:
        """Whatever goes wrong with one entry is named and stays with that entry."""
        try:
            await self._one(entry_id, host)
        except ArchiveError as error:
            log.warning("entry_put_off", entry=entry_id, error=type(error).__name__)
        except Exception:
            self._tools.metrics.errors.labels("entry").inc()
            log.exception("entry_failed", entry=entry_id)
        finally:
            self._claimed.discard(entry_id)
            self._finish(entry_id)

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
                log.error("match_failed", entry=entry.id, reason=str(error))
                await self._release(entry, TRY_AGAIN, count_attempt=True)

    async def _read(self, entry: Entry, feed: Feed, host: str) -> ReadArticle:
        tools = self._tools
        if entry.attempts > MOST_ATTEMPTS:
            return await stand_in(entry, feed, tools.reading, tools.clock(), reason="set_aside")
        with tools.metrics.stage("read"):
            if not host:
                return await read_article(entry, feed, tools.reading, tools.clock())
            async with tools.hosts.hold(host):
                return await read_article(entry, feed, tools.reading, tools.clock())

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
        tools.committed(committed)
        if aside:
            await tools.set_aside(entry)
        await self._mark_seen(entry)

    async def _evaluate(self, entry: Entry, feed: Feed, draft: ArticleDraft) -> Evaluation | None:
        """Mentions and held rules; None when even the feed's text cannot be matched and a person must look."""
        try:
            return await self._tools.matcher.evaluate(draft.title, draft.body, draft.language or feed.language)
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
        raw = zlib.compress(read.raw_page) if tools.keep_raw_pages and read.raw_page else None
        commit = partial(
            articles.commit_article, entry=entry, draft=read.draft, mentions=found, decide=decide, now=tools.clock(),
            final_state=state,
        )
        for tried in range(COMMIT_TRIES):
            try:
                return await tools.archive.write(_with_raw_page, commit, entry.id, raw, read.content_type, tools.clock())
            except ArchiveError as error:
                if error.permanent or tried == COMMIT_TRIES - 1:
                    raise
                await asyncio.sleep(2**tried)
        raise AssertionError

    async def _mark_seen(self, entry: Entry) -> None:
        try:
            await self._tools.seen.add([(entry.feed_id, entry.item_key)])
        except RedisUnavailable:
            log.debug("seen_key_left_to_the_archive", entry=entry.id)
        reach("after-seen")

    async def _release(self, entry: Entry, delay: timedelta, *, count_attempt: bool) -> None:
        at = self._tools.clock() + delay
        await self._tools.archive.write(
            entries.release_entry, entry.id, self._token, at, count_attempt=count_attempt
        )

    def _count(self, draft: ArticleDraft, evaluation: Evaluation | None, committed: Committed) -> None:
        metrics = self._tools.metrics
        metrics.articles.labels(str(draft.body_source)).inc()
        metrics.alerts.inc(len(committed.alert_ids))
        metrics.mentions.inc(len(evaluation.mentions) if evaluation else 0)
        if committed.is_copy:
            metrics.copies.inc()
        log.info(
            "article_committed", article=committed.article_id, body=str(draft.body_source), page=draft.page_status,
            copy=committed.is_copy, alerts=len(committed.alert_ids), deliveries=len(committed.delivery_ids),
        )  # fmt: skip


def _with_raw_page(
    tx: Connection, commit: Callable[[Connection], Committed | None], entry_id: int, raw: bytes | None,
    content_type: str | None, now: datetime,
) -> Committed | None:  # fmt: skip
    """One transaction for the article, its alerts and the page it was read from."""
    committed = commit(tx)
    if committed is not None and raw is not None:
        articles.keep_raw_page(tx, entry_id, raw, content_type or "", now)
    return committed
