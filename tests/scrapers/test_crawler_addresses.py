"""Where the crawler does not go, by whatever way it is sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.addresses import Target
from scrapers.crawler import FetchOutcome, FetchRequest
from tests.gateway.spellings import DISGUISED_URLS, FORBIDDEN_HOSTS
from tests.scrapers.reporter import Reporter

if TYPE_CHECKING:
    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("url", [*(f"http://{host}/feed" for host in FORBIDDEN_HOSTS), *DISGUISED_URLS])
async def test_forbidden_feed_is_refused(reporter: Reporter, url: str) -> None:
    """A feed's or page's own URL."""
    assert (await reporter.crawler.fetch(FetchRequest(url, "page"))).outcome is FetchOutcome.REFUSED_ADDRESS


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS[:4] + FORBIDDEN_HOSTS[44:48] + FORBIDDEN_HOSTS[-6:])
async def test_redirect_to_forbidden_is_refused(reporter: Reporter, outlet: HttpServer, host: str) -> None:
    """A public server sends us to a private one."""
    outlet.redirects_to("/feed", f"http://{host}/feed".encode().decode("latin-1"))
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.REFUSED_ADDRESS


async def test_port_must_be_allowed(reporter: Reporter, outlet: HttpServer) -> None:
    """Without its exception the outlet of these tests is not reached at all."""
    request = FetchRequest(outlet.url("/feed"), "feed")
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert outlet.connections == 0


async def test_exception_must_be_configured(reporter: Reporter, outlet: HttpServer) -> None:
    """A request cannot grant itself what the configuration does not."""
    request = FetchRequest(outlet.url("/feed"), "feed", exception=outlet.target)
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert outlet.connections == 0


async def test_exception_of_another_feed_is_refused(
    reporter: Reporter, outlet: HttpServer, other_outlet: HttpServer
) -> None:
    """A link of one feed must not reach what was excepted for another, though the resolver would allow it."""
    reporter.may_visit(outlet, other_outlet)
    request = FetchRequest(other_outlet.url("/page"), "page", exception=outlet.target)
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert other_outlet.connections == 0


async def test_redirect_leaves_the_exception_behind(
    reporter: Reporter, outlet: HttpServer, other_outlet: HttpServer
) -> None:
    """Nor may a redirect reach it."""
    reporter.may_visit(other_outlet)
    outlet.redirects_to("/feed", other_outlet.url("/secret"))
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert other_outlet.connections == 0


async def test_exception_taken_back_is_refused(reporter: Reporter, outlet: HttpServer) -> None:
    """After a reload without it, even an open connection is not used again."""
    outlet.publishes("/page", b"<html>", "text/html")
    assert (await reporter.fetches(outlet, "/page", kind="page")).outcome is FetchOutcome.OK
    reporter.crawler.replace_exceptions(frozenset())
    request = FetchRequest(outlet.url("/page"), "page", exception=outlet.target)
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.REFUSED_ADDRESS
    assert len(outlet.asked_for("/page")) == 1


async def test_rebinding_name_is_refused(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name that its name server points at ourselves."""
    monkeypatch.setattr("gateway.resolver._addresses", lambda *_: ["127.0.0.1"])
    request = FetchRequest("http://akhbar.example/feed", "feed")
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.REFUSED_ADDRESS


async def test_unknown_name_is_a_dns_failure(reporter: Reporter) -> None:
    """A lapsed domain is the feed's trouble, not a refusal of ours."""
    request = FetchRequest("http://nowhere.invalid/feed", "feed")
    assert (await reporter.crawler.fetch(request)).outcome is FetchOutcome.DNS_FAILED


async def test_excepted_name_is_for_its_feed_only(
    reactor: None, outlet: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resolver lets an excepted name through; a link in another feed must not make use of that."""
    monkeypatch.setattr("gateway.resolver._addresses", lambda *_: [outlet.address])
    outlet.publishes("/page", b"<html>", "text/html")
    intranet = Target("intranet.example", outlet.port)
    url = outlet.url("/page", host=intranet.host)
    async with Reporter(ports=frozenset({outlet.port})) as reporter:
        reporter.crawler.replace_exceptions(frozenset({intranet}))
        stranger = await reporter.crawler.fetch(FetchRequest(url, "page"))
        assert (stranger.outcome, outlet.connections) == (FetchOutcome.REFUSED_ADDRESS, 0)
        own = await reporter.crawler.fetch(FetchRequest(url, "page", exception=intranet))
        assert own.outcome is FetchOutcome.OK


async def test_proxy_of_the_environment_is_ignored(
    reactor: None, outlet: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy resolves names itself, past every check of ours."""
    outlet.publishes("/feed", b"<rss/>")
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with Reporter() as reporter:
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK
