"""Alerts as nouns, from rows of their table: one by its number, or those of one copy group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select

from archive.nouns import Alert
from archive.tables import alerts, articles

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row


def alert_from(row: Row[Any]) -> Alert:
    """The alert that a row of the table ``alerts`` holds."""
    return Alert(
        id=row.id,
        rule_id=row.rule_id,
        group_id=row.group_id,
        revision=row.revision,
        article_id=row.article_id,
        priority=row.priority,
        covers=frozenset(row.covers),
        created_at=row.created_at,
        reason=row.reason,
        figures=None if row.figures is None else frozenset(row.figures),
        changes=row.changes,
        resembles=row.resembles,
        notice=row.notice,
    )


def get_alert(tx: Connection, alert_id: int) -> Alert | None:
    """The alert with this number."""
    row = tx.execute(_ALERT, {"alert_id": alert_id}).one_or_none()
    return alert_from(row) if row else None


def alerts_of_group(tx: Connection, group_id: int) -> list[Alert]:
    """The alerts committed for a copy group, in the order in which they were."""
    return [alert_from(row) for row in tx.execute(_GROUP_ALERTS, {"group_id": group_id})]


def alerts_beside(tx: Connection, article_id: int) -> list[Alert]:
    """The same of the copy group that an article is in."""
    return [alert_from(row) for row in tx.execute(_BESIDE, {"article_id": article_id})]


def alerts_elsewhere(tx: Connection, article_id: int, group_ids: Collection[int]) -> list[Alert]:
    """The article's own alerts that stand with texts which it had before, in none of these groups."""
    own = select(alerts).where(alerts.c.article_id == article_id, alerts.c.group_id.not_in(group_ids))
    return [alert_from(row) for row in tx.execute(own.order_by(alerts.c.id))]


_ALERT = select(alerts).where(alerts.c.id == bindparam("alert_id"))
_GROUP_ALERTS = select(alerts).where(alerts.c.group_id == bindparam("group_id")).order_by(alerts.c.id)
_BESIDE = (
    select(alerts)
    .join(articles, articles.c.group_id == alerts.c.group_id)
    .where(articles.c.id == bindparam("article_id"))
    .order_by(alerts.c.id)
)
