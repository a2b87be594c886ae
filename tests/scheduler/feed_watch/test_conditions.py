"""Feeds that go wrong in every way there is: each is told by its right name within two intervals, without a flood."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import trustme

from scrapers.listing import Listing
from tests.scheduler.feed_watch.conditions import CONDITIONS, GOOD
from tests.scheduler.feed_watch.newsstand import Newsstand
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.asyncio(loop_scope="session")

LISTED = "listing page changed"
ELSEWHERE = {
    "robots.txt": "robots_denied",
    "unknown host": "dns_failed",
    "untrusted certificate": "tls_failed",
    "refused connection": "connection_failed",
}
LISTING_PAGE = "<html><article class=card><h3><a href=/1>هدوء في هجين</a></h3></article></html>".encode()


class Fallen(Newsstand):
    """A feed for each condition and one that stays well."""

    async def goes_wrong(self, robots: HttpServer, tls: HttpServer) -> None:
        """All feeds are well, but those whose server was never any good; then everything happens at once."""
        paths = {name: f"/{number}.xml" for number, name in enumerate(CONDITIONS)}
        for name, path in paths.items():
            self.publisher.publishes(path, LISTING_PAGE if name == LISTED else GOOD)
        self.publisher.publishes("/well.xml", GOOD)
        robots.publishes("/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
        tls.publishes("/feed.xml", GOOD)
        urls = {name: self.publisher.url(path) for name, path in paths.items()}
        urls |= {
            "robots.txt": robots.url("/feed.xml"),
            "unknown host": "http://nowhere.invalid/feed.xml",
            "untrusted certificate": tls.url("/feed.xml"),
            "refused connection": "http://127.0.0.1:1/feed.xml",
            "well": self.publisher.url("/well.xml"),
        }
        self.offers(urls, {urls[LISTED]: Listing(items="article.card", link=None, title="h3", date=None, summary=None)})
        await self.polls_what_is_due()
        for name, condition in CONDITIONS.items():
            condition.happens(self.publisher, paths[name])


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def fallen(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Fallen]:
    """Everything has gone wrong, and two intervals have passed."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.22").configure_cert(context)
    async with (
        Fallen(tmp_path_factory.mktemp("fallen")) as stand,
        HttpServer("127.0.0.21") as robots,
        HttpServer("127.0.0.22", tls=context) as tls,
    ):
        await stand.goes_wrong(robots, tls)
        for _ in range(2):
            await stand.passes_an_interval()
        yield stand


@pytest.mark.parametrize("name", CONDITIONS)
async def test_condition_is_told_within_two_intervals(fallen: Fallen, name: str) -> None:
    """By the name that says what to do about it."""
    assert fallen.told().get(name) == CONDITIONS[name].told


@pytest.mark.parametrize("name", ELSEWHERE)
async def test_fault_before_the_answer_is_told_within_two_intervals(fallen: Fallen, name: str) -> None:
    """What keeps us from asking at all has a name too."""
    assert fallen.told().get(name) == ELSEWHERE[name]


async def test_thirty_faults_are_no_flood(fallen: Fallen) -> None:
    """A notice a look at most, whatever fell into it, and not one feed twice; the healthy feed is in none."""
    lines = [line for notice in fallen.notices() for line in notice.lines]
    assert len(fallen.notices()) <= 2
    assert all(sum(line.startswith(f"{name} (") for line in lines) == 1 for name in [*CONDITIONS, *ELSEWHERE])
    assert "well" not in fallen.told()


async def test_what_lasts_is_told_once(fallen: Fallen) -> None:
    """Hours later nothing new is told of what goes on as it was."""
    before = len(fallen.notices())
    for _ in range(3):
        await fallen.passes_an_interval()
    assert len(fallen.notices()) == before


async def test_titles_of_pages_are_not_told(fallen: Fallen) -> None:
    """The title of a page that stands in a feed's place may hold what is watched."""
    assert "هجين" not in "\n".join(line for notice in fallen.notices() for line in notice.lines)
