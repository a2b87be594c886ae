"""RSS, Atom, RDF and CDF to a ParsedFeed, by feedparser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import feedparser

from scrapers.cadence.hints import period_of
from scrapers.mojibake import read_back
from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_text, clean_title, escape_parameters, repair_references, strip_controls
from scrapers.reading.cutting import find_stretches, stand_in, without_middle
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.items import CONTENT_LIMIT, GUID_LIMIT, SUMMARY_LIMIT, URL_LIMIT, absolute, within_limits
from scrapers.reading.truncation import is_complete, keep_whole_items

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from scrapers.reading.cutting import Stretches

MOST_HUBS = 5
_TITLES_LOOKED_AT = 3
_UTF8 = "<?xml version='1.0' encoding='utf-8'?>"


def read_syndication(document: str, url: str, known: Collection[str]) -> ParsedFeed:
    """The items of a document that was fetched from ``url``; raises ParseFailed (not_a_feed, failed)."""
    if not is_complete(document):
        return _read_ends(keep_whole_items(document), url, complete=False)
    stretches = find_stretches(document)
    if stretches is None:
        return _read_ends(document, url, complete=True)
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
    """All items; their digests only where each was read and is one of the stretches."""
    found = _read(stretches.document, url)
    return _with(found, 0, stretches.digests if len(found.items) == len(stretches.spans) else ())


def _read_ends(document: str, url: str, *, complete: bool) -> ParsedFeed:
    """The items at both ends of a document; those between are left out where there are thousands."""
    ends, passed_over = without_middle(document)
    found = _read(ends, url, complete=complete)
    return replace(found, left_out=found.left_out + passed_over)


def _with(found: ParsedFeed, known: int, digests: tuple[str, ...]) -> ParsedFeed:
    return replace(found, known=known, digests=() if found.left_out else digests)


def _read(document: str, url: str, *, complete: bool = True) -> ParsedFeed:
    parsed = _parse(escape_parameters(repair_references(strip_controls(read_back(document)))))
    if not parsed["version"] and not parsed["entries"]:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    title = clean_title(_text(parsed["feed"], "title"))
    shown = (title, *(_text(entry, "title") for entry in parsed["entries"][:_TITLES_LOOKED_AT]))
    arabic = is_arabic(_text(parsed["feed"], "language"), " ".join(shown))
    items = [_item(entry, url, arabic=arabic) for entry in parsed["entries"]]
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
    told = [_text(channel, name) or None for name in ("ttl", "sy_updateperiod", "sy_updatefrequency")]
    return period_of(*told)


def _links(channel: dict[str, Any], relation: str) -> tuple[str, ...]:
    """Where the feed's own links of this relation lead to."""
    links = dict.get(channel, "links") or ()
    found = (_text(link, "href") for link in links if _text(link, "rel").lower() == relation)
    return tuple(href[:URL_LIMIT] for href in found if href)


def _parse(document: str) -> dict[str, Any]:
    """Bytes only: feedparser opens a str that looks like a path or URL. It fails where elements end in other items."""
    data = (_UTF8 + document).encode()
    try:
        result: dict[str, Any] = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (LookupError, AttributeError, TypeError, ValueError):
        raise ParseFailed(ParseReason.FAILED) from None
    return result


def _item(entry: dict[str, Any], base: str, *, arabic: bool) -> FeedItem:
    content = clean_text(_content(entry), CONTENT_LIMIT)
    summary = clean_text(_text(entry, "summary"), SUMMARY_LIMIT)
    return FeedItem(
        guid=strip_controls(_name(entry, "id"))[:GUID_LIMIT].strip() or None,
        url=_link(entry, base),
        title=clean_title(_text(entry, "title")),
        published=_published(entry, arabic=arabic),
        # An item without a summary of its own gets its content as summary from feedparser.
        summary="" if summary == content[:SUMMARY_LIMIT].strip() else summary,
        content=content,
    )


def _text(entry: dict[str, Any], name: str) -> str:
    """A text as it stands there: ``dict.get`` passes by feedparser's aliases, which answer one date for another."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def _name(entry: dict[str, Any], name: str) -> str:
    """A guid or address: feedparser leaves their ampersands escaped where the document is not well-formed."""
    return _text(entry, name).replace("&amp;", "&")


def _content(entry: dict[str, Any]) -> str:
    values = [_text(part, "value") for part in dict.get(entry, "content") or ()]
    return max(values, key=len, default="")


def _link(entry: dict[str, Any], base: str) -> str:
    """The item's own page, absolute; empty when it names none that http can fetch."""
    guid = _name(entry, "id")
    others = [_name(link, "href") for link in dict.get(entry, "links") or () if _text(link, "rel") == "alternate"]
    for candidate in (_name(entry, "link"), *others):
        # feedparser takes a guid for a link unless the feed says that it is none.
        is_bare_guid = candidate == guid and "/" not in guid
        if not is_bare_guid and (url := absolute(candidate, base)):
            return url
    return absolute(guid, base) if guid.startswith(("http://", "https://")) else ""


def _published(entry: dict[str, Any], *, arabic: bool) -> datetime | None:
    for name in ("published", "updated", "created"):
        instant = read_instant(_text(entry, name), dict.get(entry, f"{name}_parsed"), arabic=arabic)
        if instant is not None:
            return instant
    return None
