"""Reads one archived page again, and puts what it gives today in the article's place."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from alerts.mentions import to_archive
from alerts.news import without_figures
from archive.articles import mentions_of
from archive.failpoints import reach
from archive.rereading import Rereading, put_reread, stored_page
from scheduler.alert_policy import weighed
from scheduler.rereading.change import Change, change_of, furniture_of, gained_and_lost, is_lost, known_better
from scheduler.rereading.rehearsal import Rehearsal
from scheduler.texts import text_of
from scrapers.parsing.results import ParseFailed
from scrapers.read_article import SentPage, read_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.database import Archive
    from archive.nouns import Article, ArticleDraft, Committed
    from archive.rereading import StoredPage
    from scheduler.copying.desk import CopyDesk
    from scheduler.matching import Matcher
    from scheduler.news import Policy
    from scrapers.read_article import ReadArticle
    from scrapers.tools import ExtractionTools
    from watchlist.mentions import Evaluation

# What is older is put right in silence: it is no news.
ALERT_AGE = timedelta(hours=24)


class Fate(StrEnum):
    """What became of a page that was to be read again; ``passed_over``: it was forgotten or replaced meanwhile."""

    SAME = "same"
    CHANGED = "changed"
    NOT_READ = "not_read"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class Reread:
    """How it went, and what it brought."""

    fate: Fate
    change: Change | None = None
    gained: int = 0
    lost: int = 0
    alerts: int = 0
    committed: Committed | None = None


class Rereader:
    """Reads pages with ``tools``; ``decide`` gives the policy of alerts about an entry's text."""

    def __init__(
        self,
        archive: Archive,
        tools: ExtractionTools,
        matcher: Matcher,
        decide: Policy,
        clock: Callable[[], datetime],
        *,
        copies: CopyDesk,
        check: Callable[[Connection], None] = lambda _: None,
        falls_back: bool = True,
    ) -> None:
        """``check`` is asked in each transaction, and undoes it by raising.

        A page that is taken for no article today leaves its article to the feed's text where this ``falls_back``.
        """
        self._archive = archive
        self._check = check
        self._falls_back = falls_back
        self._tools = tools
        self._matcher = matcher
        self._copies = copies
        self._decide = decide
        self._clock = clock
        self._rehearsal = Rehearsal(archive, clock)

    async def reread(self, entry_id: int, *, writes: bool = True) -> Reread:
        """Read the page of an entry again, and put the article right unless it is only asked what would change.

        Raises SiteNotKnown, MatchFailed and ArchiveError.
        """
        stored = await self._archive.read(stored_page, entry_id)
        if stored is None:
            return Reread(Fate.PASSED_OVER)
        try:
            read = await self._read(stored)
        except (ParseFailed, zlib.error):  # a damaged disk may have lost some of it
            return Reread(Fate.NOT_READ)
        if not self._falls_back and is_lost(read.draft, stored.article):
            return Reread(Fate.NOT_READ)
        change = change_of(stored.article, known_better(read.draft, stored.article))
        return await self._put(stored, read, change, writes=writes) if change else Reread(Fate.SAME)

    async def _read(self, stored: StoredPage) -> ReadArticle:
        article, page = stored.article, stored.page
        url = page.url or article.canonical_url or article.url
        sent = SentPage(zlib.decompress(page.compressed), url, page.content_type or None)
        return await read_page(
            stored.entry, stored.feed, self._tools, sent, article.fetched_at, frozenset(furniture_of(stored))
        )

    async def _put(self, stored: StoredPage, read: ReadArticle, change: Change, *, writes: bool) -> Reread:
        article = stored.article
        evaluation = await self._matcher.evaluate(text_of(change.draft, stored.feed))
        before = await self._archive.read(mentions_of, article.id)
        gained, lost = gained_and_lost(before, evaluation.mentions)
        if not writes:
            policy = partial(self._policy, stored, change.draft, evaluation)
            alerts = await self._rehearsal.alerts(stored, change.draft, policy)
            return Reread(Fate.CHANGED, change, gained, lost, alerts)
        furniture = tuple(dict.fromkeys((*(furniture_of(stored)), *read.furniture)))
        reading = Rereading(change.draft, to_archive(evaluation.mentions), furniture)
        write = partial(self._write, stored, reading, evaluation)
        committed = await self._copies.exchange(article, stored.feed, change.draft, write)
        if committed is None:
            return Reread(Fate.PASSED_OVER)
        reach("after-reread")
        return Reread(Fate.CHANGED, change, gained, lost, len(committed.alert_ids), committed)

    async def _write(
        self, stored: StoredPage, reading: Rereading, evaluation: Evaluation, comparison: Comparison
    ) -> Committed | None:
        decide = await self._policy(stored, reading.draft, evaluation, comparison)
        return await self._archive.write(self._checked, stored.article, reading, decide, self._clock(), comparison)

    def _checked(  # noqa: PLR0917 - as put_reread
        self,
        tx: Connection,
        article: Article,
        reading: Rereading,
        decide: Decide,
        now: datetime,
        comparison: Comparison,
    ) -> Committed | None:
        self._check(tx)
        return put_reread(tx, article, reading, decide, now, comparison)

    async def _policy(
        self, stored: StoredPage, draft: ArticleDraft, evaluation: Evaluation, comparison: Comparison
    ) -> Decide:
        if stored.article.committed_at < self._clock() - ALERT_AGE:
            return lambda _: ()
        return await weighed(self._decide, stored.entry, draft, evaluation, comparison, weigh=without_figures)
