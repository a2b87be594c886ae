"""An entry is in one pair of hands at a time, and its attempts are counted before the work."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import TYPE_CHECKING

from archive import entries
from archive.nouns import EntryState
from tests.archive.world import LEASE_SECONDS, NOON, item

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.nouns import Entry
    from tests.archive.world import World

LEASE_END = NOON + timedelta(seconds=LEASE_SECONDS)


def test_claim_raises_attempts_first(world: World) -> None:
    """An entry that kills its worker is counted although the worker cannot say so."""
    entry = world.claimed("1")[0]
    assert (entry.attempts, entry.lease_token, entry.state) == (1, "worker-1", EntryState.PENDING)
    assert (entry.title, entry.summary, entry.content) == (item("1").title, "ملخص", "<p>نص الخبر</p>")


def test_claimed_entries_are_left_alone(world: World) -> None:
    """A second worker gets what is free and no more."""
    first, second = world.publishes(world.feed(), item("1"), item("2"))
    world.claims([first])
    assert [entry.id for entry in world.claims([first, second], "worker-2")] == [second.id]


def test_lease_end_frees_an_entry(world: World) -> None:
    """A dead worker's entry is taken over, neither earlier nor never."""
    entry = world.claimed("1")[0]
    assert world.claims([entry], "worker-2", LEASE_END - timedelta(microseconds=1)) == []
    taken = world.claims([entry], "worker-2", LEASE_END)[0]
    assert (taken.attempts, taken.lease_token) == (2, "worker-2")


def test_entries_wait_for_their_time(world: World) -> None:
    """A released entry is not claimed before its next attempt."""
    entry = world.claimed("1")[0]
    again_at = NOON + timedelta(minutes=10)
    assert world.archive.write_now(entries.release_entry, entry.id, "worker-1", again_at, count_attempt=True)
    assert world.claims([entry], at=again_at - timedelta(seconds=1)) == []
    assert world.claims([entry], at=again_at)[0].attempts == 2


def test_uncounted_attempts_are_taken_back(world: World) -> None:
    """A drained worker gives its entries back as if it had not had them."""
    entry = world.claimed("1")[0]
    world.archive.write_now(entries.release_entry, entry.id, "worker-1", NOON, count_attempt=False)
    assert world.claims([entry])[0].attempts == 1


def test_stale_tokens_release_nothing(world: World) -> None:
    """A worker whose lease was taken over cannot free the other's entry."""
    entry = world.claimed("1")[0]
    world.claims([entry], "worker-2", LEASE_END)
    assert not world.archive.write_now(entries.release_entry, entry.id, "worker-1", NOON, count_attempt=True)
    assert world.claims([entry], "worker-3", LEASE_END) == []


def test_extended_leases_hold_longer(world: World) -> None:
    """A slow page is not read twice."""
    mine, lost = world.claimed("1", "2")
    half_time = NOON + timedelta(seconds=LEASE_SECONDS / 2)
    world.archive.write_now(entries.release_entry, lost.id, "worker-1", NOON, count_attempt=True)
    held = world.archive.write_now(entries.extend_leases, "worker-1", [mine.id, lost.id], half_time, LEASE_SECONDS)
    assert held == {mine.id}
    assert [entry.id for entry in world.claims([mine, lost], "worker-2", LEASE_END)] == [lost.id]


def test_done_entries_are_never_claimed(world: World) -> None:
    """A task that is delivered twice finds nothing to do the second time."""
    entry = world.claimed("1")[0]
    world.commits(entry)
    assert world.claims([entry], "worker-2", LEASE_END) == []
    assert world.archive.read_now(entries.pending_count) == 0


def test_sweep_finds_what_is_due(world: World) -> None:
    """The sweep sees what nobody holds, longest due first, in bounded bites."""
    feed = world.feed()
    late, held = world.publishes(feed, item("late"), item("held"))
    early = world.publishes(feed, item("early"), at=NOON - timedelta(hours=1))[0]
    world.publishes(feed, item("tomorrow"), at=NOON + timedelta(days=1))
    world.claims([held])
    assert world.archive.read_now(entries.due_entries, NOON, 10) == [(early.id, early.url), (late.id, late.url)]
    assert world.archive.read_now(entries.due_entries, NOON, 1) == [(early.id, early.url)]
    assert (held.id, held.url) in world.archive.read_now(entries.due_entries, LEASE_END, 10)


def test_racing_claims_share_no_entry(world: World) -> None:
    """Eight workers after the same entries: each is claimed once."""
    wanted = world.publishes(world.feed(), *(item(str(number)) for number in range(40)))
    with ThreadPoolExecutor(8) as workers:
        got = list(workers.map(lambda number: world.claims(wanted, f"worker-{number}"), range(8)))
    assert sorted(entry.id for claimed in got for entry in claimed) == sorted(entry.id for entry in wanted)


def test_open_claim_is_stepped_over(world: World) -> None:
    """Who comes while another's claim is being committed goes away with nothing, not with the same entry."""
    wanted = world.publishes(world.feed(), item("1"))
    ids = [entry.id for entry in wanted]
    claimed, may_commit = threading.Event(), threading.Event()

    def claim_slowly(tx: Connection) -> list[Entry]:
        mine = entries.claim_entries(tx, ids, "worker-1", NOON, LEASE_SECONDS)
        claimed.set()
        may_commit.wait(10)
        return mine

    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(world.archive.write_now, claim_slowly)
        claimed.wait(10)
        second = workers.submit(world.claims, wanted, "worker-2")
        wait([second], timeout=0.3)
        may_commit.set()
        assert (len(first.result(timeout=10)), second.result(timeout=10)) == (1, [])


def test_pending_urls_are_told(world: World) -> None:
    """Entries are dealt out by host before anyone claims them; those that are done need no host."""
    first, done = world.claimed("1", "2")
    world.commits(done)
    assert world.archive.read_now(entries.entry_urls, [done.id, first.id]) == [(first.id, first.url)]


def test_seen_keys_are_paged(world: World) -> None:
    """Redis is filled again from pages that miss no entry and repeat none."""
    feed = world.feed()
    world.publishes(feed, item("old"), at=NOON - timedelta(days=40))
    recent = world.publishes(feed, *(item(str(number)) for number in range(5)))
    since = NOON - timedelta(days=30)
    pages = []
    after_id = 0
    while page := world.archive.read_now(entries.recent_keys, since, after_id, 2):
        pages.append(page)
        after_id = page[-1].id
    rows = [row for page in pages for row in page]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [(row.id, row.feed_id, row.composite_key) for row in rows] == [
        (e.id, feed.id, e.composite_key) for e in recent
    ]
    assert {row.state for row in rows} == {EntryState.PENDING}
