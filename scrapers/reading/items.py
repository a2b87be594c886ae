"""What the readers of all formats share: links made absolute, and how many items and how much text are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapers.reading.cleaning import strip_controls

if TYPE_CHECKING:
    from scrapers.parsing.results import FeedItem

ITEM_LIMIT = 2_000
GUID_LIMIT = 2_000
SUMMARY_LIMIT = 50_000
CONTENT_LIMIT = 400_000
_DOCUMENT_TEXT_LIMIT = 12_000_000
URL_LIMIT = 4_000


def absolute(link: str, base: str) -> str:
    """The link as http can fetch it, completed by the document's own address; empty where it cannot."""
    cleaned = "".join(strip_controls(link).split("\n")).strip()
    try:
        url = urljoin(base, cleaned)
        parts = urlsplit(url)
    except ValueError:
        return ""
    usable = cleaned and parts.scheme in ("http", "https") and parts.netloc and len(url) <= URL_LIMIT
    return url if usable else ""


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
    """The first of the document, or by date where every item has one (some feeds begin with the oldest)."""
    dates = [item.published for item in items if item.published is not None]
    if len(dates) < len(items):
        return items[:ITEM_LIMIT]
    oldest = sorted(dates, reverse=True)[ITEM_LIMIT - 1]
    return [item for item in items if item.published is not None and item.published >= oldest][:ITEM_LIMIT]
