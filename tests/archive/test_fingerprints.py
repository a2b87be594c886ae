"""The archive is the arbiter between workers with the same text, whatever Redis says or forgets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import articles, entries
from archive.comparisons import Comparison
from archive.fingerprints import Overtaken, forget_prints, prints_page, youngest_prints
from archive.replacing import reread_article
from archive.retention import forget
from tests.archive.world import MENTION, NOON, draft, item, once

if TYPE_CHECKING:
    from archive.nouns import Committed, Entry
    from tests.archive.world import World

WIRE = b"wire."
ROUNDS = 12


def comparison(prints: bytes = WIRE, after: int = 0, **changes: object) -> Comparison:
    """A text that is like those with the same fingerprints."""
    return replace(Comparison(prints=prints, after=after, overlaps=lambda other: other == prints), **changes)  # type: ignore[arg-type]


def settles(world: World, entry: Entry, text: str, after: int) -> Committed:
    """A worker commits, and joins those that were quicker."""
    known = comparison(after=after)
    while True:
        try:
            committed = world.commits(entry, text, comparison=known)
        except Overtaken as overtaken:
            quicker = world.archive.read_now(articles.article_of_entry, min(overtaken.by))
            assert quicker is not None
            known = comparison(after=overtaken.after, relation="copy", elder_id=quicker.id, shared=1.0, joins=True)
        else:
            assert committed is not None
            return committed


def test_quicker_worker_is_found(world: World) -> None:
    """Both compared before either had committed; the second learns whom to look at, and nothing is written."""
    first, second = world.claimed("1", "2")
    world.commits(first, comparison=comparison())
    with pytest.raises(Overtaken) as overtaken:
        world.commits(second, "بكلمات أخرى", comparison=comparison())
    assert (overtaken.value.by, overtaken.value.after) == (frozenset({first.id}), 1)
    assert world.archive.read_now(entries.pending_count) == 1


def test_what_was_compared_overtakes_nobody(world: World) -> None:
    """Neither older fingerprints, nor those that were met, nor others' words."""
    first, second, third = world.claimed("1", "2", "3")
    world.commits(first, comparison=comparison())
    assert world.commits(second, comparison=comparison(after=1))
    assert world.commits(third, comparison=comparison(met=frozenset({1, 2})))
    (fourth,) = world.claims(world.publishes(world.feed(), item("4")))
    assert world.commits(fourth, comparison=comparison(b"other"))


def test_exchanged_text_counts_as_written_anew(world: World) -> None:
    """Whoever was compared with what an article said before is compared once more."""
    first, second = world.claimed("1", "2")
    world.commits(first, comparison=comparison(b"short"))
    known = world.archive.read_now(youngest_prints)
    article = world.archive.read_now(articles.article_of_entry, first.id)
    assert article is not None
    again = world.archive.write_now(
        reread_article, article, draft("كاملا"), [MENTION], once(), NOON, comparison(after=known)
    )
    assert again is not None
    with pytest.raises(Overtaken):
        world.commits(second, comparison=comparison(after=known))
    (kept,) = world.archive.read_now(prints_page, 0, 10)
    assert (kept.number, kept.entry_id, kept.prints, kept.kept_at) == (again.prints_number, first.id, WIRE, NOON)


def test_workers_at_once_alert_once(world: World) -> None:
    """The same wire in as many words as outlets, round after round, each compared before the others had committed."""
    for number in range(ROUNDS):
        wave = world.claimed(*(f"{number}-{outlet}" for outlet in range(4)))
        known = world.archive.read_now(youngest_prints)
        with ThreadPoolExecutor(len(wave)) as workers:
            done = list(workers.map(lambda entry, after=known: settles(world, entry, f"نص {entry.id}", after), wave))
        assert len({one.group_id for one in done}) == 1
        assert [len(one.alert_ids) for one in sorted(done, key=lambda one: one.article_id)] == [1, 0, 0, 0]
        numbers = [one.prints_number for one in sorted(done, key=lambda one: one.article_id)]
        assert numbers == sorted(numbers)
        window_ends(world)


def window_ends(world: World) -> None:
    """All that there is gets too old."""
    world.archive.write_now(forget_prints, NOON + timedelta(seconds=1), 100)


def test_numbers_are_never_given_twice(world: World) -> None:
    """Else what was written after the window was emptied would pass for old."""
    first, second = world.claimed("1", "2")
    assert world.commits(first, comparison=comparison())
    window_ends(world)
    again = world.commits(second, comparison=comparison())
    assert again is not None
    assert again.prints_number == 2


def test_pages_of_the_window_come_in_order(world: World) -> None:
    """What an index is restored from, a batch at a time."""
    for entry in world.claimed("1", "2", "3"):
        world.commits(entry, comparison=comparison(after=100))
    first = world.archive.read_now(prints_page, 0, 2)
    last = world.archive.read_now(prints_page, first[-1].number, 2)
    assert [kept.number for kept in (*first, *last)] == [1, 2, 3]


def test_fingerprints_go_with_their_article(world: World) -> None:
    """Where articles are kept for a day only, nothing is compared with what is not there."""
    (entry,) = world.claimed("1")
    world.commits(entry, decide=lambda _: (), comparison=comparison())
    later = NOON + timedelta(days=2)
    world.archive.write_now(forget, later, raw_page_days=None, article_days=1, limit=10)
    assert world.archive.read_now(youngest_prints) == 0


def test_short_texts_leave_no_fingerprints(world: World) -> None:
    """A failed extraction stands under many articles."""
    first, second = world.claimed("1", "2")
    assert world.commits(first, comparison=comparison(b""))
    assert world.commits(second, comparison=Comparison())
    assert world.archive.read_now(youngest_prints) == 0
