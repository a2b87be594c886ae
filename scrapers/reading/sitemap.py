"""Sitemaps to a ParsedFeed: those of Google News, plain ones, and indexes that name others (sitemaps.org)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from scrapers.mojibake import read_back
from scrapers.parsing.results import ChildDocument, FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_title, repair_references, strip_controls
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.items import GUID_LIMIT, absolute, within_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHILDREN_KEPT = 50
_END = re.compile(r"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>\s*\Z")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NUMBER = re.compile(r"\d+")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def read_sitemap(document: str, url: str) -> ParsedFeed:
    """The pages, or the further sitemaps, of a document that was fetched from ``url``; raises ParseFailed."""
    complete = _END.search(document) is not None
    items, children = [], []
    try:
        for name, fields in _elements(_sound(document)):
            if not (location := absolute(fields.get("loc", ""), url)):
                continue
            if name == "url":
                items.append(_item(location, fields))
            else:
                children.append(ChildDocument(location, read_instant(fields.get("lastmod", ""))))
    except etree.XMLSyntaxError:
        if not items and not children:
            raise ParseFailed(ParseReason.NOT_A_FEED) from None
        complete = False
    kept = within_limits(items)
    newest = tuple(sorted(children, key=_age, reverse=True)[:_CHILDREN_KEPT])
    return ParsedFeed("sitemap", "", complete, kept, len(items) - len(kept), children=newest)


def _sound(document: str) -> str:
    """The document with what no XML may hold put right: bare ampersands are common in addresses."""
    return _BARE_AMPERSAND.sub("&amp;", repair_references(strip_controls(read_back(document))))


def _elements(document: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each ``url`` or ``sitemap`` with the texts in it; no entity is resolved and nothing else is opened."""
    events = etree.iterparse(
        BytesIO(document.encode()),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    for _, element in events:
        yield etree.QName(element).localname, _fields(element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _fields(element: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in element.iter("{*}loc", "{*}lastmod", "{*}title", "{*}publication_date", "{*}language"):
        # Pictures and videos have locations and titles of their own.
        namespace = etree.QName(part).namespace or ""
        if "image" not in namespace and "video" not in namespace:
            found.setdefault(etree.QName(part).localname, (part.text or "").strip())
    return found


def _item(location: str, fields: dict[str, str]) -> FeedItem:
    title = clean_title(fields.get("title", ""))
    arabic = is_arabic(fields.get("language", ""), title)
    dates = (read_instant(fields.get(name, ""), arabic=arabic) for name in ("publication_date", "lastmod"))
    return FeedItem(location[:GUID_LIMIT], location, title, next(filter(None, dates), None), "", "")


def _age(child: ChildDocument) -> tuple[datetime, bool, tuple[int, ...]]:
    """What sorts by age: the date, else names of news, else the numbers and dates in the address."""
    path = urlsplit(child.url).path
    return child.modified or _LONG_AGO, "news" in path, tuple(int(number[:18]) for number in _NUMBER.findall(path))
