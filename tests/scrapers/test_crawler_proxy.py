"""A feed with a proxy: everything of it goes that way, and no name of it is looked up here."""

from __future__ import annotations

import asyncio
import ssl
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import trustme

from scrapers.crawler import Credentials, FetchOutcome, FetchRequest, FetchResult
from scrapers.statuses import FetchStatus, of_fetch
from tests.scrapers.reporter import Reporter
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from gateway.proxies import Proxy

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME, OTHER_NAME = "akhbar.example", "sahafa.example"
_heard: list[tuple[str, object]] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        _heard.append(("looked up", arguments[0]))
    if event == "socket.connect":
        _heard.append(("dialled", arguments[1]))


@contextmanager
def heard() -> Iterator[list[tuple[str, object]]]:
    """What this process looks up and dials meanwhile."""
    if _listen not in _hooked:
        sys.addaudithook(_listen)
        _hooked.append(_listen)
    _heard.clear()
    yield _heard


_hooked: list[object] = []


@pytest_asyncio.fixture(loop_scope="session")
async def proxy() -> AsyncIterator[ProxyServer]:
    """A proxy on this machine, as Tor's is."""
    async with ProxyServer() as proxy:
        yield proxy


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """The one certificate authority that this machine trusts."""
    authority = trustme.CA()
    with authority.cert_pem.tempfile() as bundle:
        monkeypatch.setenv("SSL_CERT_FILE", bundle)
        yield authority


def serves_tls(certificate: trustme.LeafCert, address: str = "127.0.0.11") -> HttpServer:
    """A news site behind TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return HttpServer(address, tls=context)


async def fetched(reporter: Reporter, proxy: Proxy, url: str) -> FetchResult:
    """A fetch of a feed that has this proxy."""
    return await reporter.crawler.fetch(FetchRequest(url, "feed", proxy=proxy))


async def test_http_feed_goes_through(reporter: Reporter, outlet: HttpServer, proxy: ProxyServer) -> None:
    """robots.txt, the feed, and where it leads: by the proxy's own name server, from the proxy's address."""
    outlet.redirects_to("/feed", f"http://{OTHER_NAME}/feed?x=1")
    outlet.publishes("/feed?x=1", b"<rss/>")
    proxy.knows(f"{NAME}:80", outlet)
    proxy.knows(f"{OTHER_NAME}:80", outlet)
    with heard() as events:
        result = await fetched(reporter, proxy.proxy(), f"http://{NAME}/feed")
    assert (result.outcome, result.body) == (FetchOutcome.OK, b"<rss/>")
    assert proxy.asked == [
        f"GET http://{NAME}/robots.txt",
        f"GET http://{NAME}/feed",
        f"GET http://{OTHER_NAME}/robots.txt",
        f"GET http://{OTHER_NAME}/feed?x=1",
    ]
    assert outlet.requests[0].headers["host"] == NAME
    assert not [what for what, _ in events if what == "looked up"]
    mine = {("dialled", (proxy.address, proxy.port)), ("dialled", (outlet.address, outlet.port))}
    assert set(events) == mine  # the second one is the proxy's own


async def test_https_feed_goes_through(reactor: None, proxy: ProxyServer, authority: trustme.CA) -> None:
    """By CONNECT: the proxy sees the host's name and nothing else."""
    async with serves_tls(authority.issue_cert(NAME)) as outlet, Reporter() as reporter:
        outlet.publishes("/feed", b"<rss/>")
        proxy.knows(f"{NAME}:443", outlet)
        with heard() as events:
            result = await fetched(reporter, proxy.proxy(), f"https://{NAME}/feed")
    assert result.outcome is FetchOutcome.OK
    assert set(proxy.asked) == {f"CONNECT {NAME}:443"}
    assert [request.path for request in outlet.requests] == ["/robots.txt", "/feed"]
    assert not [what for what, _ in events if what == "looked up"]


async def test_certificate_is_checked_through_a_proxy(reactor: None, proxy: ProxyServer, authority: trustme.CA) -> None:
    """Whoever runs the way out may not put words into a newsroom's mouth."""
    async with serves_tls(authority.issue_cert(OTHER_NAME)) as outlet, Reporter() as reporter:
        outlet.publishes("/feed", b"<rss/>")
        proxy.knows(f"{NAME}:443", outlet)
        assert (await fetched(reporter, proxy.proxy(), f"https://{NAME}/feed")).outcome is FetchOutcome.TLS_FAILED
        assert not outlet.requests


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.7/feed",
        "https://[::1]/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://redis/",
        "http://printer.lan/",
        "https://db.internal/",
        "http://akhbar.example:6379/",
        "file:///etc/hostname",
    ],
)
async def test_forbidden_target_is_refused_beforehand(reporter: Reporter, proxy: ProxyServer, url: str) -> None:
    """What a proxy would find in its own network, or on its own machine, it is not asked for."""
    assert (await fetched(reporter, proxy.proxy(), url)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert proxy.heads == []


async def test_redirect_to_a_private_address_is_refused(
    reporter: Reporter, outlet: HttpServer, proxy: ProxyServer
) -> None:
    """The way through the proxy is judged hop by hop, as the direct one is."""
    outlet.redirects_to("/feed", "http://192.168.1.1/admin")
    proxy.knows(f"{NAME}:80", outlet)
    assert (await fetched(reporter, proxy.proxy(), f"http://{NAME}/feed")).outcome is FetchOutcome.REFUSED_ADDRESS
    assert len(proxy.heads) == 2


@pytest.mark.parametrize("host", ["127.0.0.21", "localhost", "127.21"])
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_private_proxy_needs_leave(reporter: Reporter, proxy: ProxyServer, host: str, scheme: str) -> None:
    """A proxy's address is judged like any other, as it is dialled; nothing is connected to."""
    with heard() as events:
        result = await fetched(reporter, proxy.proxy(allow_private=False, host=host), f"{scheme}://{NAME}/feed")
    assert result.outcome is FetchOutcome.REFUSED_ADDRESS
    assert not [what for what, _ in events if what == "dialled"]


async def test_leave_for_a_proxy_is_no_leave_for_feeds(reporter: Reporter, proxy: ProxyServer) -> None:
    """A feed that names the proxy's own address is still refused."""
    await fetched(reporter, proxy.proxy(), f"http://{NAME}/feed")
    asked = len(proxy.heads)
    direct = FetchRequest(f"http://{proxy.address}:{proxy.port}/", "feed")
    assert (await reporter.crawler.fetch(direct)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert len(proxy.heads) == asked


async def test_login_is_for_the_proxy_alone(reactor: None, outlet: HttpServer, authority: trustme.CA) -> None:
    """Neither the site nor, over TLS, anybody else between sees it; the feed's own login goes to the site."""
    async with (
        ProxyServer(login="desk:s3") as proxy,
        serves_tls(authority.issue_cert(NAME), "127.0.0.12") as secure,
        Reporter() as reporter,
    ):
        outlet.redirects_to("/feed", f"https://{NAME}/feed")
        secure.publishes("/feed", b"<rss/>")
        proxy.knows(f"{NAME}:80", outlet)
        proxy.knows(f"{NAME}:443", secure)
        own = Credentials("reader", "own")
        request = FetchRequest(f"http://{NAME}/feed", "feed", credentials=own, proxy=proxy.proxy())
        result = await reporter.crawler.fetch(request)
    assert result.outcome is FetchOutcome.OK
    assert all("Proxy-Authorization: Basic ZGVzazpzMw==\r\n" in head for head in proxy.heads)
    assert not [request for request in secure.requests if "proxy-authorization" in request.headers]
    assert "authorization" in outlet.asked_for("/feed")[0].headers
    assert "authorization" not in secure.asked_for("/feed")[0].headers


async def test_without_login_the_proxy_refuses(reactor: None, outlet: HttpServer) -> None:
    """Its refusal is a status of the feed, not an error."""
    async with ProxyServer(login="desk:s3") as proxy, Reporter() as reporter:
        given = proxy.proxy()
        anonymous = type(given)(given.target, allow_private=True)
        assert (await fetched(reporter, anonymous, f"http://{NAME}/feed")).status == 407
        outcome = (await fetched(reporter, anonymous, f"https://{NAME}/feed")).outcome
    assert outcome is FetchOutcome.PROXY_REFUSED


@pytest.mark.parametrize(
    "refusal",
    [
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic\r\n\r\n",
        b"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200",
        b"",
    ],
)
async def test_proxy_that_refuses_is_named(reactor: None, proxy: ProxyServer, refusal: bytes) -> None:
    """Whether it says no or closes without a word; a site that seems down would be looked for in the wrong place."""
    proxy.refusal = refusal
    async with Reporter(deadline_seconds=20.0) as reporter, asyncio.timeout(10):
        result = await fetched(reporter, proxy.proxy(), f"https://{NAME}/feed")
    assert (result.outcome, of_fetch(result)) == (FetchOutcome.PROXY_REFUSED, FetchStatus.PROXY_REFUSED)


async def test_proxy_that_asks_for_a_login_is_named(reporter: Reporter, proxy: ProxyServer) -> None:
    """407 is a proxy's word and never a site's: robots.txt is not thereby absent for a day."""
    proxy.refusal = b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n"
    assert of_fetch(await fetched(reporter, proxy.proxy(), f"http://{NAME}/feed")) is FetchStatus.PROXY_REFUSED
    rules = next(iter(reporter.crawler._engine._robots._hosts.values()))
    assert rules.expires - time.monotonic() < 3600


async def test_proxy_that_is_gone_fails(reporter: Reporter) -> None:
    """The feed fails; it is not fetched without its proxy."""
    async with ProxyServer() as proxy:
        gone = proxy.proxy()
    with heard() as events:
        for scheme in ("http", "https"):
            outcome = (await fetched(reporter, gone, f"{scheme}://{NAME}/feed")).outcome
            assert outcome is FetchOutcome.CONNECTION_FAILED
    assert set(events) == {("dialled", (gone.target.host, gone.target.port))}


async def test_unknown_proxy_fails(reporter: Reporter, proxy: ProxyServer) -> None:
    """Its name may be misspelt."""
    outcome = (await fetched(reporter, proxy.proxy(host="proxy.invalid"), f"http://{NAME}/feed")).outcome
    assert outcome is FetchOutcome.DNS_FAILED


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_silent_proxy_is_timed_out(reactor: None, proxy: ProxyServer, scheme: str) -> None:
    """Within the feed's own deadline."""
    proxy.is_silent = True
    async with Reporter(deadline_seconds=1.0) as reporter:
        assert (await fetched(reporter, proxy.proxy(), f"{scheme}://{NAME}/feed")).outcome is FetchOutcome.TIMEOUT


async def test_proxies_of_the_environment_are_ignored(
    reactor: None, outlet: HttpServer, proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program of the machine goes by is not for feeds."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://{proxy.address}:{proxy.port}")
    outlet.publishes("/feed", b"<rss/>")
    async with Reporter() as reporter:
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK
    assert proxy.heads == []


@pytest.mark.parametrize(
    ("kind", "outcome"), [("feed", FetchOutcome.HOST_BUSY), ("page", FetchOutcome.REFUSED_ADDRESS)]
)
async def test_withheld_request_is_not_sent(
    reporter: Reporter, outlet: HttpServer, kind: str, outcome: FetchOutcome
) -> None:
    """What may belong to a feed with a proxy is not fetched directly, nor is a name of it looked up."""
    reporter.may_visit(outlet)
    with heard() as found:
        for url in (outlet.url("/feed"), "http://akhbar.example/"):
            request = FetchRequest(url, kind, exception=outlet.target, is_withheld=True)  # type: ignore[arg-type]
            assert (await reporter.crawler.fetch(request)).outcome is outcome
    assert (outlet.connections, found) == (0, [])
