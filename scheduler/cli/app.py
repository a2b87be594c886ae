"""Puts the commands together. Exit codes: 0 ok, 1 findings, 2 usage."""

from __future__ import annotations

import sys

import typer

from scheduler.cli import (
    archive_commands,
    configuration_commands,
    delivery_commands,
    explain_commands,
    feeds_commands,
    replay_commands,
    reread_commands,
    service_commands,
    stage_commands,
    watchlist_commands,
)
from scheduler.variables import EnvironmentProblem

app = typer.Typer(
    name="marsad",
    help="Marsad (مرصد): polls news feeds, finds watched places and actors, alerts within seconds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (
    service_commands,
    configuration_commands,
    watchlist_commands,
    stage_commands,
    explain_commands,
    feeds_commands,
    replay_commands,
    reread_commands,
    delivery_commands,
    archive_commands,
):
    commands.register(app)


def main() -> None:
    """Run the command line; mistakes of the user end as one clear line."""
    try:
        app()
    except EnvironmentProblem as problem:
        typer.echo(f"marsad: {problem}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        sys.exit(1)
    except OSError as error:
        where = f": {error.filename}" if error.filename is not None else ""
        typer.echo(f"marsad: {error.strerror}{where}", err=True)
        sys.exit(1)
