"""RSS, Atom, RDF and CDF to a ParsedFeed, by feedparser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import feedparser

from scrapers.cadence.hints import period_of
from scrapers.mojibake import read_back
from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_title, escape_parameters, repair_references, strip_controls
from scrapers.reading.cutting import find_stretches, stand_in, without_middle
from scrapers.reading.dates import is_arabic
from scrapers.reading.entry_item import item_of, text_of
from scrapers.reading.items import MOST_HUBS, NOTHING, URL_LIMIT, within_limits
from scrapers.reading.pieces import read_apart, shown, straightened
from scrapers.reading.truncation import is_complete, keep_whole_items

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.reading.cutting import Stretches

_TITLES_LOOKED_AT = 3
_UTF8 = "<?xml version='1.0' encoding='utf-8'?>"


def read_syndication(document: str, url: str, known: Collection[str]) -> ParsedFeed:
    """The items of a document that was fetched from ``url``; raises ParseFailed (not_a_feed, failed)."""
    complete = is_complete(document)
    document = document if complete else keep_whole_items(document)
    stretches = find_stretches(document)
    if stretches is None:
        return _read_ends(document, url, complete=complete)
    if not complete:
        return replace(_read_whole(stretches, url), complete=False, digests=())
    return _read_fresh(stretches, url, known) or _read_whole(stretches, url)


def _read_fresh(stretches: Stretches, url: str, known: Collection[str]) -> ParsedFeed | None:
    """The items that are not known, or None when the cut lost one or hid that guids or links repeat."""
    cut = stretches.without(known)
    if not cut.known:
        return None
    try:
        found = _read(cut.document, url)
    except ParseFailed:  # nothing is left that shows what it was: CDF without its items
        return None
    if len(found.items) + found.left_out != cut.fresh or stand_in(found.items, cut.taken):
        return None
    return _with(found, cut.known, stretches.digests)


def _read_whole(stretches: Stretches, url: str) -> ParsedFeed:
    """All items; their digests only where each was read, or says nothing, and is one of the stretches."""
    there = len(shown(stretches))
    try:
        found = _read_somehow(stretches.document, url)
    except ParseFailed as failure:
        if failure.reason is not ParseReason.FAILED:
            raise
        found = _read_apart(_read_somehow(stretches.frame, url), stretches, url)
    else:
        if len(found.items) + found.left_out < there:
            found = _read_apart(found, stretches, url)
    return _with(found, 0, stretches.digests if there == len(stretches.spans) else ())


def _read_apart(found: ParsedFeed, stretches: Stretches, url: str) -> ParsedFeed:
    """The feed with what its items give one by one, if that is more."""
    items, unread = read_apart(stretches, lambda document: _items_of(document, url))
    more = within_limits(items) if len(items) > len(found.items) else found.items
    return replace(found, items=more, unread=unread)


def _read_somehow(document: str, url: str, *, complete: bool = True) -> ParsedFeed:
    """What feedparser makes of a document or, where it fails, of the same document straightened; raises ParseFailed."""
    try:
        return _read(document, url, complete=complete)
    except ParseFailed as failure:
        if failure.reason is not ParseReason.FAILED:
            raise
    return _read(straightened(document), url, complete=complete)


def _items_of(document: str, url: str) -> tuple[FeedItem, ...] | None:
    try:
        return _read(document, url).items
    except ParseFailed as failure:
        return None if failure.reason is ParseReason.FAILED else ()


def _read_ends(document: str, url: str, *, complete: bool) -> ParsedFeed:
    """The items at both ends of a document; those between are left out where there are thousands."""
    ends, passed_over = without_middle(document)
    found = _read_somehow(ends, url, complete=complete)
    return replace(found, left_out=found.left_out + passed_over)


def _with(found: ParsedFeed, known: int, digests: tuple[str, ...]) -> ParsedFeed:
    return replace(found, known=known, digests=() if found.left_out or found.unread else digests)


def _read(document: str, url: str, *, complete: bool = True) -> ParsedFeed:
    parsed = _parse(escape_parameters(repair_references(strip_controls(read_back(document)))))
    if not parsed["version"] and not parsed["entries"]:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    title = clean_title(text_of(parsed["feed"], "title"))
    shown = (title, *(text_of(entry, "title") for entry in parsed["entries"][:_TITLES_LOOKED_AT]))
    arabic = is_arabic(text_of(parsed["feed"], "language"), " ".join(shown))
    read = (item_of(entry, url, arabic=arabic) for entry in parsed["entries"])
    items = [item for item in read if item != NOTHING]
    kept = within_limits(items)
    channel = parsed["feed"]
    return ParsedFeed(
        version=parsed["version"],
        title=title,
        complete=complete,
        items=kept,
        left_out=len(items) - len(kept),
        period_seconds=_period(channel),
        hubs=_links(channel, "hub")[:MOST_HUBS],
        self_url=next(iter(_links(channel, "self")), ""),
    )


def _period(channel: dict[str, Any]) -> float | None:
    """How often the feed says that it changes."""
    told = [text_of(channel, name) or None for name in ("ttl", "sy_updateperiod", "sy_updatefrequency")]
    return period_of(*told)


def _links(channel: dict[str, Any], relation: str) -> tuple[str, ...]:
    """Where the feed's own links of this relation lead to."""
    links = dict.get(channel, "links") or ()
    found = (text_of(link, "href") for link in links if text_of(link, "rel").lower() == relation)
    return tuple(href[:URL_LIMIT] for href in found if href)


def _parse(document: str) -> dict[str, Any]:
    """Bytes only: feedparser opens a str that looks like a path or URL. It fails where elements end in other items."""
    data = (_UTF8 + document).encode()
    try:
        result: dict[str, Any] = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (LookupError, AttributeError, TypeError, ValueError):
        raise ParseFailed(ParseReason.FAILED) from None
    return result
