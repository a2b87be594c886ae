"""The archive for commands that work beside a running service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.database import Archive
from archive.errors import ArchiveError
from scheduler.cli.endings import or_exit
from scheduler.environment import read_environment


@contextmanager
def open_archive(data: Path | None) -> Iterator[Archive]:
    """The archive that the environment names."""
    with or_exit(ArchiveError):
        archive = Archive.open(read_environment(data=data).database_url)
        try:
            yield archive
        finally:
            archive.close()
