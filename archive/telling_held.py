"""Telling of alerts that were held: each recipient gets all of them in one summary by each channel, in one transaction.

The rows go in the transaction that writes what is sent in their place, so whoever dies, or does it at the same time
as another, tells each alert once.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, literal_column, or_, select

from archive.causes import FLOOD, Cause, CauseKind, Surge
from archive.commits import insert_deliveries
from archive.failpoints import reach
from archive.nouns import DeliveryPlan
from archive.summaries import add_summary, in_parts
from archive.tables import alerts, entries, held_alerts
from archive.volumes import past_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from archive.guards import Guard


MOST_SURGES = 20


class Told(NamedTuple):
    """What brought the alerts that were told in summaries, and how many these are."""

    surges: tuple[Surge, ...]
    alerts: int


class _Row(NamedTuple):
    alert_id: int
    article_id: int
    cause: str
    created_at: datetime


def is_telling_due(tx: Connection, now: datetime, guard: Guard) -> bool:
    """Whether there is anything to be told by now."""
    return bool(_due(tx, now, guard))


def tell_held(tx: Connection, now: datetime, guard: Guard) -> Told | None:
    """Write what tells of the alerts that have waited long enough, with all that is held for the same recipients.

    None when there is nothing to be told.
    """
    taken = [(to, rows) for to in _due(tx, now, guard) if (rows := _take(tx, to))]
    if not taken:
        return None
    surges, summed = dict[Cause, Surge](), set[int]()
    for to, rows in taken:
        if brought := _tell(tx, to, rows, now, guard):
            surges |= {surge.cause: surge for surge in brought}
            summed |= {row.alert_id for row in rows}
    reach("inside-telling")
    return Told(tuple(surges.values()), len(summed))


def _due(tx: Connection, now: datetime, guard: Guard) -> list[DeliveryPlan]:
    first_polls_end = not tx.execute(_FIRST_POLL_PENDING).scalar_one()
    values = {"now": now, "longest": now + guard.longest_wait}
    rows = tx.execute(_DUE_EARLY if first_polls_end else _DUE, values)
    return [DeliveryPlan(row.recipient, row.channel) for row in rows]


def _take(tx: Connection, to: DeliveryPlan) -> list[_Row]:
    rows = tx.execute(_TAKE, {"recipient": to.recipient, "channel": to.channel})
    return sorted(_Row(*row) for row in rows)


def _tell(tx: Connection, to: DeliveryPlan, rows: Sequence[_Row], now: datetime, guard: Guard) -> Sequence[Surge]:
    """What brought them, the greatest first; nothing where they are told one by one."""
    by_article = [[row.alert_id for row in same] for _, same in groupby(_by_article(rows), lambda row: row.article_id)]
    if len(by_article) <= guard.few:
        insert_deliveries(tx, [(row.alert_id, None, to) for row in rows], now)
        return ()
    surges = _surges(tx, rows, now, guard)
    for summary in in_parts(by_article, surges, guard.listed(to.channel), guard.summaries(to.channel)):
        add_summary(tx, summary, to, now, FLOOD)
    return surges


def _by_article(rows: Iterable[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row.article_id, row.alert_id))


def _surges(tx: Connection, rows: Sequence[_Row], now: datetime, guard: Guard) -> tuple[Surge, ...]:
    """What brought them, the greatest first, and not more than a reader can take in."""
    by_cause = dict[str, list[_Row]]()
    for row in rows:
        by_cause.setdefault(row.cause, []).append(row)
    greatest = sorted(by_cause.items(), key=lambda each: -_articles(each[1]))[:MOST_SURGES]
    return tuple(_surge(tx, Cause.from_text(text), of_it, now, guard) for text, of_it in greatest)


def _surge(tx: Connection, cause: Cause, rows: Sequence[_Row], now: datetime, guard: Guard) -> Surge:
    began = min(row.created_at for row in rows)
    known = cause.kind is not CauseKind.FIRST_POLL
    usual = guard.usual_an_hour(past_articles(tx, cause, began - guard.window)) if known else 0.0
    # A clock that was set back has begun it later than now.
    return Surge(cause, _articles(rows), max(1, ceil((now - began) / timedelta(minutes=1))), usual)


def _articles(rows: Iterable[_Row]) -> int:
    return len({row.article_id for row in rows})


_FIRST_POLL_PENDING = select(exists().where(entries.c.state == literal_column("'pending'"), entries.c.from_first_poll))
_NOW = bindparam("now", type_=held_alerts.c.tell_at.type)
_EARLY = held_alerts.c.cause.startswith(f"{CauseKind.FIRST_POLL}:")
# Whoever was held while the clock was wrong waits no longer than others.
_TIME_HAS_COME = or_(
    held_alerts.c.tell_at <= _NOW, held_alerts.c.tell_at > bindparam("longest", type_=held_alerts.c.tell_at.type)
)
# In one order, so that two tellers never wait for each other.
_HELD = (
    select(held_alerts.c.recipient, held_alerts.c.channel)
    .distinct()
    .order_by(held_alerts.c.recipient, held_alerts.c.channel)
)
_DUE = _HELD.where(_TIME_HAS_COME)
_DUE_EARLY = _HELD.where(or_(_TIME_HAS_COME, _EARLY))
_TAKE = (
    delete(held_alerts)
    .where(held_alerts.c.recipient == bindparam("recipient"), held_alerts.c.channel == bindparam("channel"))
    .returning(
        held_alerts.c.alert_id,
        select(alerts.c.article_id).where(alerts.c.id == held_alerts.c.alert_id).scalar_subquery(),
        held_alerts.c.cause,
        select(alerts.c.created_at).where(alerts.c.id == held_alerts.c.alert_id).scalar_subquery(),
    )
)
