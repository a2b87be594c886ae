"""Items of a feed that are remembered already and stand there again, now with other words.

What they say now takes the place of what was kept of them, and the page is asked for soon, in one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, literal_column, select, update

from archive.asked_pages import ask_for_page
from archive.nouns import BodySource, EntryState, NewEntry
from archive.tables import article_revisions, articles, entries, entry_texts, mentions, page_tries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Row

# Of one document; a feed that shows more of them has changed its ways, not its articles.
MOST_SIGHTED = 200
# So many edits running that changed the title alone.
RESTLESS = 3


class Sighting(NamedTuple):
    """What the feed said of an entry before, and what it says ``now``; ``matched``: its article has a watched name.

    Its page had this status when it was read at ``read_at``, and was tried so often since; ``only_retitled``: its last
    edits left the text as it was. ``has_notice``: it says now that it is corrected or withdrawn.
    """

    entry_id: int
    title: str
    summary: str
    content: str
    matched: bool
    body_source: BodySource
    page_status: str
    read_at: datetime
    now: NewEntry
    tries: int = 0
    only_retitled: bool = False
    has_notice: bool = False


def changed_items(tx: Connection, feed_id: int, items: Sequence[NewEntry]) -> list[Sighting]:
    """Those of the items that are known, done and kept, and stand there with other words now."""
    by_key = {item.item_key: item for item in items[:MOST_SIGHTED]}
    asked = {"feed_id": feed_id, "item_keys": list(by_key)}
    found = ((row, by_key[row.item_key]) for row in tx.execute(_BEFORE, asked))
    return [_sighting(row, item) for row, item in found if _is_other(row, item)]


def note_edits(tx: Connection, edited: Iterable[Sighting], now: datetime) -> None:
    """Have the pages of edited items read again, with what their feed says now."""
    for one in edited:
        said = {"title": one.now.title, "summary": one.now.summary, "content": one.now.content}
        tx.execute(_KEEP, {"of": one.entry_id, **said})
        ask_for_page(tx, one.entry_id, one.page_status, one.read_at, now, has_notice=one.has_notice)


def _is_other(row: Row[*tuple[Any, ...]], item: NewEntry) -> bool:
    is_same_item = item.url_key == row.url_key or item.title_hash == row.title_hash
    return is_same_item and (item.title, item.summary, item.content) != (row.title, row.summary, row.content)


def _sighting(row: Row[*tuple[Any, ...]], item: NewEntry) -> Sighting:
    source, said = BodySource(row.body_source), (row.title, row.summary, row.content)
    return Sighting(
        row.id,
        *said,
        bool(row.matched),
        source,
        row.page_status,
        row.fetched_at,
        item,
        row.tries or 0,
        row.alike == RESTLESS,
    )


_MATCHED = exists().where(mentions.c.article_id == articles.c.id, mentions.c.status == literal_column("'hit'"))
_YOUNGEST = (
    select(func.max(article_revisions.c.number))
    .where(article_revisions.c.article_id == articles.c.id)
    .correlate(articles)
    .scalar_subquery()
)
_ALIKE = (
    select(func.count())
    .select_from(article_revisions)
    .where(
        article_revisions.c.article_id == articles.c.id,
        article_revisions.c.number > _YOUNGEST - RESTLESS,
        article_revisions.c.body == articles.c.body,
    )
    .correlate(articles)
    .scalar_subquery()
)
_BEFORE = (
    select(
        entries.c.id,
        entries.c.item_key,
        entries.c.url_key,
        entries.c.title_hash,
        entry_texts.c.title,
        entry_texts.c.summary,
        entry_texts.c.content,
        articles.c.body_source,
        articles.c.page_status,
        articles.c.fetched_at,
        _MATCHED.label("matched"),
        page_tries.c.tries,
        _ALIKE.label("alike"),
    )
    .join(entry_texts, entry_texts.c.entry_id == entries.c.id)
    .join(articles, articles.c.entry_id == entries.c.id)
    .outerjoin(page_tries, page_tries.c.entry_id == entries.c.id)
    .where(
        entries.c.feed_id == bindparam("feed_id"),
        entries.c.item_key.in_(bindparam("item_keys", expanding=True)),
        entries.c.state == literal_column(f"'{EntryState.DONE}'"),
    )
    .order_by(entries.c.id)
)
_KEEP = (
    update(entry_texts)
    .where(entry_texts.c.entry_id == bindparam("of"))
    .values(title=bindparam("title"), summary=bindparam("summary"), content=bindparam("content"))
)
