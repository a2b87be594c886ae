"""The archive for commands that work beside a running service, with errors as one clear line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from archive.database import Archive
from archive.errors import ArchiveError
from scheduler.environment import read_environment


@contextmanager
def or_exit(*problems: type[Exception], code: int = 1) -> Iterator[None]:
    """End the command with the problem's own words instead of a traceback."""
    try:
        yield
    except problems as problem:
        findings = getattr(problem, "findings", None)
        for line in findings or [f"marsad: {problem}"]:
            typer.echo(str(line), err=True)
        sys.exit(code)


@contextmanager
def open_archive(data: Path | None) -> Iterator[Archive]:
    """The archive that the environment names."""
    with or_exit(ArchiveError):
        archive = Archive.open(read_environment(data=data).database_url)
        try:
            yield archive
        finally:
            archive.close()
