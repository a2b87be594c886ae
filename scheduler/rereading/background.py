"""Reads the articles of a site again when more has become known of its furniture: a crawler's part in it.

Whoever commits the page that told of it asks for that in the same transaction. A crawler takes one site at a time. Of
its articles of the last day it reads those again in which lines stand that are known for furniture by now: one every
few seconds while no entries wait, else one in a while. A page that is read again teaches nothing, so that nothing asks
for itself.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog

from archive import site_rereads
from archive.articles import article_of_entry
from archive.database import ArchiveError
from archive.failpoints import reach
from archive.rereading import kept_pages
from scheduler.matching import MatchFailed
from scheduler.rereading.reader import ALERT_AGE, Rereader
from scheduler.rereading.sites import SiteNotKnown, SureSites
from scheduler.sentry import report
from scrapers.site_lines.reading import has_furniture
from scrapers.site_lines.site import site_of_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.database import Archive
    from archive.rereading import KeptPage
    from archive.site_rereads import SiteReread
    from scheduler.copying.desk import CopyDesk
    from scheduler.matching import Matcher
    from scheduler.news import Policy
    from scheduler.rereading.pace import Pace
    from scheduler.rereading.reader import Reread
    from scrapers.tools import ScrapingTools

log = structlog.get_logger()

LEASE_SECONDS = 60.0
MOST_ATTEMPTS = 3
PUT_OFF = timedelta(minutes=1)
AGAIN = timedelta(minutes=5)


class Rereads:
    """``look`` is called now and then, and what it begins goes on by itself."""

    def __init__(
        self,
        archive: Archive,
        tools: ScrapingTools,
        matcher: Matcher,
        decide: Policy,
        *,
        copies: CopyDesk,
        clock: Callable[[], datetime],
        pace: Pace,
        told: Callable[[Reread], None],
    ) -> None:
        """``told`` hears what became of each page."""
        self._archive = archive
        self._sites = SureSites(tools.sites)
        self._rereader = Rereader(
            archive, replace(tools, sites=self._sites), matcher, decide, clock, copies=copies, falls_back=False
        )
        self._clock = clock
        self._pace = pace
        self._told = told
        self._token = uuid4().hex
        self._task: asyncio.Task[None] | None = None
        self._left: SiteReread | None = None

    async def look(self) -> None:
        """Begin with the site that is due, unless one is at work here."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._guarded())

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._left is not None:
            with contextlib.suppress(ArchiveError):
                await self._put_off(self._left, timedelta(), count_attempt=False)

    async def work(self) -> None:
        """Read the articles of a site again, if one is due."""
        now = self._clock()
        if not await self._archive.read(site_rereads.is_site_due, self._token, now):
            return
        claim = await self._archive.write(site_rereads.claim_site, self._token, now, LEASE_SECONDS)
        if claim is None:
            return
        try:
            is_done = await self._site(claim)
        except asyncio.CancelledError:
            self._left = claim
            raise
        except SiteNotKnown:
            await self._put_off(claim, count_attempt=False)
        except MatchFailed as error:
            log.warning("match_failed", reason=str(error))
            await self._put_off(claim, count_attempt=True)
        else:
            reach("before-reread-end")
            if is_done:
                await self._archive.write(site_rereads.finish_site, claim, self._token, self._clock() + AGAIN)

    async def _site(self, claim: SiteReread) -> bool:
        """Whether all that there is to do for it is done; not so when another crawler has it by now."""
        if claim.attempts > MOST_ATTEMPTS:
            log.warning("site_reread_given_up")
            return True
        for page in await self._suspects(claim.site):
            await self._pace.rest()
            now = self._clock()
            if not await self._archive.write(site_rereads.hold_site, claim.site, self._token, now, LEASE_SECONDS):
                return False
            reread = await self._rereader.reread(page.entry_id)
            log.info("page_read_again", article=page.article_id, fate=reread.fate.value, alerts=reread.alerts)
            self._told(reread)
        return True

    async def _suspects(self, site: str) -> list[KeptPage]:
        """The pages whose articles hold lines that are known for furniture by now."""
        pages = await self._archive.read(_pages_of, site, self._clock() - ALERT_AGE)
        if not pages:
            return []
        known, day = await self._sites.known(site, pages[-1].feed_id), self._sites.day
        found = []
        for page in pages:
            article = await self._archive.read(article_of_entry, page.entry_id)
            if article is not None and has_furniture(article, known, day):
                found.append(page)
        return found

    async def _put_off(self, claim: SiteReread, delay: timedelta = PUT_OFF, *, count_attempt: bool) -> None:
        due = self._clock() + delay
        await self._archive.write(site_rereads.put_site_off, claim.site, self._token, due, count_attempt=count_attempt)

    async def _guarded(self) -> None:
        try:
            await self.work()
        except ArchiveError as error:
            log.debug("rereads_put_off", error=type(error).__name__)
        except Exception as error:
            log.exception("reread_failed")
            report(error)


def _pages_of(tx: Connection, site: str, since: datetime) -> list[KeptPage]:
    return [page for page in kept_pages(tx, since) if site_of_page(page.url) == site]
