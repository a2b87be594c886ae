"""What a rendered page asks for is bounded, polite, and reads nothing that only the feed may."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from gateway.redis_link import RedisLink
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.fetching import Credentials
from scrapers.grants import FeedGrants
from scrapers.hosts import HostBusy, HostLeases
from scrapers.pauses import Pauses
from scrapers.rendering.kept_scripts import KeptScripts
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.parts import PageAsking, Parts
from scrapers.rendering.records import Part, Wanted
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.redis import RedisServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

SITE, CDN = "akhbar.example", "cdn.example"


class Web:
    """A news site and another, both found by the feed's proxy, and the crawler that asks for parts of its pages."""

    def __init__(self, crawler: Crawler, site: HttpServer, cdn: HttpServer, grants: FeedGrants) -> None:
        self.crawler = crawler
        self.site = site
        self.cdn = cdn
        self.grants = grants
        self.kept = KeptScripts()
        self.options = RenderOptions()
        self.page_url = f"http://{SITE}/ar/1"

    def parts(self) -> Parts:
        """The parts of one page."""
        return Parts(PageAsking(self.page_url, self.grants), self.crawler, self.kept, self.options)

    async def get(self, url: str, kind: str = "fetch") -> Part | None:
        """One part of one page."""
        async with self.parts() as parts:
            return await parts.get(Wanted(url, kind))


@pytest_asyncio.fixture(loop_scope="session")
async def session_link(redis_server: RedisServer) -> AsyncIterator[RedisLink]:
    """A link on the session's loop."""
    link = RedisLink(redis_server.url)
    yield link
    await link.close()


@pytest_asyncio.fixture(loop_scope="session")
async def leases(session_link: RedisLink) -> AsyncIterator[HostLeases]:
    """This crawler's."""
    leases = HostLeases(session_link, "test:", pauses=Pauses(0.0))
    yield leases
    await leases.close()


@pytest_asyncio.fixture(loop_scope="session")
async def proxy() -> AsyncIterator[ProxyServer]:
    """The feed's own."""
    async with ProxyServer() as proxy:
        yield proxy


@pytest_asyncio.fixture(loop_scope="session")
async def web(reactor: None, leases: HostLeases, proxy: ProxyServer) -> AsyncIterator[Web]:
    """Two sites."""
    async with HttpServer() as site, HttpServer() as cdn:
        proxy.knows(f"{SITE}:80", site)
        proxy.knows(f"{CDN}:80", cdn)
        crawler = Crawler(CrawlOptions(deadline_seconds=5.0), leases)
        await crawler.start()
        grants = FeedGrants(f"http://{SITE}/feed", proxy=proxy.proxy(), renders=True)
        yield Web(crawler, site, cdn, grants)
        await crawler.stop()


async def test_part_comes_as_the_server_gave_it(web: Web) -> None:
    """Status, type and who may read it are what the page's scripts go by."""
    headers = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
    web.cdn.answers_with("/news", 200, headers, b'{"a": 1}')
    assert await web.get(f"http://{CDN}/news") == Part(200, "application/json", b'{"a": 1}')
    assert web.cdn.asked_for("/news")[0].headers["origin"] == f"http://{SITE}"


async def test_failure_is_told_without_its_text(web: Web) -> None:
    """A script may go on without what is not there."""
    web.site.answers_with("/news", 404, {"Content-Type": "text/html"}, b"secret")
    assert await web.get(f"http://{SITE}/news") == Part(404, "text/html", b"")


async def test_robots_txt_is_obeyed(web: Web) -> None:
    """A site that forbids its scripts to crawlers has said so."""
    web.cdn.publishes("/robots.txt", b"User-agent: *\nDisallow: /app.js", "text/plain")
    assert await web.get(f"http://{CDN}/app.js", "script") is None
    assert web.cdn.asked_for("/app.js") == []


async def test_page_has_so_many_parts(web: Web) -> None:
    """A page that asks without end ends."""
    web.options = replace(web.options, most_parts=3)
    web.site.publishes("/a", b"a", "text/plain")
    async with web.parts() as parts:
        came = [await parts.get(Wanted(f"http://{SITE}/a", "fetch")) for _ in range(5)]
    assert [part is not None for part in came] == [True, True, True, False, False]
    assert len(web.site.asked_for("/a")) == 3


async def test_parts_have_so_many_bytes(web: Web) -> None:
    """One by one, and together."""
    web.options = replace(web.options, part_bytes=1000, most_part_bytes=1500)
    web.site.publishes("/big", b"x" * 1001, "text/plain")
    web.site.publishes("/fits", b"x" * 900, "text/plain")
    async with web.parts() as parts:
        urls = [f"http://{SITE}/{name}" for name in ("big", "fits", "fits")]
        came = [await parts.get(Wanted(url, "fetch")) for url in urls]
    assert [part is not None for part in came] == [False, True, False]


async def test_few_parts_come_at_once(web: Web, proxy: ProxyServer) -> None:
    """Each may be megabytes in memory, and a page may name sixty hosts."""
    hosts = [f"cdn{number}.example" for number in range(9)]
    for host in hosts:
        proxy.knows(f"{host}:80", web.cdn)
    web.cdn.answers_slowly("/a", 0.2, 200, {"Access-Control-Allow-Origin": "*"}, b"a")
    async with web.parts() as parts:
        came = await asyncio.gather(*(parts.get(Wanted(f"http://{host}/a", "fetch")) for host in hosts))
    assert None not in came
    assert 1 < web.cdn.most_at_once <= 4


async def test_script_is_fetched_once_for_all_pages(web: Web) -> None:
    """Each article of a site asks for the same ones; what they fetch is new each time."""
    web.site.publishes("/app.js", b"1", "text/javascript")
    web.site.publishes("/news", b"1", "application/json")
    for _ in range(2):
        assert await web.get(f"http://{SITE}/app.js", "script") is not None
        assert await web.get(f"http://{SITE}/news") is not None
    assert (len(web.site.asked_for("/app.js")), len(web.site.asked_for("/news"))) == (1, 2)


async def test_parts_of_a_page_are_one_visit(web: Web, leases: HostLeases, session_link: RedisLink) -> None:
    """The other site is ours until the page is done: no pause in between, one at a time, and nobody else comes."""
    leases.pauses.seconds = 5.0
    web.cdn.answers_with("/a", 200, {"Access-Control-Allow-Origin": "*"}, b"a")
    elsewhere = HostLeases(session_link, "test:")
    started = time.monotonic()
    async with web.parts() as parts:
        asked = [parts.get(Wanted(f"http://{CDN}/a", "fetch")) for _ in range(4)]
        assert None not in await asyncio.gather(*asked)
        with pytest.raises(HostBusy):
            async with elsewhere.hold(CDN):
                pytest.fail("two crawlers have the host")
    assert time.monotonic() - started < leases.pauses.seconds
    assert web.cdn.most_at_once == 1
    assert leases.pauses.left(CDN) > 0
    await elsewhere.close()


async def test_host_in_other_hands_is_done_without(web: Web, session_link: RedisLink) -> None:
    """Another crawler has the other site; the page is rendered without what it would give."""
    elsewhere = HostLeases(session_link, "test:")
    async with elsewhere.hold(CDN):
        assert await web.get(f"http://{CDN}/a") is None
    await elsewhere.close()
    assert web.cdn.requests == []


SECRETS = {"credentials": Credentials("desk", "hunter2"), "headers": (("Cookie", "a=b"),)}


async def test_own_page_has_what_its_feed_is_granted(web: Web) -> None:
    """A site for subscribers has its articles behind the same login; other sites see nothing of it."""
    web.grants = replace(web.grants, **SECRETS)
    web.site.publishes("/news", b"1", "application/json")
    await web.get(f"http://{SITE}/news")
    await web.get(f"http://{CDN}/news")
    assert {"cookie", "authorization"} <= web.site.asked_for("/news")[0].headers.keys()
    assert not {"cookie", "authorization"} & web.cdn.asked_for("/news")[0].headers.keys()


async def test_page_elsewhere_reads_nothing_with_our_login(web: Web) -> None:
    """An article on another site could send away what it reads in the feed's name."""
    web.grants = replace(web.grants, **SECRETS)
    web.page_url = f"http://{CDN}/article"
    await web.get(f"http://{SITE}/news")
    assert not {"cookie", "authorization"} & web.site.asked_for("/news")[0].headers.keys()


async def test_page_elsewhere_runs_no_script_that_came_with_our_login(web: Web) -> None:
    """It was kept for the feed's own pages; a script for subscribers may hold what only they may know."""
    web.grants = replace(web.grants, **SECRETS)
    web.site.publishes("/app.js", b"1", "text/javascript")
    own, elsewhere = web.page_url, f"http://{CDN}/article"
    for web.page_url in (own, elsewhere, own, elsewhere):
        assert await web.get(f"http://{SITE}/app.js", "script") is not None
    asked = web.site.asked_for("/app.js")
    assert ["authorization" in request.headers for request in asked] == [True, False]


async def test_page_has_so_many_other_hosts(web: Web, proxy: ProxyServer) -> None:
    """Each is in its hands until it is done; a hostile one would keep all our feeds waiting for theirs."""
    web.options = replace(web.options, most_hosts=2)
    for number in range(4):
        proxy.knows(f"cdn{number}.example:80", web.cdn)
    web.cdn.answers_with("/a", 200, {"Access-Control-Allow-Origin": "*"}, b"a")
    async with web.parts() as parts:
        came = [await parts.get(Wanted(f"http://cdn{number}.example/a", "fetch")) for number in (0, 1, 2, 3, 0)]
    assert [part is not None for part in came] == [True, True, False, False, True]


async def test_page_elsewhere_has_no_exception_of_the_feeds(web: Web) -> None:
    """The feed of your own network is excepted from the address policy; an article elsewhere may not look into it."""
    web.grants = FeedGrants(web.site.url("/feed"), exception=web.site.target, renders=True)
    web.crawler.replace_exceptions(frozenset({web.site.target}), frozenset({web.site.port}))
    web.site.answers_with("/news", 200, {"Access-Control-Allow-Origin": "*"}, b"1")
    web.page_url = "http://elsewhere.example/article"
    assert await web.get(web.site.url("/news")) is None
    assert web.site.requests == []
    web.page_url = web.site.url("/ar/1")
    assert await web.get(web.site.url("/news")) is not None


ALLOWING = [(None, False), ("http://elsewhere.example", False), ("*", True), (f"http://{SITE}", True)]


@pytest.mark.parametrize("place", [f"http://{CDN}/news", f"http://{SITE}/moved"])
@pytest.mark.parametrize(("allowed", "comes"), ALLOWING)
async def test_other_site_is_read_as_it_allows(web: Web, place: str, allowed: str | None, comes: bool) -> None:  # noqa: FBT001 - a case
    """At its address or where a redirect leads: else a page could read what that site shows to us alone."""
    web.site.redirects_to("/moved", f"http://{CDN}/news")
    headers = {"Content-Type": "application/json"} | ({"Access-Control-Allow-Origin": allowed} if allowed else {})
    web.cdn.answers_with("/news", 200, headers, b"{}")
    assert [await web.get(place, kind) is not None for kind in ("fetch", "xhr", "script")] == [comes] * 3


async def test_script_of_another_site_is_run(web: Web) -> None:
    """Most sites have theirs elsewhere, and no page can read what it runs."""
    web.cdn.publishes("/app.js", b"1", "text/javascript; charset=utf-8")
    assert await web.get(f"http://{CDN}/app.js", "script") is not None
    assert await web.get(f"http://{CDN}/app.js", "fetch") is None
