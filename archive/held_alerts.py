"""Alerts that are held to be told together with others, each to its recipients; and why, and until when.

The alert itself is committed as any: copies of its article are silent. Its row here is written in the same transaction
in the place of its deliveries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlalchemy import Connection, bindparam, func, select

from archive.causes import FLOOD, Cause, CauseKind
from archive.nouns import DeliveryPlan
from archive.tables import alerts, articles, entries, held_alerts, notices
from archive.volumes import Window, past_alerts, recent_articles

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Row

    from archive.nouns import AlertPlan
    from archive.volumes import Past

_HOUR = timedelta(hours=1)
# Whoever was told what is not so must not wait to hear it.
_NEVER_HELD = ("corrected", "retracted")


class Guard(Protocol):
    """The policy: which alerts are too many, and how long they wait."""

    @property
    def window(self) -> timedelta:
        """How long what came counts as having come at once."""

    @property
    def few(self) -> int:
        """So many entries of a feed's first poll are told of one by one, and so many of a feed count for a rule."""

    def least(self, priority: str) -> int:
        """So many are never too many, whatever is usual."""

    def is_flood(self, recent: int, past: Past, priority: str) -> bool:
        """Whether one more is too many after so many recent ones."""

    def wait(self, kind: CauseKind, priority: str, told: int) -> timedelta:
        """How long to wait for others, when so many summaries were told within the last hour."""


class HeldAlert(NamedTuple):
    """An alert that was raised then and is to be told together with others at ``tell_at``, at the latest."""

    alert_id: int
    to: DeliveryPlan
    cause: Cause
    tell_at: datetime
    raised_at: datetime


def hold_alert(tx: Connection, alert_id: int, plan: AlertPlan, article_id: int, now: datetime) -> bool:
    """Hold an alert that was just committed, if its guard finds it one too many; whether it is held."""
    guard = plan.guard
    if guard is None or not plan.deliveries or plan.reason in _NEVER_HELD:
        return False
    cause = _cause(tx, plan, article_id, guard, now)
    if cause is None:
        return False
    tell_at = _tell_at(tx, now, guard.wait(cause.kind, plan.priority, _told_within(tx, now - _HOUR, now)))
    rows = [
        {
            "alert_id": alert_id,
            "recipient": to.recipient,
            "channel": to.channel,
            "cause": str(cause),
            "tell_at": tell_at,
        }
        for to in plan.deliveries
    ]
    tx.execute(held_alerts.insert(), rows)
    return True


def held_of(tx: Connection, alert_ids: Collection[int]) -> list[HeldAlert]:
    """Those of these alerts that are held, for whom and until when."""
    return [_held_from(row) for row in tx.execute(_OF, {"ids": list(alert_ids)})]


def all_held(tx: Connection, limit: int) -> list[HeldAlert]:
    """What is held, the youngest first."""
    return [_held_from(row) for row in tx.execute(_ALL, {"limit": limit})]


def _held_from(row: Row[Any]) -> HeldAlert:
    to = DeliveryPlan(row.recipient, row.channel)
    return HeldAlert(row.alert_id, to, Cause.from_text(row.cause), row.tell_at, row.created_at)


def _cause(tx: Connection, plan: AlertPlan, article_id: int, guard: Guard, now: datetime) -> Cause | None:
    origin = tx.execute(_ORIGIN, {"article_id": article_id}).one()
    if origin.from_first_poll:
        entries_of_feed = {"feed_id": origin.feed_id, "limit": guard.few + 1}
        many = tx.execute(_FIRST_ENTRIES, entries_of_feed).scalar_one() > guard.few
        return Cause(CauseKind.FIRST_POLL, str(origin.feed_id)) if many else None
    for cause in (Cause(CauseKind.FEED, str(origin.feed_id)), Cause(CauseKind.RULE, plan.rule_id)):
        if _is_flood(tx, cause, article_id, plan.priority, guard, now):
            return cause
    return None


def _is_flood(tx: Connection, cause: Cause, article_id: int, priority: str, guard: Guard, now: datetime) -> bool:  # noqa: PLR0917 - what it is about, and the policy
    since = now - guard.window
    recent = recent_articles(tx, cause, Window(since, now), article_id, guard.few)
    if recent < guard.least(priority):
        return False
    if tx.execute(_UNDER_WAY, {"cause": str(cause), "priority": priority}).first() is not None:
        return True
    return guard.is_flood(recent, past_alerts(tx, cause, since), priority)


def _tell_at(tx: Connection, now: datetime, wait: timedelta) -> datetime:
    """When others are told anyway, if that is soon enough."""
    planned: datetime | None = tx.execute(_NEXT, {"now": now}).scalar_one()
    return now + wait if planned is None else min(planned, now + wait)


def _told_within(tx: Connection, since: datetime, until: datetime) -> int:
    return int(tx.execute(_TOLD, {"since": since, "until": until}).scalar_one())


_ORIGIN = (
    select(articles.c.feed_id, entries.c.from_first_poll)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(articles.c.id == bindparam("article_id"))
)
_FIRST_ENTRIES = select(func.count()).select_from(
    select(entries.c.id)
    .where(entries.c.feed_id == bindparam("feed_id"), entries.c.from_first_poll)
    .limit(bindparam("limit"))
    .subquery()
)
# While alerts of it are held, what is usual need not be counted again.
_UNDER_WAY = (
    select(held_alerts.c.alert_id)
    .join(alerts, alerts.c.id == held_alerts.c.alert_id)
    .where(held_alerts.c.cause == bindparam("cause"), alerts.c.priority == bindparam("priority"))
    .limit(1)
)
_NEXT = select(func.min(held_alerts.c.tell_at)).where(
    held_alerts.c.tell_at > bindparam("now", type_=held_alerts.c.tell_at.type)
)
_TOLD = select(func.count(notices.c.created_at.distinct())).where(
    notices.c.created_at > bindparam("since", type_=notices.c.created_at.type),
    notices.c.created_at <= bindparam("until", type_=notices.c.created_at.type),
    notices.c.kind == FLOOD,
)
_HELD = select(held_alerts, alerts.c.created_at).join(alerts, alerts.c.id == held_alerts.c.alert_id)
_OF = _HELD.where(held_alerts.c.alert_id.in_(bindparam("ids", expanding=True))).order_by(
    held_alerts.c.alert_id, held_alerts.c.recipient, held_alerts.c.channel
)
_ALL = _HELD.order_by(held_alerts.c.alert_id.desc()).limit(bindparam("limit"))
