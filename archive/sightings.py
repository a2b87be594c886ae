"""Items of a feed that are remembered already and stand there again, now with other words.

What they say now takes the place of what was kept of them, and the page is asked for soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, exists, literal_column, select, update

from archive.asked_pages import ask_for_page
from archive.known_keys import known_keys, to_remember
from archive.nouns import BodySource, EntryState, NewEntry
from archive.tables import articles, entries, entry_texts, mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row

# Of one document; a feed that shows more of them has changed its ways, not its articles.
MOST_SIGHTED = 200


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the feed said of an entry before; ``matched``: its article holds a watched name."""

    title: str
    summary: str
    content: str
    matched: bool
    body_source: BodySource


@dataclass(frozen=True, slots=True)
class Sighted:
    """Items that are known without a look; ``is_edited`` decides which of all known ones are to be read again."""

    items: Sequence[NewEntry] = ()
    is_edited: Callable[[Sighting, NewEntry], bool] = lambda _before, _now: False


NOTHING_SIGHTED = Sighted()


def unknown_of(
    tx: Connection, feed_id: int, candidates: Sequence[NewEntry], sighted: Sighted, now: datetime
) -> list[NewEntry]:
    """The candidates that are not remembered yet; of the others, and of those ``sighted``, the edited are noted.

    The caller holds the feed, so that nobody else looks at its items.
    """
    known = known_keys(tx, feed_id, candidates)
    found = [(candidate, to_remember(candidate, known)) for candidate in candidates]
    passed_over = [candidate for candidate, new in found if new is None]
    items = {item.item_key: item for item in [*passed_over, *sighted.items][:MOST_SIGHTED]}
    if items:
        _note_edits(tx, feed_id, items, sighted, now)
    return [new for _, new in found if new is not None]


def _note_edits(tx: Connection, feed_id: int, items: Mapping[str, NewEntry], sighted: Sighted, now: datetime) -> None:
    for row in tx.execute(_BEFORE, {"feed_id": feed_id, "item_keys": list(items)}).all():
        item = items[row.item_key]
        if _is_other(row, item) and sighted.is_edited(_sighting(row), item):
            _note(tx, row, item, now)


def _is_other(row: Row[*tuple[Any, ...]], item: NewEntry) -> bool:
    is_same_item = item.url_key == row.url_key or item.title_hash == row.title_hash
    return is_same_item and (item.title, item.summary, item.content) != (row.title, row.summary, row.content)


def _sighting(row: Row[*tuple[Any, ...]]) -> Sighting:
    return Sighting(row.title, row.summary, row.content, bool(row.matched), BodySource(row.body_source))


def _note(tx: Connection, row: Row[*tuple[Any, ...]], item: NewEntry, now: datetime) -> None:
    tx.execute(_KEEP, {"of": row.id, "title": item.title, "summary": item.summary, "content": item.content})
    ask_for_page(tx, row.id, row.page_status, row.fetched_at, now)


_MATCHED = exists().where(mentions.c.article_id == articles.c.id, mentions.c.status == literal_column("'hit'"))
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
    )
    .join(entry_texts, entry_texts.c.entry_id == entries.c.id)
    .join(articles, articles.c.entry_id == entries.c.id)
    .where(
        entries.c.feed_id == bindparam("feed_id"),
        entries.c.item_key.in_(bindparam("item_keys", expanding=True)),
        entries.c.state == EntryState.DONE.value,
    )
)
_KEEP = (
    update(entry_texts)
    .where(entry_texts.c.entry_id == bindparam("of"))
    .values(title=bindparam("title"), summary=bindparam("summary"), content=bindparam("content"))
)
