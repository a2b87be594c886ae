"""The bytes of a feed, sitemap or listing page to a ParsedFeed. Runs in a parser process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.charset import decode
from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading.json_feed import read_json_feed
from scrapers.reading.listing_page import read_listing
from scrapers.reading.packed import unpacked
from scrapers.reading.prolog import Kind, from_start, kind_of
from scrapers.reading.sitemap import read_sitemap
from scrapers.reading.syndication import read_syndication

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.listing import Listing
    from scrapers.parsing.results import ParsedFeed


def read_feed(
    body: bytes,
    url: str,
    content_type: str | None,
    known: Collection[str] = frozenset(),
    listing: Listing | None = None,
) -> ParsedFeed:
    """The items of a document that was fetched from ``url``; raises ParseFailed (empty, not_a_feed, page_broken).

    Items whose digests are ``known`` may be cut out unread; ``listing`` says where a page has its items.
    """
    text = decode(unpacked(body), content_type)
    if listing is not None:
        return read_listing(text, url, listing)
    document = from_start(text)
    if not document:
        raise ParseFailed(ParseReason.EMPTY)
    kind = kind_of(document)
    if kind is Kind.JSON:
        return read_json_feed(document, url)
    if kind is Kind.SITEMAP:
        return read_sitemap(document, url)
    return read_syndication(document, url, known)
