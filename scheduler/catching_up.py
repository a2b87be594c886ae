"""Applies a changed watchlist to the stored articles of the last day, in the background, and tells of them together.

A list that changed is looked for in them once, by one crawler. What newly holds becomes alerts as any other, so that
copies that come later are silent; but each recipient is told of all of it in one summary by each channel.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import structlog

from alerts.mentions import to_archive
from alerts.policy import is_backlog, plan_alerts
from archive import catching_up
from archive.articles import recent_articles
from archive.catch_up_steps import CatchUp, Turn
from archive.catching_up import HeldArticle
from archive.database import ArchiveError
from archive.feeds import get_feeds
from archive.lookups import entries_with
from scheduler.matching import MatchFailed
from scheduler.sentry import report
from scheduler.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.database import Archive
    from archive.nouns import Article, Entry, Feed
    from scheduler.configuration.edition import Edition
    from scheduler.in_force import InForce
    from scheduler.matching import Matcher

log = structlog.get_logger()

REACH = timedelta(hours=24)
LEASE = timedelta(seconds=60)
PAGE = 50
MOST_TRIES = 3
# Long enough for what was matched by the list before to be committed, and for other crawlers to read the new one.
SETTLE_SECONDS = 5.0
RESUME_SECONDS = 30.0


class Stored(NamedTuple):
    """An article of the archive with its entry and its feed."""

    article: Article
    entry: Entry
    feed: Feed


class CatchingUp:
    """One crawler's part in it; ``look`` is called every second or so, and what it begins goes on by itself."""

    def __init__(
        self,
        archive: Archive,
        matcher: Matcher,
        in_force: InForce,
        clock: Callable[[], datetime],
        told: Callable[[], None],
        *,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        """``told`` is called when there are summaries to be sent."""
        self._settle_seconds = settle_seconds
        self._archive = archive
        self._matcher = matcher
        self._in_force = in_force
        self._clock = clock
        self._told = told
        self._token = uuid4().hex
        self._edition: Edition | None = None
        self._digest = ""
        self._next_look = 0.0
        self._is_new = False
        self._failed: Counter[int] = Counter()
        self._task: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Begin with a list that has come into force, or go on with what another crawler left behind."""
        if self._task is not None and not self._task.done():
            return
        now, edition = time.monotonic(), self._matcher.edition
        if edition is not self._edition:
            self._task = asyncio.create_task(self._guarded(self._notice(edition)))
        elif now >= self._next_look:
            self._next_look = now + RESUME_SECONDS
            self._task = asyncio.create_task(self._guarded(self._catch_up()))

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except ArchiveError as error:
            log.warning("catch_up_put_off", error=type(error).__name__)
        except Exception as error:
            log.exception("catch_up_failed")
            report(error)

    async def _notice(self, edition: Edition) -> None:
        """Take note of a list that has come into force, and give it a while to settle."""
        digest = await asyncio.to_thread(_digest, edition)
        await self._archive.write(catching_up.know_first, digest)
        self._edition, self._digest, self._is_new = edition, digest, True
        self._next_look = time.monotonic() + self._settle_seconds

    async def _catch_up(self) -> None:
        known = await self._take()
        self._is_new = False
        while known is not None:
            page = await self._archive.read(_page, known)
            if not page:
                await self._finish(known)
                return
            found = await self._found(page)
            if found is None:
                return
            last = page[-1].article.id
            advanced = await self._archive.write(catching_up.advance, known, found, last, self._turn())
            known = advanced.known if advanced is not None else None

    async def _take(self) -> CatchUp | None:
        turn = self._turn()
        if not self._is_new:
            return await self._archive.write(catching_up.go_on, self._digest, turn)
        return await self._archive.write(catching_up.begin, self._digest, turn.now - REACH, turn)

    def _turn(self) -> Turn:
        return Turn(self._token, self._clock(), LEASE)

    async def _finish(self, known: CatchUp) -> None:
        told = await self._archive.write(catching_up.finish, known, self._clock())
        if told is not None:
            log.info("catch_up_done", summaries=told)
        if told:
            self._told()

    async def _found(self, page: list[Stored]) -> list[HeldArticle] | None:
        """The articles of a page for which rules hold; None when the list was changed or one is to be tried again."""
        found = []
        for stored in page:
            try:
                found += await self._held(stored)
            except MatchFailed:
                number = stored.article.id
                self._failed[number] += 1
                if self._failed[number] < MOST_TRIES:
                    return None
                log.warning("catch_up_passed_over", article=number)
        return found if self._matcher.edition is self._edition else None

    async def _held(self, stored: Stored) -> list[HeldArticle]:
        article, in_force = stored.article, self._in_force
        if is_backlog(stored.entry, in_force.first_poll_alert_age):
            return []
        evaluation = await self._matcher.evaluate(text_of(article, stored.feed))
        if not evaluation.held:
            return []
        decide = partial(plan_alerts, evaluation.held, routing=in_force.routing)
        return [HeldArticle(article, to_archive(evaluation.mentions), decide)]


def _digest(edition: Edition) -> str:
    return edition.digest


def _page(tx: Connection, known: CatchUp) -> list[Stored]:
    """The next articles."""
    if known.since is None:
        return []
    found = recent_articles(tx, known.since, known.after, PAGE)
    entries = {entry.id: entry for entry in entries_with(tx, [article.entry_id for article in found])}
    feeds = {feed.id: feed for feed in get_feeds(tx, {article.feed_id for article in found})}
    return [Stored(article, entries[article.entry_id], feeds[article.feed_id]) for article in found]
