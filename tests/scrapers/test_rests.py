"""A host that asks for a rest has it: its pages are not asked for one after the other to be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.crawler import FetchOutcome
from scrapers.fetching import FetchRequest, FetchResult
from scrapers.rests import Rests

if TYPE_CHECKING:
    from scrapers.fetching import Kind
    from tests.scrapers.reporter import Reporter
    from tests.servers.http import HttpServer

PAGE = "https://akhbar.example/a"
OTHER_PAGE = "https://AKHBAR.example/b"


class Clock:
    """Tells the time it is set to."""

    now = 100.0

    def __call__(self) -> float:
        """Monotonic seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Set by the test."""
    return Clock()


def answered(status: int, retry_after: float | None) -> FetchResult:
    """An answer of the host."""
    return FetchResult(FetchOutcome.HTTP_ERROR, status, PAGE, b"", None, None, None, retry_after, 0.1)


@pytest.mark.parametrize("kind", ["page", "part"])
@pytest.mark.parametrize("status", [429, 503])
def test_long_rest_is_kept(clock: Clock, status: int, kind: Kind) -> None:
    """The pages come to what the host said, so that the feed's own text is matched at once."""
    rests = Rests(clock)
    rests.heard(answered(status, 600))
    spared = rests.spared(FetchRequest(OTHER_PAGE, kind))
    assert spared is not None
    assert (spared.outcome, spared.status, spared.retry_after_seconds) == (FetchOutcome.HTTP_ERROR, status, 600)
    clock.now += 600
    assert rests.spared(FetchRequest(OTHER_PAGE, kind)) is None


def test_short_rest_is_waited_for(clock: Clock) -> None:
    """Half a minute later the page can be had, which says more than its feed."""
    rests = Rests(clock)
    rests.heard(answered(429, 20))
    spared = rests.spared(FetchRequest(PAGE, "page"))
    assert spared is not None
    assert spared.outcome is FetchOutcome.HOST_BUSY


def test_day_of_rest_is_an_hour(clock: Clock) -> None:
    """One page out of order must not hide all others of its site for a day."""
    rests = Rests(clock)
    rests.heard(answered(503, 86_400))
    clock.now += 3600
    assert rests.spared(FetchRequest(PAGE, "page")) is None


@pytest.mark.parametrize(("status", "wait"), [(429, None), (404, 600.0), (500, 600.0), (200, 600.0), (None, 600.0)])
def test_nothing_else_is_a_rest(clock: Clock, status: int | None, wait: float | None) -> None:
    """Retry-After means this with these two statuses alone."""
    rests = Rests(clock)
    rests.heard(answered(429, 600))
    clock.now += 601
    rests.heard(answered(status or 0, wait))
    assert rests.spared(FetchRequest(PAGE, "page")) is None


def test_feeds_and_other_hosts_are_asked(clock: Clock) -> None:
    """A feed that is refused has an appointment of its own."""
    rests = Rests(clock)
    rests.heard(answered(429, 600))
    assert rests.spared(FetchRequest(PAGE, "feed")) is None
    assert rests.spared(FetchRequest("https://other.example/", "page")) is None


@pytest.mark.asyncio(loop_scope="session")
async def test_page_is_not_asked_for(reporter: Reporter, outlet: HttpServer) -> None:
    """Fifty new items of a site that is overwhelmed are one refused request, not fifty."""
    outlet.answers_with("/one", 429, {"Retry-After": "3600"})
    outlet.publishes("/two", b"<html>", "text/html")
    assert (await reporter.fetches(outlet, "/one", "page")).status == 429
    assert (await reporter.fetches(outlet, "/two", "page")).status == 429
    assert not outlet.asked_for("/two")
    assert (await reporter.fetches(outlet, "/two", "feed")).outcome is FetchOutcome.OK
