"""Runs a watchlist over the stored articles: pages of them through matcher processes, one for each core."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from alerts.policy import is_backlog
from archive.feeds import get_feeds
from archive.lookups import entries_with
from archive.windows import alerts_of_groups, articles_by_group, window_since
from scheduler.matching import Matcher, MatchFailed
from scheduler.replaying.comparing import Comparison, Group
from scheduler.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from sqlalchemy import Connection

    from archive.database import Archive
    from archive.nouns import Alert, Article, Entry, Feed
    from archive.windows import Window
    from scheduler.configuration.edition import Edition
    from watchlist.mentions import Evaluation, Text

    Progress = Callable[[int, int], None]

PAGE = 256


class _Page:
    """Articles with what the archive knows around them."""

    def __init__(
        self, articles: Sequence[Article], feeds: list[Feed], entries: list[Entry], alerts: list[Alert]
    ) -> None:
        self.articles = articles
        self.feeds = {feed.id: feed for feed in feeds}
        self.entries = {entry.id: entry for entry in entries}
        self.alerts = {group: list(some) for group, some in groupby(sorted(alerts, key=_by_group), key=_by_group)}

    def text(self, article: Article) -> Text:
        """The article as the watchlist reads it."""
        return text_of(article, self.feeds.get(article.feed_id))


async def replay(
    archive: Archive, edition: Edition, age: timedelta, longest_alert_age: timedelta | None, progress: Progress
) -> Comparison:
    """The list over the articles of so long ago until now; raises ConfigurationProblem for a list of no use.

    ``progress`` is told how many articles of how many are done.
    """
    matcher = Matcher(os.cpu_count() or 1)
    try:
        await matcher.replace(edition)
        return await _replayed(archive, matcher, datetime.now(UTC) - age, longest_alert_age, progress)
    finally:
        await matcher.stop()


async def _replayed(
    archive: Archive, matcher: Matcher, since: datetime, longest_alert_age: timedelta | None, progress: Progress
) -> Comparison:
    window, comparison = await archive.read(window_since, since), Comparison()
    after, group = (0, 0), Group((), since)
    progress(0, window.articles)
    while (page := await archive.read(_read, window, after)).articles:
        evaluations = await asyncio.gather(*(_evaluated(matcher, page.text(article)) for article in page.articles))
        for article, evaluation in zip(page.articles, evaluations, strict=True):
            if article.group_id != after[0]:
                comparison.add(group)
                group = Group(page.alerts.get(article.group_id, ()), since)
            after = (article.group_id, article.id)
            entry = page.entries.get(article.entry_id)
            group.meet(article, evaluation, backlog=entry is not None and is_backlog(entry, longest_alert_age))
            comparison.not_matched += evaluation is None
        comparison.articles += len(page.articles)
        progress(comparison.articles, max(window.articles, comparison.articles))
    comparison.add(group)
    return comparison


async def _evaluated(matcher: Matcher, text: Text) -> Evaluation | None:
    try:
        return await matcher.evaluate(text)
    except MatchFailed:
        return None


def _read(tx: Connection, window: Window, after: tuple[int, int]) -> _Page:
    found = articles_by_group(tx, window, after, PAGE)
    groups = {article.group_id for article in found}
    feeds = get_feeds(tx, {article.feed_id for article in found})
    return _Page(found, feeds, entries_with(tx, [each.entry_id for each in found]), alerts_of_groups(tx, groups))


def _by_group(alert: Alert) -> int:
    return alert.group_id
