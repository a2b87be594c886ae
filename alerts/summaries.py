"""The message about all that a changed watchlist has found among the stored articles, read from the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.composing import told_date, told_mentions
from alerts.message import SummaryItem, SummaryMessage, sendable
from archive.alert_rows import get_alert
from archive.articles import get_article, mentions_of
from archive.entries import first_seen_at
from archive.feeds import get_feeds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.message import Reader
    from archive.nouns import Alert, Article
    from archive.summaries import Summary


def read_summary(tx: Connection, summary: Summary, written_at: datetime, reader: Reader) -> SummaryMessage:
    """The message of a summary; an article that is no longer kept is counted but not listed."""
    items = [_item(tx, alerts) for alerts in reversed(summary.listed)]
    return SummaryMessage(reader, written_at, summary.articles, tuple(item for item in items if item is not None))


def _item(tx: Connection, numbers: Iterable[int]) -> SummaryItem | None:
    alerts = [alert for alert in (get_alert(tx, number) for number in numbers) if alert is not None]
    article = get_article(tx, alerts[0].article_id) if alerts else None
    if article is None:
        return None
    feeds = get_feeds(tx, [article.feed_id])
    return SummaryItem(
        title=sendable(article.title),
        outlet=sendable(feeds[0].name if feeds else ""),
        url=sendable(article.url),
        published_at=told_date(article),
        seen_at=first_seen_at(tx, article.entry_id) or article.fetched_at,
        rules=tuple(alert.rule_id for alert in alerts),
        names=_names(tx, article, alerts),
    )


def _names(tx: Connection, article: Article, alerts: Iterable[Alert]) -> tuple[str, ...]:
    """The distinct names that the alerts are about, those of the title first."""
    found = mentions_of(tx, article.id)
    told = [mention for alert in alerts for mention in told_mentions(alert, found)]
    ordered = sorted(told, key=lambda mention: mention.field != "title")
    return tuple(dict.fromkeys(mention.name for mention in ordered))
