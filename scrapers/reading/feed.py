"""The bytes of a feed, sitemap or listing page to a ParsedFeed. Runs in a parser process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.charset import decode, mislabelled
from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading.json_feed import read_json_feed
from scrapers.reading.listing_page import read_listing
from scrapers.reading.packed import unpacked
from scrapers.reading.prolog import Kind, from_start, kind_of
from scrapers.reading.sitemap import read_address_list, read_sitemap
from scrapers.reading.soft_pages import of_page
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
    """The items of a document that was fetched from ``url``; raises ParseFailed, which says what else it may be.

    Items whose digests are ``known`` may be cut out unread; ``listing`` says where a page has its items.
    """
    body = unpacked(body)
    found = _read(decode(body, content_type), url, known, listing)
    return replace(found, charset=mislabelled(body, content_type))


def _read(text: str, url: str, known: Collection[str], listing: Listing | None) -> ParsedFeed:
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
    if kind is Kind.ADDRESSES:
        return read_address_list(document, url)
    try:
        return read_syndication(document, url, known)
    except ParseFailed as failure:
        raise of_page(document) if failure.reason is ParseReason.NOT_A_FEED else failure from None
