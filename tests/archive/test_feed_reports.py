"""What a person is told of the feeds comes out of both databases alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from archive.feed_reports import entries_by_day, every_feed, last_entries
from tests.archive.world import NOON, item

if TYPE_CHECKING:
    from tests.archive.world import World

DAY = timedelta(days=1)
STARTS = [NOON - 2 * DAY, NOON - DAY, NOON]


def test_entries_are_counted_by_day(world: World) -> None:
    """By when they were seen; those of a first poll by when they were published, old ones not at all."""
    feed = world.feed()
    old = [replace(item(f"old{n}"), published_at=NOON - n * DAY) for n in (1, 2, 9)]
    world.publishes(feed, *old, replace(item("undated"), published_at=None))
    world.publishes(world.feed(), replace(item("late"), published_at=NOON - 9 * DAY))
    assert world.archive.read_now(entries_by_day, STARTS) == {feed.id: [1, 1, 2]}
    assert world.archive.read_now(entries_by_day, STARTS, [feed.id + 1]) == {}
    assert world.archive.read_now(entries_by_day, STARTS[:1]) == {feed.id: [4]}


def test_last_entries_are_the_youngest(world: World) -> None:
    """With their titles, as far as these are kept."""
    feed = world.feed()
    world.publishes(feed, *(item(str(number), f"خبر {number}") for number in range(5)))
    found = world.archive.read_now(last_entries, feed.id, 2)
    assert [(entry.title, entry.state) for entry in found] == [("خبر 4", "pending"), ("خبر 3", "pending")]
    assert found[0].first_seen_at == NOON


def test_feeds_that_rest_are_told_too(world: World) -> None:
    """A person asks why a feed is silent that was taken out long ago."""
    world.feed()
    world.feed("https://other.example/rss")
    assert [feed.enabled for feed in world.archive.read_now(every_feed)] == [False, True]
