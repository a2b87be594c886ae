"""What the archive does when it is locked, full, cut off or corrupt: it says which, loses nothing and comes back."""

from __future__ import annotations

import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, select, text

from archive import entries, feeds
from archive.database import Archive, ArchiveDamaged, ArchiveError, ArchiveUnavailable, migrate
from archive.nouns import Validators
from archive.periods import claim_period
from archive.tables import periods
from tests.archive import programs
from tests.archive.world import NOON, World, item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.servers.postgres import PostgresServer

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)

# Writes until the disk is full, says what was committed, is given room, and writes again.
FILLS_THE_DISK = """
import resource, sys
from datetime import UTC, datetime
from archive.database import Archive, ArchiveUnavailable
from archive.periods import claim_period
archive = Archive.open(sys.argv[1])
archive.write_now(claim_period, "job", "before", datetime.now(UTC))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
committed = []
try:
    for number in range(10_000):
        archive.write_now(claim_period, "x" * 5000, str(number), datetime.now(UTC))
        committed.append(str(number))
except ArchiveUnavailable as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
archive.write_now(claim_period, "job", "after", datetime.now(UTC))
print(",".join(committed))
"""

REMEMBERS = """
import sys
from archive.database import Archive
from tests.archive.world import World, item
world = World(Archive.open(sys.argv[1]))
feed = world.feed()
for guid in ("1", "2"):
    world.publishes(feed, item(guid))
"""

COMMITS = """
import sys
from archive.database import Archive
from tests.archive.world import World, item
world = World(Archive.open(sys.argv[1]))
for entry in world.claims(world.publishes(world.feed(), item("1"), item("2"))):
    world.commits(entry, entry.url)
"""


@pytest.fixture
def impatient(url: str) -> Iterator[Archive]:
    """An archive that does not wait long for others."""
    archive = Archive.open(url, lock_wait_seconds=0.2)
    yield archive
    archive.close()


@pytest.fixture
def file(migrated_file: Path, tmp_path: Path) -> Path:
    """The file of an SQLite archive with some entries in it, closed."""
    copy = tmp_path / "archive.db"
    copy.write_bytes(migrated_file.read_bytes())
    archive = Archive.open(f"sqlite:///{copy}")
    world = World(archive)
    world.publishes(world.feed(), *(item(str(number)) for number in range(200)))
    archive.close()
    return copy


def claimed_periods(archive: Archive) -> list[str]:
    """The periods that were committed."""
    return list(archive.read_now(lambda tx: tx.execute(select(periods.c.period)).scalars().all()))


@on_sqlite
def test_locked_file_is_waited_for(archive: Archive, url: str) -> None:
    """Another program's short write is only a delay."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(archive.write_now, claim_period, "job", "period", NOON)
        time.sleep(0.3)
        assert not waiting.done()
        other.execute("COMMIT")
        assert waiting.result(timeout=10)
    other.close()


@on_sqlite
def test_locked_file_is_given_up(impatient: Archive, url: str) -> None:
    """A lock that is never let go costs a bounded time; reading goes on, and later all is well."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveUnavailable, match="locked") as refusal:
        impatient.write_now(claim_period, "job", "period", NOON)
    assert not refusal.value.permanent
    assert claimed_periods(impatient) == []
    other.close()
    assert impatient.write_now(claim_period, "job", "period", NOON)


@on_sqlite
def test_two_processes_write_in_turn(archive: Archive, url: str) -> None:
    """The command line beside the service: transactions that read before they write wait for one another."""
    beside = Archive.open(url)
    worlds = [World(archive), World(beside)]
    feed = worlds[0].feed()
    with ThreadPoolExecutor(2) as both:
        published = [both.submit(worlds[n % 2].publishes, feed, item(str(n))) for n in range(60)]
        assert [len(one.result()) for one in published] == [1] * 60
    beside.close()


@on_postgres
def test_locked_row_is_given_up(impatient: Archive, archive: Archive) -> None:
    """The same for a row that another session holds."""
    feed = World(archive).feed()

    def hold_and_try(tx: Connection) -> None:
        feeds.clear_validators(tx, feed.id)
        with pytest.raises(ArchiveUnavailable, match="locked"):
            impatient.write_now(feeds.clear_validators, feed.id)

    archive.write_now(hold_and_try)
    impatient.write_now(feeds.clear_validators, feed.id)


@on_sqlite
def test_full_archive_takes_nothing_half(archive: Archive) -> None:
    """When no page is left the transaction is undone, and the archive goes on once there is room."""

    def limit(tx: Connection, pages: int) -> None:
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def claim_two(tx: Connection) -> None:
        claim_period(tx, "job", "small", NOON)
        claim_period(tx, "x" * 500_000, "too large", NOON)

    archive.write_now(claim_period, "job", "before", NOON)
    archive.write_now(limit, 1)
    with pytest.raises(ArchiveUnavailable, match="full"):
        archive.write_now(claim_two)
    assert claimed_periods(archive) == ["before"]
    archive.write_now(limit, 1_000_000)
    assert archive.write_now(claim_period, "job", "after", NOON)


@on_sqlite
def test_full_disk_loses_no_commit(url: str) -> None:
    """Whatever was reported as committed before the disk was full is there, and nothing else."""
    writer = programs.run(FILLS_THE_DISK, url)
    told, committed = writer.stdout.splitlines()
    assert (writer.returncode, "full" in told) == (0, True)
    archive = Archive.open(url)
    assert sorted(claimed_periods(archive)) == sorted(["before", "after", *committed.split(",")])
    assert archive.read_now(lambda tx: tx.exec_driver_sql("PRAGMA integrity_check").scalar_one()) == "ok"
    archive.close()


@on_sqlite
def test_power_failure_takes_no_commit(archive: Archive) -> None:
    """No test can cut the power: SQLite promises it for these two settings (https://sqlite.org/pragma.html)."""

    def settings(tx: Connection) -> tuple[str, int]:
        return tuple(tx.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("journal_mode", "synchronous"))

    assert archive.read_now(settings) == archive.write_now(settings) == ("wal", 2)


def damage_head(file: Path) -> None:
    """The file is something else altogether."""
    file.write_bytes(b"<html>quota exceeded</html>" * 1000)


def damage_tail(file: Path) -> None:
    """The file was cut off by a failed copy."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damage_middle(file: Path) -> None:
    """The disk gave back rubbish for everything but the first page."""
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


@pytest.mark.parametrize("damage", [damage_head, damage_tail, damage_middle])
def test_damaged_file_is_refused_untouched(file: Path, damage: Callable[[Path], None]) -> None:
    """A corrupt archive is named as such and left for a person to look at."""
    damage(file)
    before = file.read_bytes()
    for action in (Archive.open, migrate):
        with pytest.raises(ArchiveDamaged, match="left as it is") as refusal:
            action(f"sqlite:///{file}")
        assert refusal.value.permanent
    assert file.read_bytes() == before


@on_postgres
def test_lost_connections_are_replaced(archive: Archive, postgres: PostgresServer, url: str) -> None:
    """A database that was restarted in between is not noticed by the next transaction."""
    archive.write_now(claim_period, "job", "1", NOON)
    database = url.partition("@/")[2].partition("?")[0]
    postgres.disconnect_all(database)
    assert archive.write_now(claim_period, "job", "2", NOON)
    postgres.disconnect_all(database)
    assert sorted(claimed_periods(archive)) == ["1", "2"]


@on_postgres
def test_deadlocks_are_repeated(archive: Archive) -> None:
    """Two transactions that take the same rows in opposite orders both get through."""
    archive.write_now(claim_period, "a", "0", NOON)
    archive.write_now(claim_period, "b", "0", NOON)

    def touch(tx: Connection, first: str, second: str) -> None:
        for job in (first, second):
            tx.execute(text("UPDATE periods SET period = period WHERE job = :job"), {"job": job})
            tx.execute(text("SELECT pg_sleep(0.2)"))

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(archive.write_now, touch, first, second) for first, second in ("ab", "ba")]
        assert [one.result(timeout=30) for one in both] == [None, None]


def test_absent_server_is_unavailable(tmp_path: Path) -> None:
    """A database that does not answer is no reason to give up for good."""
    with pytest.raises(ArchiveUnavailable) as refusal:
        Archive.open(f"postgresql+psycopg://marsad:geheim@/archive?host={tmp_path}")
    assert "geheim" not in str(refusal.value)


def test_kill_inside_remember(url: str) -> None:
    """Killed before its commit, a poll has remembered nothing, and vouches for nothing it has not remembered."""
    assert programs.run(REMEMBERS, url, failpoint="inside-remember:2").returncode == -signal.SIGKILL
    archive = Archive.open(url)
    world = World(archive)
    feed = world.feed()
    assert archive.read_now(entries.pending_count) == 1
    assert [entry.item_key for entry in world.publishes(feed, item("1"), item("2"))] == [item("2").item_key]
    archive.close()


def test_first_kill_leaves_no_validators(url: str) -> None:
    """No 304 can hide the entries that the killed poll was about to remember."""
    assert programs.run(REMEMBERS, url, failpoint="inside-remember").returncode == -signal.SIGKILL
    archive = Archive.open(url)
    assert archive.read_now(feeds.enabled_feeds)[0].validators == Validators()
    archive.close()


def test_kill_inside_commit(url: str) -> None:
    """Killed before its commit, an entry is still to be done, and its alert goes out once."""
    assert programs.run(COMMITS, url, failpoint="inside-commit:2").returncode == -signal.SIGKILL
    archive = Archive.open(url)
    world = World(archive)
    assert (archive.read_now(entries.pending_count), len(world.sender_claims())) == (1, 1)
    archive.close()


def test_errors_share_a_class() -> None:
    """One except clause at a room's door is enough."""
    assert issubclass(ArchiveUnavailable, ArchiveError)
    assert issubclass(ArchiveDamaged, ArchiveError)
