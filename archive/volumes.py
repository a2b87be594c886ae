"""How many alerts a feed or a rule has just had, and in the hours of the week before: what a flood is judged by.

First polls are not counted among what came just now; they are told in a way of their own. Nor is what a changed
watchlist has found among stored articles; but what was found in old articles that were read again is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)

from archive.causes import CauseKind
from archive.tables import alerts, articles, deliveries, entries, held_alerts

if TYPE_CHECKING:
    from datetime import datetime

    from archive.causes import Cause

MOST_RECENT = 2000
MOST_PAST = 5_000
REACH = timedelta(days=7)


class Past(NamedTuple):
    """How many alerts came in each hour in which there were any, and how many hours the archive can tell of."""

    by_hour: tuple[int, ...] = ()
    hours: float = 0


class Window(NamedTuple):
    """What came after ``since`` and by ``until``; what a clock that was wrong has dated later is left out."""

    since: datetime
    until: datetime


def recent_articles(tx: Connection, cause: Cause, window: Window, but: int, each: int) -> int:
    """How many articles have alerted just now, but for this one; among the youngest MOST_RECENT alerts.

    For a rule no feed counts for more than ``each`` of its articles, and what is held for its feed not at all: one
    feed alone does not hold what the others bring.
    """
    values = {"subject": _subject(cause), "since": window.since, "until": window.until, "but": but}
    most = each if cause.kind is CauseKind.RULE else MOST_RECENT
    return sum(min(found, most) for found in tx.execute(_RECENT[cause.kind], values).scalars())


def past_alerts(tx: Connection, cause: Cause, until: datetime) -> Past:
    """What came in the week before; of a very busy archive as far back as its youngest alerts reach."""
    values = {"since": until - REACH, "until": until}
    first = tx.execute(_FIRST, values).scalar_one_or_none()
    if first is None:
        return Past()
    counts = tx.execute(_BY_HOUR[cause.kind], values | {"subject": _subject(cause)}).scalars()
    return Past(tuple(counts), (until - first) / timedelta(hours=1))


def _subject(cause: Cause) -> int | str:
    return cause.subject if cause.kind is CauseKind.RULE else int(cause.subject)


def _recent(concerned: ColumnElement[bool]) -> Select[int]:
    return (
        select(func.count(articles.c.id.distinct()))
        .select_from(_JUST_NOW)
        .join(alerts, alerts.c.id == _JUST_NOW.c.id)
        .join(articles, articles.c.id == alerts.c.article_id)
        .join(entries, entries.c.id == articles.c.entry_id)
        .where(or_(articles.c.committed_at > _SINCE, _TOLD_ALONE, _HELD))
        .where(articles.c.id != bindparam("but"), ~entries.c.from_first_poll)
        .where(concerned)
        .group_by(articles.c.feed_id)
    )


_FEED = bindparam("subject", type_=articles.c.feed_id.type)
_RULE = bindparam("subject", type_=alerts.c.rule_id.type)
_SINCE = bindparam("since", type_=alerts.c.created_at.type)
_UNTIL = bindparam("until", type_=alerts.c.created_at.type)
# What a changed watchlist finds among stored articles has neither.
_TOLD_ALONE = exists().where(deliveries.c.alert_id == alerts.c.id)
_HELD = exists().where(held_alerts.c.alert_id == alerts.c.id)
_HELD_FOR_FEED = _HELD.where(held_alerts.c.cause.startswith(f"{CauseKind.FEED}:"))
# Limited apart, so that both databases begin with these few and not with the articles.
_JUST_NOW = (
    select(alerts.c.id)
    .where(alerts.c.created_at > _SINCE, alerts.c.created_at <= _UNTIL)
    .order_by(alerts.c.created_at.desc())
    .limit(MOST_RECENT)
    .subquery("just_now")
)
_YOUNGEST = (
    select(alerts.c.id, alerts.c.created_at)
    .where(alerts.c.created_at > _SINCE, alerts.c.created_at <= _UNTIL)
    .order_by(alerts.c.created_at.desc())
    .limit(MOST_PAST)
    .subquery("youngest")
)


def _by_hour(concerned: ColumnElement[bool]) -> Select[int]:
    # Both databases write a time as 2026-11-22 12:05:00.
    hour = func.substr(cast(_YOUNGEST.c.created_at, Text), 1, 13)
    return (
        select(func.count(articles.c.id.distinct()))
        .select_from(_YOUNGEST)
        .join(alerts, alerts.c.id == _YOUNGEST.c.id)
        .join(articles, articles.c.id == alerts.c.article_id)
        .where(concerned)
        .group_by(hour)
    )


_FIRST = select(func.min(_YOUNGEST.c.created_at))
_OF_RULE, _OF_FEED = alerts.c.rule_id == _RULE, articles.c.feed_id == _FEED
_RECENT_OF_FEED, _BY_HOUR_OF_FEED = _recent(_OF_FEED), _by_hour(_OF_FEED)
_RECENT = {
    CauseKind.RULE: _recent(and_(_OF_RULE, ~_HELD_FOR_FEED)),
    CauseKind.FEED: _RECENT_OF_FEED,
    CauseKind.FIRST_POLL: _RECENT_OF_FEED,
}
_BY_HOUR = {
    CauseKind.RULE: _by_hour(_OF_RULE),
    CauseKind.FEED: _BY_HOUR_OF_FEED,
    CauseKind.FIRST_POLL: _BY_HOUR_OF_FEED,
}
