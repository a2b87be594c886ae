"""How many articles a feed or a rule has just alerted with, and in the week before: what a flood is judged by.

``articles.alerted_at`` is when an article last alerted as news, ``alerts.feed_id`` the feed whose news it was. What a
first poll lists has neither, for it is told in a way of its own; nor has what a changed watchlist finds. So a feed's
articles are counted in one index, however many alerts each of them raises, and a rule's in another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Text, bindparam, cast, func, select

from archive.causes import Cause, CauseKind
from archive.tables import alerts, articles, held_alerts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

MOST_PAST = 2_000
REACH = timedelta(days=7)
# Both databases write a time as 2026-11-22 12:05:00: with so many letters, ten minutes, and an hour.
SLOT, HOUR = 15, 13


class Slot(NamedTuple):
    """Ten minutes, named by the beginning of their time, in which a feed brought so many articles."""

    feed_id: int
    time: str
    articles: int


class Past(NamedTuple):
    """When articles came in the week before, and how many hours the archive can tell of."""

    slots: tuple[Slot, ...] = ()
    hours: float = 0


class Window(NamedTuple):
    """What came after ``since`` and by ``until``; what a clock that was wrong has dated later is left out."""

    since: datetime
    until: datetime


class Volume(NamedTuple):
    """How many articles each feed has just brought, of which priorities alerts are held by now, and what came before.

    The last two are asked of the archive only when they are called.
    """

    recent: Mapping[int, int]
    is_held: Callable[[str], bool]
    past: Callable[[], Past]


class Volumes:
    """What an article's alerts are judged by; the article itself does not count."""

    def __init__(self, tx: Connection, article_id: int, rule_ids: Collection[str], window: Window) -> None:
        self._tx = tx
        self._rule_ids = rule_ids
        self._window = window
        self._values = {"but": article_id, "since": window.since, "until": window.until}
        self.of = cache(self._of)

    def _of(self, cause: Cause) -> Volume:
        recent = self._rules.get(cause.subject, {}) if cause.kind is CauseKind.RULE else self._feed(int(cause.subject))
        return Volume(
            recent,
            partial(_is_held, self._tx, cause),
            cache(partial(past_articles, self._tx, cause, self._window.since)),
        )

    def _feed(self, feed_id: int) -> dict[int, int]:
        return {feed_id: self._tx.execute(_RECENT_OF_FEED, self._values | {"feed_id": feed_id}).scalar_one()}

    @cached_property
    def _rules(self) -> dict[str, dict[int, int]]:
        found = dict[str, dict[int, int]]()
        for row in self._tx.execute(_RECENT_OF_RULES, self._values | {"rule_ids": sorted(self._rule_ids)}):
            found.setdefault(row.rule_id, {})[row.feed_id] = row.articles
        return found


def past_articles(tx: Connection, cause: Cause, until: datetime) -> Past:
    """What came in the week before; where it is very much, as far back as the youngest of it reach."""
    first = tx.execute(_FIRST).scalar_one_or_none()
    if first is None:
        return Past()
    is_rule = cause.kind is CauseKind.RULE
    values: dict[str, Any] = {"since": until - REACH, "until": until}
    values["rule_id" if is_rule else "feed_id"] = cause.subject if is_rule else int(cause.subject)
    rows = [*tx.execute(_PAST_OF_RULE if is_rule else _PAST_OF_FEED, values)]
    if sum(row.found for row in rows) >= MOST_PAST:
        first = datetime.fromisoformat(f"{min(row.time for row in rows)}0").replace(tzinfo=UTC)
    slots = tuple(Slot(row.feed_id, row.time, row.articles) for row in rows)
    return Past(slots, max(until - max(first, until - REACH), timedelta(0)) / timedelta(hours=1))


def _is_held(tx: Connection, cause: Cause, priority: str) -> bool:
    return tx.execute(_HELD, {"cause": str(cause), "priority": priority}).first() is not None


_SINCE = bindparam("since", type_=alerts.c.created_at.type)
_UNTIL = bindparam("until", type_=alerts.c.created_at.type)
_OF_FEED = (
    articles.c.feed_id == bindparam("feed_id"),
    articles.c.alerted_at > _SINCE,
    articles.c.alerted_at <= _UNTIL,
)
_NEWS = (alerts.c.feed_id.is_not(None), alerts.c.created_at > _SINCE, alerts.c.created_at <= _UNTIL)
_RECENT_OF_FEED = (
    select(func.count())
    .select_from(articles)
    .where(*_OF_FEED, articles.c.id != bindparam("but", type_=articles.c.id.type))
)
_RECENT_OF_RULES = (
    select(alerts.c.rule_id, alerts.c.feed_id, func.count(alerts.c.article_id.distinct()).label("articles"))
    .where(alerts.c.rule_id.in_(bindparam("rule_ids", expanding=True)), *_NEWS)
    .where(alerts.c.article_id != bindparam("but", type_=articles.c.id.type))
    .group_by(alerts.c.rule_id, alerts.c.feed_id)
)
_FIRST = select(alerts.c.created_at).order_by(alerts.c.id).limit(1)
_HELD = (
    select(held_alerts.c.alert_id)
    .join(alerts, alerts.c.id == held_alerts.c.alert_id)
    .where(held_alerts.c.cause == bindparam("cause"), alerts.c.priority == bindparam("priority"))
    .limit(1)
)
_FEEDS_YOUNGEST = (
    select(articles.c.feed_id, articles.c.id.label("article_id"), articles.c.alerted_at.label("came_at"))
    .where(*_OF_FEED)
    .order_by(articles.c.alerted_at.desc())
    .limit(MOST_PAST)
    .subquery("youngest")
)
_RULES_YOUNGEST = (
    select(alerts.c.feed_id, alerts.c.article_id, alerts.c.created_at.label("came_at"))
    .where(alerts.c.rule_id == bindparam("rule_id"), *_NEWS)
    .order_by(alerts.c.created_at.desc())
    .limit(MOST_PAST)
    .subquery("youngest")
)
_PAST_OF_FEED, _PAST_OF_RULE = (
    select(
        youngest.c.feed_id,
        func.substr(cast(youngest.c.came_at, Text), 1, SLOT).label("time"),
        func.count(youngest.c.article_id.distinct()).label("articles"),
        func.count().label("found"),
    ).group_by(youngest.c.feed_id, "time")
    for youngest in (_FEEDS_YOUNGEST, _RULES_YOUNGEST)
)
