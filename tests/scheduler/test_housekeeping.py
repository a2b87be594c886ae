"""What is done now and then: the operator hears of feeds that keep failing, once a day and all at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import pytest

from alerts.routing import Recipient, Routing
from archive import deliveries, feeds
from archive.database import Archive, migrate
from archive.nouns import FeedSpec, PollRecord
from scheduler.housekeeping import FAILING_AFTER, report_failing_feeds
from scheduler.operator import Operator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scheduler.foundation import Foundation

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROUTING = Routing(Recipient("operator", "operator@example.org", "ar", ZoneInfo("Asia/Damascus")))


class Installation:
    """An archive with feeds, and the operator who looks after it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOON
        self.woken = 0
        self._operator = Operator(archive, lambda: ROUTING, lambda: self.now, self._wake)

    def _wake(self) -> None:
        self.woken += 1

    def feed_fails(self, name: str, times: int) -> None:
        """A feed of that name has failed so often in a row."""
        spec = FeedSpec(f"https://{name}.example/feed", name)
        known = [FeedSpec(f.url, f.name) for f in self.archive.read_now(feeds.enabled_feeds)]
        synced = self.archive.write_now(feeds.sync_feeds, [*known, spec], self.now)
        record = PollRecord(synced[-1].id, self.now, "timeout", self.now, times, ok=False)
        self.archive.write_now(feeds.record_polls, [record])

    async def looks(self) -> list[str]:
        """The housekeeping looks; the subjects of all notices so far."""
        foundation = SimpleNamespace(archive=self.archive, clock=lambda: self.now)
        await report_failing_feeds(cast("Foundation", foundation), self._operator)
        found = self.archive.read_now(deliveries.list_deliveries, limit=10)
        notices = [self.archive.read_now(deliveries.get_notice, d.notice_id) for d in found if d.notice_id is not None]
        return [line for notice in notices if notice is not None for line in notice.lines[:1]]


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An archive in a folder of its own."""
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    migrate(url)
    archive = Archive.open(url)
    yield Installation(archive)
    archive.close()


async def test_failing_feeds_are_told_together(installation: Installation) -> None:
    """An outage of the network must not be a flood of mails."""
    installation.feed_fails("enab", FAILING_AFTER)
    installation.feed_fails("sana", FAILING_AFTER + 3)
    installation.feed_fails("wire", FAILING_AFTER - 1)
    (line,) = await installation.looks()
    assert ("enab" in line, "sana" in line, "wire" in line) == (True, True, False)
    assert installation.woken == 1


async def test_same_feeds_are_told_once_a_day(installation: Installation) -> None:
    """The operator has heard; what fails newly is told all the same."""
    installation.feed_fails("enab", FAILING_AFTER)
    await installation.looks()
    installation.now += timedelta(minutes=5)
    assert len(await installation.looks()) == 1
    installation.feed_fails("sana", FAILING_AFTER)
    assert len(await installation.looks()) == 2
    installation.now += timedelta(days=1)
    assert len(await installation.looks()) == 3


async def test_healthy_feeds_are_no_news(installation: Installation) -> None:
    """Nobody is woken for nothing."""
    installation.feed_fails("enab", 1)
    assert await installation.looks() == []
    assert installation.woken == 0
