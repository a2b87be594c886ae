"""The crawler asks each host for its robots.txt first, as servers send it, and does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.fetching import FetchOutcome
from tests.scrapers.reporter import LIMIT, Reporter
from tests.servers.http import MEBIBYTE, compressed

if TYPE_CHECKING:
    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORBIDDING_ALL = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("kind", ["feed", "page"])
async def test_crawler_obeys(reporter: Reporter, outlet: HttpServer, kind: str) -> None:
    """Feeds and pages alike: what is forbidden is not even asked for."""
    outlet.publishes("/robots.txt", b"User-agent: *\nDisallow: /private", "text/plain")
    outlet.publishes("/private", b"<rss/>")
    outlet.redirects_to("/feed", "/private")
    for path in ("/private", "/feed"):
        result = await reporter.fetches(outlet, path, kind)  # type: ignore[arg-type]
        assert result.outcome is FetchOutcome.ROBOTS_DENIED
    assert not outlet.asked_for("/private")


async def test_redirected_file_is_read(reporter: Reporter, outlet: HttpServer) -> None:
    """Most sites send robots.txt from http to https; its rules count all the same."""
    outlet.redirects_to("/robots.txt", "/real-robots.txt", 301)
    outlet.publishes("/real-robots.txt", FORBIDDING_ALL, "text/plain")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.ROBOTS_DENIED


async def test_large_file_is_read(reporter: Reporter, outlet: HttpServer) -> None:
    """RFC 9309 asks for 500 KiB at least; a feed may be held to less."""
    outlet.publishes("/robots.txt", b"# \n" * 2 * LIMIT + FORBIDDING_ALL, "text/plain")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.ROBOTS_DENIED


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
async def test_beginning_of_a_huge_file_counts(reactor: None, outlet: HttpServer, coding: str) -> None:
    """A file of any size says what its beginning says; half a line at its end might forbid everything."""
    huge = b"User-agent: *\nDisallow: /private\n" + b"Disallow: /%d\n" % 7 * 700_000
    body = huge if coding == "identity" else compressed(huge, coding)
    outlet.answers_with("/robots.txt", 200, {"Content-Type": "text/plain", "Content-Encoding": coding}, body)
    outlet.publishes("/feed", b"<rss/>")
    async with Reporter(body_limit_bytes=10 * MEBIBYTE) as reporter:
        assert (await reporter.fetches(outlet, "/private")).outcome is FetchOutcome.ROBOTS_DENIED
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK


async def test_silent_file_leaves_the_feed_time(reporter: Reporter, outlet: HttpServer) -> None:
    """The feed is fetched although robots.txt hangs."""
    outlet.hangs("/robots.txt")
    outlet.publishes("/feed", b"<rss/>")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK
