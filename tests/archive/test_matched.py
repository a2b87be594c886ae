"""How often a source's articles match is counted once an article, however the counting is cut up or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import commits, feeds, matched
from archive.nouns import EntryState
from tests.archive.world import MENTION, NOON, draft, item

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Feed, Mention
    from tests.archive.world import World

LONG_AGO = NOON - timedelta(days=90)


def reads(world: World, feed: Feed, guid: str, *mentions: Mention, at: datetime = NOON) -> None:
    """An article of the feed is committed with these mentions."""
    entry = world.claims(world.publishes(feed, item(guid), at=at), at=at)[0]
    world.archive.write_now(
        commits.commit_article, entry, draft(guid), mentions, lambda _: [], at, final_state=EntryState.DONE
    )


def counts_all(world: World, limit: int = 100) -> int:
    """Count what is not counted yet; how many pages it took."""
    pages = 0
    while page := world.archive.read_now(matched.next_matches, LONG_AGO, limit):
        assert world.archive.write_now(matched.count_matches, page)
        pages += 1
    return pages


def shares(world: World, *known: Feed) -> list[tuple[float, float]]:
    """How many of each feed's articles matched, of how many."""
    found = world.archive.read_now(feeds.get_feeds, [feed.id for feed in known])
    return [(feed.articles_matched, feed.articles_counted) for feed in found]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_each_article_is_counted_once(world: World, limit: int) -> None:
    """Page by page, with what came since the last time; a name that was held back is no match."""
    enab, sana = world.feed(), world.feed("https://sana.example/feed")
    reads(world, enab, "1", MENTION, replace(MENTION, start=3))
    reads(world, enab, "2")
    reads(world, sana, "3", replace(MENTION, status="needs_context"))
    counts_all(world, limit)
    assert shares(world, enab, sana) == [(1, 2), (0, 1)]
    reads(world, sana, "4", MENTION)
    assert counts_all(world, limit) == 1
    assert shares(world, enab, sana) == [(1, 2), (1, 2)]


def test_two_schedulers_count_once(world: World) -> None:
    """The one that comes second leaves it."""
    feed = world.feed()
    reads(world, feed, "1", MENTION)
    page = world.archive.read_now(matched.next_matches, LONG_AGO, 9)
    assert page is not None
    assert [world.archive.write_now(matched.count_matches, page) for _ in range(2)] == [True, False]
    assert shares(world, feed) == [(1, 1)]


def test_old_articles_count_for_less(world: World) -> None:
    """A source that once mattered is not for ever asked more often for it."""
    feed = world.feed()
    for counts in ((400, 400), (400, 0), (5_000, 0)):
        until = matched.MatchesPage(0, 0, (matched.FeedMatches(feed.id, *counts),))
        world.archive.write_now(matched.count_matches, until)
    ((hits, counted),) = shares(world, feed)
    assert counted == 500
    assert 0 < hits < 25


def test_counting_begins_with_what_is_young(world: World) -> None:
    """An archive of years is not gone through from its first day."""
    feed = world.feed()
    for number in range(3):
        reads(world, feed, str(number), at=NOON + timedelta(days=number))
    page = world.archive.read_now(matched.next_matches, NOON + timedelta(days=1), 9)
    assert page is not None
    assert page.feeds == (matched.FeedMatches(feed.id, 2, 0),)
