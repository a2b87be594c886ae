"""Alerts that are held to be told together with others, each to its recipients; and why, and until when.

The alert itself is committed as any: copies of its article are silent. Its row here is written in the same transaction
in the place of its deliveries. Which are held the guard of its plan decides; here it is asked and written down.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from archive.causes import FLOOD, Cause
from archive.guards import Arrival, Before
from archive.nouns import DeliveryPlan
from archive.tables import alerts, articles, deliveries, entries, held_alerts, notices
from archive.volumes import Volumes, Window

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from archive.guards import Guard
    from archive.nouns import AlertPlan

_HOUR = timedelta(hours=1)
# Who asks wants to know whether they are more than a few.
_MOST_LISTED = 100


class HeldAlert(NamedTuple):
    """An alert that was raised then and is to be told together with others at ``tell_at``, at the latest."""

    alert_id: int
    to: DeliveryPlan
    cause: Cause
    tell_at: datetime
    raised_at: datetime


def arrive(tx: Connection, article_id: int, now: datetime) -> Arrival:
    """Whence an article came that alerts now; from now on it counts among what came of its feed."""
    origin = tx.execute(_ORIGIN, {"article_id": article_id}).one()
    if origin.from_first_poll:
        return Arrival(origin.feed_id, tx.execute(_LISTED, {"feed_id": origin.feed_id}).scalar_one())
    tx.execute(_MARK, {"article": article_id, "now": now})
    return Arrival(origin.feed_id)


def hold_alerts(
    tx: Connection, made: Sequence[tuple[int, AlertPlan]], article_id: int, arrival: Arrival, now: datetime
) -> frozenset[int]:
    """Hold those of an article's new alerts that their guard finds too many, all in one go; their numbers."""
    guard = made[0][1].guard
    if guard is None:
        return frozenset()
    volumes = Volumes(tx, article_id, {plan.rule_id for _, plan in made}, Window(now - guard.window, now))
    causes = guard.causes([plan for _, plan in made], arrival, volumes.of)
    held = [(*alert, cause) for alert, cause in zip(made, causes, strict=True) if cause and alert[1].deliveries]
    if held:
        tx.execute(held_alerts.insert(), _rows(tx, guard, held, now))
    return frozenset(number for number, _, _ in held)


def held_of(tx: Connection, alert_ids: Collection[int]) -> list[HeldAlert]:
    """Those of these alerts that are held, for whom and until when."""
    return [_held_from(row) for row in tx.execute(_OF, {"ids": list(alert_ids)})]


def all_held(tx: Connection, limit: int) -> list[HeldAlert]:
    """What is held, the youngest first."""
    return [_held_from(row) for row in tx.execute(_ALL, {"limit": limit})]


def held_count(tx: Connection) -> int:
    """How many alerts are held now, for whomever."""
    return int(tx.execute(_COUNT).scalar_one())


def _held_from(row: Row[Any]) -> HeldAlert:
    to = DeliveryPlan(row.recipient, row.channel)
    return HeldAlert(row.alert_id, to, Cause.from_text(row.cause), row.tell_at, row.created_at)


def _rows(
    tx: Connection, guard: Guard, held: Sequence[tuple[int, AlertPlan, Cause]], now: datetime
) -> list[dict[str, object]]:
    before = {to: _before(tx, to, now) for _, plan, _ in held for to in plan.deliveries}
    return [
        {
            "alert_id": number,
            "recipient": to.recipient,
            "channel": to.channel,
            "cause": str(cause),
            "tell_at": guard.tell_at(cause.kind, plan.priority, before[to], now),
        }
        for number, plan, cause in held
        for to in plan.deliveries
    ]


def _before(tx: Connection, to: DeliveryPlan, now: datetime) -> Before:
    values = {"recipient": to.recipient, "channel": to.channel, "since": now - _HOUR, "now": now}
    return Before(tx.execute(_TOLD, values).scalar_one(), tx.execute(_PLANNED, values).scalar_one())


_ORIGIN = (
    select(articles.c.feed_id, entries.c.from_first_poll)
    .join(entries, entries.c.id == articles.c.entry_id)
    .where(articles.c.id == bindparam("article_id"))
)
_LISTED = select(func.count()).select_from(
    select(entries.c.id)
    .where(entries.c.feed_id == bindparam("feed_id"), entries.c.from_first_poll)
    .limit(_MOST_LISTED)
    .subquery()
)
_MARK = update(articles).where(articles.c.id == bindparam("article")).values(alerted_at=bindparam("now"))
_NOW = bindparam("now", type_=held_alerts.c.tell_at.type)
_TOLD = (
    select(func.count(notices.c.created_at.distinct()))
    .join(deliveries, deliveries.c.notice_id == notices.c.id)
    .where(
        notices.c.created_at > bindparam("since", type_=notices.c.created_at.type),
        notices.c.created_at <= _NOW,
        notices.c.kind == FLOOD,
        deliveries.c.recipient == bindparam("recipient"),
        deliveries.c.channel == bindparam("channel"),
    )
)
_PLANNED = select(func.min(held_alerts.c.tell_at)).where(
    held_alerts.c.tell_at > _NOW,
    held_alerts.c.recipient == bindparam("recipient"),
    held_alerts.c.channel == bindparam("channel"),
)
_HELD = select(held_alerts, alerts.c.created_at).join(alerts, alerts.c.id == held_alerts.c.alert_id)
_OF = _HELD.where(held_alerts.c.alert_id.in_(bindparam("ids", expanding=True))).order_by(
    held_alerts.c.alert_id, held_alerts.c.recipient, held_alerts.c.channel
)
_ALL = _HELD.order_by(held_alerts.c.alert_id.desc()).limit(bindparam("limit"))
_COUNT = select(func.count(held_alerts.c.alert_id.distinct()))
