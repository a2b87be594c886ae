"""Feeds that an older version polled are not strangers: their entries say when they publish."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from archive import allowance, feeds, paces
from tests.archive.world import NOON, item

if TYPE_CHECKING:
    from archive.database import Archive
    from tests.archive.world import World


def test_arrivals_are_told(world: World) -> None:
    """By their dates, else by when a later poll first saw them; what a first document does not date says nothing."""
    feed = world.feed()
    undated = [replace(item(guid), published_at=None) for guid in ("2", "3")]
    world.publishes(feed, item("1"), undated[0])
    later = NOON + timedelta(hours=1)
    world.publishes(feed, undated[1], at=later)
    assert world.archive.read_now(paces.arrivals_of, feed.id, NOON) == [item("1").published_at, None, later]
    assert world.archive.read_now(paces.arrivals_of, feed.id, later) == [later]


def test_what_a_poll_taught_stays(world: World) -> None:
    """Only feeds of which nothing is known are asked for, and written to."""
    feed = world.feed()
    assert world.archive.read_now(paces.feeds_without_pace, 9) == []
    world.publishes(feed, item("1"))
    assert world.archive.read_now(paces.feeds_without_pace, 9) == [feed.id]
    for pace in ("first", "second"):
        world.archive.write_now(paces.keep_paces, {feed.id: pace})
    assert world.archive.read_now(feeds.get_feeds, [feed.id])[0].pace == "first"
    assert world.archive.read_now(paces.feeds_without_pace, 9) == []


def test_allowance_is_kept(archive: Archive) -> None:
    """The latest one, for whoever asks."""
    assert archive.read_now(allowance.kept_allowance) is None
    for constant in (0.5, 0.25):
        archive.write_now(allowance.keep_allowance, constant, 0.1)
    assert archive.read_now(allowance.kept_allowance) == (0.25, 0.1)
