"""Bring an archive to this version with Alembic: one transaction, behind a lock, so that a kill undoes all of it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import SQLAlchemyError

from archive import versions
from archive.engines import make_engine, parsed_url, sqlite_file, writing
from archive.errors import ArchiveError, translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection
    from sqlalchemy.engine import URL

_LOCK_WAIT_SECONDS = 60.0
_LOCK_NUMBER = 0x6D61_7273_6164  # "marsad"
_OPEN_TO_OWNER = 0o600


def migrate(url: str) -> None:
    """As ``archive.database.migrate``."""
    address = parsed_url(url)
    file = sqlite_file(address)
    if file:
        create_file(file)
    in_locked_transaction(address, upgrade)


def in_locked_transaction(address: URL, work: Callable[[Connection], None]) -> None:
    """Do the work in a transaction that only one process has at a time."""
    engine = make_engine(address, lock_wait_seconds=_LOCK_WAIT_SECONDS)
    try:
        with writing(engine).begin() as tx:
            _wait_for_others(tx)
            work(tx)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise translated(error) from None
    finally:
        engine.dispose()


def upgrade(tx: Connection, revision: str = "head") -> None:
    """Take the tables in this transaction to a revision; refuses an archive that is younger than this program."""
    present = versions.version_of(tx)
    if present is not None and present > versions.LATEST:
        versions.check(tx)
    command.upgrade(_alembic(tx), revision)
    versions.begin_generation(tx)


def _alembic(tx: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = tx
    return config


def _wait_for_others(tx: Connection) -> None:
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER})")


def create_file(file: Path) -> None:
    """Make sure that an SQLite archive's file is there, for its owner's eyes only."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, _OPEN_TO_OWNER))
    except OSError as error:
        raise ArchiveError(
            f"the archive's file cannot be made: {error.strerror}; check the folder's owner and free space"
        ) from None
