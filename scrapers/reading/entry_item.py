"""One entry, as feedparser gives it, to a FeedItem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapers.parsing.results import FeedItem
from scrapers.reading.cleaning import clean_text, clean_title, strip_controls
from scrapers.reading.dates import read_instant
from scrapers.reading.items import CONTENT_LIMIT, GUID_LIMIT, SUMMARY_LIMIT, absolute

if TYPE_CHECKING:
    from datetime import datetime

# What newsrooms call the whole text besides the standards' names, as feedparser spells it.
_FULL_TEXTS = ("yandex_full-text", "fulltext", "full-text")


def item_of(entry: dict[str, Any], base: str, *, arabic: bool) -> FeedItem:
    """The item of an entry of feedparser's in a document that was fetched from ``base``."""
    content = clean_text(_content(entry), CONTENT_LIMIT)
    summary = clean_text(text_of(entry, "summary"), SUMMARY_LIMIT)
    return FeedItem(
        guid=strip_controls(_name(entry, "id"))[:GUID_LIMIT].strip() or None,
        url=_link(entry, base),
        title=clean_title(text_of(entry, "title")),
        published=_published(entry, arabic=arabic),
        # An item without a summary of its own gets its content as summary from feedparser.
        summary="" if summary == content[:SUMMARY_LIMIT].strip() else summary,
        content=content,
    )


def text_of(entry: dict[str, Any], name: str) -> str:
    """A text as it stands there: ``dict.get`` passes by feedparser's aliases, which answer one date for another."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""


def _name(entry: dict[str, Any], name: str) -> str:
    """A guid or address: feedparser leaves their ampersands escaped where the document is not well-formed."""
    return text_of(entry, name).replace("&amp;", "&")


def _content(entry: dict[str, Any]) -> str:
    values = [text_of(part, "value") for part in dict.get(entry, "content") or ()]
    values += [text_of(entry, name) for name in _FULL_TEXTS]
    return max(values, key=len, default="")


def _link(entry: dict[str, Any], base: str) -> str:
    """The item's own page, absolute; empty when it names none that http can fetch."""
    guid = _name(entry, "id")
    others = [_name(link, "href") for link in dict.get(entry, "links") or () if text_of(link, "rel") == "alternate"]
    elsewhere = [_name(part, "src") for part in dict.get(entry, "content") or ()]
    for candidate in (_name(entry, "link"), *others, *elsewhere):
        # feedparser takes a guid for a link unless the feed says that it is none.
        is_bare_guid = candidate == guid and "/" not in guid
        if not is_bare_guid and (url := absolute(candidate, base)):
            return url
    return absolute(guid, base) if guid.startswith(("http://", "https://")) else ""


def _published(entry: dict[str, Any], *, arabic: bool) -> datetime | None:
    for name in ("published", "updated", "created"):
        instant = read_instant(text_of(entry, name), dict.get(entry, f"{name}_parsed"), arabic=arabic)
        if instant is not None:
            return instant
    return None
