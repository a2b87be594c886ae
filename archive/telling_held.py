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
from archive.summaries import Summary, add_summary
from archive.tables import alerts, entries, held_alerts
from archive.volumes import past_alerts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from archive.volumes import Past


LONGEST_WAIT = timedelta(minutes=20)


class Manner(NamedTuple):
    """How it is told: ``few`` articles one by one, else summaries, each of as many articles as ``most`` of its channel.

    ``usual`` says how many alerts an hour are usual; a surge's are those before the last ``window``.
    """

    few: int
    most: Callable[[str], int]
    usual: Callable[[Past], float]
    window: timedelta


class _Row(NamedTuple):
    alert_id: int
    article_id: int
    cause: str
    created_at: datetime


def is_telling_due(tx: Connection, now: datetime) -> bool:
    """Whether there is anything to be told by now."""
    return bool(_due(tx, now))


def tell_held(tx: Connection, now: datetime, manner: Manner) -> tuple[Surge, ...] | None:
    """Write what tells of the alerts that have waited long enough, with all that is held for the same recipients.

    Gives what brought those that are told in summaries; None when there is nothing to be told.
    """
    taken = [(to, rows) for to in _due(tx, now) if (rows := _take(tx, to))]
    if not taken:
        return None
    surges = dict[Cause, Surge]()
    for to, rows in taken:
        surges |= {surge.cause: surge for surge in _tell(tx, to, rows, now, manner)}
    reach("inside-telling")
    return tuple(surges.values())


def _due(tx: Connection, now: datetime) -> list[DeliveryPlan]:
    first_polls_end = not tx.execute(_FIRST_POLL_PENDING).scalar_one()
    rows = tx.execute(_DUE_EARLY if first_polls_end else _DUE, {"now": now, "longest": now + LONGEST_WAIT})
    return [DeliveryPlan(row.recipient, row.channel) for row in rows]


def _take(tx: Connection, to: DeliveryPlan) -> list[_Row]:
    rows = tx.execute(_TAKE, {"recipient": to.recipient, "channel": to.channel})
    return sorted(_Row(*row) for row in rows)


def _tell(tx: Connection, to: DeliveryPlan, rows: Sequence[_Row], now: datetime, manner: Manner) -> Sequence[Surge]:
    by_article = [[row.alert_id for row in same] for _, same in groupby(_by_article(rows), lambda row: row.article_id)]
    if len(by_article) <= manner.few:
        insert_deliveries(tx, [(row.alert_id, None, to) for row in rows], now)
        return ()
    surges = _surges(tx, rows, now, manner)
    most = manner.most(to.channel)
    for start in range(0, len(by_article), most):
        part = tuple(map(tuple, by_article[start : start + most]))
        add_summary(tx, Summary(len(part), part, surges), to, now, FLOOD)
    return surges


def _by_article(rows: Iterable[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row.article_id, row.alert_id))


def _surges(tx: Connection, rows: Sequence[_Row], now: datetime, manner: Manner) -> tuple[Surge, ...]:
    """What brought them, the greatest first."""
    found = []
    for text in dict.fromkeys(row.cause for row in rows):
        of_it = [row for row in rows if row.cause == text]
        began, cause = min(row.created_at for row in of_it), Cause.from_text(text)
        known = cause.kind is not CauseKind.FIRST_POLL
        usual = manner.usual(past_alerts(tx, cause, began - manner.window)) if known else 0.0
        articles = len({row.article_id for row in of_it})
        found.append(Surge(cause, articles, ceil((now - began) / timedelta(minutes=1)) or 1, usual))
    return tuple(sorted(found, key=lambda surge: -surge.articles))


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
