"""``marsad explain`` and ``marsad replay``: why an alert came or did not, and what a changed list would bring."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data

Watchlist = Annotated[
    Path | None,
    typer.Option("--watchlist", exists=True, dir_okay=False, help="Another list than that of the configuration."),
]


_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def _age(text: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,5})([hdw])", text.strip())
    if match is None:
        raise typer.BadParameter("write a number with its unit, like 12h, 30d or 4w")
    return int(match[1]) * _UNITS[match[2]]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(explain)
    app.command()(replay)


def explain(
    target: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="An article's address, a file of HTML or text, or - .")
    ],
    watchlist: Watchlist = None,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Explain why an article alerts or does not; sends and writes nothing.

    When an alert was missed: give the article's address. Was the text read at all (body, source)? Is the name among the
    mentions, and if it is held back, what does it lack? Which part of the rule fails? Was the article a copy or old
    news? Change the list in a copy and ask again with --watchlist until it comes out right.

    When an alert was false: look at the marked words and the listed name. A name that also means something else gets
    `needs` or `unless`; a rule gets one more part. `marsad replay` then shows what the change does to everything else.

    An address that the archive knows is explained as it was archived; another one is fetched now, under the same rules
    as the service's own requests (robots.txt, forbidden addresses, the exceptions of feeds.yaml).
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.explaining.explaining import explain as explained
    from scheduler.explaining.printing import print_report
    from scheduler.explaining.record import record_of
    from scheduler.explaining.subject import Unread

    environment = read_environment(config=config, data=data)
    with or_exit(ConfigurationProblem, Unread, ArchiveError):
        report = explained(target, environment, watchlist)
    if as_json:
        from scheduler.cli.lines import json_line, put

        put(json_line(record_of(report)))
        return
    from scheduler.cli.paper import Paper

    print_report(report, Paper())


def replay(
    since: Annotated[str, typer.Option(help="How far back to go, like 12h, 30d or 4w.")] = "30d",
    watchlist: Watchlist = None,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Compare a watchlist over the archive with what was told; exit code 1 when it would more than double.

    Edit a copy of the list and give it with --watchlist: each stored article is matched again, as the service would,
    one alert for a rule and a text however many outlets bring it. Alerts that it would add are gained, those it would
    not have sent are lost. Without --watchlist the list of the configuration is compared. Nothing is sent or written.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.archive_access import archive_of
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.explaining.configured import edition_of, feeds_of, named
    from scheduler.replaying.printing import print_comparison, progress_bar, record_of
    from scheduler.replaying.replaying import replay as replayed

    age, environment = _age(since), read_environment(config=config, data=data)
    with or_exit(ConfigurationProblem, ArchiveError), archive_of(environment) as archive:
        edition, oldest = edition_of(environment, watchlist), feeds_of(environment).longest_alert_age
        with progress_bar() as progress, named(watchlist):
            comparison = asyncio.run(replayed(archive, edition, age, oldest, progress))
    if as_json:
        from scheduler.cli.lines import json_line, put

        put(json_line(record_of(comparison)))
    else:
        from scheduler.cli.paper import Paper

        print_comparison(comparison, since, Paper())
    sys.exit(1 if comparison.doubles else 0)
