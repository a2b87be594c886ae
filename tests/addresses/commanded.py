"""Ways in through what a person at a terminal has asked for: ``marsad feeds add``, ``feeds test`` and ``explain``.

Each is given a URL and tells whether it was refused: nothing of what it leads to was read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from archive.nouns import FeedSpec
from scheduler.environment import read_environment
from scheduler.explaining.pages import read_page
from scheduler.explaining.subject import Unread
from scheduler.sources.finding import Search, find_with
from scheduler.sources.trying import Asked, try_with
from scheduler.visiting import Visit, visiting
from scheduler.visitor import Visitor
from scrapers.fetching import FetchRequest
from scrapers.finding.finder import Finder
from scrapers.grants import FeedGrants
from scrapers.pauses import Pauses
from scrapers.settings import FeedsSettings
from scrapers.site_lines.reading import UnknownSites
from scrapers.statuses import FetchStatus
from tests.scrapers.world import FEED

if TYPE_CHECKING:
    from scrapers.fetching import FetchResult
    from tests.addresses.place import Place

_NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_VISIT = Visit(read_environment({}), FeedsSettings(pause=0))
_FEED = '<rss version="2.0"><channel><item><title>هدوء حذر</title><link>{}</link></item></channel></rss>'


async def added_feed(place: Place, url: str) -> bool:
    """What ``marsad feeds add`` is given."""
    async with visiting(_VISIT) as visitor:
        url = _without_port(place, url)
        found = await find_with(visitor, url, Search(url, _VISIT.settings, None, allow_private=False, told=_tell))
    return [tried.status for tried in found.tried] == [FetchStatus.REFUSED_ADDRESS]


async def feed_named_by_a_page(place: Place, url: str) -> bool:
    """What a page calls its feed, to ``marsad feeds add``."""
    world = place.world
    link = f'<link rel="alternate" type="application/rss+xml" href="{escape(url)}">'
    world.publisher.publishes("/page", f"<html><head>{link}</head></html>".encode(), "text/html; charset=utf-8")

    async def ask(each: str) -> FetchResult:
        return await place.crawler.fetch(FetchRequest(each, "feed", exception=world.publisher.target))

    found = await Finder(ask, world.tools.parsers, _NOW, _tell).find(world.publisher.url("/page"))
    return not found.feeds and FetchStatus.REFUSED_ADDRESS in {tried.status for tried in found.tried}


async def tried_feed(place: Place, url: str) -> bool:
    """What ``marsad feeds test`` is given."""
    async with visiting(_VISIT) as visitor:
        url = _without_port(place, url)
        trial = await try_with(visitor, Asked(FeedSpec(url, url), FeedGrants(url)))
    return trial.status is FetchStatus.REFUSED_ADDRESS


async def page_of_a_tried_feed(place: Place, url: str) -> bool:
    """What the first item links to of a feed that ``marsad feeds test`` reads."""
    world = place.world
    world.publishes(_FEED.format(escape(url)))
    own = world.publisher.url(FEED)
    visitor = Visitor(place.crawler, world.tools.parsers, Pauses(0.0), None, UnknownSites())
    asked = Asked(FeedSpec(own, own), FeedGrants(own, exception=world.publisher.target))
    trial = await try_with(visitor, asked)
    return trial.article is not None and trial.article.page_status == FetchStatus.REFUSED_ADDRESS


async def explained_page(place: Place, url: str) -> bool:
    """What ``marsad explain`` is given."""
    async with visiting(_VISIT) as visitor:
        try:
            await read_page(visitor, _without_port(place, url), FeedSpec("", ""), FeedGrants(""))
        except Unread as unread:
            return FetchStatus.REFUSED_ADDRESS in str(unread)
    return False


def _without_port(place: Place, url: str) -> str:
    """As commands ask, to which only the usual ports are allowed."""
    return url.replace(f":{place.canary.port}/", "/")


def _tell(_: str) -> None:
    """Nobody waits to be told."""
