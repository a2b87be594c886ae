"""The articles that a copy stands among: those that were told of in its copy group, and the others of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, exists, select, union

from archive.tables import alerts, articles, copy_groups, feeds

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_RELATIVES = 500


class Relative(NamedTuple):
    """An article of a copy group: where it stands, of which feed it is, and whether it was told of."""

    article_id: int
    url: str
    canonical_url: str | None
    feed_id: int
    feed_url: str
    is_told: bool


def relatives_of(tx: Connection, elder_id: int, text_hash: str, but_for: int = 0) -> list[Relative]:
    """The articles of the elder's copy group and of the text's own: 500, those told of first, then the youngest.

    ``but_for`` is the entry whose own article is left out.
    """
    values = {"elder": elder_id, "text_hash": text_hash, "but_for": but_for}
    return [Relative(*row) for row in tx.execute(_RELATIVES, values)]


def titles_and_bodies(tx: Connection, article_ids: Collection[int]) -> list[tuple[str, str]]:
    """What these articles say."""
    return [(row.title, row.body) for row in tx.execute(_TEXTS, {"ids": list(article_ids)})] if article_ids else []


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_GROUPS = union(
    select(articles.c.group_id).where(articles.c.id == bindparam("elder")),
    select(copy_groups.c.id).where(copy_groups.c.text_hash == bindparam("text_hash")),
)
_IS_TOLD = exists().where(alerts.c.article_id == articles.c.id)
_RELATIVES = (
    select(
        articles.c.id,
        articles.c.url,
        articles.c.canonical_url,
        articles.c.feed_id,
        feeds.c.url,
        _IS_TOLD.label("is_told"),
    )
    .join(feeds, feeds.c.id == articles.c.feed_id)
    .where(articles.c.group_id.in_(_GROUPS), articles.c.entry_id != bindparam("but_for"))
    .order_by(_IS_TOLD.desc(), articles.c.id.desc())
    .limit(MOST_RELATIVES)
)
_TEXTS = select(articles.c.title, articles.c.body).where(articles.c.id.in_(_IDS)).order_by(articles.c.id)
