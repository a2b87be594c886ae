"""A page that lists a site's news to a ParsedFeed, by the CSS selectors that someone wrote for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsel import Selector

from scrapers.mojibake import read_back
from scrapers.parsing.results import FeedItem, ParsedFeed, ParseFailed, ParseReason
from scrapers.reading.cleaning import clean_text, clean_title, strip_controls
from scrapers.reading.dates import is_arabic, read_instant
from scrapers.reading.items import SUMMARY_LIMIT, absolute, within_limits

if TYPE_CHECKING:
    from scrapers.listing import Listing

_LINK = "a[href]"
_AROUND = "descendant-or-self::a[@href] | ancestor::a[@href]"
_TITLE = "h1, h2, h3, h4, h5"
_DATE = "time"


def read_listing(text: str, url: str, listing: Listing) -> ParsedFeed:
    """The items of a page that was fetched from ``url``; raises ParseFailed (empty, page_broken).

    A page on which no item stands is broken: a site's list of news is never empty, but its markup changes.
    """
    html = strip_controls(read_back(text))
    if not html.strip():
        raise ParseFailed(ParseReason.EMPTY)
    page = Selector(text=html, type="html")
    base = absolute(page.css("base::attr(href)").get("") or url, url) or url
    title = clean_title(page.css("title::text").get(""))
    arabic = is_arabic(page.css("html::attr(lang)").get(""), title)
    items = [item for part in page.css(listing.items) if (item := _item(part, base, listing, arabic=arabic))]
    if not items:
        raise ParseFailed(ParseReason.PAGE_BROKEN)
    kept = within_limits(list({item.url: item for item in reversed(items)}.values())[::-1])
    return ParsedFeed("listing", title, complete=True, items=kept, left_out=0)


def _item(part: Selector, base: str, listing: Listing, *, arabic: bool) -> FeedItem | None:
    """One item; None for a stretch without a link, like an advertisement between the news."""
    headline = _first(part, listing.title or _TITLE)
    link = _first(part, listing.link) if listing.link else _link_of(part, headline, base)
    url = absolute(_value(link, "href"), base)
    if not url:
        return None
    title = _value(headline, "") or _value(link, "") or _words_of(part, url, base)
    return FeedItem(
        guid=None,
        url=url,
        title=clean_title(title),
        published=read_instant(_value(_first(part, listing.date or _DATE), "datetime"), arabic=arabic),
        summary=clean_text(_value(_first(part, listing.summary), ""), SUMMARY_LIMIT) if listing.summary else "",
        content="",
    )


def _link_of(part: Selector, headline: Selector | None, base: str) -> Selector | None:
    """The link that the item is, or its headline's, in or around it, or the first that leads to a page."""
    if part.root.tag == "a":
        return part
    own = headline.xpath(_AROUND) if headline is not None and not isinstance(headline.root, str) else []
    links = (link for link in (*own, *part.css(_LINK)) if _leads_on(link, base))
    return next(links, None)


def _leads_on(link: Selector, base: str) -> bool:
    href = link.attrib["href"].strip()
    return not href.startswith("#") and bool(absolute(href, base))


def _words_of(part: Selector, url: str, base: str) -> str:
    """What another link to the same page says, or its picture's description."""
    links = [link for link in part.css(_LINK) if absolute(link.attrib["href"], base) == url]
    texts = (_value(found, "alt") for link in links for found in (link, *link.css("img[alt]")))
    return next(filter(None, texts), "")


def _first(part: Selector, css: str) -> Selector | None:
    found = part.css(css)
    return found[0] if found else None


def _value(found: Selector | None, attribute: str) -> str:
    """What a selector found: the text that it asks for itself, the attribute, or all text of the element."""
    if found is None:
        return ""
    if isinstance(found.root, str):
        return str(found.root).strip()
    if attribute and (value := found.attrib.get(attribute)):
        return str(value).strip()
    return "" if attribute == "href" else " ".join(found.root.text_content().split())
