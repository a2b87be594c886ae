"""A guess of where a page lists its news: the widest part that stands there again and again, each time with one link.

A guess for a person to check, not to rely on: whoever writes selectors sees with ``marsad feeds test`` what they give.
Runs in a parser process.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scrapers.finding.records import GuessedListing
from scrapers.listing import Listing
from scrapers.parsing.results import ParseFailed
from scrapers.reading.dates import read_instant
from scrapers.reading.items import absolute
from scrapers.reading.listing_page import read_listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from parsel import Selector

    from scrapers.parsing.results import ParsedFeed

_FEWEST, _MOST = 5, 200
_SHORTEST_TITLE = 20
_LEVELS = 5
_LINKS_LOOKED_AT = 1_000
_SAMPLES = 3
# Class names that a build tool made up change with the next build.
_STABLE = re.compile(r"[A-Za-z][A-Za-z_-]*(?:\d{1,2})?")
_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A selector and the elements that it finds."""

    css: str
    links: int
    level: int


def guess_listing(page: Selector, base: str) -> GuessedListing | None:
    """Where the items seem to stand; None when nothing repeats."""
    best = max(_patterns(page, base), key=lambda each: (each.links, each.level), default=None)
    if best is None:
        return None
    listing = Listing(best.css, date=_date_selector(page, best.css))
    try:
        found = read_listing(str(page.get()), base, listing)
    except ParseFailed:
        return None
    return _guess(listing, found)


def _guess(listing: Listing, found: ParsedFeed) -> GuessedListing | None:
    titled = [item for item in found.items if item.title]
    if len(titled) < _FEWEST:
        return None
    dated = sum(item.published is not None for item in titled)
    return GuessedListing(listing, len(found.items), dated, tuple(item.title for item in titled[:_SAMPLES]))


def _patterns(page: Selector, base: str) -> Iterator[_Pattern]:
    """Selectors under which several links to news stand, one in each element that they find."""
    seen: Counter[tuple[str, int]] = Counter()
    for link in page.css("a[href]")[:_LINKS_LOOKED_AT]:
        if len(" ".join(link.root.text_content().split())) >= _SHORTEST_TITLE:
            seen.update(_ancestors(link.root))
    for (css, level), count in seen.most_common(100):
        if count >= _FEWEST and (links := _links_one_each(page, css, base)):
            yield _Pattern(css, links, level)


def _ancestors(element: _Element) -> Iterator[tuple[str, int]]:
    """The selectors of the elements around a link, and how far out each is; bare ones only for what means an item."""
    for level in range(_LEVELS):
        css = _selector(element)
        if css:
            yield css, level
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        element = parent


def _selector(element: _Element) -> str:
    """By the element's own classes, else as an item of a list that has some."""
    own, parent = _classes(element), element.getparent()
    if own or element.tag in ("article", "h2", "h3"):
        return str(element.tag) + own
    if parent is not None and element.tag in ("li", "tr", "div") and (around := _classes(parent)):
        return f"{parent.tag}{around} > {element.tag}"
    return ""


def _classes(element: _Element) -> str:
    stable = (name for name in (element.get("class") or "").split() if _STABLE.fullmatch(name))
    return "".join(f".{name}" for name in islice(stable, 2))


def _links_one_each(page: Selector, css: str, base: str) -> int:
    """How many links to news its elements have, if nearly all have just one page that they lead to."""
    parts = page.css(css)
    if not _FEWEST <= len(parts) <= _MOST:
        return 0
    targets = [{_target(part, place, base) for place in range(2)} - {""} for part in parts]
    single = [next(iter(found)) for found in targets if len(found) == 1]
    return len(set(single)) if len(single) * 5 >= len(parts) * 4 and len(set(single)) >= _FEWEST else 0


def _target(part: Selector, place: int, base: str) -> str:
    """The page that the first link, or the first one with a title's length of words, leads to."""
    links = [part, *part.css("a[href]")] if part.root.tag == "a" else list(part.css("a[href]"))
    if place:
        links = [link for link in links if len(link.root.text_content().strip()) >= _SHORTEST_TITLE]
    return urldefrag(absolute(links[0].attrib.get("href", ""), base)).url if links else ""


def _date_selector(page: Selector, css: str) -> str | None:
    """A class in the items whose texts read as dates, where there is no ``time`` element."""
    parts = page.css(css)
    if sum(bool(part.css("time")) for part in parts) * 2 >= len(parts):
        return None
    for name in _date_classes(parts):
        texts = [" ".join(found.root.text_content().split()) for part in parts for found in part.css(f".{name}")[:1]]
        if sum(read_instant(text, arabic=True) is not None for text in texts) * 2 >= len(parts):
            return f".{name}"
    return None


def _date_classes(parts: list[Selector]) -> list[str]:
    names = (name for part in parts[:20] for found in part.css("[class]") for name in found.attrib["class"].split())
    return [name for name, _ in Counter(name for name in names if _names_date(name)).most_common(5)]


def _names_date(name: str) -> bool:
    return bool(_DATE_CLASS.search(name) and _STABLE.fullmatch(name))
