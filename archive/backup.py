"""Save an archive to a file while it is in use, and bring it back, on either database.

The tables are read as they are in the database, not as this version declares them, so that a younger program can
restore a backup: it is loaded at its own revision and then migrated.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, MetaData, Table, func, literal_column, select, text
from sqlalchemy.exc import SQLAlchemyError

from archive import versions
from archive.backup_file import Header, Saved, TableStart, check_backup, open_backup, write_backup
from archive.engines import APPLICATION, make_engine, parsed_url, sqlite_file
from archive.errors import MIGRATE_ADVICE, ArchiveError, translated
from archive.migrating import create_file, in_locked_transaction, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NOT_SAVED = {"alembic_version"}
_BATCH = 500


def backup(url: str, target_file: Path) -> int:
    """Write the archive, as it is at one moment, to a file that only its owner can read; gives the number of rows.

    The service may go on meanwhile. ArchiveError if there is no archive or the file cannot be written; then a file that
    was there before is still as it was.
    """
    with _snapshot(url) as tx:
        revision = versions.version_of(tx)
        if revision is None:
            raise ArchiveError(f"there is no archive to save yet: {MIGRATE_ADVICE}")
        tables = _tables(tx)
        header = Header(revision, datetime.now(UTC).isoformat(), _last_ids(tx, tables))
        return write_backup(target_file, header, _saved(tx, tables))


def restore(source_file: Path, url: str, *, replace: bool = False) -> None:
    """Make the archive what it was when the backup was made, with a new generation; the service must be stopped.

    All in one transaction: on any failure the archive is as it was before. An archive that holds entries is only
    replaced if ``replace`` says so.
    """
    header = check_backup(source_file)
    if header.revision > versions.LATEST:
        raise ArchiveError(
            f"the backup was made by a younger program (version {header.revision}): upgrade this one first"
        )
    address = parsed_url(url)
    if file := sqlite_file(address):
        create_file(file)
    in_locked_transaction(address, partial(_restore, source_file, replace=replace))


def _restore(source_file: Path, tx: Connection, *, replace: bool) -> None:
    _refuse_if_in_use(tx)
    _drop_tables(tx, replace=replace)
    with open_backup(source_file) as (header, contents):
        upgrade(tx, header.revision)
        tables = _tables(tx)
        for table in reversed(tables):
            tx.execute(table.delete())
        _load(tx, {table.name: table for table in tables}, contents)
    for table in tables:
        _continue_ids(tx, table, header.last_ids.get(table.name, 0))
    upgrade(tx)
    versions.change_generation(tx)


@contextmanager
def _snapshot(url: str) -> Iterator[Connection]:
    address = parsed_url(url)
    file = sqlite_file(address)
    if file and not file.exists():
        raise ArchiveError(f"there is no archive to save yet: {MIGRATE_ADVICE}")
    engine = make_engine(address)
    if file is None:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with engine.begin() as tx:
            yield tx
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise translated(error) from None
    finally:
        engine.dispose()


def _tables(tx: Connection) -> list[Table]:
    """The tables in the database, each after those it refers to."""
    found = MetaData()
    found.reflect(tx)
    return [table for table in found.sorted_tables if table.name not in _NOT_SAVED]


def _saved(tx: Connection, tables: Iterable[Table]) -> Iterator[Saved]:
    for table in tables:
        yield TableStart(table.name, table.columns.keys())
        for row in tx.execute(select(table).order_by(*table.primary_key), execution_options={"yield_per": _BATCH}):
            yield list(row)


def _load(tx: Connection, tables: dict[str, Table], contents: Iterable[Saved]) -> None:
    start: TableStart | None = None
    rows: list[dict[str, Any]] = []
    for item in contents:
        if isinstance(item, TableStart) or len(rows) == _BATCH:
            _insert(tx, tables, start, rows)
        if isinstance(item, TableStart):
            start = item
        elif start is not None:
            rows.append(dict(zip(start.columns, item, strict=True)))
    _insert(tx, tables, start, rows)


def _insert(tx: Connection, tables: dict[str, Table], start: TableStart | None, rows: list[dict[str, Any]]) -> None:
    if start is not None and rows:
        tx.execute(tables[start.table].insert(), rows)
        rows.clear()


def _drop_tables(tx: Connection, *, replace: bool) -> None:
    present = MetaData()
    present.reflect(tx)
    entries = present.tables.get("entries")
    if entries is not None and not replace and tx.execute(select(entries.c.id).limit(1)).first():
        raise ArchiveError("the archive holds entries already: add --replace to put the backup in their place")
    present.drop_all(tx)


def _refuse_if_in_use(tx: Connection) -> None:
    if tx.dialect.name != "postgresql":
        return
    others = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = :name AND pid <> pg_backend_pid()"
    )
    if tx.execute(others, {"name": APPLICATION}).scalar_one():
        raise ArchiveError("the service is connected to this archive: stop it first")


def _last_ids(tx: Connection, tables: Iterable[Table]) -> dict[str, int]:
    if tx.dialect.name == "sqlite":
        return dict(tx.execute(text("SELECT name, seq FROM sqlite_sequence")).all())
    return {table.name: _last_id(tx, table) for table in tables if "id" in table.c}


def _last_id(tx: Connection, table: Table) -> int:
    last = func.pg_sequence_last_value(func.pg_get_serial_sequence(table.name, "id"))
    return int(tx.execute(select(func.coalesce(last, 0))).scalar_one())


def _continue_ids(tx: Connection, table: Table, last_id: int) -> None:
    if last_id == 0:
        return
    if tx.dialect.name == "sqlite":
        tx.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        tx.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table.name, "last": last_id}
        )
    else:
        tx.execute(select(func.setval(func.pg_get_serial_sequence(table.name, literal_column("'id'")), last_id)))
