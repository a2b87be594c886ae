"""A backup is whole or an error, holds for both databases, and changes the generation when it comes back."""

from __future__ import annotations

import gzip
import json
import signal
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from archive import articles, deliveries, entries, feeds, tables, versions
from archive.backup import backup, restore
from archive.database import Archive, ArchiveError, migrate
from tests.archive import programs
from tests.archive.world import HOOK, MAIL, NOON, World, item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KILLED_WHILE_RESTORING = """
import os, signal, sys
from pathlib import Path
from archive import backup, versions
versions.change_generation = lambda tx: os.kill(os.getpid(), signal.SIGKILL)
backup.restore(Path(sys.argv[1]), sys.argv[2], replace=True)
"""

RUNS_OUT_OF_DISK = """
import resource, sys
from pathlib import Path
from archive.backup import backup
from archive.database import ArchiveError
resource.setrlimit(resource.RLIMIT_FSIZE, (500, resource.RLIM_INFINITY))
try:
    backup(sys.argv[1], Path(sys.argv[2]))
except ArchiveError as error:
    print(error)
"""


@contextmanager
def opened(url: str) -> Iterator[World]:
    """The newsroom around the archive at this address."""
    archive = Archive.open(url)
    yield World(archive)
    archive.close()


def told(archive: Archive) -> list[object]:
    """Everything the archive says, but for its generation."""
    kept = archive.read_now(articles.recent_articles, NOON.replace(year=2000), 0, 1000)
    return [
        archive.read_now(feeds.enabled_feeds),
        archive.read_now(entries.recent_keys, NOON.replace(year=2000), 0, 1000),
        kept,
        [archive.read_now(articles.mentions_of, article.id) for article in kept],
        archive.read_now(deliveries.list_deliveries, limit=1000),
    ]


@pytest.fixture
def busy(url: str) -> str:
    """An archive in the middle of its work: alerts sent, due and dead, entries pending, a raw page."""
    with opened(url) as world:
        world.alerts(MAIL, HOOK)
        sent, dead = world.sender_claims()
        world.archive.write_now(deliveries.mark_sent, sent.id, "sender-1", NOON)
        world.archive.write_now(deliveries.mark_dead, dead.id, "sender-1", "gone", NOON)
        world.alerts(MAIL, guid="2")
        pending = world.publishes(world.feed(), item("3"))[0]
        world.archive.write_now(articles.keep_raw_page, pending.id, b"\x00\xff", "text/html", NOON)
    return url


@pytest.fixture
def saved(busy: str, tmp_path: Path) -> Path:
    """A backup of it."""
    target = tmp_path / "marsad.backup"
    backup(busy, target)
    return target


def test_backup_comes_back_whole(busy: str, saved: Path, new_url: Callable[[], str]) -> None:
    """A new machine goes on exactly where the old one was."""
    fresh = new_url()
    restore(saved, fresh)
    with opened(busy) as before, opened(fresh) as after:
        assert told(after.archive) == told(before.archive)
        raw = after.archive.read_now(articles.raw_page, 3)
        assert raw is not None
        assert raw.compressed == b"\x00\xff"


def test_backup_moves_between_databases(saved: Path, busy: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A team that outgrows SQLite takes its archive along, and back."""
    server = request.getfixturevalue("postgres")
    for other in (server.url(server.new_database()), f"sqlite:///{tmp_path}/moved/archive.db"):
        restore(saved, other)
        with opened(busy) as before, opened(other) as after:
            assert told(after.archive) == told(before.archive)
            after.alerts(MAIL, guid="after the move")


def test_restored_archive_changes_generation(busy: str, saved: Path) -> None:
    """Younger keys in Redis must not be believed about an older archive."""
    with opened(busy) as world:
        before = world.archive.generation
    restore(saved, busy, replace=True)
    with opened(busy) as world:
        assert world.archive.generation != before


def test_restored_archive_works_on(saved: Path, new_url: Callable[[], str]) -> None:
    """Known stays known, pending gets done, due gets sent, and new rows get new numbers."""
    url = new_url()
    restore(saved, url)
    with opened(url) as world:
        assert world.publishes(world.feed(), *(item(guid) for guid in "123")) == []
        assert len(world.sender_claims()) == 1
        pending = world.archive.read_now(entries.due_entries, NOON, 10)
        claimed = world.archive.write_now(entries.claim_entries, [pending[0][0]], "worker-1", NOON, 60)
        assert world.commits(claimed[0], "نص 3") is not None
        assert world.alerts(MAIL, guid="4").article_id == 4


def test_numbers_go_on_after_restore(busy: str, tmp_path: Path, new_url: Callable[[], str]) -> None:
    """A number that was forgotten before the backup is not given again after it."""
    with opened(busy) as world:
        world.archive.write_now(lambda tx: tx.execute(tables.mentions.delete()))
        world.archive.write_now(lambda tx: tx.execute(tables.articles.delete()))
    backup(busy, tmp_path / "later.backup")
    url = new_url()
    restore(tmp_path / "later.backup", url)
    with opened(url) as world:
        assert world.alerts(MAIL, guid="4").article_id == 3


def test_backup_is_of_one_moment(busy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is committed while the backup runs is in it whole or not at all."""
    with opened(busy) as world:
        before = told(world.archive)
        saved_tables = backup.__globals__["_saved"]

        def interrupted(tx: object, tables: object) -> Iterator[object]:
            contents = saved_tables(tx, tables)
            yield next(contents)
            world.alerts(MAIL, guid="meanwhile")
            yield from contents

        monkeypatch.setitem(backup.__globals__, "_saved", interrupted)
        backup(busy, tmp_path / "moment.backup")
        assert told(world.archive) != before
    restore(tmp_path / "moment.backup", busy, replace=True)
    with opened(busy) as world:
        assert told(world.archive) == before


def test_filled_archive_is_not_replaced(busy: str, saved: Path) -> None:
    """A restore into the wrong archive needs to be asked for twice."""
    with opened(busy) as world:
        world.alerts(MAIL, guid="after the backup")
        before = told(world.archive)
    with pytest.raises(ArchiveError, match="holds entries"):
        restore(saved, busy)
    with opened(busy) as world:
        assert told(world.archive) == before


def test_empty_archive_is_replaced(saved: Path, new_url: Callable[[], str]) -> None:
    """A service that was already started on the new machine is no obstacle."""
    url = new_url()
    migrate(url)
    restore(saved, url)
    with opened(url) as world:
        assert len(world.sender_claims()) == 1


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_connected_service_is_noticed(busy: str, saved: Path) -> None:
    """A running service would go on with the old generation."""
    with opened(busy), pytest.raises(ArchiveError, match="stop it first"):
        restore(saved, busy, replace=True)


def test_killed_restore_changes_nothing(busy: str, saved: Path) -> None:
    """Kill -9 at its last step leaves the archive as it was."""
    with opened(busy) as world:
        world.alerts(MAIL, guid="after the backup")
        before = told(world.archive)
    assert programs.run(KILLED_WHILE_RESTORING, str(saved), busy).returncode == -signal.SIGKILL
    with opened(busy) as world:
        assert told(world.archive) == before


def cut_off(file: Path) -> None:
    """The copy ended early."""
    file.write_bytes(file.read_bytes()[:-40])


def flip_a_bit(file: Path) -> None:
    """The medium is failing."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def drop_the_end(file: Path) -> None:
    """Whole as a compressed file, but not as a backup."""
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(lines[:-1])))


def drop_a_row(file: Path) -> None:
    """A row less than the last line counts."""
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    del lines[-2]
    file.write_bytes(gzip.compress(b"".join(lines)))


def be_something_else(file: Path) -> None:
    """Another program's file."""
    file.write_bytes(gzip.compress(json.dumps({"version": 1}).encode()))


def be_no_archive(file: Path) -> None:
    """Not even compressed."""
    file.write_text("قسد")


def be_no_table(file: Path) -> None:
    """A line that is no line of a backup."""
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join([lines[0], b"12\n", *lines[1:]])))


@pytest.mark.parametrize(
    "harm", [be_no_table, cut_off, flip_a_bit, drop_the_end, drop_a_row, be_something_else, be_no_archive]
)
def test_broken_backups_are_refused(busy: str, saved: Path, harm: Callable[[Path], None]) -> None:
    """A broken backup is noticed before anything is touched."""
    harm(saved)
    with opened(busy) as world:
        before = told(world.archive)
    with pytest.raises(ArchiveError, match=r"cut off|not a backup|cannot be read"):
        restore(saved, busy, replace=True)
    with opened(busy) as world:
        assert told(world.archive) == before


def test_missing_backup_is_named(tmp_path: Path, url: str) -> None:
    """A mistyped file name is an answer, not a traceback."""
    with pytest.raises(ArchiveError, match="cannot be read"):
        restore(tmp_path / "nowhere", url)


def test_younger_backup_is_refused(saved: Path, busy: str) -> None:
    """A program that was put back to an older version does not guess."""
    lines = gzip.decompress(saved.read_bytes()).splitlines(keepends=True)
    lines[0] = lines[0].replace(f'"revision":"{versions.LATEST}"'.encode(), b'"revision":"9999"')
    saved.write_bytes(gzip.compress(b"".join(lines)))
    with pytest.raises(ArchiveError, match="younger program"):
        restore(saved, busy, replace=True)


def test_backup_needs_an_archive(new_url: Callable[[], str], tmp_path: Path) -> None:
    """A backup of nothing would be a false comfort."""
    with pytest.raises(ArchiveError, match="no archive"):
        backup(new_url(), tmp_path / "empty.backup")
    assert not (tmp_path / "empty.backup").exists()


def test_backup_is_private(saved: Path) -> None:
    """It holds what the team watches."""
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_full_disk_keeps_the_last_backup(busy: str, saved: Path) -> None:
    """A backup that cannot be finished does not take the last good one with it."""
    before = saved.read_bytes()
    with opened(busy):
        attempt = programs.run(RUNS_OUT_OF_DISK, busy, str(saved))
    assert "cannot be written" in attempt.stdout
    assert saved.read_bytes() == before
    assert not saved.with_name("marsad.backup.partial").exists()
