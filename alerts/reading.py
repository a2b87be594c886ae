"""Reads what a delivery is about from the archive and composes its message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.composing import compose_alert, compose_notice
from alerts.reading_threads import read_thread
from alerts.summaries import read_summary
from archive.alert_rows import get_alert
from archive.articles import get_article, mentions_of
from archive.entries import first_seen_at
from archive.feeds import get_feeds
from archive.notices import get_notice
from archive.summaries import summary_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from alerts.message import AlertMessage, Message, NoticeMessage, Reader, SummaryMessage
    from archive.nouns import Delivery


def read_message(tx: Connection, delivery: Delivery, reader: Reader) -> Message | None:
    """The message of a delivery, or None when the archive no longer keeps what it was about."""
    if delivery.alert_id is not None:
        return _read_alert(tx, delivery.alert_id, reader)
    return None if delivery.notice_id is None else _read_notice(tx, delivery.notice_id, reader)


def _read_alert(tx: Connection, alert_id: int, reader: Reader) -> AlertMessage | None:
    alert = get_alert(tx, alert_id)
    article = alert and get_article(tx, alert.article_id)
    if not alert or not article:
        return None
    feeds = get_feeds(tx, [article.feed_id])
    return compose_alert(
        alert,
        article,
        mentions_of(tx, article.id),
        outlet=feeds[0].name if feeds else "",
        seen_at=first_seen_at(tx, article.entry_id) or article.fetched_at,
        reader=reader,
        thread=read_thread(tx, alert, article),
    )


def _read_notice(tx: Connection, notice_id: int, reader: Reader) -> NoticeMessage | SummaryMessage | None:
    notice = get_notice(tx, notice_id)
    if notice is None:
        return None
    summary = summary_of(notice)
    if summary is None:
        return compose_notice(notice, reader)
    return read_summary(tx, summary, notice, reader)
