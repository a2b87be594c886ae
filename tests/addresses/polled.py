"""Ways in through what the crawler polls and reads: feeds, pages, and what both lead to.

Each is given a URL and tells whether it was refused: nothing of what it leads to was read.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from gateway.addresses import Target
from gateway.proxies import Proxy, read_proxy_url
from scrapers.crawler import FetchOutcome, FetchRequest
from scrapers.listing import Listing
from scrapers.poll import poll_feed
from scrapers.read_article import read_article
from scrapers.statuses import FetchStatus
from tests.addresses.place import on_the_wire
from tests.scrapers.entry_of import link_to
from tests.scrapers.world import FEED
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from scrapers.poll import PollResult
    from tests.addresses.place import Place

_INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{}</loc></sitemap></sitemapindex>'
)


async def feed(place: Place, url: str) -> bool:
    """A feed's own URL."""
    return (await _poll(place, url)).status is FetchStatus.REFUSED_ADDRESS


async def listing_page(place: Place, url: str) -> bool:
    """A page that stands in for a feed."""
    place.world.access.listing = Listing(items="article", link=None, title=None, date=None, summary=None)
    try:
        return await feed(place, url)
    finally:
        place.world.access.listing = None


async def redirect_of_a_feed(place: Place, url: str) -> bool:
    """Where a feed's server sends us."""
    place.world.publisher.redirects_to(FEED, on_the_wire(url))
    return (await place.world.polls()).status is FetchStatus.REFUSED_ADDRESS


async def child_of_a_sitemap(place: Place, url: str) -> bool:
    """A document that a sitemap index names."""
    place.world.publishes(_INDEX.format(escape(url)))
    return not (await place.world.polls()).new_entries


async def article_link(place: Place, url: str) -> bool:
    """A link of an item."""
    return await _page_status(place, url) == FetchStatus.REFUSED_ADDRESS


async def redirect_of_a_page(place: Place, url: str) -> bool:
    """Where a page's server sends us."""
    place.world.publisher.redirects_to("/page", on_the_wire(url))
    return await _page_status(place, place.world.publisher.url("/page")) == FetchStatus.REFUSED_ADDRESS


async def redirect_of_robots(place: Place, url: str) -> bool:
    """Where a server sends whoever asks for its robots.txt; the feed is read all the same."""
    async with HttpServer("127.0.0.13") as site:
        site.redirects_to("/robots.txt", on_the_wire(url))
        site.publishes("/feed", b"<rss/>")
        place.crawler.replace_exceptions(frozenset({place.world.publisher.target, site.target}))
        with place.at_home(site):
            answer = await place.crawler.fetch(FetchRequest(site.url("/feed"), "feed", exception=site.target))
    place.crawler.replace_exceptions(frozenset({place.world.publisher.target}))
    return answer.outcome is FetchOutcome.OK and bool(site.asked_for("/robots.txt"))


async def proxy_of_a_feed(place: Place, url: str) -> bool:
    """A feed's own proxy, which would open any connection for whoever talks to it."""
    try:
        proxy = read_proxy_url(url.removesuffix("/feed"), allow_private=False)
    except ValueError:
        return True
    return await _by_proxy(place, "http://akhbar.example/feed", proxy)


async def feed_behind_a_proxy(place: Place, url: str) -> bool:
    """A feed that a proxy is asked for: the address is judged here, for the proxy stands in a network of its own."""
    async with HttpServer("127.0.0.16") as server:
        proxy = Proxy(Target(server.address, server.port), allow_private=True)
        with place.at_home(server):
            refused = await _by_proxy(place, url, proxy)
    return refused and not server.requests


async def _by_proxy(place: Place, url: str, proxy: Proxy) -> bool:
    answer = await place.crawler.fetch(FetchRequest(url, "feed", proxy=proxy))
    return answer.outcome is FetchOutcome.REFUSED_ADDRESS


async def _poll(place: Place, url: str) -> PollResult:
    return await poll_feed(replace(await place.world.feed(), url=url), place.world.tools, place.world.now)


async def _page_status(place: Place, url: str) -> str:
    world = place.world
    read = await read_article(
        link_to(url, world.now), await world.feed(), world.tools, world.now, hold=contextlib.nullcontext()
    )
    return read.draft.page_status
