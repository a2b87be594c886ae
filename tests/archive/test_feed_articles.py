"""The newest articles of a feed that were read from pages, from which its sites are learned again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from archive import commits
from archive.feed_articles import MOST_CHARACTERS, newest_pages
from archive.nouns import BodySource
from tests.archive.world import NOON, draft, item

if TYPE_CHECKING:
    from tests.archive.world import World

OTHER_FEED = "https://sana.example/feed"


def bodies(world: World, feed_id: int, limit: int = 10) -> list[str]:
    """The bodies of the last month's."""
    found = world.archive.read_now(newest_pages, feed_id, NOON - timedelta(days=30), limit)
    assert all(article.removed_lines == ("شارك", "اقرأ أيضا") for article in found)
    return [article.body for article in found]


def test_newest_come_oldest_first(world: World) -> None:
    """Learning goes by the order in which pages were published; what is left out are the oldest."""
    for entry in world.claimed("1", "2", "3"):
        world.commits(entry, f"نص {entry.item_key}")
    (feed_id,) = {entry.feed_id for entry in world.publishes(world.feed(), item("4"))}
    assert len(bodies(world, feed_id)) == 3
    assert bodies(world, feed_id, limit=2) == bodies(world, feed_id)[1:]


def test_last_month_only(world: World) -> None:
    """Older pages say nothing of what the site shows now."""
    long_ago = NOON - timedelta(days=31)
    (old,) = world.claims(world.publishes(world.feed(), item("1"), at=long_ago), at=long_ago)
    world.commits(old)
    assert bodies(world, old.feed_id) == []


def test_feed_texts_are_left_out(world: World) -> None:
    """They are no part of any page."""
    (entry,) = world.claimed("1")
    text = replace(draft(), body_source=BodySource.FEED)
    assert world.archive.write_now(commits.commit_article, entry, text, [], lambda _: (), NOON)
    assert bodies(world, entry.feed_id) == []


def test_other_feeds_are_left_out(world: World) -> None:
    """Each feed's pages are asked for alone."""
    (entry,) = world.claimed("1")
    world.commits(entry)
    assert bodies(world, world.feed(OTHER_FEED).id) == []


def test_endless_texts_are_left_out(world: World) -> None:
    """Forty pages of a megabyte, asked for by a site after the other, would cost more memory than there is."""
    long, short = world.claimed("1", "2")
    world.commits(long, "ا" * (MOST_CHARACTERS + 1))
    world.commits(short, "ا" * MOST_CHARACTERS)
    assert [len(body) for body in bodies(world, short.feed_id)] == [MOST_CHARACTERS]
