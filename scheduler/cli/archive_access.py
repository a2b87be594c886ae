"""The archive for commands that work beside a running service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database import Archive
from archive.errors import ArchiveError
from scheduler.cli.endings import or_exit
from scheduler.environment import Environment, read_environment


@contextmanager
def open_archive(data: Path | None) -> Iterator[Archive]:
    """The archive that the environment names."""
    with archive_of(read_environment(data=data)) as archive:
        yield archive


@contextmanager
def archive_of(environment: Environment) -> Iterator[Archive]:
    """The same for an environment that was read already, which is done once."""
    with or_exit(ArchiveError):
        archive = Archive.open(environment.database_url)
        try:
            yield archive
        finally:
            archive.close()
