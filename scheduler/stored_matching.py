"""Matches stored articles by the list in force, page by page."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import structlog

from alerts.mentions import to_archive
from alerts.news import without_figures
from alerts.policy import is_backlog, plan_alerts
from archive.articles import recent_articles
from archive.catching_up import HeldArticle
from archive.feeds import get_feeds
from archive.lookups import entries_with
from scheduler.matching import MatchFailed
from scheduler.news import news_in
from scheduler.texts import text_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.catch_up_steps import CatchUp
    from archive.nouns import Article, Entry, Feed
    from scheduler.configuration.edition import Edition
    from scheduler.in_force import InForce
    from scheduler.matching import Matcher

log = structlog.get_logger()

PAGE = 50
MOST_TRIES = 3


class Stored(NamedTuple):
    """An article of the archive with its entry and its feed."""

    article: Article
    entry: Entry
    feed: Feed


def next_page(tx: Connection, known: CatchUp) -> list[Stored]:
    """The articles to be looked at next; none at the end. The archive lets no entry or feed go before its article."""
    if known.since is None:
        return []
    found = recent_articles(tx, known.since, known.after, PAGE)
    entries = {entry.id: entry for entry in entries_with(tx, [article.entry_id for article in found])}
    feeds = {feed.id: feed for feed in get_feeds(tx, {article.feed_id for article in found})}
    return [Stored(article, entries[article.entry_id], feeds[article.feed_id]) for article in found]


class StoredMatching:
    """The matcher processes and the policy, over stored articles."""

    def __init__(self, matcher: Matcher, in_force: InForce) -> None:
        self._matcher = matcher
        self._in_force = in_force
        self._failed: Counter[int] = Counter()
        self._failed_by: Edition | None = None

    @property
    def edition(self) -> Edition:
        """The list in force."""
        return self._matcher.edition

    async def held(self, page: list[Stored], edition: Edition | None) -> list[HeldArticle] | None:
        """The articles for which rules of this list hold; None when it was changed or one is to be tried again."""
        if edition is not self._failed_by:  # another list is another chance for each article
            self._failed_by = edition
            self._failed.clear()
        found = []
        for stored in page:
            try:
                found += await self._held(stored)
            except MatchFailed:
                if not self._is_given_up(stored.article.id):
                    return None
        return found if self._matcher.edition is edition else None

    def _is_given_up(self, article: int) -> bool:
        self._failed[article] += 1
        if self._failed[article] < MOST_TRIES:
            return False
        log.warning("catch_up_passed_over", article=article)
        return True

    async def _held(self, stored: Stored) -> list[HeldArticle]:
        article, in_force = stored.article, self._in_force
        if is_backlog(stored.entry, in_force.first_poll_alert_age):
            return []
        evaluation = await self._matcher.evaluate(text_of(article, stored.feed))
        if not evaluation.held:
            return []
        news = await asyncio.to_thread(news_in, article, evaluation)
        decide = partial(plan_alerts, evaluation.held, routing=in_force.routing, news=without_figures(news))
        return [HeldArticle(article, to_archive(evaluation.mentions), decide)]
