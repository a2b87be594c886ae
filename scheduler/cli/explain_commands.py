"""``marsad explain``: why an alert came or did not."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Config, Data, Watchlist


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(explain)


def explain(  # noqa: PLR0917 - Typer passes options by name
    target: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="An article's address, a file of HTML or text, or - .")
    ],
    watchlist: Watchlist = None,
    source: Annotated[
        str | None, typer.Option(help="Suppose that it comes from this source: a feed's name or host.")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Suppose that its feed has this tag; may be repeated.")] = None,
    language: Annotated[str | None, typer.Option(help="Suppose that it is in this language, like ar.")] = None,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Explain why an article alerts or does not. Sends and writes nothing.

    When an alert was missed: give the article's address. Was the text read at all (body, source)? Is the name among the
    mentions, and if it is held back, what does it lack? Which part of the rule fails? Was the article a copy or old
    news? Change the list in a copy and ask again with --watchlist until it comes out right.

    When an alert was false: look at the marked words and the listed name. A name that also means something else gets
    `needs` or `unless`; a rule gets one more part. `marsad replay` then shows what the change does to everything else.

    A file or a text comes from nowhere: --source, --tag and --language say what rules with source:, tag: and lang: ask.

    An address that the archive knows is explained as it was archived; another one is fetched now, under the same rules
    as the service's own requests (robots.txt, forbidden addresses, the exceptions of feeds.yaml).
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit, warn
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.explaining.explaining import explain as explained
    from scheduler.explaining.printing import print_report
    from scheduler.explaining.record import record_of
    from scheduler.explaining.subject import Unread
    from scheduler.explaining.supposing import Supposed

    environment = read_environment(config=config, data=data)
    with or_exit(ConfigurationProblem, Unread, ArchiveError):
        report = explained(target, environment, watchlist, Supposed(source, tuple(tag or ()), language), warn)
    if as_json:
        from scheduler.cli.lines import json_line, put

        put(json_line(record_of(report)))
        return
    from scheduler.cli.paper import Paper

    print_report(report, Paper())
