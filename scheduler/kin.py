"""What readers know of the text that an article repeats: what was told of it, and what its own outlet printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.alert_rows import alerts_beside
from archive.feeds import get_feeds
from archive.kin import relatives_of, titles_and_bodies
from scrapers.outlets import outlet_of
from scrapers.reading.keys import names_a_page, url_hashes
from scrapers.revising.deciding import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from archive.nouns import Alert

MOST_TEXTS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands, by which feed it came, and as which entry."""

    url: str
    canonical_url: str | None
    feed_id: int
    feed_url: str = ""
    entry_id: int = 0


@dataclass(frozen=True, slots=True)
class Kin:
    """The ``texts`` of the group that were told of, and those of the article's own outlet.

    ``has_own``: there are some of these; ``is_later_item``: all of them stand at other addresses. ``alerts`` are those
    of the elder's group.
    """

    texts: tuple[Version, ...] = ()
    has_own: bool = False
    is_later_item: bool = False
    alerts: tuple[Alert, ...] = ()


NO_KIN = Kin()


def read_kin(tx: Connection, place: Place, text_hash: str, elder_id: int) -> Kin:
    """The kin of a copy that is to be committed or takes another text.

    Twenty texts are read that were told of, and twenty of its outlet.
    """
    feed_url = place.feed_url or next((feed.url for feed in get_feeds(tx, [place.feed_id])), "")
    known = relatives_of(tx, elder_id, text_hash, place.entry_id)
    outlet = outlet_of(place.url, feed_url)
    own = [each for each in known if outlet_of(each.url, each.feed_url) == outlet]
    told = [each for each in known if each.is_told]
    read = {each.article_id for each in (*told[:MOST_TEXTS], *own[:MOST_TEXTS])}
    here = set(_keys(place.url, place.canonical_url))
    return Kin(
        texts=tuple(Version(*text) for text in titles_and_bodies(tx, read)),
        has_own=bool(own),
        is_later_item=bool(own) and all(here.isdisjoint(_keys(each.url, each.canonical_url)) for each in own),
        alerts=tuple(alerts_beside(tx, elder_id)),
    )


def _keys(*urls: str | None) -> Iterator[str]:
    """By what the addresses of an article are known, as far as they are of a page."""
    for url in urls:
        if url and names_a_page(url):
            yield from url_hashes(url)
