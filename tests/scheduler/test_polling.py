"""The poll task: a batch of hosts, each in its own hands; what goes wrong with one feed stays with it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds, remembering
from archive.database import ArchiveUnavailable
from scheduler import polling
from scheduler.polling import BUSY_HOST
from scrapers.hosts import HostLeases
from scrapers.pauses import Pauses
from tests.scheduler.newsroom import Newsroom
from tests.scrapers.documents import items, rss
from tests.scrapers.world import FEED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import Feed

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A publisher and the crawler role around it."""
    async with Newsroom(tmp_path) as newsroom:
        yield newsroom


async def due_ids(newsroom: Newsroom, **after: float) -> list[int]:
    """The feeds that a tick would take so long from now."""
    await newsroom.ledger.flush()
    taken = await newsroom.due.take(newsroom.now + timedelta(**after))
    assert taken is not None
    return sorted(number for ids in taken.feeds_by_host.values() for number in ids)


async def due_in(newsroom: Newsroom, feed: Feed) -> float:
    """How many seconds from now the feed falls due, whoever has its host."""
    await newsroom.ledger.flush()
    score = newsroom.redis.order("ZSCORE", "test:due", str(feed.id))
    return float(str(score)) / 1000 - newsroom.now.timestamp()


async def known(newsroom: Newsroom, feed: Feed) -> tuple[str | None, int]:
    """What the archive says of the feed: its last status, its failures in a row."""
    await newsroom.ledger.flush()
    (kept,) = await newsroom.archive.read(feeds.get_feeds, [feed.id])
    return kept.status, kept.failures


async def test_new_entries_are_begun(newsroom: Newsroom) -> None:
    """From the poll to the alert without waiting for a sweep."""
    newsroom.publishes_story("1", "2")
    (feed,) = await newsroom.feeds()
    await newsroom.runs(feed.id)
    assert await newsroom.pending() == 0
    assert len(newsroom.woken) == 2
    assert b'marsad_polls_total{status="ok"} 1.0' in newsroom.metrics.text()


async def test_polled_feed_falls_due_again(newsroom: Newsroom) -> None:
    """By its own interval, once the ledger is flushed."""
    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    await newsroom.due.take(newsroom.now)
    await newsroom.runs(feed.id)
    assert await due_ids(newsroom, seconds=feed.interval_min_seconds - 1) == []
    assert await due_ids(newsroom, seconds=feed.interval_max_seconds + 1) == [feed.id]


async def test_disabled_feed_is_not_polled(newsroom: Newsroom) -> None:
    """A task that waited while the file changed asks nobody."""
    (feed,) = await newsroom.feeds()
    await newsroom.archive.write(feeds.sync_feeds, [], newsroom.now)
    await newsroom.runs(feed.id, 999)
    assert newsroom.publisher.requests == []


async def test_busy_host_is_put_off(newsroom: Newsroom) -> None:
    """Another crawler has the host; the feed falls due in seconds, not when the tick's lease ends."""
    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    await newsroom.due.take(newsroom.now)
    other = HostLeases(newsroom.link, "test:")
    async with other.hold("127.0.0.1"):
        await newsroom.runs(feed.id)
    await other.close()
    assert newsroom.publisher.requests == []
    assert await due_ids(newsroom, seconds=BUSY_HOST.total_seconds() + 1) == [feed.id]


async def test_own_use_of_a_host_is_waited_for(newsroom: Newsroom) -> None:
    """This crawler reads a page there; the poll comes next, not in five seconds."""
    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    async with newsroom.hosts.hold("127.0.0.1"):
        await newsroom.polling.run([feed.id])
        assert newsroom.publisher.requests == []
    await newsroom.rests()
    assert len(newsroom.publisher.asked_for(FEED)) == 1


async def test_slow_host_does_not_hold_its_batch(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task ends for the queue's sake; the slow poll goes on under its own lease and ends as a named status."""
    monkeypatch.setattr(polling, "SOFT_SECONDS", 0.2)
    newsroom.publisher.hangs(FEED)
    (feed,) = await newsroom.feeds()
    await newsroom.polling.run([feed.id])
    assert newsroom.polling._open
    await newsroom.rests()
    assert b'marsad_polls_total{status="timeout"} 1.0' in newsroom.metrics.text()


async def test_feed_that_overruns_has_failed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirects on a host that wants half a minute between any two: it was tried every few seconds, and never told."""
    monkeypatch.setattr(polling, "HARD_SECONDS", 0.4)
    late, next_one = await newsroom.feeds("/late.xml", FEED)
    newsroom.publisher.hangs("/late.xml")
    newsroom.publishes(rss(*items(1)))
    await newsroom.due.take(newsroom.now)
    await newsroom.runs(late.id, next_one.id)
    assert await known(newsroom, late) == ("timeout", 1)
    assert await due_in(newsroom, next_one) <= BUSY_HOST.total_seconds() + 1


async def test_feed_beside_one_that_overruns_has_not_failed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had no time of its own."""
    monkeypatch.setattr(polling, "HARD_SECONDS", 0.8)
    slow, cut = await newsroom.feeds("/slow.xml", FEED)
    newsroom.publisher.answers_slowly("/slow.xml", 0.6, 200, {"Content-Type": "text/xml"}, rss(*items(1)))
    newsroom.publisher.hangs(FEED)
    await newsroom.due.take(newsroom.now)
    await newsroom.runs(slow.id, cut.id)
    assert (await known(newsroom, cut))[1] == 0
    assert await due_in(newsroom, cut) <= BUSY_HOST.total_seconds() + 1


async def test_bug_of_one_feed_stays_with_it(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error must not keep the other feeds of its host from being polled, today and ever after."""
    bad, good = await newsroom.feeds("/bad.xml", FEED)
    newsroom.publishes(rss(*items(1)))
    grants_of = newsroom.access.grants_of

    def fails(url: str) -> object:
        if url == bad.url:
            raise RuntimeError("canary")
        return grants_of(url)

    monkeypatch.setattr(newsroom.access, "grants_of", fails)
    await newsroom.polling.run([bad.id, good.id])
    await newsroom.rests()
    assert len(newsroom.publisher.asked_for(FEED)) == 1
    assert b'marsad_errors_total{place="poll"} 1.0' in newsroom.metrics.text()
    assert [await known(newsroom, feed) for feed in (bad, good)] == [("internal_error", 1), ("ok", 0)]


async def test_bug_of_a_feed_backs_off(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that trips over a bug of ours is a failing feed, told of as such, not one asked every few seconds."""

    def fails(_url: str) -> object:
        raise RuntimeError("canary")

    monkeypatch.setattr(newsroom.access, "grants_of", fails)
    (feed,) = await newsroom.feeds()
    await newsroom.due.take(newsroom.now)
    await newsroom.runs(feed.id)
    assert await due_ids(newsroom, seconds=feed.interval_min_seconds) == []


async def test_locked_archive_puts_off(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be remembered is read again in seconds, not when the tick's lease ends."""

    def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    await newsroom.due.take(newsroom.now)
    with monkeypatch.context() as patched:
        patched.setattr(remembering, "remember", locked)
        await newsroom.runs(feed.id)
    assert await due_ids(newsroom, seconds=BUSY_HOST.total_seconds() + 1) == [feed.id]
    assert await newsroom.pending() == 0


async def test_dead_redis_puts_off(newsroom: Newsroom) -> None:
    """No host is asked without its lease; the task ends."""
    (feed,) = await newsroom.feeds()
    newsroom.redis.is_killed()
    await newsroom.polling.run([feed.id])
    assert newsroom.publisher.requests == []
    newsroom.redis.starts()


async def test_stop_cancels_what_hangs(newsroom: Newsroom) -> None:
    """A container gets 20 seconds; the feed falls due again."""
    newsroom.publisher.hangs(FEED)
    (feed,) = await newsroom.feeds()
    running = asyncio.create_task(newsroom.polling.run([feed.id]))
    while not newsroom.publisher.requests:  # noqa: ASYNC110 - the server has no event
        await asyncio.sleep(0.02)
    async with asyncio.timeout(5):
        await newsroom.polling.stop(0.1)
        await newsroom.rests()
    await running


async def test_statuses_reach_the_archive(newsroom: Newsroom) -> None:
    """What unchanged polls leave behind is written in batches."""
    newsroom.publisher.answers_with(FEED, 503)
    (feed,) = await newsroom.feeds()
    await newsroom.runs(feed.id)
    assert await known(newsroom, feed) == ("http_5xx", 1)


async def test_feeds_of_one_host_are_apart(newsroom: Newsroom) -> None:
    """A host with several feeds is one server; its pages have their turn in between."""
    newsroom.pauses.seconds = 0.4
    newsroom.publishes_story("1")
    newsroom.publisher.publishes("/2.xml", rss(*items(1)).encode())
    newsroom.publisher.publishes("/3.xml", rss(*items(1)).encode())
    await newsroom.runs(*(feed.id for feed in await newsroom.feeds(FEED, "/2.xml", "/3.xml")))
    asked = newsroom.publisher.requests
    assert min(later.at - earlier.at for earlier, later in pairwise(asked)) >= 0.39
    paths = [request.path for request in asked]
    assert sorted(paths[:4]) == sorted(["/robots.txt", FEED, "/1", "/2.xml"])


async def test_host_that_wants_half_a_minute_is_asked_one_feed_at_a_time(newsroom: Newsroom) -> None:
    """The others fall due as far apart as the host wants; none is forgotten, and no task waits for it."""
    newsroom.publishes(rss(*items(1)))
    fed = await newsroom.feeds(FEED, "/2.xml", "/3.xml")
    await newsroom.runs(fed[0].id)
    newsroom.pauses.raise_to("127.0.0.1", 30, 3600)
    newsroom.pauses._asked.clear()
    await newsroom.due.take(newsroom.now)
    async with asyncio.timeout(5):
        await newsroom.runs(*(feed.id for feed in fed))
    assert len(newsroom.publisher.asked_for(FEED)) == 2
    assert [await due_in(newsroom, feed) for feed in fed[1:]] == [30, 60]


async def test_lone_feed_of_a_host_in_demand_has_its_turn(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a host that wants long pauses come all the time; its feed waits behind one of them, not for ever."""
    monkeypatch.setattr(polling, "PAUSES_SECONDS", 0.1)
    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    newsroom.pauses.seconds = 0.5
    async with newsroom.hosts.hold("127.0.0.1"):
        newsroom.pauses.asked("127.0.0.1")
    await newsroom.runs(feed.id)
    assert len(newsroom.publisher.asked_for(FEED)) == 1


async def test_feed_that_waits_here_is_not_polled_twice(newsroom: Newsroom) -> None:
    """The lease of the tick may end while a feed waits for its host."""
    newsroom.publishes(rss(*items(1)))
    (feed,) = await newsroom.feeds()
    async with newsroom.hosts.hold("127.0.0.1"):
        await newsroom.polling.run([feed.id])
        await newsroom.polling.run([feed.id])
    await newsroom.rests()
    assert len(newsroom.publisher.asked_for(FEED)) == 1


async def test_pausing_host_of_another_crawler_is_asked_when_it_is_over(newsroom: Newsroom) -> None:
    """Half a minute is not seven times five seconds."""
    (feed,) = await newsroom.feeds()
    await newsroom.due.take(newsroom.now)
    other = HostLeases(newsroom.link, "test:", pauses=Pauses(25))
    async with other.hold("127.0.0.1"):
        other.pauses.asked("127.0.0.1")
    await other.close()
    await newsroom.runs(feed.id)
    assert newsroom.publisher.requests == []
    assert await due_in(newsroom, feed) == pytest.approx(25, abs=1)
