"""Composes the message of an alert from what the archive keeps about it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alerts.excerpts import Excerpt, excerpts, whole
from alerts.message import AlertMessage, NoticeMessage, Reader, sendable
from alerts.news import Reason
from alerts.thread import Thread
from archive.changes import Change
from archive.origins import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Alert, Article, Mention, Notice

TITLE_LIMIT = 500
EXCERPT_LIMIT = 6
_NAMES = {Reason.NAMES, Reason.CORRECTED, Reason.RETRACTED}


def compose_alert(
    alert: Alert,
    article: Article,
    mentions: Sequence[Mention],
    *,
    outlet: str,
    seen_at: datetime,
    reader: Reader,
    thread: Thread | None = None,
) -> AlertMessage:
    """The message of an alert; only mentions that are hits of the names it covers are shown.

    ``seen_at`` is when the answer came that first showed the article's entry. Without a ``thread`` it stands alone.
    """
    told, among = told_mentions(alert, mentions), thread or Thread(f"{alert.id}")
    return AlertMessage(
        reader=reader,
        created_at=alert.created_at,
        thread=among.id,
        rule_id=alert.rule_id,
        revision=alert.revision,
        priority=alert.priority,
        title=_title(article, told),
        url=sendable(article.url),
        outlet=sendable(outlet),
        author=sendable(article.author) if article.author else None,
        language=article.language,
        published_at=told_date(article),
        seen_at=seen_at,
        body_source=article.body_source,
        page_status=article.page_status,
        mentions=told,
        excerpts=_excerpts(article, told),
        gone=() if told else tuple(map(sendable, sorted(alert.covers))),
        reason=Reason(alert.reason),
        changes=_changes(alert, told),
        notice=sendable(alert.notice),
        reprints=among.reprints,
        resembled=among.resembled,
    )


def compose_notice(notice: Notice, reader: Reader) -> NoticeMessage:
    """The message of an operator notice."""
    return NoticeMessage(reader, notice.created_at, notice.kind, notice.subject, notice.lines)


def told_date(article: Article) -> datetime | None:
    """When the article was published, by its feed's or its page's word; a guess is told to nobody."""
    return None if article.origins.published is Origin.GUESS else article.published_at


def told_mentions(alert: Alert, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The hits of the names an alert covers, in reading order; every hit when it covers none.

    None at all when a text that was read again since has the words no more.
    """
    hits = [mention for mention in mentions if mention.is_hit]
    covered = [mention for mention in hits if mention.name_id in alert.covers] if alert.covers else hits
    ordered = sorted(covered, key=lambda mention: (mention.field != "title", mention.start, mention.end))
    return tuple(
        replace(mention, name=sendable(mention.name), surface=sendable(mention.surface)) for mention in ordered
    )


def _changes(alert: Alert, told: Sequence[Mention]) -> tuple[Change, ...]:
    """What is new in an alert; new names as the article's mentions have them."""
    names = {mention.name_id: mention.name for mention in reversed(told)} if alert.reason in _NAMES else {}
    return tuple(
        Change(sendable(names.get(each.after, each.after)), None if each.before is None else sendable(each.before))
        for each in alert.changes
    )


def _title(article: Article, mentions: Sequence[Mention]) -> Excerpt:
    spans = [(mention.start, mention.end) for mention in mentions if mention.field == "title"]
    return whole("title", sendable(article.title), spans, TITLE_LIMIT)


def _excerpts(article: Article, mentions: Sequence[Mention]) -> tuple[Excerpt, ...]:
    spans = [(mention.start, mention.end) for mention in mentions if mention.field != "title"]
    return excerpts("text", sendable(article.body), spans, EXCERPT_LIMIT)
