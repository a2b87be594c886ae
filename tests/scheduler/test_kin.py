"""Which articles of a copy group are of an article's own outlet, and which of them are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archive import commits
from archive.comparisons import Comparison
from archive.kin import relatives_of
from scheduler.kin import MOST_TEXTS, Kin, Place, read_kin
from tests.archive.conftest import archive, kind, migrated_file, migrated_postgres, postgres, url
from tests.archive.world import NOON, World, draft, item, key, once

if TYPE_CHECKING:
    from archive.database import Archive

__all__ = ["archive", "kind", "migrated_file", "migrated_postgres", "postgres", "url"]

FEED = "https://enab.example/feed"
HERE = "https://enab.example/later"


class Group:
    """A copy group, of whose first article somebody was told."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._world = World(archive)
        self.elder = 0

    def has(self, address: str, text: str, feed: str = FEED) -> int:
        """An article of the group."""
        of = self._world.feed(feed)
        (entry,) = self._world.claims(self._world.publishes(of, item(key(address, feed), url=address)))
        written = replace(draft(text), url=address, canonical_url=None, title=text, text_hash=key(text))
        compared = Comparison(elder_id=self.elder or None, relation="copy", joins=bool(self.elder))
        done = self.archive.write_now(commits.commit_article, entry, written, [], once(), NOON, comparison=compared)
        assert done is not None
        self.elder = self.elder or done.article_id
        return of.id

    def kin(self, place: Place, text: str = "") -> Kin:
        """What a copy at this place is compared with."""
        return self.archive.read_now(read_kin, place, key(text), self.elder)


@pytest.fixture
def group(archive: Archive) -> Group:
    """A group that is to grow."""
    return Group(archive)


def bodies(kin: Kin) -> set[str]:
    """What was read."""
    return {text.body for text in kin.texts}


def test_own_and_told_articles_are_read(group: Group) -> None:
    """What a third outlet printed silently, no reader knows."""
    group.has("https://wire.example/1", "told", "https://wire.example/rss")
    group.has("https://gazette.example/1", "silent", "https://gazette.example/rss")
    number = group.has("https://www.enab.example/1", "own")
    kin = group.kin(Place(HERE, None, number))
    assert (bodies(kin), kin.has_own, kin.is_later_item) == ({"told", "own"}, True, True)


def test_other_outlet_has_no_own_articles(group: Group) -> None:
    """Its first copy is a reprint."""
    group.has("https://wire.example/1", "told", "https://wire.example/rss")
    number = group.has("https://gazette.example/1", "silent", "https://gazette.example/rss")
    kin = group.kin(Place(HERE, None, number, FEED))
    assert (bodies(kin), kin.has_own, kin.is_later_item) == ({"told"}, False, False)


@pytest.mark.parametrize("address", [HERE, f"{HERE}?utm_source=rss", HERE.replace("https://", "http://www.")])
def test_same_address_is_no_later_item(group: Group, address: str) -> None:
    """By its link or by the one that its page gives."""
    number = group.has(address, "own")
    kin = group.kin(Place(HERE, None, number))
    assert (kin.has_own, kin.is_later_item) == (True, False)
    assert not group.kin(Place("https://enab.example/x", HERE, number)).is_later_item


def test_feeds_of_one_site_are_one_outlet(group: Group) -> None:
    """Politics and breaking news."""
    group.has("https://enab.example/1", "own", "https://enab.example/politics/feed")
    assert group.kin(Place(HERE, None, 99, "https://enab.example/breaking/feed")).is_later_item


def test_channels_of_a_messenger_are_many_outlets(group: Group) -> None:
    """They stand on one site, but come by feeds that others make of them."""
    group.has("https://t.me/enab/1", "own", "https://bridge.example/enab")
    later = Place("https://t.me/wire/7", None, 99, "https://bridge.example/wire")
    assert not group.kin(later).has_own
    assert group.kin(replace(later, url="https://t.me/s/Enab/2")).has_own


def test_feed_without_links_is_its_own_outlet(group: Group) -> None:
    """There is no address to tell outlets by."""
    number = group.has("", "own")
    assert group.kin(Place("", None, number)).is_later_item
    assert not group.kin(Place("", None, 99, "https://wire.example/rss")).has_own


def test_groups_of_the_very_text_count(group: Group) -> None:
    """A text that has a group of its own is put there, whatever it is like."""
    group.has("https://wire.example/1", "told", "https://wire.example/rss")
    first, group.elder = group.elder, 0
    number = group.has("https://enab.example/1", "the very text")
    group.elder = first
    assert bodies(group.kin(Place(HERE, None, number), "the very text")) == {"told", "the very text"}


def test_reading_is_bounded(group: Group) -> None:
    """A live page may come a hundred times."""
    numbers = [group.has(f"https://enab.example/{number}", f"own {number}") for number in range(MOST_TEXTS + 5)]
    kin = group.kin(Place(HERE, None, numbers[0]))
    assert len(kin.texts) == MOST_TEXTS
    assert {"own 0", f"own {MOST_TEXTS + 4}"} <= bodies(kin)
    assert len(group.archive.read_now(relatives_of, group.elder, "")) == MOST_TEXTS + 5
