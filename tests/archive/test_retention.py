"""Old texts are forgotten in bites, and never what is still needed."""

from __future__ import annotations

import signal
from dataclasses import astuple
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from archive import articles, deliveries, entries, feeds, tables
from archive.database import Archive, ArchiveError
from archive.lookups import entries_with
from archive.notices import add_notice, get_notice
from archive.periods import claim_period
from archive.retention import Forgotten, forget
from tests.archive import programs
from tests.archive.world import HOOK, LEASE_SECONDS, MAIL, NOON, World, item

if TYPE_CHECKING:
    from archive.nouns import Committed

LONG_AGO = NOON - timedelta(days=100)
NOTHING = Forgotten(0, 0, 0, 0, 0)

FORGETS = """
import sys
from archive.database import Archive
from archive.retention import forget
from tests.archive.world import NOON
Archive.open(sys.argv[1]).write_now(forget, NOON, raw_page_days=7, article_days=90, limit=10)
"""


def forgets(
    world: World, *, raw_page_days: int | None = 7, article_days: int | None = 90, limit: int = 10
) -> Forgotten:
    """The housekeeping runs once."""
    return world.archive.write_now(forget, NOON, raw_page_days=raw_page_days, article_days=article_days, limit=limit)


def delivered(world: World, guid: str = "1", at: datetime = LONG_AGO) -> Committed:
    """An alert that was accepted, with its raw page kept."""
    committed = world.alerts(MAIL, guid=guid, at=at)
    for delivery in world.sender_claims(at=at):
        assert world.archive.write_now(deliveries.mark_sent, delivery.id, "sender-1", at)
    article = world.archive.read_now(articles.get_article, committed.article_id)
    assert article is not None
    world.archive.write_now(articles.keep_raw_page, article.entry_id, b"page", "text/html", at)
    return committed


def test_old_articles_are_forgotten(world: World) -> None:
    """Text, mentions, raw page and delivery go; nothing is left to forget afterwards."""
    committed = delivered(world)
    assert forgets(world) == Forgotten(raw_pages=1, articles=1, entry_texts=1, notices=0, periods=0)
    assert world.archive.read_now(articles.get_article, committed.article_id) is None
    assert world.archive.read_now(articles.mentions_of, committed.article_id) == []
    assert world.archive.read_now(deliveries.list_deliveries, limit=10) == []
    again = forgets(world)
    assert (again, bool(again)) == (NOTHING, False)


def test_entry_and_feed_cannot_go_before_their_article(world: World) -> None:
    """Whoever reads an article finds both: the database itself refuses anything else."""
    committed = delivered(world)
    world.archive.write_now(lambda tx: [tx.execute(delete(table)) for table in (tables.raw_pages, tables.entry_texts)])
    for table in (tables.entries, tables.feeds):
        with pytest.raises(ArchiveError):
            world.archive.write_now(lambda tx, table=table: tx.execute(delete(table)))
    article = world.archive.read_now(articles.get_article, committed.article_id)
    assert article is not None
    assert len(world.archive.read_now(entries_with, [article.entry_id])) == 1
    assert len(world.archive.read_now(feeds.get_feeds, [article.feed_id])) == 1


def test_forgotten_entries_stay_known(world: World) -> None:
    """A feed that shows an old item again does not make it news."""
    delivered(world)
    forgets(world)
    assert world.publishes(world.feed(), item("1")) == []


def test_forgotten_groups_still_silence(world: World) -> None:
    """A copy of a forgotten text meets the alert that went out for it."""
    first = delivered(world)
    forgets(world)
    copy = world.claims(world.publishes(world.feed(), item("copy")))[0]
    committed = world.commits(copy, "نص 1")
    assert committed is not None
    assert (committed.group_id, committed.is_copy, committed.alert_ids) == (first.group_id, True, ())


def test_young_articles_stay(world: World) -> None:
    """Raw pages go first; the article stays until its own time."""
    committed = delivered(world, at=NOON - timedelta(days=30))
    assert forgets(world) == Forgotten(raw_pages=1, articles=0, entry_texts=0, notices=0, periods=0)
    assert world.archive.read_now(articles.get_article, committed.article_id) is not None


def test_undelivered_alerts_keep_articles(world: World) -> None:
    """What still has to be sent, or can be replayed, can still be written."""
    waiting, dead = (world.alerts(MAIL, HOOK, guid=guid, at=LONG_AGO) for guid in ("1", "2"))
    for delivery in world.sender_claims(at=LONG_AGO):
        if delivery.alert_id in dead.alert_ids:
            world.archive.write_now(deliveries.mark_dead, delivery.id, "sender-1", "gone", LONG_AGO)
    forgets(world)
    for committed in (waiting, dead):
        assert world.archive.read_now(articles.get_article, committed.article_id) is not None
        assert world.archive.read_now(articles.mentions_of, committed.article_id) != []


def test_pending_entries_keep_all(world: World) -> None:
    """A service that was down for months still alerts on what it had remembered."""
    entry = world.publishes(world.feed(), item("1"), at=LONG_AGO)[0]
    world.archive.write_now(articles.keep_raw_page, entry.id, b"page", "text/html", LONG_AGO)
    assert forgets(world) == NOTHING
    claimed = world.claims([entry])[0]
    assert (claimed.title, claimed.url, claimed.content) == (entry.title, entry.url, entry.content)


def test_forgetting_takes_small_bites(world: World) -> None:
    """Each transaction is bounded, and together they get everything."""
    for number in range(5):
        delivered(world, guid=str(number))
    bites = []
    while bite := forgets(world, limit=2):
        bites.append((bite.raw_pages, bite.articles, bite.entry_texts))
    assert bites == [(2, 2, 2), (2, 2, 2), (1, 1, 1)]


def test_nothing_is_forgotten_unasked(world: World) -> None:
    """Without limits in the configuration everything is kept."""
    delivered(world)
    assert forgets(world, raw_page_days=None, article_days=None) == NOTHING


def test_old_notices_are_forgotten(world: World) -> None:
    """Notices that were delivered go, those that were not stay."""
    write = world.archive.write_now
    sent = write(add_notice, "startup", "Marsad started", [], [MAIL], LONG_AGO)
    for delivery in world.sender_claims(at=LONG_AGO):
        write(deliveries.mark_sent, delivery.id, "sender-1", LONG_AGO)
    kept = write(add_notice, "startup", "Marsad started", [], [MAIL], LONG_AGO)
    assert forgets(world).notices == 1
    notices = [world.archive.read_now(get_notice, number) for number in (sent, kept) if number]
    assert [notice is None for notice in notices] == [True, False]


def test_old_periods_are_forgotten(world: World) -> None:
    """Claims of days long past go, recent ones keep their job from being done twice."""
    world.archive.write_now(claim_period, "digest", "2025-01-01", NOON - timedelta(days=500))
    world.archive.write_now(claim_period, "digest", "2026-11-22", NOON)
    assert forgets(world).periods == 1
    assert not world.archive.write_now(claim_period, "digest", "2026-11-22", NOON)


def test_numbers_are_never_reused(world: World) -> None:
    """An old alert must not come to mean a new article."""
    old = delivered(world)
    forgets(world)
    assert world.alerts(MAIL, guid="2").article_id > old.article_id


def test_kill_during_retention(url: str) -> None:
    """Killed half-way, the housekeeping has done nothing, and does all of it the next time."""
    archive = Archive.open(url)
    world = World(archive)
    delivered(world)
    assert programs.run(FORGETS, url, failpoint="during-retention").returncode == -signal.SIGKILL
    assert sum(astuple(forgets(world))) == 3
    archive.close()


def test_forgetting_leaves_claims_alone(world: World) -> None:
    """An entry in somebody's hands is pending, however old."""
    entry = world.publishes(world.feed(), item("1"), at=LONG_AGO)[0]
    world.claims([entry])
    forgets(world)
    assert world.archive.write_now(entries.extend_leases, "worker-1", [entry.id], NOON, LEASE_SECONDS) == {entry.id}
