"""Every way in which a URL that somebody else wrote comes to be asked for, each through the code of the service.

Each is given a URL and tells whether it was refused: nothing of what it leads to was read.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alerts.channels.webhook import WebhookChannel
from alerts.message import NoticeMessage, Reader
from alerts.routing import Webhook
from alerts.sending import Status
from gateway.addresses import Target
from gateway.proxies import Proxy, read_proxy_url
from scheduler.environment import read_environment
from scheduler.explaining.pages import _fetch
from scheduler.explaining.subject import Unread
from scheduler.push.hub_calls import HubAnswer, ask_hub
from scheduler.sources.visiting import Visit, _work
from scrapers.crawler import FetchOutcome, FetchRequest
from scrapers.finding.finder import Finder
from scrapers.listing import Listing
from scrapers.poll import poll_feed
from scrapers.read_article import read_article
from scrapers.settings import FeedsSettings
from scrapers.statuses import FetchStatus
from tests.alerts.world import operator
from tests.scrapers.entry_of import link_to
from tests.scrapers.world import FEED
from tests.servers.http import HttpServer
from tests.servers.webhook import SECRET

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scheduler.sources.visiting import Visitor
    from scrapers.crawler import FetchResult
    from scrapers.finding.found import Found
    from scrapers.poll import PollResult
    from tests.addresses.place import Place

    Entrance = Callable[[Place, str], Awaitable[bool]]

_NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
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
    place.world.publisher.redirects_to(FEED, _on_the_wire(url))
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
    place.world.publisher.redirects_to("/page", _on_the_wire(url))
    return await _page_status(place, place.world.publisher.url("/page")) == FetchStatus.REFUSED_ADDRESS


async def redirect_of_robots(place: Place, url: str) -> bool:
    """Where a server sends whoever asks for its robots.txt; the feed is read all the same."""
    async with HttpServer("127.0.0.13") as site:
        site.redirects_to("/robots.txt", _on_the_wire(url))
        site.publishes("/feed", b"<rss/>")
        place.crawler.replace_exceptions(frozenset({place.world.publisher.target, site.target}))
        with place.at_home(site):
            answer = await place.crawler.fetch(FetchRequest(site.url("/feed"), "feed", exception=site.target))
    place.crawler.replace_exceptions(frozenset({place.world.publisher.target}))
    return answer.outcome is FetchOutcome.OK and bool(site.asked_for("/robots.txt"))


async def webhook(place: Place, url: str) -> bool:
    """An endpoint to which alerts are posted."""
    hook = Webhook("desk-hook", 1, url, (SECRET,), None, "en")
    notice = NoticeMessage(Reader("ar", ZoneInfo("Asia/Damascus")), place.world.now, "test", "موضوع", ("سطر",))
    result = await WebhookChannel(hook, place.outbound).send(notice, operator("email"), "key")
    return result.status is Status.HOOK_ADDRESS_REFUSED


async def websub_hub(place: Place, url: str) -> bool:
    """A hub that a feed names, to which we subscribe."""
    return await ask_hub(place.outbound, url, b"hub.mode=subscribe", None) is HubAnswer.FORBIDDEN


async def redirect_of_a_hub(place: Place, url: str) -> bool:
    """Where a hub sends whoever subscribes."""
    async with HttpServer("127.0.0.15") as hub:
        hub.redirects_to("/hub", _on_the_wire(url), 307)
        with place.at_home(hub):
            answer = await ask_hub(place.outbound, hub.url("/hub"), b"hub.mode=subscribe", hub.target)
    return answer is HubAnswer.FORBIDDEN


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


async def added_feed(place: Place, url: str) -> bool:
    """What ``marsad feeds add`` is given."""

    async def ask(each: str) -> FetchResult:
        return await visiting[0].fetch(FetchRequest(each, "feed"))

    async def find(visitor: Visitor) -> Found:
        visiting.append(visitor)
        return await Finder(ask, visitor.parsers, _NOW, _tell).find(_without_port(place, url))

    visiting: list[Visitor] = []

    found = await _work(Visit(read_environment({}), FeedsSettings(pause=0)), find)
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


async def explained_page(place: Place, url: str) -> bool:
    """What ``marsad explain`` is given."""
    try:
        await _fetch(_without_port(place, url), read_environment({}), FeedsSettings(), None)
    except Unread as unread:
        return FetchStatus.REFUSED_ADDRESS in str(unread)
    return False


ENTRANCES: tuple[Entrance, ...] = (
    feed,
    listing_page,
    redirect_of_a_feed,
    child_of_a_sitemap,
    article_link,
    redirect_of_a_page,
    redirect_of_robots,
    webhook,
    websub_hub,
    redirect_of_a_hub,
    proxy_of_a_feed,
    feed_behind_a_proxy,
    added_feed,
    feed_named_by_a_page,
    explained_page,
)


async def _by_proxy(place: Place, url: str, proxy: Proxy) -> bool:
    answer = await place.crawler.fetch(FetchRequest(url, "feed", proxy=proxy))
    return answer.outcome is FetchOutcome.REFUSED_ADDRESS


def _tell(_: str) -> None:
    """Nobody waits to be told."""


# Ways by which a URL arrives as it was written: elsewhere it is read relative to the document that names it.
DIRECT: tuple[Entrance, ...] = (feed, listing_page, article_link, webhook, explained_page)


async def _poll(place: Place, url: str) -> PollResult:
    return await poll_feed(replace(await place.world.feed(), url=url), place.world.tools, place.world.now)


async def _page_status(place: Place, url: str) -> str:
    world = place.world
    read = await read_article(
        link_to(url, world.now), await world.feed(), world.tools, world.now, hold=contextlib.nullcontext()
    )
    return read.draft.page_status


def _without_port(place: Place, url: str) -> str:
    """As commands ask, to which only the usual ports are allowed."""
    return url.replace(f":{place.canary.port}/", "/")


def _on_the_wire(url: str) -> str:
    """UTF-8, as servers write it into a header."""
    return url.encode().decode("latin-1")
