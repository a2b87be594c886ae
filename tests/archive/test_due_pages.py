"""Pages that are due are told of feed by feed, so that one feed's flood keeps no other waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import feeds, page_tries
from archive.due_pages import due_looks, due_tries
from archive.nouns import FeedSpec
from tests.archive.world import NOON, World, item

if TYPE_CHECKING:
    from archive.nouns import Feed

MINUTE = timedelta(minutes=1)


@pytest.fixture
def outlets(world: World) -> list[Feed]:
    """Three feeds, the first of which has many pages due, and longest."""
    specs = [FeedSpec(f"https://{name}.example/feed", name, "ar") for name in ("dead", "enab", "wire")]
    found = world.archive.write_now(feeds.sync_feeds, specs, NOON)
    for place, (feed, count) in enumerate(zip(found, (30, 2, 1), strict=True)):
        items = [item(f"{feed.name}-{number}", url=f"https://{feed.name}.example/{number}") for number in range(count)]
        for number, entry in enumerate(world.publishes(feed, *items)):
            due_at = NOON + place * MINUTE + number * timedelta(seconds=1)
            world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, due_at)
    return found


def urls(world: World, limit: int) -> list[str]:
    """What is due, in this order."""
    found = world.archive.read_now(due_looks, NOON + 10 * MINUTE, limit)
    return [url.removeprefix("https://").replace(".example", "") for _, url in found]


@pytest.mark.usefixtures("outlets")
def test_each_feed_has_its_turn(world: World) -> None:
    """A dead site has a thousand pages due; whoever comes later is not behind all of them."""
    assert urls(world, 6) == ["dead/0", "enab/0", "wire/0", "dead/1", "enab/1", "dead/2"]
    assert len(urls(world, 100)) == 33


@pytest.mark.usefixtures("outlets")
def test_pages_that_were_read_wait_apart(world: World) -> None:
    """Looks for edits are one thing, pages that could not be had another."""
    assert world.archive.read_now(due_tries, NOON + 10 * MINUTE, 100) == []
    assert urls(world, 100)
    assert world.archive.read_now(due_looks, NOON - MINUTE, 100) == []
