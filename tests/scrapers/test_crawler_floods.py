"""Answers that never come to the point: what bounds them is none of the limits on bodies and time."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING

import pytest

from scrapers.crawler import FetchOutcome
from tests.scrapers.reporter import Reporter
from tests.servers.http import MEBIBYTE, answer

if TYPE_CHECKING:
    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAD = b"HTTP/1.1 200 OK\r\nX-First: a\r\n"
CHUNKED = answer(200, {"Content-Type": "text/xml", "Transfer-Encoding": "chunked"})
MOST_MEBIBYTES = 64


@pytest.mark.parametrize(
    ("start", "block"),
    [
        (HEAD, b"X-Filler: x\r\n" * 100),
        (HEAD, b"X-Long: " + b"x" * 10_000 + b"\r\n"),
        (HEAD, (b" " + b"x" * 1000 + b"\r\n") * 100),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        (HEAD, b"X-Endless: " + b"x" * 100_000),
    ],
    ids=["headers", "long headers", "one folded header", "interim answers", "one line"],
)
async def test_head_without_end_is_cut(reporter: Reporter, outlet: HttpServer, start: bytes, block: bytes) -> None:
    """A folded header once took two gigabytes within ten seconds, which would kill the crawler of all feeds."""
    outlet.repeats_endlessly("/feed", start, block)
    before, began = _peak_mebibytes(), time.monotonic()
    result = await reporter.fetches(outlet)
    assert result.outcome in {FetchOutcome.TOO_BIG, FetchOutcome.CONNECTION_FAILED}
    assert time.monotonic() - began < 8
    assert _peak_mebibytes() - before < MOST_MEBIBYTES


async def test_body_of_framing_is_cut(reactor: None, outlet: HttpServer) -> None:
    """Chunks of one byte kept the event loop from all other feeds, for as long as a fetch may take."""
    outlet.repeats_endlessly("/feed", CHUNKED, b"1\r\nx\r\n" * 10_000)
    began = time.monotonic()
    async with Reporter(body_limit_bytes=10 * MEBIBYTE) as reporter:
        assert (await reporter.fetches(outlet)).outcome is FetchOutcome.TOO_BIG
    assert time.monotonic() - began < 8


async def test_small_chunks_are_read(reporter: Reporter, outlet: HttpServer) -> None:
    """Servers that write a tag at a time are slow, not hostile; the bytes come out as they were."""
    body = b"<rss>" + b"<item/>" * 9000 + b"</rss>"
    chunks = [body[start : start + 4] for start in range(0, len(body), 4)]
    outlet.sends("/feed", CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n")
    result = await reporter.fetches(outlet)
    assert (result.outcome, result.body) == (FetchOutcome.OK, body)


async def test_connection_goes_on_after_chunks(reporter: Reporter, outlet: HttpServer) -> None:
    """What follows a chunked page on the same connection is the next answer."""
    outlet.sends_and_stays("/one", CHUNKED + b"3\r\none\r\n0\r\n\r\n")
    outlet.publishes("/two", b"two", "text/html")
    assert (await reporter.fetches(outlet, "/one", "page")).body == b"one"
    assert (await reporter.fetches(outlet, "/two", "page")).body == b"two"


async def test_rich_head_is_read(reporter: Reporter, outlet: HttpServer) -> None:
    """Sites with hundreds of cookies and policies are odd, but news."""
    headers = {f"X-Policy-{number}": "x" * 100 for number in range(500)}
    outlet.answers_with("/feed", 200, headers, b"<rss/>")
    assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK


def _peak_mebibytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
