"""``marsad backup`` and ``marsad restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import Data


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(backup)
    app.command()(restore)


def backup(
    target: Annotated[Path, typer.Argument(help="File to write; it holds the watchlist's matches: keep it safe.")],
    data: Data = None,
) -> None:
    """Write a consistent copy of the archive while the service runs."""
    from archive.backup import backup as write_backup
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.environment import read_environment

    with or_exit(ArchiveError):
        write_backup(read_environment(data=data).database_url, target)
    typer.echo(f"Written: {target}")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `marsad backup` wrote.")],
    data: Data = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an archive that holds entries.")] = False,
) -> None:
    """Put a backup in place of the archive. The service must be stopped."""
    from archive.backup import restore as read_backup
    from archive.errors import ArchiveError
    from archive.lock import locked_data
    from scheduler.cli.endings import or_exit
    from scheduler.environment import read_environment

    environment = read_environment(data=data)
    with or_exit(ArchiveError), locked_data(environment.data):
        read_backup(source, environment.database_url, replace=replace)
    typer.echo("Restored. Nothing that the backup knew will alert again, whatever Redis remembers.")
