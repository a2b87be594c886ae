"""Asks once more for pages that could not be had, and for those that may have been edited since they were read.

Each crawler looks for due ones and claims them one by one in the archive; those of one host wait for each other, for
the host's lease and for its pause. Looks for edits are few at a time and wait for the host's news. Whoever is killed
leaves its claim to the next.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from archive import due_pages, page_tries
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable
from scheduler.behind_news import BehindNews
from scheduler.entry_lanes import EntryLanes
from scheduler.entry_work import HOST_BUSY, LEASE_SECONDS, MOST_ATTEMPTS, TRY_AGAIN
from scheduler.matching import MatchFailed
from scheduler.page_try import PageTry
from scheduler.sentry import report
from scrapers.hosts import HostBusy
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scheduler.entry_tools import EntryTools

log = structlog.get_logger()

# Of the pages that are due so many are read, and so many of a host are known to wait.
MOST_DUE = 2000
MOST_OF_A_HOST = 20
LOOKS_AT_WORK = 4


class PageRetries:
    """One crawler's part in it; ``look`` is called every few seconds, and what it begins goes on by itself."""

    def __init__(self, tools: EntryTools, has_news: Callable[[str], bool] = lambda _: False) -> None:
        """``has_news`` says whether entries of a host wait for their first reading."""
        self._tools = tools
        self._token = uuid4().hex
        self._claimed: set[int] = set()
        self._try = PageTry(tools, self._token)
        self._lanes = EntryLanes(tools.archive, self.work, tools.hosts.rest)
        self._look_lanes = EntryLanes(tools.archive, self.work, BehindNews(tools.hosts.rest, has_news), LOOKS_AT_WORK)

    async def look(self) -> None:
        """Begin with the pages that are due; whatever is down, the next look comes in seconds."""
        archive, now = self._tools.archive, self._tools.clock()
        try:
            due = await archive.read(due_pages.due_tries, now, MOST_DUE)
            looks = await archive.read(due_pages.due_looks, now, MOST_DUE)
        except ArchiveError as error:
            log.debug("page_tries_put_off", error=type(error).__name__)
        else:
            self._lanes.begin(some_of_each_host(due))
            self._look_lanes.begin(some_of_each_host(looks))

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
            await self._try.end(claim, FetchStatus.SET_ASIDE)
            return
        try:
            await self._try.work(claim, host)
        except (HostBusy, RedisUnavailable) as error:
            busy = max(HOST_BUSY, timedelta(seconds=getattr(error, "seconds", 0.0)))
            await self._release(entry_id, busy, count_attempt=False)
        except MatchFailed as error:
            log.warning("match_failed", entry=entry_id, reason=str(error))
            await self._release(entry_id, TRY_AGAIN, count_attempt=True)

    async def _release(self, entry_id: int, delay: timedelta, *, count_attempt: bool) -> None:
        at = self._tools.clock() + delay
        await self._tools.archive.write(page_tries.release_try, entry_id, self._token, at, count_attempt=count_attempt)


def some_of_each_host(due: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Those of the due pages, by number and URL, that wait in their hosts' lanes from now on: the first of each."""
    known = Counter[str]()
    for entry_id, url in due:
        host = host_of(url)
        known[host] += 1
        if known[host] <= MOST_OF_A_HOST:
            yield entry_id, url
