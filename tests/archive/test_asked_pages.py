"""A page whose feed changes for ever is asked for less and less often, unless there is something to tell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from archive import due_pages, page_tries, tables
from archive.asked_pages import ask_for_page, between_readings
from tests.archive.world import NOON, World

if TYPE_CHECKING:
    from archive.nouns import Entry

MINUTES, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def entry(world: World) -> Entry:
    """An entry whose article was told of, and whose page was asked for again eight hours later."""
    (entry,) = world.claimed("1")
    world.commits(entry)
    world.archive.write_now(page_tries.plan_tries, entry.id, "ok", NOON, NOON + 8 * HOUR)
    world.archive.write_now(page_tries.claim_try, entry.id, "one", NOON + 8 * HOUR, 60)
    world.archive.write_now(page_tries.end_try, entry.id, "one", "ok", NOON + 8 * HOUR, due_at=None)
    return entry


def asks(world: World, entry: Entry, *, has_notice: bool = False) -> timedelta:
    """Its feed says something else a minute later; gives how long after the last reading the next one is due."""
    at = NOON + 8 * HOUR + MINUTES
    world.archive.write_now(ask_for_page, entry.id, "ok", NOON, at, has_notice=has_notice)
    tries = world.archive.read_now(page_tries.tries_of, entry.id)
    assert tries is not None
    assert tries.due_at is not None
    assert world.archive.read_now(due_pages.due_looks, tries.due_at, 10) == [(entry.id, entry.url)]
    return tries.due_at - (NOON + 8 * HOUR)


def test_ticker_is_read_less_and_less_often() -> None:
    """A feed whose text changes with every poll costs its site so many requests a day."""
    at, days = timedelta(), list[int]()
    while at < 5 * DAY:
        days += [0] * (at // DAY + 1 - len(days))
        days[-1] += 1
        at += between_readings(at)
    assert days == [30, 5, 4, 4, 4]


def test_nothing_to_tell_is_less_to_ask(world: World, entry: Entry) -> None:
    """Nobody was told anything for eight hours."""
    assert HOUR < asks(world, entry) < HOUR + MINUTES


def test_article_that_was_told_of_again_is_read_soon(world: World, entry: Entry) -> None:
    """A live report that brought a name an hour ago may bring another."""
    late = update(tables.alerts).values(created_at=NOON + 7 * HOUR)
    world.archive.write_now(lambda tx: tx.execute(late))
    assert asks(world, entry) == 15 * MINUTES


def test_notice_is_read_soon(world: World, entry: Entry) -> None:
    """What was taken back must not wait for a calm feed."""
    assert asks(world, entry, has_notice=True) == 15 * MINUTES
