"""What counts as having come at once: neither a wrong clock nor one feed makes a flood of what others bring."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event, text

from alerts.flood import FloodGuard
from archive import telling_held
from archive.causes import Cause, CauseKind
from archive.commits import add_alerts
from archive.feeds import sync_feeds
from archive.held_alerts import all_held
from archive.nouns import AlertPlan, FeedSpec
from archive.volumes import Slot, past_articles
from tests.archive.world import MAIL, NOON, World, item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Committed, Feed

PLAN = AlertPlan("hajin", 1, "normal", frozenset({"hajin"}), (MAIL,), guard=FloodGuard(alerts=5))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


class Desk(World):
    """Feeds that were polled before, and what they bring."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.published = 0
        specs = [FeedSpec(f"https://f{number}.example/feed", f"f{number}", "ar") for number in range(8)]
        self.feeds = archive.write_now(sync_feeds, specs, NOON - 30 * DAY)
        for feed in self.feeds:
            self.brings(feed, NOON - 30 * DAY, PLAN, first=True)

    def brings(self, feed: Feed, at: datetime = NOON, *plans: AlertPlan, first: bool = False) -> Committed:
        """An article of the feed comes and alerts."""
        self.published += 1
        new = item(f"n{self.published}", url=f"https://f{feed.id}.example/{self.published}")
        [entry] = self.claims(self.publishes(feed, new, at=at), at=at)
        committed = self.commits(entry, f"نص {entry.id}", lambda _: [] if first else list(plans or (PLAN,)), at)
        assert committed is not None
        return committed

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """What the database is asked meanwhile."""
        seen = list[str]()

        def see(*told: Any) -> None:  # noqa: ANN401 - SQLAlchemy's arguments
            seen.append(told[2])

        event.listen(Engine, "before_cursor_execute", see)
        try:
            yield seen
        finally:
            event.remove(Engine, "before_cursor_execute", see)

    def causes(self) -> list[Cause]:
        """Why what is held is held."""
        return [held.cause for held in self.archive.read_now(all_held, 1000)]


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """Eight feeds."""
    return Desk(archive)


def test_clock_that_was_ahead_makes_no_flood(desk: Desk) -> None:
    """What it dated in the next year is not of the last ten minutes, this day or any day until then."""
    for number in range(8):
        desk.brings(desk.feeds[number], NOON + 365 * DAY)
        desk.brings(desk.feeds[0], NOON + 365 * DAY)
    assert [len(desk.brings(desk.feeds[0], NOON + days * DAY).delivery_ids) for days in (0, 1, 30)] == [1, 1, 1]


def test_summaries_of_a_clock_that_was_ahead_delay_no_others(desk: Desk) -> None:
    """The first summary comes after two minutes, however many are dated in the next year."""
    for hour in range(3):
        at = NOON + 365 * DAY + timedelta(minutes=20 * hour)
        for _ in range(15):
            desk.brings(desk.feeds[0], at)
        desk.archive.write_now(telling_held.tell_held, at + timedelta(minutes=16), FloodGuard())
    for _ in range(6):
        desk.brings(desk.feeds[0])
    [held] = desk.archive.read_now(all_held, 100)
    assert held.tell_at == NOON + timedelta(minutes=2)


@pytest.mark.parametrize(("reason", "told"), [("corrected", 1), ("retracted", 1), ("figures", 0)])
def test_correction_waits_for_nothing(desk: Desk, reason: str, told: int) -> None:
    """In the midst of a flood too: who was told what is not so hears of it at once."""
    early = desk.brings(desk.feeds[0], NOON - timedelta(hours=3))
    for _ in range(7):
        desk.brings(desk.feeds[0])
    plan = replace(PLAN, revision=2, reason=reason)
    _, delivered = desk.archive.write_now(add_alerts, [plan], early.group_id, early.article_id, NOON + SECOND)
    assert len(delivered) == told


def test_articles_with_many_names_are_a_flood(desk: Desk) -> None:
    """They are counted as articles, however many alerts each of them raises."""
    plans = [replace(PLAN, rule_id=f"name:{number}") for number in range(300)]
    told = [len(desk.brings(desk.feeds[0], NOON, *plans).delivery_ids) for _ in range(7)]
    assert told == [300, 300, 300, 300, 300, 0, 0]


def test_articles_with_very_many_names_of_high_priority_are_a_flood(desk: Desk) -> None:
    """A hundred and twenty names each are 3,600 alerts before thirty articles are too many."""
    plans = [replace(PLAN, rule_id=f"name:{number}", priority="high", guard=FloodGuard()) for number in range(120)]
    told = [len(desk.brings(desk.feeds[0], NOON, *plans).delivery_ids) for _ in range(32)]
    assert told == [120] * 30 + [0, 0]


def test_air_campaign_alerts_at_once(desk: Desk) -> None:
    """Thirty reports in ten minutes of a feed that is quiet else, each of them true, by a rule of high priority."""
    plan = replace(PLAN, priority="high", guard=FloodGuard())
    minutes = [timedelta(seconds=15 * number) for number in range(32)]
    told = [len(desk.brings(desk.feeds[0], NOON + after, plan).delivery_ids) for after in minutes]
    assert told == [1] * 30 + [0, 0]
    held = desk.archive.read_now(all_held, 10)
    waits = [each.tell_at - each.raised_at for each in held]
    assert (len(held), max(waits) <= timedelta(minutes=2)) == (2, True)


def test_names_of_an_article_are_judged_in_one_go(desk: Desk) -> None:
    """A commit asks as often for a hundred names as for one."""
    asked = list[int]()
    for names in (1, 100):
        plans = [replace(PLAN, rule_id=f"name:{number}") for number in range(names)]
        entry = desk.brings(desk.feeds[0], NOON, first=True)
        with desk.statements() as statements:
            desk.archive.write_now(add_alerts, plans, entry.group_id, entry.article_id, NOON)
        asked.append(sum(words.lstrip().startswith("SELECT") for words in statements))
    assert asked[0] == asked[1]


def test_first_poll_is_not_usual(desk: Desk) -> None:
    """What a new feed lists is told in a way of its own, and makes neither a flood nor a custom."""
    feed = desk.feeds[0]
    [entry] = desk.claims(desk.publishes(feed, item("listed"), at=NOON), at=NOON)
    desk.archive.write_now(lambda tx: tx.execute(text("UPDATE entries SET from_first_poll = true")))
    desk.commits(entry, "قديم", lambda _: [PLAN], NOON)
    for cause in (Cause(CauseKind.FEED, str(feed.id)), Cause(CauseKind.RULE, "hajin")):
        assert desk.archive.read_now(past_articles, cause, NOON + DAY).slots == ()


@pytest.mark.parametrize("cause", [Cause(CauseKind.FEED, "1"), Cause(CauseKind.RULE, "hajin")])
def test_past_is_told_by_feed_and_ten_minutes(desk: Desk, cause: Cause) -> None:
    """Each article once, however many rules it holds for; in the hours since the archive's first alert."""
    plans = [PLAN, replace(PLAN, rule_id="other")]
    for minutes in (1, 2, 30):
        desk.brings(desk.feeds[0], NOON + timedelta(minutes=minutes), *plans)
    past = desk.archive.read_now(past_articles, cause, NOON + timedelta(hours=3))
    feed = desk.feeds[0].id
    assert sorted(past.slots) == [Slot(feed, "2026-11-22 12:0", 2), Slot(feed, "2026-11-22 12:3", 1)]
    assert past.hours == pytest.approx(3, abs=0.1)


def test_bad_feed_holds_no_other_feed(desk: Desk) -> None:
    """What it floods with is held for itself; the same rule's alerts of others go out at once."""
    bad, good = desk.feeds[:2]
    for _ in range(12):
        desk.brings(bad)
    assert desk.brings(good, NOON + SECOND).delivery_ids
    desk.archive.write_now(telling_held.tell_held, NOON + timedelta(minutes=2), FloodGuard())
    assert desk.brings(good, NOON + timedelta(minutes=3)).delivery_ids


def test_rule_of_many_feeds_is_held(desk: Desk) -> None:
    """Three of each feed count, so two feeds with much are enough for the third one's to wait."""
    for _ in range(4):
        desk.brings(desk.feeds[0])
        desk.brings(desk.feeds[1])
    assert not desk.brings(desk.feeds[2]).delivery_ids
    assert {str(cause) for cause in desk.causes()} == {"rule:hajin"}
