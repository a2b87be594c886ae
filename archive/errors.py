"""What can go wrong with the archive, without a word of what is in it.

Database drivers put the values of a row into their messages; only codes and the names of constraints are passed on.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class ArchiveError(Exception):
    """The archive could not do what was asked; ``permanent`` says that asking again will not help."""

    permanent = True


class ArchiveUnavailable(ArchiveError):
    """The archive is locked, full, unreachable or lost its connection: nothing was written, try again later."""

    permanent = False


class ArchiveOutdated(ArchiveError):
    """The archive is empty or of an older version, as ``state`` says: a migration mends it."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the archive is {state}: {MIGRATE_ADVICE}")
        self.state = state


class ArchiveDamaged(ArchiveError):
    """The archive's file or tables are corrupt; it is left as it is."""


_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_STORAGE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
}
_SQLITE_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_RETRY = ("40001", "40P01")
_POSTGRES_PASSING = ("08", "40", "53", "57", "58", "55P03", "25006")
_POSTGRES_DAMAGE = ("XX001", "XX002")
_POSTGRES_REFUSAL = ("28", "3D")
_POSTGRES_NO_TABLE = "42P01"

_RESTORE_ADVICE = "it was left as it is; move it away and run `marsad restore` with a backup"
MIGRATE_ADVICE = "run `marsad migrate`"


def is_connection_lost(error: Exception) -> bool:
    """Whether the database hung up, which a new connection may cure."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def is_collision(error: Exception) -> bool:
    """Whether PostgreSQL undid the transaction because of another one, so that repeating it is right."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) in _POSTGRES_RETRY


def translated(error: Exception) -> ArchiveError:
    """The room's own error for one of SQLAlchemy's or of a driver's."""
    if isinstance(error, PoolTimeoutError):
        return ArchiveUnavailable("the archive has no free connection: too much work at once, or the database hangs")
    original = error.orig if isinstance(error, StatementError) else error
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original)
    if isinstance(error, DBAPIError):
        return _of_postgres(error)
    return ArchiveError(f"a value cannot be archived ({type(original).__name__})")


def _of_sqlite(error: sqlite3.Error) -> ArchiveError:
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    primary_code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if primary_code in _SQLITE_BUSY:
        return ArchiveUnavailable(f"the archive is locked by another process ({name})")
    if primary_code in _SQLITE_STORAGE:
        return ArchiveUnavailable(f"the archive's disk is full, read-only or failing ({name})")
    if primary_code in _SQLITE_DAMAGE:
        return ArchiveDamaged(f"the archive is damaged or not an archive ({name}); {_RESTORE_ADVICE}")
    if "no such table" in str(error) or "no such column" in str(error):
        return ArchiveError(f"the archive's tables are missing or of another version: {MIGRATE_ADVICE}")
    return ArchiveError(f"the archive refused a statement ({name})")


def _of_postgres(error: DBAPIError) -> ArchiveError:
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return ArchiveUnavailable("the archive's database does not answer or refuses the login: check its address too")
    if state.startswith(_POSTGRES_PASSING):
        return ArchiveUnavailable(f"the archive's database is locked, full or going down ({state})")
    if state.startswith(_POSTGRES_DAMAGE):
        return ArchiveDamaged(f"the archive is damaged ({state}); {_RESTORE_ADVICE}")
    if state.startswith(_POSTGRES_REFUSAL):
        return ArchiveError(f"the database refused the connection ({state}): check user, password and database name")
    if state == _POSTGRES_NO_TABLE:
        return ArchiveError(f"the archive's tables are missing or of another version: {MIGRATE_ADVICE}")
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return ArchiveError(f"the archive refused a statement ({state}{f', {constraint}' if constraint else ''})")
