"""One more reading of a page by who has its claim: it takes its article's place, is a revision, or ends the try.

All is written at the end, at once.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from archive import feeds, page_tries
from archive.articles import article_of_entry, mentions_of
from archive.failpoints import reach
from archive.nouns import BodySource
from archive.replacing import Succession
from scheduler.revising import Revisions
from scheduler.texts import text_of
from scrapers.read_article import read_article
from scrapers.revising.another_article import is_another_article
from scrapers.revising.deciding import REPLACES
from scrapers.statuses import FetchStatus
from scrapers.teaching import teach

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Article, Committed, Entry, Feed
    from archive.page_tries import PageTries
    from scheduler.entry_tools import EntryTools
    from scheduler.revising import Looked
    from scrapers.read_article import ReadArticle
    from watchlist.mentions import Evaluation

log = structlog.get_logger()


class PageTry:
    """Reads and commits with a crawler's ``tools``, under the claims of its ``token``."""

    def __init__(self, tools: EntryTools, token: str) -> None:
        self._tools = tools
        self._token = token
        self._revisions = Revisions(tools, token)

    async def work(self, claim: PageTries, host: str) -> None:
        """Read the page, which is on ``host``, and write what comes of it.

        Raises HostBusy, RedisUnavailable, MatchFailed and ArchiveError.
        """
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

    async def end(self, claim: PageTries, status: FetchStatus, due: datetime | None = None, **told: str) -> None:
        """End a try; the page of an article that is still looked at counts as read, whatever came of this look."""
        now, was_read = self._tools.clock(), claim.status == FetchStatus.OK
        kept = FetchStatus.OK if was_read and due is not None else status
        await self._tools.archive.write(page_tries.end_try, claim.entry_id, self._token, kept.value, now, due_at=due)
        event = "page_looked_at" if was_read else "page_tried_again"
        log.info(event, entry=claim.entry_id, page=status.value, tries=claim.tries + 1, again=bool(due), **told)

    async def _replace(self, entry: Entry, feed: Feed, article: Article | None, read: ReadArticle) -> None:
        tools = self._tools
        with tools.metrics.stage("match"):
            evaluation = await tools.matcher.evaluate(text_of(read.draft, feed))
        reach("after-match")
        succession = await self._succession(article, read, evaluation) if article else Succession.SAME
        if succession is Succession.OTHER:
            evaluation = _of_text(evaluation)
        with tools.metrics.stage("commit"):
            write = partial(tools.commit.replace, entry, read, evaluation, self._token, succession=succession)
            replaced = await (tools.copies.exchange(article, feed, read.draft, write) if article else write())
        if replaced is not None:
            reach("after-replace")
            self._commits("page_read_at_last", entry.id, replaced)
            await teach(read, replaced, tools.reading)

    async def _succession(self, teaser: Article, read: ReadArticle, evaluation: Evaluation) -> Succession:
        """What the page is to the feed's text: watched names stand in both, whatever they are about."""
        mentions = await self._tools.archive.read(mentions_of, teaser.id)
        watched = {mention.surface for mention in mentions} | {mention.surface for mention in evaluation.mentions}
        is_another = is_another_article(teaser.title, teaser.body, read.headline, read.draft.body, watched)
        return Succession.OTHER if is_another else Succession.SAME

    async def _told_of(self, claim: PageTries, looked: Looked) -> None:
        """Say what came of a look, and end its try unless that was committed with it."""
        verdict = looked.edit.verdict.value if looked.edit else ""
        if looked.committed is not None:
            self._tools.metrics.revisions.labels(verdict).inc()
            reach("after-revise")
            self._commits("article_revised", claim.entry_id, looked.committed, edit=verdict)
        elif looked.edit is None or looked.edit.verdict not in REPLACES:
            await self.end(claim, looked.status, looked.due_at, edit=verdict)

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


def _of_text(evaluation: Evaluation) -> Evaluation:
    """Without the rules for which nothing stands in the text: the title is still that of the other news."""
    names = {mention.name_id for mention in evaluation.mentions if mention.field == "text"}
    return replace(evaluation, held=tuple(rule for rule in evaluation.held if not rule.covers or rule.covers & names))
