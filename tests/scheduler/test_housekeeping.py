"""Now and then: forgetting by configuration, the heartbeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles
from archive.comparisons import Comparison
from archive.fingerprints import prints_page
from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from scheduler import housekeeping
from scheduler.housekeeping import forget_old, ping_heartbeat
from tests.archive.world import NOON, World, item
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from archive.nouns import Entry
    from scheduler.foundation import Foundation

DAY = timedelta(days=1)


def at(foundation: Foundation, span: timedelta = timedelta(), **settings: object) -> Foundation:
    """The same foundation so long after noon, with these settings."""
    environment = replace(foundation.environment, **settings)  # type: ignore[arg-type]
    return replace(foundation, clock=lambda: NOON + span, environment=environment)


async def archived(foundation: Foundation, count: int = 3) -> list[Entry]:
    """Articles from noon, with their raw pages."""
    newsroom = World(foundation.archive)
    made = newsroom.publishes(newsroom.feed(), *(item(str(number)) for number in range(count)))
    for entry in newsroom.claims(made):
        newsroom.commits(entry, text=f"نص {entry.id}", decide=lambda _: ())
        foundation.archive.write_now(articles.keep_raw_page, entry.id, b"x", "text/html", NOON)
    return made


async def test_old_fingerprints_are_forgotten(foundation: Foundation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are looked for among the articles of three days, however long articles are kept."""
    monkeypatch.setattr(housekeeping, "BATCH", 1)
    newsroom = World(foundation.archive)
    for entry in newsroom.claims(newsroom.publishes(newsroom.feed(), item("1"), item("2"))):
        newsroom.commits(entry, f"نص {entry.id}", comparison=Comparison(prints=b"abcde"))
    younger = newsroom.claims(newsroom.publishes(newsroom.feed(), item("3"), at=NOON + 3 * DAY), at=NOON + 3 * DAY)
    newsroom.commits(younger[0], "نص", at=NOON + 3.05 * DAY, comparison=Comparison(prints=b"abcde"))
    await forget_old(at(foundation, 3 * DAY, article_days=0))
    assert kept(foundation) == [1, 2, 3]
    await forget_old(at(foundation, 3.1 * DAY, article_days=0))
    assert kept(foundation) == [3]


async def test_wrong_clock_forgets_no_fingerprints(foundation: Foundation) -> None:
    """Nothing younger has come: that three days have passed is what the clock says, and it may be days ahead."""
    newsroom = World(foundation.archive)
    (entry,) = newsroom.claims(newsroom.publishes(newsroom.feed(), item("1")))
    newsroom.commits(entry, "نص", comparison=Comparison(prints=b"abcde"))
    await forget_old(at(foundation, 4 * DAY, article_days=0))
    assert kept(foundation) == [1]


def kept(foundation: Foundation) -> list[int]:
    """The numbers of the fingerprints that are there."""
    return [each.number for each in foundation.archive.read_now(prints_page, 0, 100)]


async def left(foundation: Foundation, made: list[Entry]) -> tuple[int, int]:
    """How many of the raw pages and of the articles are left."""
    read = foundation.archive.read_now
    pages = sum(read(articles.raw_page, entry.id) is not None for entry in made)
    return pages, len(read(articles.recent_articles, NOON - DAY, 0, 100))


async def test_old_texts_are_forgotten(foundation: Foundation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raw pages after a week, articles after a year, in small transactions until nothing is left."""
    monkeypatch.setattr(housekeeping, "BATCH", 1)
    made = await archived(foundation)
    await forget_old(at(foundation, 6 * DAY))
    assert await left(foundation, made) == (3, 3)
    await forget_old(at(foundation, 8 * DAY))
    assert await left(foundation, made) == (0, 3)
    await forget_old(at(foundation, 366 * DAY))
    assert await left(foundation, made) == (0, 0)


async def test_zero_days_keep_no_pages_and_all_articles(foundation: Foundation) -> None:
    """``MARSAD_RAW_PAGE_DAYS=0`` means not kept, ``MARSAD_ARTICLE_DAYS=0`` for ever; both as documented."""
    made = await archived(foundation)
    await forget_old(at(foundation, 3000 * DAY, raw_page_days=0, article_days=0))
    assert await left(foundation, made) == (0, 3)


@pytest.fixture
def outbound() -> Outbound:
    """The service's client."""
    return Outbound(AddressPolicy())


async def test_heartbeat_reaches_the_operators_own_network(foundation: Foundation, outbound: Outbound) -> None:
    """What the operator runs himself may be on loopback."""
    async with HttpServer() as server:
        server.publishes("/ping", b"ok")
        await ping_heartbeat(at(foundation, heartbeat_url=server.url("/ping")), outbound)
        assert len(server.asked_for("/ping")) == 1


async def test_refused_heartbeat_is_logged(
    foundation: Foundation, outbound: Outbound, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong address would be a watch that nobody keeps; the log says so without naming it."""
    async with HttpServer() as server:
        await ping_heartbeat(at(foundation, heartbeat_url=server.url("/canary")), outbound)
    await ping_heartbeat(at(foundation, heartbeat_url=server.url("/canary")), outbound)
    said = capsys.readouterr().out
    assert said.count("heartbeat_failed") == 2
    assert "canary" not in said


async def test_no_heartbeat_without_an_address(foundation: Foundation, outbound: Outbound) -> None:
    """It is optional."""
    await ping_heartbeat(foundation, outbound)
