"""The requests of a day are shared out among all feeds, and every crawler hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import feeds
from archive.allowance import kept_allowance
from archive.database import ArchiveUnavailable
from archive.nouns import FeedSpec
from scheduler import budgeting
from scheduler.budgeting import Budgeting, allowance_for
from scheduler.kept_allowance import KeptAllowance
from scrapers.cadence.keeping import from_json, to_json
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from scrapers.cadence.rates import per_day
from scrapers.pacing import Allowance, Poll, next_due
from scrapers.statuses import FetchStatus
from tests.archive.world import item
from tests.scheduler.nouns import NOON, feed

if TYPE_CHECKING:
    from archive.nouns import Feed
    from tests.scheduler.clock_desk import ClockDesk

FEEDS = ("https://enab.example/1", "https://sana.example/1")
LONGEST = {"interval_min_seconds": 1, "interval_max_seconds": 86_400}


def pace(a_day: int) -> str:
    """Of a feed that publishes so much, evenly."""
    return to_json(learn(NOTHING_LEARNED, [NOON - n * timedelta(days=1) / a_day for n in range(1, 28 * a_day)], NOON))


def polls_of_a_day(known: Feed, allowance: Allowance, a_day: int = 10) -> int:
    """How often the feed is polled on a day on which it publishes so much, evenly."""
    now, asked, polls, gap = NOON, NOON, 0, timedelta(days=1) / a_day
    learned = from_json(known.pace)
    while now < NOON + timedelta(days=1):
        news = [NOON + n * gap for n in range(a_day) if asked < NOON + n * gap <= now]
        learned, asked = learn(learned, news, now, asked_before=asked), now
        went = Poll(now, known.url, FetchStatus.UNCHANGED, 0, known.conduct, pace=learned)
        now, polls = next_due(known, went, allowance, jitter=0.5), polls + 1
    return polls


def test_budget_is_kept_by_all_together() -> None:
    """Busy feeds get more of it, by the square root of what they publish."""
    a_day = (1, 16, 100, 144)
    known = [feed(number, pace=pace(entries), **LONGEST) for number, entries in enumerate(a_day)]
    allowance = allowance_for(known, 96, NOON)
    polls = [polls_of_a_day(each, allowance, entries) for each, entries in zip(known, a_day, strict=True)]
    assert sum(polls) == pytest.approx(4 * 96, rel=0.15)
    assert polls[3] / polls[1] == pytest.approx(3, rel=0.2)


def test_limits_of_one_feed_cost_the_others_nothing() -> None:
    """A feed that is to be asked every ten seconds brings these requests itself."""
    usual = [feed(number, **LONGEST) for number in range(4)]
    eager = feed(9, interval_min_seconds=10, interval_max_seconds=10)
    alone, beside = allowance_for(usual, 96, NOON), allowance_for([*usual, eager], 96, NOON)
    assert beside.constant == pytest.approx(alone.constant, rel=0.02)


def test_sources_that_match_are_preferred() -> None:
    """Of two that publish alike the one on the watchlist's subject is asked more often."""
    on_subject = feed(1, articles_counted=400.0, articles_matched=200.0, **LONGEST)
    beside_it = replace(on_subject, id=2, articles_matched=0.0)
    allowance = allowance_for([on_subject, beside_it], 96, NOON)
    assert allowance.usual_share == 0.25
    assert polls_of_a_day(on_subject, allowance) > 2 * polls_of_a_day(beside_it, allowance)


def test_ten_thousand_feeds_are_reckoned() -> None:
    """It is done every ten minutes."""
    known = [feed(number, pace=pace(20), **LONGEST) for number in range(3)]
    many = [replace(known[number % 3], id=number) for number in range(10_000)]
    assert allowance_for(many, 96, NOON).constant == pytest.approx(allowance_for(known, 96, NOON).constant, rel=0.01)


async def test_crawlers_hear_of_it(desk: ClockDesk) -> None:
    """Through the archive, so in another container too; before that a feed gets what it would get alone."""
    crawler = KeptAllowance(desk.archive)
    await crawler.look()
    assert crawler() == Allowance()
    await desk.configures(*FEEDS)
    reckoning = Budgeting(desk.archive, desk.clock)
    reckoning.configure(24)
    await reckoning.look()
    await crawler.look()
    assert crawler().constant == pytest.approx(4 * Allowance().constant, rel=0.05)


async def test_changed_budget_is_in_force_with_the_next_look(desk: ClockDesk) -> None:
    """Other changes wait for ten minutes; without any feed there is nothing to reckon."""
    reckoning = Budgeting(desk.archive, desk.clock)
    await reckoning.look()
    assert desk.archive.read_now(kept_allowance) is None
    await desk.configures(*FEEDS)
    found = []
    for polls_a_day, passed in ((96, 1), (48, 1), (48, 1)):
        reckoning.configure(polls_a_day)
        desk.passes(timedelta(minutes=passed))
        await reckoning.look()
        found.append(desk.archive.read_now(kept_allowance))
    assert found[0] is not None
    assert found[0] < found[1] == found[2]


async def test_lost_archive_is_waited_for(desk: ClockDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be kept is reckoned again with the next look."""

    def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    await desk.configures(*FEEDS)
    reckoning = Budgeting(desk.archive, desk.clock)
    with monkeypatch.context() as patched:
        patched.setattr(budgeting.allowance, "keep_allowance", locked)
        await reckoning.look()
    assert desk.archive.read_now(kept_allowance) is None
    await reckoning.look()
    assert desk.archive.read_now(kept_allowance) is not None


async def test_entries_of_an_older_version_teach_the_pace(desk: ClockDesk) -> None:
    """An upgrade does not make strangers of known feeds."""
    (known,) = await desk.archive.write(feeds.sync_feeds, [FeedSpec(FEEDS[0], "عنب بلدي")], NOON)
    dated = [replace(item(str(n)), published_at=NOON - n * timedelta(hours=1)) for n in range(24 * 14)]
    desk.newsroom.publishes(known, *dated)
    assert (await desk.archive.read(feeds.get_feeds, [known.id]))[0].pace is None
    await Budgeting(desk.archive, desk.clock).look()
    learned = from_json((await desk.archive.read(feeds.get_feeds, [known.id]))[0].pace)
    assert 20 <= per_day(learned, NOON.timestamp()) <= 28


async def test_matches_are_counted_hourly(desk: ClockDesk) -> None:
    """An article is worth its weight for its source within the hour."""
    (known,) = await desk.configures(FEEDS[0])
    reckoning = Budgeting(desk.archive, desk.clock)
    await reckoning.look()
    entry = desk.newsroom.claims(desk.newsroom.publishes(known, item("1")))[0]
    desk.newsroom.commits(entry)
    await reckoning.look()
    assert (await desk.archive.read(feeds.get_feeds, [known.id]))[0].articles_counted == 0
    desk.passes(timedelta(hours=1))
    await reckoning.look()
    counted = (await desk.archive.read(feeds.get_feeds, [known.id]))[0]
    assert (counted.articles_matched, counted.articles_counted) == (1, 1)
