"""Sitemaps to a ParsedFeed: those of Google News, plain ones, and indexes that name others (sitemaps.org)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from lxml import etree

from scrapers.mojibake import read_back
from scrapers.parsing.results import ChildDocument, FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_title, repair_references, strip_controls
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.items import GUID_LIMIT, absolute, within_limits

_CHILDREN_KEPT = 50
_MOST_PAGES = 50_000  # what the protocol allows
_PLACES = frozenset({"url", "sitemap"})
_FIELDS = frozenset({"loc", "lastmod", "title", "publication_date", "language"})
_END = re.compile(r"<(?:/(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*|(?:urlset|sitemapindex)\b[^<>]{0,2000}/)>\s*\Z")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NUMBER = re.compile(r"\d+")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def read_sitemap(document: str, url: str) -> ParsedFeed:
    """The pages, or the further sitemaps, of a document that was fetched from ``url``; raises ParseFailed."""
    gathered = _gather(_sound(document))
    items = [_item(place, fields) for fields in gathered.pages if (place := absolute(fields.get("loc", ""), url))]
    children = [
        ChildDocument(place, read_instant(fields.get("lastmod", "")))
        for fields in gathered.parts
        if (place := absolute(fields.get("loc", ""), url))
    ]
    kept = within_limits(items)
    left_out = len(items) - len(kept) + gathered.passed_over
    newest = tuple(sorted(children, key=_age, reverse=True)[:_CHILDREN_KEPT])
    return ParsedFeed("sitemap", "", _END.search(document) is not None, kept, left_out, children=newest)


def read_address_list(document: str, url: str) -> ParsedFeed:
    """The pages of a sitemap in plain text, an address a line (sitemaps.org)."""
    pages = [place for line in document.splitlines() if line.strip() and (place := absolute(line, url))]
    kept = within_limits([_item(place, {}) for place in pages])
    return ParsedFeed("sitemap", "", complete=True, items=kept, left_out=len(pages) - len(kept))


def _sound(document: str) -> str:
    """The document with what no XML may hold put right: bare ampersands are common in addresses."""
    return _BARE_AMPERSAND.sub("&amp;", repair_references(strip_controls(read_back(document))))


class _Gatherer:
    """Takes what the parser meets: the texts within each ``url`` and ``sitemap``; no tree is built."""

    def __init__(self) -> None:
        self.pages: list[dict[str, str]] = []
        self.parts: list[dict[str, str]] = []
        self.passed_over = 0
        self._fields: dict[str, str] | None = None
        self._texts: list[str] = []

    def start(self, tag: str, _: object) -> None:
        """An element begins."""
        self._texts = []
        if _local(tag) in _PLACES:
            self._fields = {}

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._fields is not None:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        """An element ends. Pictures and videos have locations and titles of their own."""
        name = _local(tag)
        if self._fields is None:
            return
        if name in _FIELDS and "-image/" not in tag and "-video/" not in tag:
            # In a CDATA section, ampersands stood bare before we escaped them.
            self._fields.setdefault(name, "".join(self._texts).strip().replace("&amp;", "&"))
        elif name in _PLACES:
            self._keep(self.pages if name == "url" else self.parts, self._fields)
            self._fields = None
        self._texts = []

    def close(self) -> _Gatherer:
        """The document ends."""
        return self

    def _keep(self, kept: list[dict[str, str]], fields: dict[str, str]) -> None:
        if len(kept) < _MOST_PAGES:
            kept.append(fields)
        else:
            self.passed_over += 1


def _gather(document: str) -> _Gatherer:
    """What the document says; no entity is resolved and nothing else is opened. Raises ParseFailed (not_a_feed)."""
    gatherer = _Gatherer()
    parser = etree.XMLParser(
        target=gatherer,
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        etree.fromstring(document.encode(), parser)
    except etree.XMLSyntaxError:
        if not gatherer.pages and not gatherer.parts:
            raise ParseFailed(ParseReason.NOT_A_FEED) from None
    return gatherer


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _item(location: str, fields: dict[str, str]) -> FeedItem:
    title = clean_title(fields.get("title", ""))
    arabic = is_arabic(fields.get("language", ""), title)
    dates = (read_instant(fields.get(name, ""), arabic=arabic) for name in ("publication_date", "lastmod"))
    return FeedItem(location[:GUID_LIMIT], location, title, next(filter(None, dates), None), "", "")


def _age(child: ChildDocument) -> tuple[datetime, bool, tuple[int, ...]]:
    """What sorts by age: the date, else names of news, else the numbers and dates in the address."""
    path = urlsplit(child.url).path
    return child.modified or _LONG_AGO, "news" in path, tuple(int(number[:18]) for number in _NUMBER.findall(path))
