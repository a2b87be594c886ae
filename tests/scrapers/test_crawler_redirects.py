"""Redirects: how many, where to, and what goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.crawler import Credentials, FetchOutcome, FetchRequest
from scrapers.crawling.hops import first_hop, next_hop

if TYPE_CHECKING:
    from tests.scrapers.reporter import Reporter
    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = FetchRequest(
    "https://akhbar.example/feed",
    "feed",
    etag='"v1"',
    headers=(("X-Key", "k"),),
    credentials=Credentials("qasim", "secret"),
)
STATUSES = (301, 302, 303, 307, 308)


@pytest.mark.parametrize("status", STATUSES)
async def test_redirect_is_followed(reporter: Reporter, outlet: HttpServer, status: int) -> None:
    """The result names the URL that answered, and keeps what makes the request conditional."""
    outlet.redirects_to("/old", "/new#part", status)
    outlet.publishes("/new", b"<rss/>", etag='"v1"')
    result = await reporter.fetches(outlet, "/old", etag='"v1"')
    assert (result.outcome, result.url) == (FetchOutcome.NOT_MODIFIED, outlet.url("/new"))


async def test_loop_is_noticed(reporter: Reporter, outlet: HttpServer) -> None:
    """Two pages that send to each other are asked once each."""
    outlet.redirects_to("/a", "/b")
    outlet.redirects_to("/b", "/a")
    assert (await reporter.fetches(outlet, "/a")).outcome is FetchOutcome.REDIRECT_LOOP
    assert len(outlet.asked_for("/a")) == 1


async def test_sixth_redirect_is_not_followed(reporter: Reporter, outlet: HttpServer) -> None:
    """A chain without end is left after five."""
    for number in range(8):
        outlet.redirects_to(f"/{number}", f"/{number + 1}")
    assert (await reporter.fetches(outlet, "/0")).outcome is FetchOutcome.REDIRECT_LOOP
    assert outlet.asked_for("/5")
    assert not outlet.asked_for("/6")


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "ftp://akhbar.example/", "data:text/xml,<rss/>", "javascript:alert(1)"]
)
async def test_other_schemes_are_refused(reporter: Reporter, outlet: HttpServer, location: str) -> None:
    """A redirect must not read our own files."""
    outlet.redirects_to("/feed", location)
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.REFUSED_ADDRESS


@pytest.mark.parametrize("status", STATUSES)
async def test_other_origin_gets_no_secret(
    reporter: Reporter, outlet: HttpServer, other_outlet: HttpServer, status: int
) -> None:
    """A feed that moves must not take its subscriber's password to a stranger."""
    outlet.redirects_to("/feed", "http://stranger.example/feed", status)
    await reporter.fetches(outlet, credentials=SECRET.credentials, headers=SECRET.headers)
    hop = next_hop(first_hop(SECRET), b"https://stranger.example/feed")
    assert outlet.asked_for("/feed")[0].headers["authorization"]
    assert hop.private == ()


@pytest.mark.parametrize(
    ("first", "second", "is_for_good"),
    [(301, 308, True), (308, 301, True), (301, 302, False), (302, 301, False), (307, 308, False), (303, 301, False)],
)
async def test_move_is_for_good_when_every_hop_is(
    reporter: Reporter, outlet: HttpServer, first: int, second: int, *, is_for_good: bool
) -> None:
    """One redirect on the way that is for now leaves the feed where it is."""
    outlet.redirects_to("/old", "/between", first)
    outlet.redirects_to("/between", "/new", second)
    outlet.publishes("/new", b"<rss/>")
    result = await reporter.fetches(outlet, "/old")
    assert (result.url, result.moved_to) == (outlet.url("/new"), outlet.url("/new") if is_for_good else None)


async def test_feed_that_answers_has_not_moved(reporter: Reporter, outlet: HttpServer) -> None:
    """Without a redirect there is no move."""
    outlet.publishes("/feed", b"<rss/>")
    assert (await reporter.fetches(outlet)).moved_to is None
