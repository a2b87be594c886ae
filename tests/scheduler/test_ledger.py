"""The ledger writes what unchanged polls leave behind in batches, and keeps what cannot be written now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import feeds
from archive.database import Archive, ArchiveUnavailable
from archive.nouns import FeedSpec, PollRecord
from scheduler import ledger
from scheduler.due import DueTimes
from scheduler.ledger import PollLedger
from scrapers.poll import PollResult
from scrapers.statuses import FetchStatus
from tests.scheduler.nouns import NOON

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

LATER = NOON + timedelta(minutes=5)


class Desk:
    """One feed, its due time and the ledger."""

    def __init__(self, archive: Archive, link: RedisLink) -> None:
        self.archive = archive
        self.due = DueTimes(link, "test:", "test:tasks:poll")
        self.ledger = PollLedger(archive, self.due)
        spec = FeedSpec("https://enab.example/feed", "عنب بلدي")
        self.feed_id = archive.write_now(feeds.sync_feeds, [spec], NOON)[0].id

    async def opens(self) -> None:
        """The feed is due at noon."""
        await self.due.replace({self.feed_id: "enab.example"}, {self.feed_id: NOON})

    def polled(self, status: FetchStatus = FetchStatus.UNCHANGED) -> None:
        """The feed was polled."""
        record = PollRecord(self.feed_id, NOON, status, LATER, 0, ok=True)
        self.ledger.polled(PollResult(self.feed_id, status, LATER, record=record))

    async def due_at(self) -> float:
        """When the feed is due, in seconds after noon."""
        return -await self.due.lateness_seconds(NOON) or -(await self.due.lateness_seconds(LATER)) + 300

    def status(self) -> str:
        """What the archive says of it."""
        return self.archive.read_now(feeds.get_feeds, [self.feed_id])[0].status


@pytest.fixture
async def desk(archive: Archive, link: RedisLink) -> Desk:
    """A desk with one feed, due at noon."""
    desk = Desk(archive, link)
    await desk.opens()
    return desk


async def test_flush_writes_both(desk: Desk) -> None:
    """The counters go to the archive, the due time to Redis."""
    desk.polled()
    assert desk.status() == "new"
    await desk.ledger.flush()
    assert (desk.status(), await desk.due_at()) == ("unchanged", 300)


async def test_put_off_feed_has_no_record(desk: Desk) -> None:
    """A busy host is no outcome of the feed."""
    desk.ledger.due(desk.feed_id, LATER)
    await desk.ledger.flush()
    assert (desk.status(), await desk.due_at()) == ("new", 300)


async def test_dead_redis_keeps_the_times(desk: Desk, redis_server: RedisServer) -> None:
    """They are put when Redis is back; the archive does not wait for that."""
    desk.polled()
    redis_server.is_killed()
    await desk.ledger.flush()
    assert desk.status() == "unchanged"
    assert desk.ledger._times == {desk.feed_id: LATER}
    desk.ledger.due(desk.feed_id, NOON)
    await desk.ledger.flush()
    assert desk.ledger._times == {desk.feed_id: NOON}


async def test_locked_archive_keeps_the_records(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounded, and the youngest win."""

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    monkeypatch.setattr(ledger, "MOST_KEPT", 2)
    with monkeypatch.context() as patched:
        patched.setattr(Archive, "write", locked)
        for status in (FetchStatus.TIMEOUT, FetchStatus.DNS_FAILED, FetchStatus.UNCHANGED):
            desk.polled(status)
        await desk.ledger.flush()
    assert [record.status for record in desk.ledger._records] == ["dns_failed", "unchanged"]
    await desk.ledger.flush()
    assert (desk.status(), desk.ledger._records) == ("unchanged", [])


async def test_empty_flush_does_nothing(desk: Desk, redis_server: RedisServer) -> None:
    """Every second, most of the time for nothing."""
    redis_server.order("CONFIG", "RESETSTAT")
    await desk.ledger.flush()
    assert "zadd" not in str(redis_server.order("INFO", "commandstats"))
