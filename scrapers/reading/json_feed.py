"""JSON Feed 1.0 and 1.1 (jsonfeed.org) to a ParsedFeed."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from scrapers.mojibake import read_back
from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.broken_json import MOST_ITEMS, BrokenFeed, read_broken
from scrapers.reading.cleaning import clean_text, clean_title, strip_controls
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.items import (
    CONTENT_LIMIT,
    GUID_LIMIT,
    MOST_HUBS,
    NOTHING,
    SUMMARY_LIMIT,
    URL_LIMIT,
    absolute,
    within_limits,
)

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")


def read_json_feed(document: str, url: str) -> ParsedFeed:
    """The items of a document that was fetched from ``url``; raises ParseFailed (not_a_feed)."""
    read = _read(document)
    feed = read.feed
    version = _text(feed, "version")
    every = [entry for entry in feed["items"] if isinstance(entry, dict)]
    entries = every[:MOST_ITEMS]
    if not _VERSION.match(version) and not any("id" in entry and "url" in entry for entry in entries):
        raise ParseFailed(ParseReason.NOT_A_FEED)
    title = clean_title(_text(feed, "title"))
    arabic = is_arabic(_text(feed, "language"), title)
    given = [_item(entry, url, arabic=arabic) for entry in entries]
    items = [item for item in given if item != NOTHING]
    kept = within_limits(items)
    hubs, self_url = _hubs(feed), _text(feed, "feed_url")[:URL_LIMIT]
    left_out = len(every) - len(entries) + len(items) - len(kept)
    kind, complete, unread = f"json{version[-1:]}", read.complete, read.unread
    return ParsedFeed(kind, title, complete, kept, left_out, hubs=hubs, self_url=self_url, unread=unread)


def _read(document: str) -> BrokenFeed:
    """The feed, and what is wrong with it."""
    try:
        feed = json.loads(document, strict=False)
    except RecursionError:
        raise ParseFailed(ParseReason.NOT_A_FEED) from None
    except ValueError:
        return read_broken(document)
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseFailed(ParseReason.NOT_A_FEED)
    return BrokenFeed(feed, complete=True)


def _item(entry: dict[str, Any], base: str, *, arabic: bool) -> FeedItem:
    guid = _guid(entry)
    content = _text(entry, "content_html") or escape(_text(entry, "content_text"), quote=False)
    dates = (read_instant(_text(entry, name), arabic=arabic) for name in ("date_published", "date_modified"))
    links = (absolute(_text(entry, name), base) for name in ("url", "external_url"))
    return FeedItem(
        guid=guid[:GUID_LIMIT] or None,
        url=next(filter(None, links), "") or (absolute(guid, base) if guid.startswith("http") else ""),
        title=clean_title(escape(_text(entry, "title"), quote=False)),
        published=next(filter(None, dates), None),
        summary=clean_text(escape(_text(entry, "summary"), quote=False), SUMMARY_LIMIT),
        content=clean_text(content, CONTENT_LIMIT),
    )


def _hubs(feed: dict[str, Any]) -> tuple[str, ...]:
    """Its hubs that speak WebSub."""
    given = feed.get("hubs")
    hubs = [hub for hub in given if isinstance(hub, dict)] if isinstance(given, list) else []
    return tuple(_text(hub, "url")[:URL_LIMIT] for hub in hubs if _text(hub, "type").lower() == "websub")[:MOST_HUBS]


def _guid(entry: dict[str, Any]) -> str:
    """Its id, which some write as a number."""
    value = entry.get("id")
    return strip_controls(str(value)).strip() if isinstance(value, (str, int)) else ""


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return read_back(value) if isinstance(value, str) else ""
