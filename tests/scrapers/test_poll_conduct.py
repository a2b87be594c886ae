"""What a feed's server does from poll to poll is remembered: that it moved, is gone, or knows no validators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds
from archive.nouns import Conduct
from scrapers.asking import asked_of
from scrapers.cadence.keeping import from_json
from scrapers.cadence.rates import per_day
from scrapers.conduct import SAME_BODIES, Sight
from scrapers.crawling.hops import first_hop
from scrapers.fetching import Credentials
from scrapers.judging import Polled, judge
from scrapers.pacing import GONE_PAUSE, Allowance
from scrapers.statuses import FetchStatus
from tests.scrapers.documents import Item, items, rss
from tests.scrapers.test_conduct import ELSEWHERE, NOON
from tests.scrapers.test_conduct import FEED as NOUN
from tests.scrapers.world import FEED, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")
NEW = "/rss/new.xml"
DAYS = 30


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that polls it."""
    async with World(tmp_path) as world:
        yield world


async def moves(world: World) -> None:
    """The feed has moved for good, and three polls over a day have seen it."""
    world.publisher.publishes(NEW, rss(*items(2)).encode(), etag='"1"')
    world.publisher.redirects_to(FEED, NEW, 301)
    for _ in range(3):
        await world.polls()
        world.passes(hours=13)


async def test_move_within_the_site_is_adopted(world: World) -> None:
    """The old address is left in peace; the feed stays the same feed, with what it had."""
    await moves(world)
    assert (await world.feed()).conduct == Conduct(fetch_url=world.publisher.url(NEW))
    asked = len(world.publisher.asked_for(FEED))
    world.publisher.publishes(NEW, rss(*items(3)).encode(), etag='"2"')
    assert await world.titles() == ["خبر عاجل رقم 3 من ريف الرقة"]
    assert len(world.publisher.asked_for(FEED)) == asked


async def test_adoption_is_undone_when_only_the_old_address_works(world: World) -> None:
    """Within one shortest interval: the next poll asks the old address for everything."""
    await moves(world)
    world.publisher.answers_with(NEW, 404)
    world.publishes(rss(*items(3)))
    result = await world.polls()
    feed = await world.feed()
    assert (result.status, result.next_poll_at) == (FetchStatus.NOT_FOUND, world.now + timedelta(minutes=2))
    assert feed.conduct.fetch_url == world.publisher.url(NEW)
    world.passes(minutes=2)
    assert await world.titles() == ["خبر عاجل رقم 3 من ريف الرقة"]
    assert (await world.feed()).conduct == Conduct()
    assert "if-none-match" not in world.publisher.asked_for(FEED)[-1].headers


async def test_secrets_stay_with_the_configured_origin(world: World) -> None:
    """A move on the same origin keeps its password; one to another origin is asked without."""
    feed = await world.feed()
    world.access.credentials[feed.url] = Credentials("reader", "secret")
    grants = world.access.grants_of(feed.url)
    elsewhere = replace(feed, conduct=Conduct(fetch_url="https://127.0.0.1/rss"))
    headers = [dict(first_hop(grants.request(asked_of(each, NOON)[0], "feed")).private) for each in (feed, elsewhere)]
    assert ["Authorization" in sent for sent in headers] == [True, False]


async def test_redirect_for_now_is_no_move(world: World) -> None:
    """Whatever it lasts."""
    world.publisher.publishes(NEW, rss(*items(2)).encode())
    world.publisher.redirects_to(FEED, NEW, 302)
    for _ in range(4):
        await world.polls()
        world.passes(days=1)
    assert (await world.feed()).conduct.fetch_url is None


async def test_error_page_is_no_new_address(world: World) -> None:
    """Many sites send what they no longer have to their front page, for good."""
    world.publisher.publishes("/", b"<html><body>welcome</body></html>", content_type="text/html")
    world.publisher.redirects_to(FEED, "/", 301)
    for _ in range(4):
        assert (await world.polls()).status is FetchStatus.NOT_A_FEED
        world.passes(days=1)
    assert (await world.feed()).conduct == Conduct()


async def test_move_to_another_owner_has_a_name() -> None:
    """The news is still read; the status says that a person must look, and the detail where the feed is now."""
    polled = Polled(NOUN, NOON, Sight(NOUN.url, FetchStatus.UNCHANGED, ELSEWHERE), Allowance(), 0.5)
    record = judge(polled)
    assert (record.status, record.detail, record.ok, record.failures) == ("moved", ELSEWHERE, True, 0)
    assert record.conduct.fetch_url is None


async def test_gone_is_confirmed_and_then_asked_weekly(world: World) -> None:
    """Three answers 410; the first news that comes ends it."""
    world.publisher.answers_with(FEED, 410)
    waits = []
    for _ in range(3):
        result = await world.polls()
        waits.append(result.next_poll_at - world.now)
        world.now = result.next_poll_at
    assert max(waits[:2]) <= timedelta(hours=1) < timedelta(days=6) < waits[2] <= GONE_PAUSE
    world.publishes(rss(*items(1)))
    result = await world.polls()
    assert (result.status, (await world.feed()).conduct.gone_sightings) == (FetchStatus.OK, 0)
    assert result.next_poll_at - world.now <= timedelta(hours=1)


async def test_missing_feed_is_never_gone(world: World) -> None:
    """A 404 may be a mistake of a moment."""
    world.publisher.answers_with(FEED, 404)
    for _ in range(9):
        result = await world.polls()
    assert result.next_poll_at - world.now < timedelta(days=1)
    assert (await world.feed()).conduct.gone_sightings == 0


async def test_useless_validators_are_dropped(world: World) -> None:
    """A server that sends the same bytes five times although it was told their ETag is not told it again until news."""

    def sends(count: int) -> None:
        world.publisher.answers_with(
            FEED, 200, {"ETag": '"1"', "Content-Type": "text/xml"}, rss(*items(count)).encode()
        )

    sends(1)
    for _ in range(SAME_BODIES + 3):
        await world.polls()
    asked = ["if-none-match" in request.headers for request in world.publisher.asked_for(FEED)]
    assert asked == [False, *[True] * SAME_BODIES, False, False]
    sends(2)
    assert len(await world.titles()) == 1
    await world.polls()
    assert "if-none-match" in world.publisher.asked_for(FEED)[-1].headers


async def test_pace_is_learned_with_the_news(world: World) -> None:
    """A first document's dates show how often a feed has news, and each later poll with news teaches more."""
    assert (await world.feed()).pace is None
    dated = [
        Item(
            guid=str(n), link=f"https://e.example/{n}", date=f"{world.now - timedelta(hours=2 * n):%d %b %Y %H:%M} GMT"
        )
        for n in range(1, 12 * DAYS)
    ]
    world.publishes(rss(*dated))
    await world.polls()
    pace = from_json((await world.feed()).pace)
    assert 11 <= per_day(pace, world.now.timestamp()) <= 13
    world.passes(hours=1)
    await world.polls()
    assert from_json((await world.feed()).pace) == pace
    world.publishes(rss(Item(guid="new", title="خبر", link="https://e.example/new"), *dated))
    await world.polls()
    assert from_json((await world.feed()).pace) != pace


async def test_time_of_last_news_is_kept(world: World) -> None:
    """That of a first document's newest entry, then that of the poll that brought news; silence changes nothing."""
    world.publishes(rss(*items(2)))
    await world.polls()
    first = (await world.feed()).last_entry_at
    assert first is not None
    assert first.year == 2024
    world.passes(hours=1)
    world.publishes(rss(*items(3)))
    await world.polls()
    came = world.now
    world.passes(hours=1)
    await world.polls()
    assert (await world.feed()).last_entry_at == came


async def test_status_is_dated(world: World) -> None:
    """Since when a feed works or fails is known; news and no news are one state."""
    world.publishes(rss(*items(1)))
    began = world.now
    for _ in range(2):
        await world.polls()
        world.passes(minutes=9)
    assert (await world.feed()).status_since == began
    world.publisher.answers_with(FEED, 404)
    failed = world.now
    for _ in range(2):
        await world.polls()
        world.passes(minutes=9)
    feed = await world.feed()
    assert (feed.status, feed.status_since) == ("not_found", failed)


async def test_what_the_document_says_of_its_changes_is_remembered(world: World) -> None:
    """So that unchanged polls heed it too."""
    world.publishes(rss(*items(1)).replace("<channel>", "<channel><ttl>45</ttl>", 1))
    await world.polls()
    world.passes(minutes=50)
    result = await world.polls()
    assert result.status is FetchStatus.UNCHANGED
    assert result.next_poll_at - world.now >= timedelta(minutes=42)
    assert (await world.feed()).conduct.period_seconds == 45 * 60


async def test_fresh_cache_is_left_alone(world: World) -> None:
    """A document that says it is good for ten minutes is not asked for before."""
    busy = [Item(guid=str(n), date=f"{world.now - timedelta(minutes=n):%d %b %Y %H:%M} GMT") for n in range(1, 500)]
    headers = {"Content-Type": "text/xml", "Cache-Control": "max-age=600"}
    world.publisher.answers_with(FEED, 200, headers, rss(*busy).encode())
    await world.polls()
    result = await world.polls()
    assert result.next_poll_at - world.now >= timedelta(minutes=9.5)


async def test_unchanged_polls_write_nothing_of_their_own(world: World) -> None:
    """All that they leave goes with the next batch."""
    world.publishes(rss(*items(1)), etag='"1"')
    await world.polls()
    feed = await world.feed()
    result = await world.polls()
    assert result.record is not None
    assert (result.record.pace, result.record.last_entry_at) == (None, None)
    after = (await world.archive.read(feeds.get_feeds, [feed.id]))[0]
    assert after.pace == feed.pace
