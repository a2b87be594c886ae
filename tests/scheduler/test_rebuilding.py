"""A Redis that was flushed is filled from the archive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive import feeds, hub_changes, subscriptions
from archive.nouns import Conduct, PollRecord
from tests.archive.world import item
from tests.scheduler.clock_desk import FEEDS, ClockDesk

if TYPE_CHECKING:
    import pytest

    from archive.nouns import Feed


async def test_flushed_redis_is_rebuilt(desk: ClockDesk) -> None:
    """The due times and the keys of what is done come back from the archive; what is pending is not seen."""
    (feed,) = await desk.configures(FEEDS[0])
    await desk.tick.run()
    desk.sent()
    done, pending = desk.newsroom.publishes(feed, item("1"), item("2"))
    desk.newsroom.commits(desk.newsroom.claims([done])[0])
    desk.server.is_flushed()
    await desk.tick.run()
    keys = [done.composite_key, pending.composite_key]
    assert await desk.seen.unseen(feed.id, keys) == {pending.composite_key}
    desk.passes(timedelta(hours=1))
    await desk.tick.run()
    assert desk.sent() == [[feed.id]]


async def test_rebuild_pages_through_the_archive(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million keys do not come in one piece."""
    monkeypatch.setattr("scheduler.rebuilding.SEEN_PAGE", 2)
    (feed,) = await desk.configures(FEEDS[0])
    made = desk.newsroom.publishes(feed, *(item(str(number)) for number in range(5)))
    for entry in desk.newsroom.claims(made):
        desk.newsroom.commits(entry, text=str(entry.id))
    desk.server.is_flushed()
    await desk.tick.run()
    assert await desk.seen.unseen(feed.id, [entry.composite_key for entry in made]) == set()


async def test_moved_feed_is_polled_with_its_new_host(desk: ClockDesk) -> None:
    """Politeness and leases go by the host that is asked."""
    (feed,) = await desk.configures(FEEDS[0])
    adopted = Conduct(fetch_url="https://cdn.enab.example/rss")
    record = PollRecord(feed.id, desk.now, "ok", desk.now, 0, ok=True, conduct=adopted)
    await desk.archive.write(feeds.record_polls, [record])
    await desk.rebuilding.everything()
    desk.passes(timedelta(minutes=2))
    taken = await desk.due.take(desk.now)
    assert taken is not None
    assert dict(taken.feeds_by_host) == {"cdn.enab.example": (feed.id,)}


async def test_reload_leaves_feeds_to_their_hubs(desk: ClockDesk) -> None:
    """A thousand feeds that are pushed must not all be polled within a minute because one was added."""
    pushed, other = await desk.configures(*FEEDS[:2])
    await desk.tick.run()
    planned = desk.now + timedelta(seconds=1.5 * pushed.interval_max_seconds)
    records = [PollRecord(feed.id, desk.now, "ok", planned, 0, ok=True) for feed in (pushed, other)]
    await desk.archive.write(feeds.record_polls, records)
    await desk.due.put({pushed.id: planned, other.id: planned})
    await hub_delivers(desk, pushed)
    await desk.configures(*FEEDS)
    await desk.tick.run()
    desk.sent()
    desk.passes(timedelta(minutes=2))
    await desk.tick.run()
    assert [pushed.id not in task and other.id in task for task in desk.sent()] == [True]
    desk.server.is_flushed()
    await desk.tick.run()
    desk.sent()
    desk.passes(timedelta(seconds=pushed.interval_max_seconds))
    await desk.tick.run()
    assert all(pushed.id not in task for task in desk.sent())


async def hub_delivers(desk: ClockDesk, feed: Feed) -> None:
    """The feed's hub has shown that it delivers."""
    await desk.archive.write(subscriptions.note_offer, feed.id, ("https://hub.example/",), feed.url, desk.now)
    for step in ("claim", "confirm"):
        known = await desk.archive.read(subscriptions.of_feed, feed.id)
        assert known is not None
        later = desk.now + timedelta(days=9)
        if step == "claim":
            asked = {"hub": "https://hub.example/", "callback": "https://desk.example/push", "token": "t" * 43}
            asked |= {"secret": "5e" * 32, "asked_mode": "subscribe", "state": "pending"}
            await desk.archive.write(hub_changes.claim, known, desk.now, later, asked)
        else:
            await desk.archive.write(hub_changes.confirm, known, desk.now, later, later)
    await desk.archive.write(subscriptions.note_delivered, feed.id, desk.now)
