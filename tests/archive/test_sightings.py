"""An item that stands in its feed with other words than before has its page read again, soon and not too often."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from archive import commits, due_pages, page_tries, tables
from archive.asked_pages import MOST_READINGS
from archive.nouns import BodySource, EntryState
from archive.sightings import Sighting, changed_items, note_edits
from tests.archive.world import MENTION, NOON, SHELLING, World, draft, item, once

if TYPE_CHECKING:
    from archive.nouns import Entry, NewEntry

MINUTES, HOUR = timedelta(minutes=1), timedelta(hours=1)
OTHER = "قصف مدفعي على بلدتين شرقي دير الزور"


@pytest.fixture
def entry(world: World) -> Entry:
    """An entry whose article names Hajin."""
    (entry,) = world.claimed("1")
    world.commits(entry)
    return entry


def shows(world: World, *items: NewEntry, at: datetime) -> list[Sighting]:
    """The feed shows these items, and policy takes what is other for edited; gives what it was told."""
    feed = world.feed()
    changed = world.archive.read_now(changed_items, feed.id, items)
    world.archive.write_now(note_edits, changed, at)
    return changed


def title_of(world: World, entry: Entry) -> str:
    """The title of the entry, as whoever reads its page will have it."""
    return world.archive.read_now(page_tries.entry_to_read, entry.id).title


def due(world: World, at: datetime) -> list[int]:
    """The entries whose pages are looked at."""
    return [number for number, _ in world.archive.read_now(due_pages.due_looks, at, 10)]


def test_changed_title_asks_for_the_page(world: World, entry: Entry) -> None:
    """At once, and what the feed says now is kept."""
    at = NOON + 3 * MINUTES
    shows(world, replace(item("1", OTHER), url_key=item("1").url_key), at=at)
    assert title_of(world, entry) == OTHER
    assert due(world, at) == [entry.id]


def test_look_that_is_planned_comes_sooner(world: World, entry: Entry) -> None:
    """Its time stands for pages of which nothing is known."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON + 15 * MINUTES)
    shows(world, replace(item("1"), summary="غيره"), at=NOON + MINUTES)
    assert due(world, NOON + MINUTES) == [entry.id]


def test_there_is_an_end_to_it(world: World, entry: Entry) -> None:
    """A title that goes back and forth would be asked for and kept for ever."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON)
    world.archive.write_now(lambda tx: tx.execute(update(tables.page_tries).values(tries=MOST_READINGS, due_at=None)))
    shows(world, replace(item("1"), summary="غيره"), at=NOON + HOUR)
    assert due(world, NOON + HOUR) == []


def test_changes_in_a_row_ask_once(world: World, entry: Entry) -> None:
    """A feed that is edited every minute has its page asked for every quarter of an hour."""
    now = NOON + HOUR
    shows(world, replace(item("1"), summary="غيره"), at=now)
    world.archive.write_now(page_tries.claim_try, entry.id, "one", now, 60)
    world.archive.write_now(page_tries.end_try, entry.id, "one", "ok", now, due_at=None)
    shows(world, replace(item("1"), summary="وغيره"), at=now + MINUTES)
    assert due(world, now + 14 * MINUTES) == []
    assert due(world, now + 15 * MINUTES) == [entry.id]


def test_same_item_asks_for_nothing(world: World, entry: Entry) -> None:
    """Most of what is seen again is as it was."""
    assert shows(world, item("1"), at=NOON + HOUR) == []
    assert world.archive.read_now(page_tries.tries_of, entry.id) is None


def test_policy_is_told_what_was_said_before(world: World, entry: Entry) -> None:
    """And whether the article holds a watched name."""
    now = replace(item("1"), summary="غيره")
    (told,) = shows(world, now, at=NOON + HOUR)
    before = Sighting(
        entry.id, SHELLING, "ملخص", "<p>نص الخبر</p>", matched=True, body_source=BodySource.PAGE, page_status="ok",
        read_at=NOON, now=now,
    )  # fmt: skip
    assert told == before


def test_other_news_under_the_same_guid_is_no_edit(world: World, entry: Entry) -> None:
    """Its page and its title are others: it is remembered as an entry of its own."""
    shows(world, item("1", OTHER, url="https://enab.example/other"), at=NOON + HOUR)
    assert world.archive.read_now(page_tries.tries_of, entry.id) is None
    assert title_of(world, entry) == SHELLING


def test_who_reads_the_old_words_finishes(world: World, entry: Entry) -> None:
    """A slow page would never be read while its feed changes; what it says now is read after it."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON)
    world.archive.write_now(page_tries.claim_try, entry.id, "old", NOON, 60 * 5)
    for minute in (1, 2):
        shows(world, replace(item("1"), title=f"{OTHER} {minute}"), at=NOON + minute * MINUTES)
    assert world.archive.write_now(page_tries.end_try, entry.id, "old", "ok", NOON + 3 * MINUTES, due_at=None)
    assert due(world, NOON + 15 * MINUTES) == []
    assert due(world, NOON + 16 * MINUTES) == [entry.id]


def test_look_planned_after_it_comes_no_later(world: World, entry: Entry) -> None:
    """The page was read at last, and is looked at in two hours as a rule."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON)
    world.archive.write_now(page_tries.claim_try, entry.id, "old", NOON, 60 * 5)
    shows(world, replace(item("1"), title=OTHER), at=NOON + MINUTES)
    world.archive.write_now(page_tries.end_try, entry.id, "old", "ok", NOON + 2 * MINUTES, due_at=None)
    world.archive.write_now(page_tries.plan_look, entry.id, NOON + 2 * HOUR)
    assert due(world, NOON + 16 * MINUTES) == [entry.id]


def test_page_that_kills_its_readers_is_found_out(world: World, entry: Entry) -> None:
    """However often its feed changes in between, each reading that was begun is counted."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON)
    for hour in range(3):
        at = NOON + hour * HOUR
        world.archive.write_now(page_tries.claim_try, entry.id, str(hour), at, 60)
        shows(world, replace(item("1"), title=f"{OTHER} {hour}"), at=at + 30 * MINUTES)
    tries = world.archive.read_now(page_tries.tries_of, entry.id)
    assert tries is not None
    assert (tries.attempts, tries.due_at) == (3, NOON)


def test_page_that_stopped_its_readers_is_left_alone(world: World, entry: Entry) -> None:
    """Three of them were enough."""
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON)
    world.archive.write_now(page_tries.claim_try, entry.id, "one", NOON, 60)
    world.archive.write_now(page_tries.end_try, entry.id, "one", "set_aside", NOON, due_at=None)
    shows(world, replace(item("1"), title=OTHER), at=NOON + HOUR)
    tries = world.archive.read_now(page_tries.tries_of, entry.id)
    assert tries is not None
    assert tries.due_at is None


def test_pending_entry_is_read_anyway(world: World) -> None:
    """Nothing was read of it yet that could be read again."""
    (entry,) = world.publishes(world.feed(), item("1"))
    shows(world, replace(item("1"), title=OTHER), at=NOON + HOUR)
    assert entry.state is EntryState.PENDING
    assert world.archive.read_now(page_tries.tries_of, entry.id) is None


def test_article_of_the_feeds_text_is_tried_again(world: World) -> None:
    """Its page could not be had; the feed's new words are its new version, whether the page is there or not."""
    (entry,) = world.claimed("1")
    text = replace(draft(), body_source=BodySource.FEED, page_status="no_link")
    world.archive.write_now(commits.commit_article, entry, text, [MENTION], once(), NOON)
    shows(world, replace(item("1"), content="<p>نص آخر</p>"), at=NOON + HOUR)
    found = world.archive.read_now(due_pages.due_tries, NOON + HOUR, 10)
    assert found == [(entry.id, entry.url)]
