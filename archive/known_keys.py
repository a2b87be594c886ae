"""Which items of a feed are remembered already: what the archive knows of their keys, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select, union_all

from archive.tables import entries, entry_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from archive.nouns import NewEntry

Page = tuple[str, str]
_MANY = 1000


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What a feed's remembered entries have in common with some candidates.

    ``bearers`` gives the URL key and title hash of the entry that bears an item key; ``dates`` when the entries with a
    URL key and title hash were published, as far as they say; ``texts`` what their feed said of those that may have
    been given another date.
    """

    bearers: Mapping[str, Page]
    composite_keys: frozenset[str]
    dates: Mapping[Page, frozenset[datetime | None]]
    texts: Mapping[Page, frozenset[tuple[str, str]]] = field(default_factory=dict)


def known_keys(tx: Connection, feed_id: int, candidates: Sequence[NewEntry]) -> KnownKeys:
    """What the archive knows of the keys of these candidates of one feed, and of those that they had formerly."""
    candidates = [*candidates, *(each.formerly for each in candidates if each.formerly is not None)]
    bearers: dict[str, Page] = {}
    composite_keys: set[str] = set()
    dates: dict[Page, frozenset[datetime | None]] = {}
    for start in range(0, len(candidates), _MANY):
        some = candidates[start : start + _MANY]
        keys = [candidate.item_key for candidate in some]
        composites = [candidate.composite_key for candidate in some]
        urls = [candidate.url_key for candidate in some]
        asked = {"feed_id": feed_id, "item_keys": keys, "composite_keys": composites, "url_keys": urls}
        for row in tx.execute(_KNOWN, asked):
            page = row.url_key, row.title_hash
            bearers[row.item_key] = page
            composite_keys.add(row.composite_key)
            dates[page] = dates.get(page, frozenset()) | {row.published_at}
    known = KnownKeys(bearers, frozenset(composite_keys), dates)
    return replace(known, texts=_texts(tx, feed_id, [_page(each) for each in candidates if _is_redated(each, known)]))


def _texts(tx: Connection, feed_id: int, pages: Sequence[Page]) -> dict[Page, frozenset[tuple[str, str]]]:
    """What the feed said of the entries with these pages and titles, as far as it is kept."""
    texts: dict[Page, frozenset[tuple[str, str]]] = {}
    for start in range(0, len(pages), _MANY):
        urls = [url_key for url_key, _ in pages[start : start + _MANY]]
        for row in tx.execute(_TEXTS, {"feed_id": feed_id, "url_keys": urls}):
            page = row.url_key, row.title_hash
            texts[page] = texts.get(page, frozenset()) | {(row.summary, row.content)}
    return texts


def to_remember(candidate: NewEntry, known: KnownKeys) -> NewEntry | None:
    """The candidate as it is to be remembered; None when it has been.

    It has been when an entry has its guid, URL key and title together, which holds across a change of a feed's guids
    from unique to repeated and back; or when one has its item key and either its URL key or its title; or when one has
    its page and title under another guid, as after a move to another system. An entry that shares nothing but the guid
    is other news under a guid that names nothing. What holds of the keys that it had formerly holds of the candidate.
    """
    if candidate.formerly is not None and to_remember(candidate.formerly, known) is None:
        return None
    if candidate.composite_key in known.composite_keys or _has_another_guid(candidate, known):
        return None
    if candidate.item_key not in known.bearers:
        return candidate
    url_key, title_hash = known.bearers[candidate.item_key]
    if url_key == candidate.url_key or title_hash == candidate.title_hash:
        return None
    return replace(candidate, item_key=candidate.composite_key)


def _has_another_guid(candidate: NewEntry, known: KnownKeys) -> bool:
    """Whether an entry has this page and title: no other date, no page that all items share, no sibling in sight.

    With another time of the same day it has to have the same text too: an alarm may sound again tomorrow.
    """
    dates = known.dates.get(_page(candidate))
    if dates is None or not candidate.names_its_page:
        return False
    if candidate.published_at is None or None in dates or candidate.published_at in dates:
        return True
    is_same_text = (candidate.summary, candidate.content) in known.texts.get(_page(candidate), ())
    return is_same_text and _is_redated(candidate, known)


def _is_redated(candidate: NewEntry, known: KnownKeys) -> bool:
    """Whether an entry with this page and title was published at another time of the same day."""
    at, dates = candidate.published_at, known.dates.get(_page(candidate), frozenset())
    if at is None or at in dates or not candidate.names_its_page:
        return False
    return any(date is not None and date.date() == at.date() for date in dates)


def _page(candidate: NewEntry) -> Page:
    return candidate.url_key, candidate.title_hash


_KEYS = select(
    entries.c.item_key, entries.c.composite_key, entries.c.url_key, entries.c.title_hash, entries.c.published_at
).where(entries.c.feed_id == bindparam("feed_id"))
_TEXTS = (
    select(entries.c.url_key, entries.c.title_hash, entry_texts.c.summary, entry_texts.c.content)
    .join(entry_texts, entry_texts.c.entry_id == entries.c.id)
    .where(
        entries.c.feed_id == bindparam("feed_id"),
        entries.c.url_key.in_(bindparam("url_keys", expanding=True)),
    )
)
_KNOWN = union_all(
    _KEYS.where(entries.c.item_key.in_(bindparam("item_keys", expanding=True))),
    _KEYS.where(entries.c.composite_key.in_(bindparam("composite_keys", expanding=True))),
    _KEYS.where(entries.c.url_key.in_(bindparam("url_keys", expanding=True))),
)
