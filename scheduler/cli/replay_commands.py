"""``marsad replay``: what a changed list would bring."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.ages import age_of
from scheduler.cli.options import AsJson, Config, Data, Watchlist

if TYPE_CHECKING:
    from scheduler.replaying.comparing import Comparison


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(replay)


def replay(
    since: Annotated[str, typer.Option(help="How far back to go, like 12h, 30d or 4w.")] = "30d",
    watchlist: Watchlist = None,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Compare a watchlist over the archive with what was told. Exit code 1 when it would more than double.

    Edit a copy of the list and give it with --watchlist: each stored article is matched again, as the service would,
    one alert for a rule and a text however many outlets bring it. Alerts that it would add are gained, those it would
    not have sent are lost. Without --watchlist the list of the configuration is compared. Nothing is sent or written.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.archive_access import archive_of
    from scheduler.cli.endings import or_exit, warn
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.explaining.configured import edition_of, feeds_of, named
    from scheduler.replaying.printing import progress_bar
    from scheduler.replaying.replaying import replay as replayed

    age, environment = age_of(since), read_environment(config=config, data=data)
    with or_exit(ConfigurationProblem, ArchiveError), archive_of(environment) as archive:
        edition, oldest = edition_of(environment, watchlist), feeds_of(environment, warn).longest_alert_age
        with progress_bar() as progress, named(watchlist):
            comparison = asyncio.run(replayed(archive, edition, age, oldest, progress))
    _tell(comparison, since, as_json=as_json)
    sys.exit(1 if comparison.doubles else 0)


def _tell(comparison: Comparison, since: str, *, as_json: bool) -> None:
    from scheduler.replaying.printing import print_comparison, record_of

    if as_json:
        from scheduler.cli.lines import json_line, put

        put(json_line(record_of(comparison)))
        return
    from scheduler.cli.paper import Paper

    print_comparison(comparison, since, Paper())
