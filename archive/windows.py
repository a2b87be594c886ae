"""The articles since a moment, group by group in pages: all copies of a text come one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, tuple_

from archive.alert_rows import alert_from
from archive.articles import article_from
from archive.tables import alerts, articles

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from archive.nouns import Alert, Article


class Window(NamedTuple):
    """The articles committed since then: how many there are, and the lowest number among them."""

    since: datetime
    articles: int
    first_id: int


def window_since(tx: Connection, since: datetime) -> Window:
    """The window from then to now."""
    count, first = tx.execute(_COUNT, {"since": since}).one()
    return Window(since, count, first or 0)


def articles_by_group(tx: Connection, window: Window, after: tuple[int, int], limit: int) -> list[Article]:
    """A page of the window's articles by group and number: those behind the group and number ``after``."""
    group, article = after
    values = {"since": window.since, "first": window.first_id, "group": group, "article": article, "limit": limit}
    return [article_from(row) for row in tx.execute(_PAGE, values)]


def alerts_of_groups(tx: Connection, group_ids: Collection[int]) -> list[Alert]:
    """The alerts committed for these copy groups, in the order in which they were."""
    return [alert_from(row) for row in tx.execute(_ALERTS, {"ids": list(group_ids)})]


_SINCE = articles.c.committed_at >= bindparam("since", type_=articles.c.committed_at.type)
_COUNT = select(func.count(), func.min(articles.c.id)).where(_SINCE)
# The lowest number stands here too, so that an index alone passes over what is older.
_PAGE = (
    select(articles)
    .where(
        tuple_(articles.c.group_id, articles.c.id) > tuple_(bindparam("group"), bindparam("article")),
        articles.c.id >= bindparam("first"),
        _SINCE,
    )
    .order_by(articles.c.group_id, articles.c.id)
    .limit(bindparam("limit"))
)
_ALERTS = select(alerts).where(alerts.c.group_id.in_(bindparam("ids", expanding=True))).order_by(alerts.c.id)
