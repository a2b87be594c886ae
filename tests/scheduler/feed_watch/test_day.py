"""Once a day the operator reads how all sources are; a feed that falls silent is told of when that is beyond chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import feeds
from archive.nouns import PollRecord
from scheduler.feed_watch.notices import MOST_NAMED
from scrapers.settings import FeedsSettings
from tests.scheduler.feed_watch.newsstand import INTERVAL, Newsstand
from tests.scrapers.documents import Item, rss
from tests.scrapers.world import FEED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")
DAY = timedelta(days=1)
EVERY = timedelta(hours=2)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest_asyncio.fixture(loop_scope="session")
async def stand(tmp_path: Path) -> AsyncIterator[Newsstand]:
    """Forty feeds, known for a day, and one server."""
    async with Newsstand(tmp_path) as stand:
        stand.offers({f"مصدر {number}": stand.publisher.url(f"/{number}.xml") for number in range(40)})
        stand.now = NINE - DAY
        await stand.offered()
        stand.now = NINE
        yield stand


async def are(stand: Newsstand, statuses: dict[int, str]) -> None:
    """All are ok, but these have had their status since midnight."""
    midnight = stand.now.replace(hour=0)
    records = [
        PollRecord(
            feed.id,
            stand.now,
            statuses.get(number, "ok"),
            stand.now + INTERVAL,
            9 if number in statuses else 0,
            ok=number not in statuses,
            status_since=midnight,
        )
        for number, feed in enumerate(await stand.offered())
    ]
    await stand.archive.write(feeds.record_polls, records)


async def test_summary_counts_and_names(stand: Newsstand) -> None:
    """38 of 40: the longest trouble first, each with its advice."""
    await are(stand, {7: "gone", 3: "timeout"})
    await stand.watch.tell_day()
    (notice,) = stand.notices()
    assert notice.subject == "38 of 40 sources healthy"
    assert stand.told() == {"مصدر 3": "timeout", "مصدر 7": "gone"}
    assert any("since 2026-11-23 00:00 UTC" in line for line in notice.lines)
    assert any(line.startswith("gone: ") for line in notice.lines)


async def test_summary_comes_once_a_day(stand: Newsstand) -> None:
    """Whoever asks first; and again the next morning."""
    for _ in range(3):
        await stand.watch.tell_day()
    assert len(stand.notices()) == 1
    stand.now += DAY
    await stand.watch.tell_day()
    assert len(stand.notices()) == 2


async def test_summary_waits_for_the_morning_and_for_a_day(stand: Newsstand) -> None:
    """Nobody is woken at midnight, and an installation of an hour has had no day."""
    stand.now = NINE.replace(hour=5)
    await stand.watch.tell_day()
    stand.now = NINE - DAY + timedelta(hours=1)
    await stand.watch.tell_day()
    assert stand.notices() == []


async def test_summary_names_feeds_against_robots(stand: Newsstand) -> None:
    """A permission to pass over robots.txt is never forgotten, and neither is why it was taken."""
    reason = "written permission by the editor"
    one = {"url": "https://e.example/rss", "name": "سانا", "ignore_robots": reason}
    await stand.watch.configure(FeedsSettings.model_validate({"feeds": [one, {"url": "https://f.example/rss"}]}))
    await stand.watch.tell_day()
    line = "Against its robots.txt, by your ignore_robots: سانا (written permission by the editor)"
    assert line in stand.notices()[0].lines


async def test_summary_names_only_so_many_feeds_against_robots(stand: Newsstand) -> None:
    """A notice stays one that is read."""
    spec = {"ignore_robots": "permission " * 40}
    many = [{"url": f"https://e.example/{number}", "name": f"N{number}", **spec} for number in range(MOST_NAMED + 7)]
    await stand.watch.configure(FeedsSettings.model_validate({"feeds": many}))
    await stand.watch.tell_day()
    lines = [line for line in stand.notices()[0].lines if line.startswith("Against")]
    assert len(lines) == MOST_NAMED
    assert max(map(len, lines)) < 300
    assert "+ 7" in stand.notices()[0].lines


async def test_silence_is_told_when_it_is_beyond_chance(tmp_path: Path) -> None:
    """A feed that answers for ever with what it had: not after half a day, but within two."""
    async with Newsstand(tmp_path) as stand:
        start = stand.now
        news = [
            Item(
                title=f"خبر {n}", guid=f"g{n}", link=f"https://e.example/{n}", date=_rfc(start - n * timedelta(hours=2))
            )
            for n in range(300)
        ]
        stand.publishes(rss(*news), etag='"1"')
        stand.offers({"وكالة": stand.publisher.url(FEED)})
        await stand.polls_what_is_due()
        told_after = None
        for hours in range(1, 72):
            stand.now = start + timedelta(hours=hours)
            await stand.polls_what_is_due()
            await stand.watch.look()
            if told_after is None and stand.notices():
                told_after = hours
        assert stand.told() == {"وكالة": "silent"}
        assert told_after is not None
        assert 15 < told_after < 48
        assert len(stand.notices()) == 1
        fresh = Item(title="خبر جديد", guid="new", link="https://e.example/new", date=_rfc(stand.now))
        stand.publishes(rss(fresh, *news), etag='"2"')
        await stand.passes_an_interval()
        assert [notice.kind for notice in stand.notices()] == ["feeds-failing", "feeds-well-again"]


def _rfc(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")
