"""Reads a document as a poll would, and notes how: charset, dates, selectors. Runs in a parser process."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsel import Selector

from scrapers.charset import declared, decoded
from scrapers.finding.charset_reason import reason_of
from scrapers.finding.records import Inspection
from scrapers.parsing.results import ParseFailed, ParseReason
from scrapers.reading.cleaning import strip_controls
from scrapers.reading.dates import heard_dates
from scrapers.reading.feed import read_feed
from scrapers.reading.packed import unpacked

if TYPE_CHECKING:
    from scrapers.listing import Listing
    from scrapers.parsing.results import ParsedFeed

_LANGUAGE = re.compile(
    r"<(?:\w+:)?language>\s*([A-Za-z]{2,3})\b|<(?:feed|rss|channel|html)\b[^<>]{0,2000}?\b(?:xml:)?lang=[\"']([A-Za-z]{2,3})\b"
    r"|\"language\"\s*:\s*\"([A-Za-z]{2,3})\b"
)
_HEAD = 20_000
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_DATES_KEPT = 4_000
_DATE_LENGTH = 100


def inspect_document(body: bytes, url: str, content_type: str | None, listing: Listing | None = None) -> Inspection:
    """How a document that was fetched from ``url`` reads; raises ParseFailed for packed ones that are none."""
    plain = unpacked(body)
    read = decoded(plain, content_type)
    feed, reason = None, None
    with heard_dates() as heard:
        try:
            feed = read_feed(body, url, content_type, listing=listing)
        except ParseFailed as failure:
            reason = failure.reason
    return Inspection(
        charset=read.charset,
        charset_reason=reason_of(read, declared(plain, content_type)),
        language=_language(read.text, feed),
        feed=feed,
        reason=reason or (None if feed else ParseReason.NOT_A_FEED),
        dates=tuple((strip_controls(each)[:_DATE_LENGTH], at) for each, at in heard[:_DATES_KEPT]),
        matched=_matched(read.text, listing) if listing else (),
    )


def _language(text: str, feed: ParsedFeed | None) -> str | None:
    """What the document declares, unless its titles are Arabic and it says they are not; else what letters tell."""
    match = _LANGUAGE.search(text, 0, _HEAD)
    code = next(filter(None, match.groups()), "").lower() if match else ""
    titles = " ".join(item.title for item in feed.items[:50]) if feed else ""
    is_arabic = len(_ARABIC.findall(titles)) * 2 > len(_LETTER.findall(titles))
    if is_arabic and code in ("", "en"):
        return "ar"
    return code or None


def _matched(text: str, listing: Listing) -> tuple[tuple[str, int], ...]:
    """How many parts each selector found: items in the page, the others in how many of the items."""
    page = Selector(text=strip_controls(text) or "<p/>", type="html")
    items = page.css(listing.items)
    inner = {"link": listing.link, "title": listing.title, "date": listing.date, "summary": listing.summary}
    found = [(name, sum(bool(item.css(css)) for item in items)) for name, css in inner.items() if css]
    return (("items", len(items)), *found)
