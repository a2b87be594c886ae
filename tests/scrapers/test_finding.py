"""Finding feeds: a person gives any address of a site, and few polite requests tell which feeds it has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from scrapers.crawler import Crawler, CrawlOptions
from scrapers.fetching import FetchRequest
from scrapers.finding import candidates
from scrapers.finding.finder import MOST_REQUESTS, Finder
from scrapers.listing import Listing
from scrapers.parsing.pool import Parsers
from scrapers.statuses import FetchStatus
from tests.scrapers.documents import CARDS, LEAD, Item, items, rss
from tests.servers.http import HttpServer
from tests.servers.reactor import install_reactor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapers.fetching import FetchResult
    from scrapers.finding.found import Found

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/ar/1</loc><news:news><news:publication_date>2026-11-22T09:00:00Z</news:publication_date>
<news:title>هدوء حذر في هجين</news:title></news:news></url></urlset>"""


class Site:
    """A publisher on loopback; ``find`` asks as the command does, without its pause."""

    def __init__(self, server: HttpServer, crawler: Crawler, parsers: Parsers) -> None:
        self.server = server
        self._crawler = crawler
        self._parsers = parsers

    def shows(self, path: str, html: str) -> None:
        """Publish a page."""
        self.server.publishes(path, html.encode(), HTML)

    def feeds(self, path: str, *news: Item, title: str = "مرصد الفرات") -> None:
        """Publish a feed."""
        self.server.publishes(path, rss(*(news or items(3)), title=title).encode())

    async def find(self, path: str = "/") -> Found:
        """What is found from an address of the site."""

        async def ask(url: str) -> FetchResult:
            return await self._crawler.fetch(FetchRequest(url, kind="page", exception=self.server.target))

        return await Finder(ask, self._parsers, NOW, lambda _: None).find(self.server.url(path))


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    """An empty site: everything is 404."""
    install_reactor()
    async with HttpServer() as server:
        crawler = Crawler(CrawlOptions(deadline_seconds=3.0, exceptions=frozenset({server.target})))
        parsers = Parsers()
        await crawler.start()
        yield Site(server, crawler, parsers)
        await parsers.stop()
        await crawler.stop()


async def test_feed_itself_is_one_request(site: Site) -> None:
    """Whoever knows the feed's address is not made to wait for guesses."""
    site.feeds("/ar/feed.xml")
    (feed,) = (await site.find("/ar/feed.xml")).feeds
    assert (feed.kind, feed.title, feed.language, feed.entries) == ("RSS", "مرصد الفرات", "ar", 3)
    assert feed.newest == datetime(2024, 11, 5, 7, tzinfo=UTC)
    assert feed.titles[0] == "خبر عاجل رقم 1 من ريف الرقة"
    assert len(site.server.requests) == 2  # with robots.txt


async def test_page_names_its_feeds(site: Site) -> None:
    """The page's own links come first; the feed with whole texts is the best, comments are the last."""
    site.shows(
        "/",
        '<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">'
        '<link rel="alternate" type="application/rss+xml" href="/teasers.xml">'
        '<link rel="alternate" type="application/atom+xml" href="whole.xml"></head><body>سوريا</body></html>',
    )
    site.feeds("/comments/feed/", *items(9), title="تعليقات")
    site.feeds("/teasers.xml", *items(5))
    site.feeds(
        "/whole.xml", *(Item(guid=str(n), link=f"https://news.example/{n}", description=LEAD * 9) for n in range(4))
    )
    found = (await site.find()).feeds
    assert [feed.url.rpartition("/")[2] or "comments" for feed in found] == ["whole.xml", "teasers.xml", "comments"]
    assert (found[0].has_full_text, found[-1].is_of_comments) == (True, True)
    assert not site.server.asked_for("/wp-json/wp/v2/pages/2")


async def test_comments_alone_are_not_enough(site: Site) -> None:
    """A page whose own feed is broken still names that of its comments: the news is looked for further."""
    site.shows(
        "/",
        '<link rel="alternate" type="application/rss+xml" href="/old"><link rel="alternate" type="application/rss+xml"'
        ' title="تعليقات" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" href="/none.xml">',
    )
    site.feeds("/comments/feed/", *items(9), title="تعليقات")
    site.server.publishes("/none.xml", rss().encode())
    site.feeds("/rss.xml")
    first, *_ = (await site.find()).feeds
    assert (first.url, first.entries) == (site.server.url("/rss.xml"), 3)


async def test_careless_alternates_are_seen(site: Site) -> None:
    """Capital letters, a missing type and a base that leads elsewhere hide no feed."""
    site.shows(
        "/ar/",
        '<base href="/sub/"><LINK REL="Alternate" TYPE="Application/RSS+XML; charset=utf-8" HREF="news">'
        '<link rel="alternate" href="feed.xml"><link rel="alternate" hreflang="en" href="/en/">',
    )
    site.feeds("/sub/news", *items(2))
    site.feeds("/sub/feed.xml", *items(4), title="آخر")
    assert [feed.entries for feed in (await site.find("/ar/")).feeds] == [4, 2]
    assert not site.server.asked_for("/en/")


@pytest.mark.parametrize(
    "mark", [b"\xef\xbb\xbf", "# خريطة الموقع\r\n".encode("cp1256"), b"User-agent: *\rDisallow:\r"]
)
async def test_sitemap_of_a_careless_robots_is_found(site: Site, mark: bytes) -> None:
    """A byte order mark, an Arabic remark in another charset, or the line ends of an old system hide no sitemap."""
    site.shows("/", "<p>أخبار</p>")
    site.server.publishes("/robots.txt", mark + b"Sitemap: /far/away.xml # news\r\n", "text/plain")
    site.server.publishes("/far/away.xml", NEWS_SITEMAP.encode())
    (feed,) = (await site.find()).feeds
    assert feed.url == site.server.url("/far/away.xml")


async def test_page_of_feeds_is_looked_through(site: Site) -> None:
    """News sites have a page that lists their feeds, with a link to it at the foot of every page."""
    site.shows("/ar/article.html", '<a href="/services/rss">خدمة RSS</a>')
    site.shows("/services/rss", '<a href="/export/1.xml?type=rss">محليات</a>')
    site.feeds("/export/1.xml?type=rss")
    (feed,) = (await site.find("/ar/article.html")).feeds
    assert (feed.entries, feed.how) == (3, "named by the site's page of feeds")


async def test_usual_places_are_tried(site: Site) -> None:
    """A page that names nothing: the usual places, those of its own section first."""
    site.shows("/ar/", "<p>أخبار</p>")
    site.feeds("/ar/rss.xml")
    site.feeds("/rss.xml", Item(title="English"))
    (feed,) = (await site.find("/ar/")).feeds
    assert feed.url == site.server.url("/ar/rss.xml")


async def test_sitemap_of_robots_is_found(site: Site) -> None:
    """Many large outlets have no feed but a news sitemap, behind an index that robots.txt names."""
    site.shows("/", "<p>أخبار</p>")
    site.server.publishes(
        "/robots.txt",
        f"User-agent: *\nSitemap: {site.server.url('/all.xml')}\nsitemap: /news-index.xml\n".encode(),
        "text/plain",
    )
    site.server.publishes(
        "/news-index.xml",
        f"<sitemapindex><sitemap><loc>{site.server.url('/n1.xml')}</loc></sitemap></sitemapindex>".encode(),
    )
    site.server.publishes("/n1.xml", NEWS_SITEMAP.encode())
    (feed,) = (await site.find()).feeds
    assert (feed.url, feed.kind, feed.entries) == (site.server.url("/news-index.xml"), "sitemap index", 1)
    assert feed.titles == ("هدوء حذر في هجين",)
    assert not site.server.asked_for("/all.xml")


async def test_site_without_feed_is_told_where_its_items_stand(site: Site) -> None:
    """A guess that a person checks: the card with one link each, and the class in which dates stand."""
    site.shows("/ar/latest", f"<nav>{'<a href=/s>قسم</a>' * 9}</nav><main>{CARDS}</main>")
    found = await site.find("/ar/latest")
    assert (found.feeds, len(found.tried) <= MOST_REQUESTS) == ((), True)
    assert found.page is not None
    assert found.page.guess is not None
    assert found.page.guess.listing == Listing("div.card", date=".posted-on")
    assert (found.page.guess.items, found.page.guess.dated) == (10, 10)
    assert found.page.guess.titles[0] == "أهالي ريف الرقة يطالبون بالماء 1"


async def test_requests_are_few_and_one_at_a_time(site: Site) -> None:
    """Looking for a feed is no reason to storm a site, whatever it names."""
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{number}.rss">' for number in range(50))
    site.shows("/", f"<head>{links}</head>")
    found = await site.find()
    assert found.feeds == ()
    assert len(found.tried) <= MOST_REQUESTS
    assert site.server.most_at_once == 1


async def test_robots_are_obeyed(site: Site) -> None:
    """What robots.txt forbids is not asked for, and said to be forbidden."""
    site.server.publishes("/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
    found = await site.find("/feed")
    assert found.tried[0].status is FetchStatus.ROBOTS_DENIED
    assert {request.path for request in site.server.requests} == {"/robots.txt"}


async def test_hostile_page_costs_only_its_own_process(site: Site) -> None:
    """A page of a million links is read elsewhere, and only so much of it."""
    site.shows("/", '<a href="/rss/">رابط</a>' * 200_000)
    assert (await site.find()).feeds == ()


async def test_unreachable_site_is_asked_once(site: Site) -> None:
    """Where nobody answers, fourteen more tries would only take time."""
    site.server.hangs("/")
    found = await site.find()
    assert [tried.status for tried in found.tried] == [FetchStatus.TIMEOUT]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enab.example", "https://enab.example"),
        ("feed://enab.example/rss", "https://enab.example/rss"),
        ("feed:http://enab.example/rss", "http://enab.example/rss"),
        (" http://enab.example ", "http://enab.example"),
    ],
)
async def test_typed_address_is_completed(typed: str, meant: str) -> None:
    """People type a host, or copy what a browser gives to feed readers."""
    assert candidates.completed(typed) == meant
