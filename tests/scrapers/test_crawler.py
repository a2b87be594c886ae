"""What a fetch asks, and what it tells of the answer."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from scrapers.crawler import Credentials, FetchOutcome

if TYPE_CHECKING:
    from tests.scrapers.reporter import Reporter
    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

FEED = '<rss version="2.0"><channel><title>أخبار هجين</title></channel></rss>'.encode()


async def test_feed_is_fetched(reporter: Reporter, outlet: HttpServer) -> None:
    """The bytes come as they are; reading them is another room's work."""
    outlet.publishes("/feed", FEED, etag='"v1"')
    result = await reporter.fetches(outlet)
    assert (result.outcome, result.status, result.body) == (FetchOutcome.OK, 200, FEED)
    assert (result.url, result.content_type, result.etag) == (outlet.url("/feed"), "application/rss+xml", '"v1"')


async def test_unchanged_feed_is_not_modified(reporter: Reporter, outlet: HttpServer) -> None:
    """Most polls end here and must cost both sides next to nothing."""
    outlet.publishes("/feed", FEED, etag='"v1"')
    result = await reporter.fetches(outlet, etag='"v1"', last_modified="Sun, 22 Nov 2026 10:00:00 GMT")
    assert (result.outcome, result.status, result.body) == (FetchOutcome.NOT_MODIFIED, 304, b"")
    assert outlet.asked_for("/feed")[0].headers["if-modified-since"] == "Sun, 22 Nov 2026 10:00:00 GMT"


async def test_not_modified_needs_a_condition(reporter: Reporter, outlet: HttpServer) -> None:
    """A server that answers 304 to everyone hides its news for good; that must show."""
    outlet.answers_with("/feed", 304)
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.HTTP_ERROR


async def test_etag_goes_back_as_it_came(reporter: Reporter, outlet: HttpServer) -> None:
    """Servers compare the validator's bytes, even those that no standard allows."""
    outlet.sends("/feed", b'HTTP/1.1 200 OK\r\nETag: "\xe9\xff"\r\nContent-Length: 0\r\n\r\n')
    etag = (await reporter.fetches(outlet)).etag
    outlet.publishes("/feed", FEED, etag=etag)
    assert (await reporter.fetches(outlet, etag=etag)).outcome is FetchOutcome.NOT_MODIFIED


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429, 451, 500, 503])
async def test_other_statuses_are_errors(reporter: Reporter, outlet: HttpServer, status: int) -> None:
    """The status tells; the error page's body is of no use."""
    outlet.answers_with("/feed", status, {"Retry-After": "120"}, b"<html>error</html>")
    result = await reporter.fetches(outlet)
    assert (result.outcome, result.status, result.body) == (FetchOutcome.HTTP_ERROR, status, b"")
    assert result.retry_after_seconds == 120


async def test_impossible_retry_after_is_no_wait(reporter: Reporter, outlet: HttpServer) -> None:
    """A date that the library answers with an OverflowError must not end the poll."""
    odd = {"Retry-After": "Mon, 01 Jan 2020 99999999999999999999:00:00 GMT"}
    outlet.answers_with("/feed", 503, odd, b"")
    result = await reporter.fetches(outlet)
    assert (result.outcome, result.retry_after_seconds) == (FetchOutcome.HTTP_ERROR, None)


async def test_refusal_is_not_repeated_at_once(reporter: Reporter, outlet: HttpServer) -> None:
    """Scrapy's own retries would ask an overloaded server three times in a row."""
    outlet.answers_with("/feed", 429)
    await reporter.fetches(outlet)
    assert len(outlet.asked_for("/feed")) == 1


async def test_feed_polls_close_their_connection(reporter: Reporter, outlet: HttpServer) -> None:
    """Thousands of idle connections would be held open between polls."""
    outlet.publishes("/feed", FEED)
    outlet.publishes("/page", b"<html>", "text/html")
    await reporter.fetches(outlet)
    await reporter.fetches(outlet, "/page", kind="page")
    assert outlet.asked_for("/feed")[0].headers["connection"] == "close"
    assert "connection" not in outlet.asked_for("/page")[0].headers


async def test_we_say_who_we_are(reporter: Reporter, outlet: HttpServer) -> None:
    """An operator of a site must be able to find out who asks."""
    await reporter.fetches(outlet)
    assert {request.headers["user-agent"] for request in outlet.requests} == {"Marsad/test (+https://marsad.example)"}


async def test_no_cookie_comes_back(reporter: Reporter, outlet: HttpServer) -> None:
    """A feed must not be able to follow us from poll to poll."""
    outlet.answers_with("/feed", 200, {"Set-Cookie": "who=marsad"})
    await reporter.fetches(outlet)
    await reporter.fetches(outlet)
    assert ["cookie" in request.headers for request in outlet.asked_for("/feed")] == [False, False]


async def test_credentials_are_sent(reporter: Reporter, outlet: HttpServer) -> None:
    """A subscriber's feed; the password in Arabic, in UTF-8."""
    outlet.publishes("/feed", FEED)
    await reporter.fetches(outlet, credentials=Credentials("qasim", "سر"), headers=(("X-Key", "k"),))
    sent = outlet.asked_for("/feed")[0].headers
    assert (sent["authorization"], sent["x-key"]) == ("Basic cWFzaW062LPYsQ==", "k")


async def test_header_is_never_run_as_code(reporter: Reporter, outlet: HttpServer) -> None:
    """Scrapy once imported the object that a response's Referrer-Policy names (CVE-2026-105782)."""
    outlet.answers_with("/feed", 200, {"Referrer-Policy": "os.abort"}, FEED)
    outlet.redirects_to("/old", outlet.url("/feed"))
    assert (await reporter.fetches(outlet, "/old")).outcome is FetchOutcome.OK


async def test_hosts_are_asked_one_at_a_time(reporter: Reporter, outlet: HttpServer) -> None:
    """However many of a host's pages are wanted at once, they are asked for one after the other."""
    for number in range(4):
        outlet.answers_slowly(f"/{number}", 0.05, 200)
    results = await asyncio.gather(*(reporter.fetches(outlet, f"/{number}", kind="page") for number in range(4)))
    assert all(result.outcome is FetchOutcome.OK for result in results)
    assert outlet.most_at_once == 1


async def test_engine_survives_being_idle(reporter: Reporter, outlet: HttpServer) -> None:
    """Between polls nothing is asked for; the spider must not take that for the end of its work."""
    outlet.publishes("/feed", FEED)
    await reporter.fetches(outlet)
    engine = reporter.crawler._engine._crawler.engine
    engine._start_scheduled_requests()
    await asyncio.sleep(0.05)
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK


async def test_failures_leave_no_log(reporter: Reporter, outlet: HttpServer, caplog: pytest.LogCaptureFixture) -> None:
    """Feed URLs may hold secrets, and a feed's failure is no error of the service."""
    caplog.set_level(logging.DEBUG)
    outlet.sends("/feed?canary", b"garbage\r\n\r\n")
    outlet.streams_endlessly("/page?canary")
    for path in ("/feed?canary", "/page?canary"):
        assert (await reporter.fetches(outlet, path)).outcome is not FetchOutcome.OK
    assert "canary" not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_freshness_is_told(reporter: Reporter, outlet: HttpServer) -> None:
    """A cache that may answer for ten minutes, and has done so for four, has news in six."""
    outlet.answers_with("/feed", 200, {"Cache-Control": "public, max-age=600", "Age": "240"}, b"<rss/>")
    assert (await reporter.fetches(outlet)).max_age_seconds == 360
    outlet.answers_with("/feed", 200, {}, b"<rss/>")
    assert (await reporter.fetches(outlet)).max_age_seconds is None
