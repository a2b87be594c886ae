"""What a page leads to, and where its list of news seems to stand. Runs in a parser process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsel import Selector

from scrapers.charset import decode
from scrapers.finding.guessing import guess_listing
from scrapers.finding.records import PageLink, PageSummary
from scrapers.reading.cleaning import clean_title, strip_controls
from scrapers.reading.items import absolute
from scrapers.reading.packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMING = {"alternate", "feed"}
_MOST_LINKS = 3_000


def summarise_page(body: bytes, url: str, content_type: str | None) -> PageSummary:
    """The links of a page that was fetched from ``url``."""
    page = Selector(text=strip_controls(decode(unpacked(body), content_type)) or "<p/>", type="html")
    base = absolute(page.css("base::attr(href)").get("") or url, url) or url
    return PageSummary(
        title=clean_title(page.css("title::text").get("")),
        alternates=tuple(_alternates(page, base)),
        anchors=tuple(_anchors(page, base)),
        guess=guess_listing(page, base),
    )


def _alternates(page: Selector, base: str) -> Iterator[PageLink]:
    for link in page.css("link[rel][href]")[:_MOST_LINKS]:
        relations = set(link.attrib["rel"].lower().split())
        if not relations & _NAMING or "stylesheet" in relations:
            continue
        if url := absolute(link.attrib["href"], base):
            media_type = link.attrib.get("type", "").partition(";")[0].strip().lower()
            yield PageLink(url, clean_title(link.attrib.get("title", "")), media_type)


def _anchors(page: Selector, base: str) -> Iterator[PageLink]:
    for link in page.css("a[href]")[:_MOST_LINKS]:
        if url := absolute(link.attrib["href"], base):
            words = clean_title(" ".join(link.root.text_content().split()))
            yield PageLink(url, words or clean_title(link.attrib.get("title", "")))
