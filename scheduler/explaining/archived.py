"""Finds the article of an address in the archive, and what was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.policy import is_backlog
from archive.alert_rows import alerts_of_group
from archive.feeds import get_feeds
from archive.held_alerts import held_of
from archive.lookups import articles_at, deliveries_of, entries_with
from archive.page_tries import tries_of
from archive.revisions import revisions_of
from scheduler.explaining.subject import Place, Source, Subject
from scrapers.reading.keys import url_hashes

if TYPE_CHECKING:
    from datetime import timedelta

    from sqlalchemy import Connection

    from archive.held_alerts import HeldAlert
    from archive.nouns import Alert, Article, Delivery, Feed, FeedSpec

_MOST_ARTICLES = 100


@dataclass(frozen=True, slots=True)
class Told:
    """The alerts committed for a copy group, where they went, and which are held to be told with others."""

    alerts: tuple[Alert, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    held: tuple[HeldAlert, ...] = ()


def find_archived(tx: Connection, url: str, first_poll_alert_age: timedelta | None) -> Subject | None:
    """The youngest article with exactly this URL, else the youngest with its URL key; None when there is none."""
    found = [article for key in url_hashes(url) for article in articles_at(tx, key, _MOST_ARTICLES)]
    exact = [article for article in found if article.url == url] or found
    if not exact:
        return None
    return _subject(tx, exact[0], first_poll_alert_age, others=len(found) - 1)


def told_of(tx: Connection, group: int) -> Told:
    """What was told of a copy group so far."""
    alerts = alerts_of_group(tx, group)
    numbers = [alert.id for alert in alerts]
    return Told(tuple(alerts), tuple(deliveries_of(tx, numbers)), tuple(held_of(tx, numbers)))


def source_of(feed: Feed | FeedSpec) -> Source:
    """The feed as rules may ask about it."""
    return Source(feed.url, feed.name, feed.language, feed.tags)


def _subject(tx: Connection, article: Article, first_poll_alert_age: timedelta | None, *, others: int) -> Subject:
    feeds, entries = get_feeds(tx, [article.feed_id]), entries_with(tx, [article.entry_id])
    source = source_of(feeds[0]) if feeds else Source()
    return Subject(
        origin=Place.ARCHIVE,
        source=source,
        url=article.url,
        title=article.title,
        body=article.body,
        language=article.language or source.language,
        author=article.author,
        published_at=article.published_at,
        body_source=article.body_source.value,
        page_status=article.page_status,
        number=article.id,
        group=article.group_id,
        committed_at=article.committed_at,
        backlog=bool(entries) and is_backlog(entries[0], first_poll_alert_age),
        others=others,
        modified_at=article.modified_at,
        canonical_url=article.canonical_url,
        section=article.section,
        image_url=article.image_url,
        origins=article.origins,
        extractor=article.extractor,
        removed_lines=article.removed_lines,
        warnings=article.warnings,
        page_tries=tries_of(tx, article.entry_id),
        revisions=tuple(revisions_of(tx, article.id)),
    )
