"""The message that tells of many articles at once, read from the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.composing import told_date, told_mentions
from alerts.message import NAME_RULE, SummaryItem, SummaryMessage, SurgePart, sendable
from archive.alert_rows import get_alert
from archive.articles import get_article, mentions_of
from archive.causes import CauseKind
from archive.entries import first_seen_at
from archive.feeds import get_feeds
from archive.notices import get_notice
from archive.summaries import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from alerts.message import Reader
    from archive.causes import Surge
    from archive.nouns import Alert, Article, Notice
    from archive.summaries import Summary


def read_summary(tx: Connection, summary: Summary, notice: Notice, reader: Reader) -> SummaryMessage:
    """The message of a summary; an article that is no longer kept is counted but not listed."""
    items = [_item(tx, alerts) for alerts in reversed(summary.listed)]
    listed = tuple(item for item in items if item is not None)
    surges = tuple(_surge(tx, surge, summary) for surge in summary.surges)
    list_all = f"marsad deliveries articles {notice.id}" if summary.others else ""
    return SummaryMessage(reader, notice.created_at, summary.articles, listed, surges, list_all)


def summary_articles(tx: Connection, number: int) -> list[SummaryItem] | None:
    """All that a summary told of and is kept, those too that it only counted; None if there is no such summary."""
    notice = get_notice(tx, number)
    summary = summary_of(notice) if notice else None
    if summary is None:
        return None
    items = (_item(tx, alerts) for alerts in reversed((*summary.listed, *summary.others)))
    return [item for item in items if item is not None]


def _item(tx: Connection, numbers: Iterable[int]) -> SummaryItem | None:
    alerts = [alert for alert in (get_alert(tx, number) for number in numbers) if alert is not None]
    article = get_article(tx, alerts[0].article_id) if alerts else None
    if article is None:
        return None
    return SummaryItem(
        title=sendable(article.title),
        outlet=_outlet(tx, article.feed_id),
        url=sendable(article.url),
        published_at=told_date(article),
        seen_at=first_seen_at(tx, article.entry_id) or article.fetched_at,
        rules=tuple(alert.rule_id for alert in alerts),
        names=_names(tx, article, alerts),
    )


def _outlet(tx: Connection, feed_id: int) -> str:
    feeds = get_feeds(tx, [feed_id])
    return sendable(feeds[0].name) if feeds else ""


def _names(tx: Connection, article: Article, alerts: Iterable[Alert]) -> tuple[str, ...]:
    """The distinct names that the alerts are about, those of the title first."""
    found = mentions_of(tx, article.id)
    told = [mention for alert in alerts for mention in told_mentions(alert, found)]
    ordered = sorted(told, key=lambda mention: mention.field != "title")
    return tuple(dict.fromkeys(mention.name for mention in ordered))


def _surge(tx: Connection, surge: Surge, summary: Summary) -> SurgePart:
    subject, kind = surge.cause.subject, surge.cause.kind
    by_name = kind is CauseKind.RULE and subject.startswith(NAME_RULE)
    if kind is not CauseKind.RULE:
        name = _outlet(tx, int(subject))
    else:
        name = _listed_name(tx, subject, summary) if by_name else subject
    return SurgePart(kind, name, surge.articles, surge.minutes, surge.usual, by_name)


def _listed_name(tx: Connection, rule_id: str, summary: Summary) -> str:
    """What the watchlist calls the name that alerts by itself, as an article of the summary has it; else its id."""
    for number in (number for alerts in summary.listed for number in alerts):
        alert = get_alert(tx, number)
        if alert is not None and alert.rule_id == rule_id:
            told = told_mentions(alert, mentions_of(tx, alert.article_id))
            return next((mention.name for mention in told), rule_id.removeprefix(NAME_RULE))
    return rule_id.removeprefix(NAME_RULE)
