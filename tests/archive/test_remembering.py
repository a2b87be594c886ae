"""An entry is remembered once, and never without what vouches for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import entries, feeds
from archive.known_keys import KnownKeys, known_keys, to_remember
from archive.nouns import EntryState, Validators
from archive.remembering import remember
from tests.archive.world import NOON, SHELLING, item, poll

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.database import Archive
    from archive.nouns import NewEntry
    from tests.archive.world import World


def test_new_entries_are_pending(world: World) -> None:
    """What a feed shows for the first time is work to be done, in the feed's order."""
    feed = world.feed()
    first, second = world.publishes(feed, item("b"), item("a", "Clashes in هجين (Hajin)"))
    assert [first.title, second.title] == [SHELLING, "Clashes in هجين (Hajin)"]
    assert (first.state, first.attempts, first.lease_token) == (EntryState.PENDING, 0, None)
    assert (first.first_seen_at, first.next_attempt_at, first.item_key) == (NOON, NOON, item("b").item_key)
    assert world.archive.read_now(entries.pending_count) == 2


def test_known_entries_are_not_repeated(world: World) -> None:
    """Seeing an item again is no news, even twice in one document."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    assert [entry.item_key for entry in world.publishes(feed, item("1"), item("2"), item("2"))] == [item("2").item_key]


def test_feeds_do_not_share_keys(world: World) -> None:
    """Two feeds may use the same guids for different items."""
    world.publishes(world.feed("https://enab.example/feed"), item("1"))
    assert len(world.publishes(world.feed("https://sana.example/feed"), item("1"))) == 1


def test_repeated_guids_change_no_lineage(world: World) -> None:
    """A document that begins to repeat its guids gets composite keys; its old items are still known."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    assert world.publishes(feed, item("1", keyed_by="composite")) == []
    assert len(world.publishes(feed, item("1", "خبر آخر", keyed_by="composite"))) == 1


def test_unique_guids_change_no_lineage(world: World) -> None:
    """And the way back: items keyed by all three are known when guids are trusted again."""
    feed = world.feed()
    world.publishes(feed, item("1", keyed_by="composite"))
    assert world.publishes(feed, item("1")) == []


def test_all_items_of_one_guid_are_news(world: World) -> None:
    """Ten items that share a guid are ten items."""
    items = [
        item("same", f"خبر {number}", url=f"https://enab.example/{number}", keyed_by="composite")
        for number in range(10)
    ]
    assert len(world.publishes(world.feed(), *items)) == 10


def test_validators_come_with_entries(world: World) -> None:
    """The next conditional request vouches for exactly these entries."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    after = world.archive.read_now(feeds.get_feeds, [feed.id])[0]
    assert after.validators == world.validators
    assert (after.status, after.last_polled_at, after.first_polled_at) == ("ok", NOON, NOON)


def test_no_validators_clear_old_ones(world: World) -> None:
    """A partial document's entries are kept, but a 304 must not hide the rest of it."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    world.archive.write_now(
        remember, feed, [item("2")], None, guids_unreliable=True, judge=lambda _: poll(feed), now=NOON
    )
    after = world.archive.read_now(feeds.get_feeds, [feed.id])[0]
    assert after.validators == Validators()
    assert after.guids_unreliable


def test_failure_keeps_validators_back(world: World) -> None:
    """If the transaction fails, neither the entries nor their validators are there."""
    feed = world.feed()

    def remember_then_fail(tx: Connection) -> None:
        remember(tx, feed, [item("1")], world.validators, guids_unreliable=False, judge=lambda _: poll(feed), now=NOON)
        raise RuntimeError("the worker failed")

    with pytest.raises(RuntimeError):
        world.archive.write_now(remember_then_fail)
    assert world.archive.read_now(feeds.get_feeds, [feed.id])[0].validators == Validators()
    assert world.archive.read_now(entries.pending_count) == 0


def test_only_first_poll_is_marked(world: World) -> None:
    """A new feed's backlog is told apart from its news, whatever the caller believes about the feed."""
    stale = world.feed()
    assert [entry.from_first_poll for entry in world.publishes(stale, item("1"))] == [True]
    assert [entry.from_first_poll for entry in world.publishes(stale, item("2"))] == [False]


def test_broken_first_document_counts(world: World) -> None:
    """A feed that is never well-formed must not be held back as new for ever."""
    feed = world.feed()
    world.publishes(feed, item("1"), ok=False)
    assert [entry.from_first_poll for entry in world.publishes(feed, item("2"), ok=False)] == [False]


def test_empty_failures_are_no_first_poll(world: World) -> None:
    """An error page before the first document leaves its backlog a backlog."""
    feed = world.feed()
    world.publishes(feed, ok=False)
    assert [entry.from_first_poll for entry in world.publishes(feed, item("1"))] == [True]


def test_racing_polls_remember_once(world: World) -> None:
    """Two workers with the same document at once: each item comes to one of them."""
    feed = world.feed()
    items = [item(str(number)) for number in range(30)]
    with ThreadPoolExecutor(4) as workers:
        results = list(workers.map(lambda _: world.publishes(feed, *items), range(8)))
    assert sorted(entry.item_key for result in results for entry in result) == sorted(new.item_key for new in items)


def test_huge_documents_are_remembered(world: World) -> None:
    """More items than a statement takes parameters are still one transaction."""
    items = [item(str(number)) for number in range(12_000)]
    assert len(world.publishes(world.feed(), *items)) == 12_000
    assert world.publishes(world.feed(), *items) == []


def test_known_keys_are_told(archive: Archive, world: World) -> None:
    """The pure decision gets what it needs and no more."""
    feed = world.feed()
    world.publishes(feed, item("1"), item("2"))
    known = archive.read_now(known_keys, feed.id, [item("1"), item("3")])
    first = item("1")
    assert known == KnownKeys(
        {first.item_key: (first.url_key, first.title_hash)},
        frozenset({first.composite_key}),
        {(first.url_key, first.title_hash): frozenset({first.published_at})},
    )
    assert to_remember(item("1"), known) is None
    assert to_remember(item("3"), known) == item("3")


def test_guid_that_names_nothing_hides_no_news(world: World) -> None:
    """A feed that shows one item at a time, always under the same guid, is read item by item."""
    feed = world.feed()
    texts = ("قصف على هجين", "هدوء في الرقة", "Clashes in Hajin")
    shown = [item("current", text, url=f"https://enab.example/{number}") for number, text in enumerate(texts)]
    for news in shown:
        assert [entry.title for entry in world.publishes(feed, news)] == [news.title]
        assert world.publishes(feed, news) == []


def test_corrected_item_is_known(world: World) -> None:
    """A new headline under the same guid and link is no new item, and neither is a moved link."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    assert world.publishes(feed, item("1", "قصف على هجين - تحديث")) == []
    assert world.publishes(feed, item("1", url="https://enab.example/moved")) == []


def test_changed_guid_is_known(world: World) -> None:
    """A site that moves to another system gives its items new guids, and leaves pages, titles and dates."""
    feed = world.feed()
    before = replace(item("1"), published_at=NOON)
    world.publishes(feed, before)
    moved = replace(item("new", url=before.url), published_at=NOON, names_its_page=True)
    assert world.publishes(feed, moved) == []
    assert world.publishes(feed, replace(moved, published_at=None)) == []
    assert len(world.publishes(feed, replace(moved, published_at=NOON - timedelta(days=1)))) == 1


def test_page_that_is_dated_anew_is_known(world: World) -> None:
    """Some systems make guids and dates of the moment of asking; another text or day may be other news at that page."""
    feed, page = world.feed(), item("1").url

    def shown(guid: str, hours: float, *, is_own: bool = True) -> NewEntry:
        at = NOON + timedelta(hours=hours)
        return replace(item(guid, url=page), published_at=at, names_its_page=is_own)

    world.publishes(feed, shown("1", 0))
    assert world.publishes(feed, shown("2", 3)) == []
    assert len(world.publishes(feed, shown("3", 4, is_own=False))) == 1
    assert len(world.publishes(feed, replace(shown("4", 5), summary="تحديث"))) == 1
    assert len(world.publishes(feed, shown("5", 24))) == 1


def test_shared_page_hides_no_news(world: World) -> None:
    """Where all items link to the front page under one headline, a new guid is news."""
    feed = world.feed()
    world.publishes(feed, item("1"))
    assert len(world.publishes(feed, item("2", url=item("1").url))) == 1
