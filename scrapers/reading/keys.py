"""What tells one item of a feed from another: its item key, made of the guid where that can be trusted.

A guid that stands twice in its document names nothing, and then every item would be taken for the first; so such a
feed's items are told apart by guid, URL key and title together. A wrong split costs a page fetch more, and stays silent
as a copy; a wrong merge would lose an item for good. So everything here errs on the side of the split.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.nouns import NewEntry
from scrapers.former_url_key import former_url_key
from scrapers.hashing import digest
from scrapers.reading.dates import believable
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scrapers.parsing.results import FeedItem

_UNTITLED_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class KeyedItems:
    """A document's items with their keys, each once; ``guids_unreliable`` is to be remembered with the feed."""

    entries: tuple[NewEntry, ...]
    guids_unreliable: bool


def key_items(items: Iterable[FeedItem], *, guids_unreliable: bool, now: datetime) -> KeyedItems:
    """Key the items of one document; ``guids_unreliable`` is what earlier documents of the feed showed."""
    items = tuple(items)
    counts = Counter(item.guid for item in items if item.guid)
    unreliable = guids_unreliable or any(count > 1 for count in counts.values())
    entries: dict[str, NewEntry] = {}
    for item in items:
        entry = _keyed(item, trust_guid=not unreliable, now=now)
        entries.setdefault(entry.item_key, entry)
    return KeyedItems(tuple(_with_pages(list(entries.values()))), unreliable)


def with_former_keys(entries: Iterable[NewEntry]) -> list[NewEntry]:
    """The entries, each with how it was keyed before URLs got other keys: those in the archive bear the old ones."""
    return [replace(entry, formerly=_formerly(entry)) for entry in entries]


def title_hash(item: FeedItem) -> str:
    """The hash of an item's title, spaces and case apart; of the beginning of its text where it has no title."""
    text = item.title or (item.summary or item.content)[:_UNTITLED_CHARACTERS]
    return digest(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def url_hash(url: str) -> str:
    """The hash of a URL's key, by which the archive finds the entries of an address."""
    return digest("url", url_key(url) if url else "")


def url_hashes(url: str) -> tuple[str, ...]:
    """The hash of a URL's key, and that of the key that it had formerly, where that was another."""
    return tuple(dict.fromkeys((url_hash(url), _former_hash(url))))


def names_a_page(url: str) -> bool:
    """Whether this is the address of something within a site, and not of the site."""
    return _names_a_page(url_key(url))


def _names_a_page(key: str) -> bool:
    parts = urlsplit(key)
    return bool(parts.path.strip("/") or parts.query)


def _with_pages(entries: list[NewEntry]) -> Iterator[NewEntry]:
    """The entries, each told whether page and title are its own."""
    counts = Counter((entry.url_key, entry.title_hash) for entry in entries)
    for entry in entries:
        is_own = entry.names_its_page and counts[entry.url_key, entry.title_hash] == 1
        yield entry if is_own == entry.names_its_page else replace(entry, names_its_page=is_own)


def _keyed(item: FeedItem, *, trust_guid: bool, now: datetime) -> NewEntry:
    key = url_key(item.url) if item.url else ""
    hashed_url, hashed_title = digest("url", key), title_hash(item)
    composite = _composite_key(item.guid, hashed_url, hashed_title)
    return NewEntry(
        item_key=digest("guid", item.guid) if item.guid and trust_guid else composite,
        composite_key=composite,
        guid=item.guid,
        url=item.url,
        url_key=hashed_url,
        title=item.title,
        title_hash=hashed_title,
        summary=item.summary,
        content=item.content,
        published_at=believable(item.published, now),
        names_its_page=_names_a_page(key),
    )


def _formerly(entry: NewEntry) -> NewEntry | None:
    """The entry under its former keys; None where they are today's."""
    hashed_url = _former_hash(entry.url)
    if hashed_url == entry.url_key:
        return None
    composite = _composite_key(entry.guid, hashed_url, entry.title_hash)
    item_key = composite if entry.item_key == entry.composite_key else entry.item_key
    return replace(entry, item_key=item_key, composite_key=composite, url_key=hashed_url)


def _former_hash(url: str) -> str:
    return digest("url", former_url_key(url) if url else "")


def _composite_key(guid: str | None, hashed_url: str, hashed_title: str) -> str:
    return digest("composite", guid or "", hashed_url, hashed_title)
