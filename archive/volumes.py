"""How many alerts a feed or a rule has just had, and in the hours of the week before: what a flood is judged by.

First polls are not counted among what came just now; they are told in a way of their own. Nor is what a changed
watchlist has found among stored articles; but what was found in old articles that were read again is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, cast, exists, func, or_, select

from archive.causes import CauseKind
from archive.tables import alerts, articles, deliveries, entries, held_alerts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.causes import Cause

MOST_RECENT = 1000
MOST_PAST = 5_000
REACH = timedelta(days=7)


class Past(NamedTuple):
    """How many alerts came in each hour in which there were any, and how many hours the archive can tell of."""

    by_hour: tuple[int, ...] = ()
    hours: float = 0


def recent_articles(tx: Connection, cause: Cause, since: datetime, but: int) -> int:
    """How many articles have alerted since then, but for this one; among the youngest MOST_RECENT alerts."""
    values = {"subject": _subject(cause), "since": since, "but": but}
    return int(tx.execute(_RECENT[cause.kind], values).scalar_one())


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


def _for_each_kind(make: Callable[[ColumnElement[bool]], Select[int]]) -> dict[CauseKind, Select[int]]:
    of_feed = make(articles.c.feed_id == bindparam("subject", type_=articles.c.feed_id.type))
    return {
        CauseKind.FEED: of_feed,
        CauseKind.FIRST_POLL: of_feed,
        CauseKind.RULE: make(alerts.c.rule_id == bindparam("subject", type_=alerts.c.rule_id.type)),
    }


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
    )


_SINCE = bindparam("since", type_=alerts.c.created_at.type)
_UNTIL = bindparam("until", type_=alerts.c.created_at.type)
# What a changed watchlist finds among stored articles has neither.
_TOLD_ALONE = exists().where(deliveries.c.alert_id == alerts.c.id)
_HELD = exists().where(held_alerts.c.alert_id == alerts.c.id)
# Limited apart, so that both databases begin with these few and not with the articles.
_JUST_NOW = (
    select(alerts.c.id)
    .where(alerts.c.created_at > _SINCE)
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
_RECENT = _for_each_kind(_recent)
_BY_HOUR = _for_each_kind(_by_hour)
