"""Which version of the tables this code wants, and which one an archive has."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, inspect, select, text

from archive.conflicts import insert_or
from archive.errors import ArchiveError, ArchiveOutdated
from archive.tables import meta

# The latest revision in archive/migrations/versions.
LATEST = "0008"
_GENERATION = "generation"


def check(tx: Connection) -> str:
    """The generation of an archive of this version; ArchiveError for an empty, older or younger one."""
    version = version_of(tx)
    if version is None:
        raise ArchiveOutdated("empty")
    if version < LATEST:
        raise ArchiveOutdated(f"of version {version}, this program wants {LATEST}")
    if version > LATEST:
        raise ArchiveError(
            f"the archive is of version {version}, younger than this program ({LATEST}): upgrade the program"
        )
    return generation_of(tx)


def version_of(tx: Connection) -> str | None:
    """The revision the archive was migrated to, None if it has no tables yet."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    return tx.execute(text("SELECT version_num FROM alembic_version")).scalar()


def generation_of(tx: Connection) -> str:
    """The random word that what is derived from this archive (keys in Redis) carries."""
    return str(tx.execute(select(meta.c.value).where(meta.c.key == _GENERATION)).scalar_one())


def begin_generation(tx: Connection) -> None:
    """Give the archive a generation if it has none."""
    tx.execute(insert_or(tx, meta).on_conflict_do_nothing(), {"key": _GENERATION, "value": secrets.token_hex(8)})


def change_generation(tx: Connection) -> None:
    """Give the archive another generation, so that nothing derived from what it was before is believed."""
    tx.execute(meta.delete().where(meta.c.key == _GENERATION))
    begin_generation(tx)
