"""The archive for a command that can do without one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive.database import Archive
from archive.engines import parsed_url, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.environment import Environment


@contextmanager
def archive_if_any(environment: Environment) -> Iterator[Archive | None]:
    """The archive, None where there is none yet; raises ArchiveError when it cannot be opened."""
    file = sqlite_file(parsed_url(environment.database_url))
    if file is not None and not file.exists():
        yield None
        return
    archive = Archive.open(environment.database_url)
    try:
        yield archive
    finally:
        archive.close()
