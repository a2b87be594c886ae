"""A Redis that was flushed is filled from the archive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive import feeds
from archive.nouns import Conduct, PollRecord
from tests.archive.world import item
from tests.scheduler.clock_desk import FEEDS, ClockDesk

if TYPE_CHECKING:
    import pytest


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
