"""Feeds follow the configuration and remember how their polls went."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from archive import feeds
from archive.nouns import FeedSpec, Validators
from tests.archive.world import NOON, item, poll

if TYPE_CHECKING:
    from archive.database import Archive
    from tests.archive.world import World

ENAB = FeedSpec("https://enab.example/feed", "عنب بلدي", "ar", ("سوريا", "north"), 60, 600)
SANA = FeedSpec("https://sana.example/feed", "Sana", enabled=False)


def test_new_feeds_are_added(archive: Archive) -> None:
    """What the configuration names is there, with all it says, in its order."""
    sana, enab = archive.write_now(feeds.sync_feeds, [SANA, ENAB], NOON)
    assert (enab.url, enab.name, enab.language, enab.tags) == (ENAB.url, "عنب بلدي", "ar", ("سوريا", "north"))
    assert (enab.interval_min_seconds, enab.interval_max_seconds) == (60, 600)
    assert (sana.enabled, sana.status, sana.first_polled_at, sana.validators) == (False, "new", None, Validators())


def test_racing_schedulers_add_feeds_once(archive: Archive) -> None:
    """Two schedulers that start at once on a new archive both go on, with the same feeds."""
    specs = [FeedSpec(f"https://outlet-{number}.example/feed", "") for number in range(300)]
    with ThreadPoolExecutor(4) as schedulers:
        synced = list(schedulers.map(lambda _: archive.write_now(feeds.sync_feeds, specs, NOON), range(4)))
    assert all(found == synced[0] for found in synced)
    assert [feed.url for feed in synced[0]] == [spec.url for spec in specs]


def test_changed_feeds_keep_history(world: World) -> None:
    """A new name in the file must not make old entries news again."""
    world.publishes(world.feed(ENAB.url), item("1"))
    changed = world.archive.write_now(feeds.sync_feeds, [replace(ENAB, name="Enab")], NOON)[0]
    assert changed.name == "Enab"
    assert changed.first_polled_at == NOON
    assert changed.validators == world.validators


def test_unnamed_feeds_are_disabled(archive: Archive) -> None:
    """A feed taken out of the file is no longer polled, and comes back as the same feed."""
    before = archive.write_now(feeds.sync_feeds, [ENAB, replace(SANA, enabled=True)], NOON)
    archive.write_now(feeds.sync_feeds, [replace(SANA, enabled=True)], NOON)
    assert [feed.url for feed in archive.read_now(feeds.enabled_feeds)] == [SANA.url]
    again = archive.write_now(feeds.sync_feeds, [ENAB], NOON)
    assert again[0] == before[0]


def test_ten_thousand_feeds_sync(archive: Archive) -> None:
    """A large file fits, and naming it again changes nothing."""
    specs = [FeedSpec(f"https://outlet-{number}.example/feed", "وكالة") for number in range(10_000)]
    first = archive.write_now(feeds.sync_feeds, specs, NOON)
    assert archive.write_now(feeds.sync_feeds, specs, NOON) == first
    archive.write_now(feeds.sync_feeds, specs[:1], NOON)
    assert archive.read_now(feeds.enabled_feeds) == first[:1]


def test_feeds_are_got_by_number(archive: Archive) -> None:
    """A task carries numbers only; a number that is gone is no error."""
    enab, sana = archive.write_now(feeds.sync_feeds, [ENAB, SANA], NOON)
    assert archive.read_now(feeds.get_feeds, [sana.id, enab.id, 4711]) == [enab, sana]


def test_unchanged_polls_are_recorded(world: World) -> None:
    """Batched counters end up in their feeds."""
    feed = world.feed()
    later = NOON + timedelta(minutes=5)
    world.archive.write_now(feeds.record_polls, [poll(feed), poll(feed, later, ok=False)])
    after = world.archive.read_now(feeds.get_feeds, [feed.id])[0]
    assert (after.status, after.failures, after.last_polled_at) == ("http_error", 1, later)
    assert (after.last_ok_at, after.first_polled_at, after.next_poll_at) == (NOON, NOON, later + timedelta(minutes=5))


def test_older_polls_change_nothing(world: World) -> None:
    """A batch that is flushed late must not undo what a younger poll found."""
    feed = world.feed()
    world.publishes(feed, item("1"), at=NOON)
    world.archive.write_now(feeds.record_polls, [poll(feed, NOON - timedelta(seconds=30), ok=False)])
    assert world.archive.read_now(feeds.get_feeds, [feed.id])[0].status == "ok"


def test_no_polls_are_no_error(archive: Archive) -> None:
    """A flush with nothing gathered is harmless."""
    archive.write_now(feeds.record_polls, [])


def test_failed_polls_leave_first_open(world: World) -> None:
    """A feed that never answered has not had its first poll, whose entries are held back."""
    feed = world.feed()
    world.archive.write_now(feeds.record_polls, [poll(feed, ok=False)])
    assert world.archive.read_now(feeds.get_feeds, [feed.id])[0].first_polled_at is None


def test_validators_are_cleared(world: World) -> None:
    """After a partial answer the next poll must ask for everything."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    world.archive.write_now(feeds.clear_validators, feed.id)
    assert world.archive.read_now(feeds.get_feeds, [feed.id])[0].validators == Validators()


def test_statuses_are_counted(world: World) -> None:
    """Feed health is shown as counts; a disabled feed has none."""
    disabled = FeedSpec("https://off.example/feed", "Off", enabled=False)
    specs = [ENAB, replace(SANA, enabled=True), disabled]
    feed = world.archive.write_now(feeds.sync_feeds, specs, NOON)[0]
    world.archive.write_now(feeds.record_polls, [poll(feed, ok=False)])
    assert world.archive.read_now(feeds.feed_status_counts) == {"http_error": 1, "new": 1}
