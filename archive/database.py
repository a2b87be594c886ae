"""The door of the archive: transactions on SQLite or PostgreSQL, run in threads so that no event loop waits.

Work goes in as a plain function of a transaction and its arguments; out comes what it returned, once committed. SQLite
has one writer thread, which is all it can use; PostgreSQL has a few.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from archive import versions
from archive.engines import LOCK_WAIT_SECONDS, make_engine, parsed_url, reading, sqlite_file, writing
from archive.errors import (
    MIGRATE_ADVICE,
    ArchiveDamaged,
    ArchiveError,
    ArchiveUnavailable,
    is_collision,
    is_connection_lost,
    translated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

__all__ = ["Archive", "ArchiveDamaged", "ArchiveError", "ArchiveUnavailable", "migrate"]

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()

_TRIES = 6
_FIRST_PAUSE_SECONDS = 0.02


class Archive:
    """An open archive; made by ``Archive.open``, closed by ``close``."""

    def __init__(self, engine: Engine, generation: str) -> None:
        self.generation = generation
        self.dialect = engine.dialect.name
        self.is_sqlite = self.dialect == "sqlite"
        self._engine = engine
        self._reading = reading(engine)
        self._writing = writing(engine)
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else 4, thread_name_prefix="archive-write")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="archive-read")

    @classmethod
    def open(cls, url: str, *, lock_wait_seconds: float = LOCK_WAIT_SECONDS) -> Self:
        """The archive at this address, which must exist and be of this version; ArchiveError says what to do if not.

        A transaction that waits longer than this for another process's lock is given up as ArchiveUnavailable.
        """
        address = parsed_url(url)
        file = sqlite_file(address)
        if file and not file.exists():
            raise ArchiveError(f"there is no archive yet: {MIGRATE_ADVICE}")
        engine = make_engine(address, lock_wait_seconds=lock_wait_seconds)
        try:
            generation = _in_transaction(engine, versions.check)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, generation)

    async def read(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``work(tx, ...)`` returns, from a transaction in a reader thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: self._try(self._reading, work, *args, **kwargs))

    async def write(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``work(tx, ...)`` returns, once it is committed.

        Work may run again if another transaction collided; cancelling the caller does not take it back.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writers, lambda: self._try(self._writing, work, *args, **kwargs))

    def read_now(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """As ``read``, for threads and the command line."""
        return self._try(self._reading, work, *args, **kwargs)

    def write_now(self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """As ``write``, for threads and the command line."""
        return self._writers.submit(lambda: self._try(self._writing, work, *args, **kwargs)).result()

    def close(self) -> None:
        """Wait for what is running, then close all connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    def _try(
        self, engine: Engine, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        for attempt in range(1, _TRIES):
            try:
                return _in_transaction(engine, work, *args, **kwargs)
            except _Repeatable as collision:
                log.warning("archive_retry", attempt=attempt, cause=str(collision))
                time.sleep(_FIRST_PAUSE_SECONDS * 2**attempt)
        return _in_transaction(engine, work, *args, **kwargs)


class _Repeatable(ArchiveUnavailable):
    """The transaction was undone before its commit was asked for, so doing it again is safe."""


def _in_transaction(
    engine: Engine, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    committing = False
    try:
        with engine.connect() as connection, _undone(connection), connection.begin() as transaction:
            result = work(connection, *args, **kwargs)
            committing = True
            transaction.commit()
            return result
    except (SQLAlchemyError, sqlite3.Error) as error:
        # Drivers quote row values in their messages, and a traceback would show them: the cause is cut off.
        known = translated(error)
        if not committing and (is_collision(error) or is_connection_lost(error)):
            known = _Repeatable(str(known))
        raise known from None


@contextmanager
def _undone(connection: Connection) -> Iterator[None]:
    """Give up the connection of a transaction that failed, with all that still reads from it.

    On SQLite a rollback leaves half-read rows open. While an error's traceback keeps them, the connection reads an old
    state of the archive, and none of its later transactions could write (SQLITE_BUSY_SNAPSHOT).
    """
    try:
        yield
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)
        connection.invalidate()
        raise


def migrate(url: str) -> None:
    """Bring the archive at this address to this version, made if need be; safe at any time, also twice at once."""
    from archive import migrating  # noqa: PLC0415 - Alembic is loaded only by those who migrate

    migrating.migrate(url)
