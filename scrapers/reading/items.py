"""What the readers of all formats share: links made absolute, and how many items and how much text are kept."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scrapers.parsing.results import FeedItem
from scrapers.reading.cleaning import strip_controls

ITEM_LIMIT = 2_000
GUID_LIMIT = 2_000
SUMMARY_LIMIT = 50_000
CONTENT_LIMIT = 400_000
_DOCUMENT_TEXT_LIMIT = 12_000_000
URL_LIMIT = 4_000
# An item of which a template filled in no field.
NOTHING = FeedItem(guid=None, url="", title="", published=None, summary="", content="")
MOST_HUBS = 5
# Marks of direction and of no width, with which editors of Arabic wrap what they paste.
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_LINE_BREAK = re.compile(r"\s*\n\s*")
_SCHEME_TWICE = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"www\.[^./]+\.", re.IGNORECASE)


def absolute(link: str, base: str) -> str:
    """The link as http can fetch it, completed by the document's own address; empty where it cannot."""
    cleaned = _meant(link)
    try:
        url = urljoin(base, cleaned)
        parts = urlsplit(url)
    except ValueError:
        return ""
    usable = cleaned and parts.scheme in ("http", "https") and parts.netloc and len(url) <= URL_LIMIT
    return url if usable else ""


def _meant(link: str) -> str:
    """The link as its editor meant it: without what surrounds it, and with one scheme before a host."""
    cleaned = _LINE_BREAK.sub("", strip_controls(link).strip())
    while (stripped := cleaned.strip(_UNSEEN).strip()) != cleaned:
        cleaned = stripped
    cleaned = _SCHEME_TWICE.sub("", cleaned)
    return f"https://{cleaned}" if _WITHOUT_SCHEME.match(cleaned) else cleaned


def within_limits(items: list[FeedItem]) -> tuple[FeedItem, ...]:
    """The newest items in document order; contents beyond the document's allowance are dropped, never items."""
    if len(items) > ITEM_LIMIT:
        items = _newest(items)
    kept, allowance = [], _DOCUMENT_TEXT_LIMIT
    for item in items:
        allowance -= len(item.content) + len(item.summary)
        kept.append(item if allowance > 0 else replace(item, content="", summary=item.summary[:500]))
    return tuple(kept)


def _newest(items: list[FeedItem]) -> list[FeedItem]:
    """By date where every item has one, else those at both ends: some documents begin with the oldest."""
    dates = [item.published for item in items if item.published is not None]
    if len(dates) < len(items):
        return items[: ITEM_LIMIT - ITEM_LIMIT // 2] + items[-(ITEM_LIMIT // 2) :]
    oldest = sorted(dates, reverse=True)[ITEM_LIMIT - 1]
    return [item for item in items if item.published is not None and item.published >= oldest][:ITEM_LIMIT]
