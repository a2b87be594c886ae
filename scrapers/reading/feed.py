"""Feed bytes to a ParsedFeed, by feedparser. Runs in a parser process, never beside the event loop."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import feedparser

from scrapers.charset import decode
from scrapers.mojibake import read_back
from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_text, clean_title, repair_references, strip_controls
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.truncation import is_complete, keep_whole_items

if TYPE_CHECKING:
    from datetime import datetime

ITEM_LIMIT = 2_000
_SUMMARY_LIMIT = 50_000
_CONTENT_LIMIT = 400_000
_DOCUMENT_TEXT_LIMIT = 12_000_000
_URL_LIMIT = 4_000
_GUID_LIMIT = 2_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_UTF8 = "<?xml version='1.0' encoding='utf-8'?>"


def read_feed(body: bytes, url: str, content_type: str | None) -> ParsedFeed:
    """The items of a document that was fetched from ``url``; raises ParseFailed (empty, not_a_feed)."""
    document = repair_references(strip_controls(read_back(decode(body, content_type)))).strip()
    if not document:
        raise ParseFailed(ParseReason.EMPTY)
    complete = is_complete(document)
    parsed = _parse(document if complete else keep_whole_items(document))
    if not parsed["version"] and not parsed["entries"]:
        raise ParseFailed(ParseReason.NOT_A_FEED)
    title = clean_title(_text(parsed["feed"], "title"))
    arabic = is_arabic(_text(parsed["feed"], "language"), title)
    items = [_item(entry, url, arabic=arabic) for entry in parsed["entries"]]
    kept = _within_limits(items)
    return ParsedFeed(parsed["version"], title, complete, kept, len(items) - len(kept))


def _parse(document: str) -> dict[str, Any]:
    """Bytes only: feedparser opens a str that looks like a path or URL."""
    data = _UTF8 + _DECLARATION.sub("", document, count=1)
    result: dict[str, Any] = feedparser.parse(data.encode(), sanitize_html=False, resolve_relative_uris=False)
    return result


def _item(entry: dict[str, Any], base: str, *, arabic: bool) -> FeedItem:
    content = clean_text(_content(entry), _CONTENT_LIMIT)
    summary = clean_text(_text(entry, "summary"), _SUMMARY_LIMIT)
    return FeedItem(
        guid=strip_controls(_text(entry, "id"))[:_GUID_LIMIT].strip() or None,
        url=_link(entry, base),
        title=clean_title(_text(entry, "title")),
        published=_published(entry, arabic=arabic),
        # An item without a summary of its own gets its content as summary from feedparser.
        summary="" if summary == content[:_SUMMARY_LIMIT].strip() else summary,
        content=content,
    )


def _text(entry: dict[str, Any], name: str) -> str:
    """A text as it stands there: ``dict.get`` passes by feedparser's aliases, which answer one date for another."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def _content(entry: dict[str, Any]) -> str:
    values = [_text(part, "value") for part in dict.get(entry, "content") or ()]
    return max(values, key=len, default="")


def _link(entry: dict[str, Any], base: str) -> str:
    """The item's own page, absolute; empty when it names none that http can fetch."""
    others = [_text(link, "href") for link in dict.get(entry, "links") or () if _text(link, "rel") == "alternate"]
    for candidate in (_text(entry, "link"), *others):
        if candidate and (absolute := _absolute(candidate, base)):
            return absolute
    guid = _text(entry, "id")
    return _absolute(guid, base) if guid.startswith(("http://", "https://")) else ""


def _absolute(link: str, base: str) -> str:
    cleaned = "".join(strip_controls(link).split("\n")).strip()
    try:
        absolute = urljoin(base, cleaned)
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.netloc and len(absolute) <= _URL_LIMIT
    return absolute if usable else ""


def _published(entry: dict[str, Any], *, arabic: bool) -> datetime | None:
    for name in ("published", "updated", "created"):
        instant = read_instant(_text(entry, name), dict.get(entry, f"{name}_parsed"), arabic=arabic)
        if instant is not None:
            return instant
    return None


def _within_limits(items: list[FeedItem]) -> tuple[FeedItem, ...]:
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
