"""How a connection to each of the two databases is set up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from archive.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3

    import psycopg

APPLICATION = "marsad"
LOCK_WAIT_SECONDS = 5.0
POSTGRES_CONNECTIONS = 6
_WRITES = "archive_writes"

# WAL with synchronous=FULL loses nothing that was committed, even when the power fails.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
)
_ENCODING = "UTF8"
_ENCODING_ADVICE = (
    "make another one (CREATE DATABASE marsad ENCODING 'UTF8' TEMPLATE template0) and run `marsad migrate` on it"
)
_POSTGRES_OPTIONS = "-c timezone=UTC -c idle_in_transaction_session_timeout=120s"


def parsed_url(url: str) -> URL:
    """The address of the archive; ArchiveError with advice if it is not one of the two kinds."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        raise ArchiveError("the archive's address is not a URL like sqlite:////data/archive.db") from None
    if parsed.drivername in {"postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "sqlite" or not parsed.database or not Path(parsed.database).is_absolute():
        raise ArchiveError("the archive's address must be sqlite:////absolute/path or postgresql+psycopg://...")
    return parsed


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite archive, None for PostgreSQL."""
    return Path(url.database) if url.drivername == "sqlite" and url.database else None


def make_engine(url: URL, *, lock_wait_seconds: float = LOCK_WAIT_SECONDS) -> Engine:
    """An engine that opens transactions as this room wants them and waits so long for locks; it does not connect."""
    if url.drivername == "sqlite":
        return _sqlite_engine(url, lock_wait_seconds)
    return _postgres_engine(url, lock_wait_seconds)


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes its write lock at once, not half-way."""
    return engine.execution_options(**{_WRITES: True})


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that read: all their queries see one state of the archive.

    On SQLite they do anyway; on PostgreSQL an article and its mentions could else be from before and after an exchange.
    """
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def _sqlite_engine(url: URL, lock_wait_seconds: float) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        json_serializer=_compact_json,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        connect_args={"timeout": lock_wait_seconds, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: URL, lock_wait_seconds: float) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        json_serializer=_compact_json,
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=2,
        pool_timeout=15,
        pool_recycle=3600,
        connect_args={
            "application_name": APPLICATION,
            "client_encoding": _ENCODING,
            "connect_timeout": 5,
            "options": f"{_POSTGRES_OPTIONS} -c lock_timeout={round(lock_wait_seconds * 1000)}",
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
        },
    )
    event.listen(engine, "connect", _refuse_other_encodings)
    return engine


def _refuse_other_encodings(connection: psycopg.Connection[Any], _record: object) -> None:
    """Only UTF8 holds every script: LATIN1 refuses Arabic, SQL_ASCII takes what nobody can read again."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != _ENCODING:
        raise ArchiveError(f"the database's encoding is {encoding}, not UTF8: {_ENCODING_ADVICE}")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _compact_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
