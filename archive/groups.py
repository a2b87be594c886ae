"""The articles of one copy group as readers are told of them: which outlet had the text, when, how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from archive.origins import Origin
from archive.tables import alerts, articles, entries, feeds

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

MOST_MEMBERS = 500


class Member(NamedTuple):
    """An article of the group. ``published_at`` is None where the date is a guess, ``length`` counts code points."""

    article_id: int
    outlet: str
    url: str
    published_at: datetime | None
    seen_at: datetime
    length: int


def members_of(tx: Connection, group_id: int) -> list[Member]:
    """The articles of a copy group that are still kept, in the order in which they came; the first 500 of more."""
    return [_member(row) for row in tx.execute(_MEMBERS, {"group_id": group_id})]


def member(tx: Connection, article_id: int) -> Member | None:
    """One article by its number, None if it was forgotten."""
    row = tx.execute(_ONE, {"article_id": article_id}).one_or_none()
    return _member(row) if row else None


def first_alert_of(tx: Connection, group_id: int) -> int | None:
    """The number of the first alert that was committed for a copy group."""
    number: int | None = tx.execute(_FIRST_ALERT, {"group_id": group_id}).scalar_one()
    return number


def _member(row: Row[*tuple[Any, ...]]) -> Member:
    return Member(
        article_id=row.id,
        outlet=row.name,
        url=row.url,
        published_at=None if row.origins.published is Origin.GUESS else row.published_at,
        seen_at=row.first_seen_at,
        length=row.length,
    )


_ARTICLES = (
    select(
        articles.c.id,
        feeds.c.name,
        articles.c.url,
        articles.c.published_at,
        articles.c.origins,
        entries.c.first_seen_at,
        func.length(articles.c.body).label("length"),
    )
    .join(entries, entries.c.id == articles.c.entry_id)
    .join(feeds, feeds.c.id == articles.c.feed_id)
)
_MEMBERS = _ARTICLES.where(articles.c.group_id == bindparam("group_id")).order_by(articles.c.id).limit(MOST_MEMBERS)
_ONE = _ARTICLES.where(articles.c.id == bindparam("article_id"))
_FIRST_ALERT = select(func.min(alerts.c.id)).where(alerts.c.group_id == bindparam("group_id"))
