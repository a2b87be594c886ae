"""An archive is brought to this version whole or not at all, and says so when it is of another."""

from __future__ import annotations

import signal
import stat
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import bindparam, text

from archive import articles, feeds, versions
from archive.causes import Cause, CauseKind
from archive.columns import UtcTime
from archive.database import Archive, ArchiveError, migrate
from archive.engines import parsed_url, sqlite_file
from archive.migrating import create_file, in_locked_transaction, upgrade
from archive.nouns import Conduct, Origins
from archive.tables import metadata
from archive.volumes import Slot, past_articles
from tests.archive import programs
from tests.archive.world import NOON

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

MIGRATE = "import sys; from archive.database import migrate; migrate(sys.argv[1])"
KILLED_AT_A_TABLE = """
import os, signal, sys
from alembic.operations import Operations
from archive.database import migrate
made, create_table = [], Operations.create_table
def create_or_die(*arguments, **options):
    made.append(arguments)
    if len(made) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return create_table(*arguments, **options)
Operations.create_table = create_or_die
migrate(sys.argv[1])
"""


PAUSES_AT_A_TABLE = """
import sys
from alembic.operations import Operations
from archive.database import migrate
create_table = Operations.create_table
def pause_and_create(*arguments, **options):
    Operations.create_table = create_table
    print("paused", flush=True)
    sys.stdin.readline()
    return create_table(*arguments, **options)
Operations.create_table = pause_and_create
migrate(sys.argv[1])
"""
SAYS_WHEN_IT_TRIES = """
import sys
from archive import migrating
print("trying", flush=True)
migrating.migrate(sys.argv[1])
"""


def set_version(archive: Archive, version: str) -> None:
    """Let the archive be of another version."""
    archive.write_now(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version}))


def test_migrations_make_the_tables(archive: Archive) -> None:
    """What the migrations built is what the queries are written for."""

    def differences(tx: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(tx, opts={"compare_type": True}), metadata))

    assert archive.read_now(differences) == []


def test_latest_version_is_known() -> None:
    """The version that opening asks for is the last one in the folder."""
    config = Config()
    config.set_main_option("script_location", str(Path(versions.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == versions.LATEST


def test_migrating_twice_changes_nothing(new_url: Callable[[], str]) -> None:
    """Every start may migrate first."""
    url = new_url()
    migrate(url)
    first = Archive.open(url)
    migrate(url)
    second = Archive.open(url)
    assert first.generation == second.generation
    first.close()
    second.close()


def test_archives_have_own_generations(new_url: Callable[[], str]) -> None:
    """Two archives never believe each other's keys in Redis."""
    generations = set()
    for _ in range(2):
        url = new_url()
        migrate(url)
        archive = Archive.open(url)
        generations.add(archive.generation)
        archive.close()
    assert len(generations) == 2


def test_racing_migrations_make_one_archive(new_url: Callable[[], str]) -> None:
    """Four processes that start at once all succeed."""
    url = new_url()
    racing = [programs.start(MIGRATE, url) for _ in range(4)]
    assert [process.communicate(timeout=60)[1] for process in racing] == [""] * 4
    assert [process.returncode for process in racing] == [0] * 4
    Archive.open(url).close()


def test_second_migration_waits_for_first(new_url: Callable[[], str]) -> None:
    """A process that comes while another is between two tables waits, and then finds the work done."""
    url = new_url()
    first = programs.start(PAUSES_AT_A_TABLE, url)
    programs.await_line(first, "paused")
    second = programs.start(SAYS_WHEN_IT_TRIES, url)
    programs.await_line(second, "trying")
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(0.5)
    assert (first.communicate("go on\n", timeout=60)[1], second.communicate(timeout=60)[1]) == ("", "")
    assert (first.returncode, second.returncode) == (0, 0)
    Archive.open(url).close()


@pytest.mark.parametrize("table", ["1", "7", "14"])
def test_killed_migration_starts_over(new_url: Callable[[], str], table: str) -> None:
    """Kill -9 between two tables leaves nothing half made."""
    url = new_url()
    assert programs.run(KILLED_AT_A_TABLE, url, table).returncode == -signal.SIGKILL
    with pytest.raises(ArchiveError, match="marsad migrate"):
        Archive.open(url)
    migrate(url)
    Archive.open(url).close()


def test_unmigrated_archive_is_refused(new_url: Callable[[], str]) -> None:
    """Where there is nothing, the advice is to migrate."""
    with pytest.raises(ArchiveError, match="marsad migrate") as refusal:
        Archive.open(new_url())
    assert refusal.value.permanent


def test_older_archive_is_refused(archive: Archive, url: str) -> None:
    """A program newer than its archive does not guess."""
    set_version(archive, "0000")
    with pytest.raises(ArchiveError, match=r"version 0000.*marsad migrate"):
        Archive.open(url)


@pytest.mark.parametrize("action", [Archive.open, migrate])
def test_younger_archive_is_refused(archive: Archive, url: str, action: Callable[[str], object]) -> None:
    """A program that was put back to an older version leaves a younger archive alone."""
    set_version(archive, "9999")
    with pytest.raises(ArchiveError, match="younger than this program"):
        action(url)


def test_archive_file_is_private(tmp_path: Path) -> None:
    """Nobody else on the machine reads the watch's findings."""
    url = f"sqlite:///{tmp_path}/deep/archive.db"
    migrate(url)
    file = sqlite_file(parsed_url(url))
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["", "archive.db", "sqlite://", "sqlite:///relative.db", "mysql://host/db"])
def test_odd_addresses_are_refused(url: str) -> None:
    """A mistyped address is named as such, before anything is made."""
    with pytest.raises(ArchiveError, match="address"):
        migrate(url)


def test_unusable_place_is_named(tmp_path: Path) -> None:
    """A path through a file is an answer, not a traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be made"):
        migrate(f"sqlite:///{tmp_path}/file/archive.db")


def test_old_archive_keeps_its_data(new_url: Callable[[], str]) -> None:
    """An archive of the first version is brought to this one with its feeds, and knows when each had news last."""
    url = new_url()
    migrate_to(url, "0001")
    in_locked_transaction(parsed_url(url), add_old_feeds)
    migrate(url)
    archive = Archive.open(url)
    feed, silent = archive.read_now(feeds.enabled_feeds)
    archive.close()
    assert (feed.url, feed.status, feed.failures, feed.last_polled_at) == ("https://enab.example/feed", "ok", 2, NOON)
    assert (feed.pace, feed.conduct, feed.articles_counted) == (None, Conduct(), 0)
    assert (feed.last_entry_at, silent.last_entry_at) == (NOON, None)


def test_old_articles_are_of_unknown_origin(new_url: Callable[[], str]) -> None:
    """What was kept before origins were noted stays readable, and nothing is made up about it."""
    url = new_url()
    migrate_to(url, "0003")
    in_locked_transaction(parsed_url(url), add_old_article)
    migrate(url)
    archive = Archive.open(url)
    (article,) = archive.read_now(articles.recent_articles, NOON, 0, 10)
    archive.close()
    assert (article.title, article.published_at, article.origins) == ("عنوان", NOON, Origins())
    assert (article.modified_at, article.canonical_url, article.section, article.image_url) == (None,) * 4
    assert (article.extractor, article.removed_lines, article.warnings) == (None, (), ())


def test_old_alerts_are_usual(new_url: Callable[[], str]) -> None:
    """What alerted before floods were counted says what is usual; else an update would hold what always came."""
    url = new_url()
    migrate_to(url, "0003")
    in_locked_transaction(parsed_url(url), add_old_article)
    in_locked_transaction(parsed_url(url), add_old_alert)
    migrate(url)
    archive = Archive.open(url)
    for cause in (Cause(CauseKind.FEED, "1"), Cause(CauseKind.RULE, "hajin")):
        past = archive.read_now(past_articles, cause, NOON + timedelta(hours=1))
        assert past.slots == (Slot(1, "2026-11-22 12:0", 1),)
    archive.close()


def migrate_to(url: str, revision: str) -> None:
    """Make an archive of an older version."""
    address = parsed_url(url)
    file = sqlite_file(address)
    if file:
        create_file(file)
    in_locked_transaction(address, lambda tx: upgrade(tx, revision))


def add_old_feeds(tx: Connection) -> None:
    """Two feeds as the first version kept them, one with an entry."""
    for number, name in ((1, "enab"), (2, "sana")):
        tx.execute(
            text(
                "INSERT INTO feeds (id, url, name, tags, interval_min_seconds, interval_max_seconds, enabled, status,"
                " failures, guids_unreliable, last_polled_at, reader_version, added_at)"
                " VALUES (:id, :url, 'عنب', '[]', 120, 900, true, 'ok', 2, false, :at, 1, :at)"
            ).bindparams(bindparam("at", type_=UtcTime)),
            {"id": number, "url": f"https://{name}.example/feed", "at": NOON},
        )
    tx.execute(
        text(
            "INSERT INTO entries (feed_id, item_key, composite_key, url_key, title_hash, url, first_seen_at,"
            " from_first_poll, state, attempts, next_attempt_at)"
            " VALUES (1, :key, :key, :key, :key, '', :at, false, 'done', 1, :at)"
        ).bindparams(bindparam("at", type_=UtcTime)),
        {"key": b"k", "at": NOON},
    )


def add_old_article(tx: Connection) -> None:
    """An article of the first feed's entry."""
    add_old_feeds(tx)
    at = bindparam("at", type_=UtcTime)
    tx.execute(
        text("INSERT INTO copy_groups (text_hash, started_at, members) VALUES ('00', :at, 1)").bindparams(at),
        {"at": NOON},
    )
    tx.execute(
        text(
            "INSERT INTO articles (entry_id, feed_id, group_id, url, title, body, published_at, body_source,"
            " page_status, text_hash, fetched_at, committed_at)"
            " VALUES (1, 1, 1, '', 'عنوان', 'نص', :at, 'page', 'ok', '00', :at, :at)"
        ).bindparams(at),
        {"at": NOON},
    )


def add_old_alert(tx: Connection) -> None:
    """An alert about that article."""
    insert = text(
        "INSERT INTO alerts (rule_id, group_id, revision, article_id, priority, covers, created_at) "
        "VALUES ('hajin', 1, 1, 1, 'normal', '[]', :now)"
    ).bindparams(bindparam("now", type_=UtcTime))
    tx.execute(insert, {"now": NOON})
