"""What a feed's own site is sent goes to no other origin: each redirect, each change of origin, each kind of secret."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import trustme

from scrapers.crawler import Credentials, FetchOutcome
from scrapers.grants import FeedGrants
from tests.scrapers.reporter import Reporter
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.servers.http import Received

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME, OTHER_NAME = "akhbar.example", "sahafa.example"
CODES = (301, 302, 303, 307, 308)
HEADERS = ("cookie", "authorization", "proxy-authorization")
CHANGES = {
    "host": (f"http://{NAME}/feed", f"http://{OTHER_NAME}/new"),
    "http to https": (f"http://{NAME}/feed", f"https://{NAME}/new"),
    "https to http": (f"https://{NAME}/feed", f"http://{NAME}/new"),
    "port": (f"http://{NAME}/feed", f"http://{NAME}:8080/new"),
}
KEPT = {
    "path": (f"http://{NAME}/feed", "/new"),
    "spelling": (f"http://{NAME}/feed", "HTTP://Akhbar.Example:80/new"),
    "over TLS": (f"https://{NAME}/feed", f"https://{NAME}:443/new"),
}


@dataclass
class Web:
    """Two news sites and one behind TLS, all found by a proxy that wants a login, and a crawler."""

    reporter: Reporter
    proxy: ProxyServer
    site: HttpServer
    other: HttpServer
    secure: HttpServer

    async def leads(self, code: int, first: str, second: str) -> Received:
        """What is asked of the second address when the feed's own one leads there."""
        for server in (self.site, self.secure):
            server.redirects_to("/feed", second, code)
        for server in (self.site, self.other, self.secure):
            server.publishes("/new", b"<rss/>")
        grants = FeedGrants(
            first,
            credentials=Credentials("reader", "canary"),
            headers=(("X-Key", "canary"), ("User-Agent", "Reader/1.0"), ("Cookie", "session=canary")),
            proxy=self.proxy.proxy(),
        )
        assert (await self.reporter.crawler.fetch(grants.request(first, "feed"))).outcome is FetchOutcome.OK
        asked = [received for server in (self.site, self.secure) for received in server.asked_for("/feed")]
        assert asked[0].headers["authorization"]
        (received,) = [found for server in (self.site, self.other, self.secure) for found in server.asked_for("/new")]
        return received


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """The one certificate authority that this machine trusts."""
    authority = trustme.CA()
    with authority.cert_pem.tempfile() as bundle:
        monkeypatch.setenv("SSL_CERT_FILE", bundle)
        yield authority


@pytest_asyncio.fixture(loop_scope="session")
async def web(reactor: None, authority: trustme.CA) -> AsyncIterator[Web]:
    """All of it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(context)
    async with (
        HttpServer("127.0.0.11") as site,
        HttpServer("127.0.0.12") as other,
        HttpServer("127.0.0.13", tls=context) as secure,
        ProxyServer(login="desk:canary") as proxy,
        Reporter(ports=frozenset({80, 443, 8080})) as reporter,
    ):
        for place, server in {
            f"{NAME}:80": site,
            f"{NAME}:8080": other,
            f"{OTHER_NAME}:80": other,
            f"{NAME}:443": secure,
        }.items():
            proxy.knows(place, server)
        yield Web(reporter, proxy, site, other, secure)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("code", CODES)
async def test_other_origin_sees_no_secret(web: Web, code: int, change: str, header: str) -> None:
    """Five redirects, four changes of origin, three secrets: nothing of the subscriber reaches a stranger."""
    received = await web.leads(code, *CHANGES[change])
    assert header not in received.headers
    assert "canary" not in str(received.headers)
    assert received.headers["user-agent"] != "Reader/1.0"


@pytest.mark.parametrize("change", KEPT)
async def test_own_origin_keeps_its_secrets(web: Web, change: str) -> None:
    """Within its own site a subscriber stays logged in; so the test above could fail."""
    received = await web.leads(302, *KEPT[change])
    assert received.headers["cookie"] == "session=canary"
    assert received.headers["x-key"] == "canary"
    assert received.headers["user-agent"] == "Reader/1.0"
    assert received.headers["authorization"]
    assert "proxy-authorization" not in received.headers


async def test_pages_of_the_own_origin_get_them_too(web: Web) -> None:
    """Behind a wall stand the articles; those on other hosts, and robots.txt, are asked for as by anybody."""
    for server in (web.site, web.other):
        server.publishes("/1", b"<html/>", "text/html")
    grants = FeedGrants(f"http://{NAME}/feed", headers=(("Cookie", "session=canary"),), proxy=web.proxy.proxy())
    for host in (NAME, OTHER_NAME):
        await web.reporter.crawler.fetch(grants.request(f"http://{host}/1", "page"))
    assert web.site.asked_for("/1")[0].headers["cookie"] == "session=canary"
    assert "cookie" not in web.other.asked_for("/1")[0].headers
    assert "cookie" not in web.site.asked_for("/robots.txt")[0].headers


async def test_adopted_address_gets_nothing(web: Web) -> None:
    """A feed that was followed to another origin is asked there without what was meant for its own."""
    web.other.publishes("/new", b"<rss/>")
    grants = FeedGrants(f"http://{NAME}/feed", credentials=Credentials("reader", "canary"), proxy=web.proxy.proxy())
    await web.reporter.crawler.fetch(grants.request(f"http://{OTHER_NAME}/new", "feed"))
    assert "authorization" not in web.other.asked_for("/new")[0].headers


@pytest.mark.parametrize("kind", ["feed", "page"])
async def test_reason_frees_the_own_host_alone(web: Web, kind: str) -> None:
    """The pages of the feed's host too, and nothing that they lead to elsewhere."""
    for server in (web.site, web.other):
        server.publishes("/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
        server.publishes("/1", b"<html/>", "text/html")
    web.site.redirects_to("/away", f"http://{OTHER_NAME}/1")
    feed = f"http://{NAME}/feed"
    free, bound = (FeedGrants(feed, ignores_robots=ignores, proxy=web.proxy.proxy()) for ignores in (True, False))

    async def outcome(grants: FeedGrants, url: str) -> FetchOutcome:
        return (await web.reporter.crawler.fetch(grants.request(url, kind))).outcome  # type: ignore[arg-type]

    assert await outcome(free, f"http://{NAME}/1") is FetchOutcome.OK
    assert await outcome(bound, f"http://{NAME}/1") is FetchOutcome.ROBOTS_DENIED
    assert await outcome(free, f"http://{OTHER_NAME}/1") is FetchOutcome.ROBOTS_DENIED
    assert await outcome(free, f"http://{NAME}/away") is FetchOutcome.ROBOTS_DENIED
    assert not web.other.asked_for("/1")


async def test_delay_is_kept_where_robots_are_passed_over(web: Web) -> None:
    """A permission to read is none to hurry."""
    web.site.publishes("/robots.txt", b"User-agent: *\nDisallow: /\nCrawl-delay: 1", "text/plain")
    web.site.publishes("/1", b"<html/>", "text/html")
    grants = FeedGrants(f"http://{NAME}/feed", ignores_robots=True, proxy=web.proxy.proxy())
    assert (await web.reporter.crawler.fetch(grants.request(f"http://{NAME}/1", "page"))).outcome is FetchOutcome.OK
    first, second = web.site.requests
    assert second.at - first.at >= 0.99
