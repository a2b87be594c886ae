"""Transactions: whole or not at all, off the event loop, and silent about what is in them."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import traceback
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, func, select, text

from archive import feeds, tables
from archive.articles import keep_raw_page
from archive.database import Archive, ArchiveDamaged, ArchiveError, ArchiveUnavailable, migrate
from archive.nouns import FeedSpec
from archive.periods import claim_period
from archive.tables import entries, periods
from tests.archive.world import MAIL, NOON, item, once

if TYPE_CHECKING:
    from tests.archive.world import World
    from tests.servers.postgres import PostgresServer

CANARY = "كناري-سري"


def periods_kept(archive: Archive) -> int:
    """How many periods were claimed."""
    return archive.read_now(lambda tx: tx.execute(select(func.count()).select_from(periods)).scalar_one())


async def test_writes_run_beside_the_loop(archive: Archive) -> None:
    """While a transaction waits, the event loop goes on."""
    may_go_on = threading.Event()

    def slow(tx: Connection) -> bool:
        return may_go_on.wait(10) and claim_period(tx, "job", "period", NOON)

    writing = asyncio.ensure_future(archive.write(slow))
    await asyncio.sleep(0)
    may_go_on.set()
    assert await writing
    assert not await archive.write(claim_period, "job", "period", NOON)


async def test_reader_sees_one_state(archive: Archive) -> None:
    """An article and its mentions are asked for one after the other, and may be exchanged in between."""

    def look(tx: Connection) -> tuple[int, int]:
        before = tx.execute(select(func.count()).select_from(periods)).scalar_one()
        assert archive.write_now(claim_period, "job", "1", NOON)
        return before, tx.execute(select(func.count()).select_from(periods)).scalar_one()

    assert await archive.read(look) == (0, 0)
    assert periods_kept(archive) == 1


async def test_readers_see_the_last_commit(archive: Archive) -> None:
    """An open write hides nothing that was committed and shows nothing that was not."""
    await archive.write(claim_period, "job", "1", NOON)
    began, may_go_on = threading.Event(), threading.Event()

    def slow(tx: Connection) -> None:
        claim_period(tx, "job", "2", NOON)
        began.set()
        may_go_on.wait(10)

    writing = asyncio.ensure_future(archive.write(slow))
    await asyncio.to_thread(began.wait, 10)
    during = await archive.read(lambda tx: tx.execute(select(func.count()).select_from(periods)).scalar_one())
    may_go_on.set()
    await writing
    assert (during, periods_kept(archive)) == (1, 2)


async def test_many_tasks_write_at_once(archive: Archive) -> None:
    """Tasks queue for the writer without losing or locking each other out."""
    claims = [archive.write(claim_period, "job", str(number % 50), NOON) for number in range(200)]
    assert sum(await asyncio.gather(*claims)) == 50


def test_failed_work_is_undone(archive: Archive) -> None:
    """An exception of the caller's comes back as it is, and nothing was written."""

    def fail(tx: Connection) -> None:
        claim_period(tx, "job", "period", NOON)
        raise LookupError("the caller's own")

    with pytest.raises(LookupError, match="the caller's own"):
        archive.write_now(fail)
    assert periods_kept(archive) == 0


def test_half_read_rows_hold_nothing_up(archive: Archive, url: str) -> None:
    """A reader fails among its rows and its error is kept, as by a report: the connection can still write."""
    kept: list[LookupError] = []
    for number in range(3):
        archive.write_now(claim_period, "job", str(number), NOON)

    def fail(tx: Connection) -> None:
        rows = iter(tx.execute(select(periods)))
        raise LookupError(next(rows))

    for _ in range(3):
        with pytest.raises(LookupError) as caught:
            archive.read_now(fail)
        kept.append(caught.value)
    with contextlib.closing(Archive.open(url)) as other:
        other.write_now(claim_period, "job", "of another process", NOON)
    archive.write_now(claim_period, "job", "after it", NOON)
    assert periods_kept(archive) == 5


def test_times_come_back_aware(archive: Archive) -> None:
    """A time in any zone comes back as the same moment in UTC, to the microsecond."""
    in_damascus = NOON.astimezone(timezone(timedelta(hours=3)))
    feed = archive.write_now(feeds.sync_feeds, [FeedSpec("https://enab.example/feed", "ع")], in_damascus)[0]
    archive.write_now(lambda tx: tx.execute(tables.feeds.update().values(last_ok_at=in_damascus)))
    kept = archive.read_now(feeds.get_feeds, [feed.id])[0].last_ok_at
    assert kept == NOON
    assert kept is not None
    assert kept.tzinfo is UTC


def test_zoneless_times_are_refused(archive: Archive) -> None:
    """A time without a zone would silently be somebody's local time."""
    with pytest.raises(ArchiveError, match="ValueError"):
        archive.write_now(claim_period, "job", "period", datetime(2026, 11, 22))  # noqa: DTZ001 - the point of the test


def test_keys_take_half_the_room(world: World) -> None:
    """Keys stay for years, so they are kept as bytes."""
    world.publishes(world.feed(), item("1"))
    size = world.archive.read_now(lambda tx: tx.execute(select(func.length(entries.c.item_key))).scalar_one())
    assert size == 16


def test_refusals_tell_no_values(world: World) -> None:
    """Neither message nor traceback of a refused statement quotes a rule, a recipient or a text."""
    first, copy = world.claimed("1", "2")
    world.commits(first, decide=once(MAIL, rule=CANARY))
    with pytest.raises(ArchiveError) as refusal:
        world.commits(copy, decide=lambda _: once(MAIL, rule=CANARY)(()))
    told = "".join(traceback.format_exception(refusal.value))
    assert CANARY not in told
    assert "amal" not in told
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("odd", ["قصف\0على هجين", "قصف\ud83dعلى هجين"])
def test_unholdable_characters_are_replaced(world: World, odd: str) -> None:
    """A title with NUL or half a surrogate pair is still news, and offsets into it stay right."""
    entry = world.claims(world.publishes(world.feed(), item("1", odd)))[0]
    assert entry.title == "قصف\ufffdعلى هجين"
    assert len(entry.title) == len(odd)


def test_dangling_rows_are_refused(archive: Archive) -> None:
    """A page without its entry would never be forgotten."""
    with pytest.raises(ArchiveError):
        archive.write_now(keep_raw_page, 4711, b"page", "text/html", NOON)


def test_missing_tables_give_advice(archive: Archive) -> None:
    """A table that is gone is a question of versions."""
    with pytest.raises(ArchiveError, match="marsad migrate"):
        archive.read_now(lambda tx: tx.execute(text("SELECT * FROM nowhere")))


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_other_encodings_are_refused(postgres: PostgresServer, encoding: str) -> None:
    """Before a word of Arabic is lost in a database that cannot hold it; also by the one that migrates."""
    name = f"in_{encoding}".lower()
    postgres.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0")
    for attempt in (migrate, Archive.open):
        with pytest.raises(ArchiveError, match=f"{encoding}, not UTF8: make another one"):
            attempt(postgres.url(name))


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("53100", ArchiveUnavailable),
        ("57P01", ArchiveUnavailable),
        ("25006", ArchiveUnavailable),
        ("XX001", ArchiveDamaged),
    ],
)
def test_server_errors_are_sorted(archive: Archive, code: str, expected: type[ArchiveError]) -> None:
    """A full disk, a shutdown and a standby pass by; a corrupt table does not."""
    trouble = f"DO $$ BEGIN RAISE EXCEPTION '{CANARY}' USING ERRCODE = '{code}'; END $$"
    with pytest.raises(expected) as refusal:
        archive.write_now(lambda tx: tx.exec_driver_sql(trouble))
    assert CANARY not in str(refusal.value)
