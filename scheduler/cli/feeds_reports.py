"""``marsad feeds list``, ``show`` and ``test``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data


def register(feeds: typer.Typer) -> None:
    """Add these commands to the group."""
    feeds.command(name="list")(list_all)
    feeds.command()(show)


def list_all(
    failing: Annotated[bool, typer.Option("--failing", help="Only those that a person should look at.")] = False,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the sources: state, last good poll, next poll, entries per day, the last 14 days.

    The state is how the last poll ended (docs/operations.md, Feed and page statuses), `new` before the first one, `off`
    when it is disabled. Days are of UTC. With --failing the exit code is 1 when there are any.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.cli.lines import json_line, put
    from scheduler.cli.paper import Paper
    from scheduler.environment import read_environment
    from scheduler.sources.list_printing import print_rows, record_of
    from scheduler.sources.reading import read_rows

    environment, now = read_environment(config=config, data=data), datetime.now(UTC)
    with or_exit(ArchiveError):
        rows = read_rows(environment, now)
    shown = [row for row in rows if row.is_failing] if failing else rows
    if as_json:
        put(json_line(record_of(shown)))
    elif shown:
        print_rows(shown, now, Paper(), put)
    else:
        typer.echo("No feed fails." if rows else "No feeds yet: `marsad feeds add URL` finds some.")
    sys.exit(1 if failing and shown else 0)


def show(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="Its number, its address, or a part of its name.")],
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show everything that is known of a source: its state, its polls and why they come when they do, its last entries.

    Of passwords, headers, cookies and proxies it shows only that they are set.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.cli.lines import json_line, put
    from scheduler.cli.paper import Paper
    from scheduler.environment import read_environment
    from scheduler.sources.errors import SourcesProblem
    from scheduler.sources.portrait_printing import print_portrait, record_of
    from scheduler.sources.reading import read_portrait

    environment, now = read_environment(config=config, data=data), datetime.now(UTC)
    with or_exit(ArchiveError, SourcesProblem):
        portrait = read_portrait(environment, feed, now)
    if as_json:
        put(json_line(record_of(portrait, now)))
    else:
        print_portrait(portrait, now, Paper())
