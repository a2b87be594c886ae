"""``marsad feeds list``, ``show`` and ``test``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.options import Access, AsJson, Config, Data

if TYPE_CHECKING:
    from scrapers.listing import Listing


def register(feeds: typer.Typer) -> None:
    """Add these commands to the group."""
    feeds.command(name="list")(list_all)
    feeds.command()(show)
    feeds.command()(test)


def list_all(
    failing: Annotated[bool, typer.Option("--failing", help="Only those that a person should look at.")] = False,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the sources: state, polls, entries of the last 14 days.

    The state is what ails it, such as `silent`, else how the last poll ended (docs/operations.md, Feed and page
    statuses), `new` before the first one, `off` when it is disabled. Days are of UTC. With --failing the exit code is 1
    when there are any.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit, warn
    from scheduler.cli.lines import json_line, put
    from scheduler.cli.paper import Paper
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.list_printing import print_rows, record_of
    from scheduler.sources.reading import read_rows

    environment, now = read_environment(config=config, data=data), datetime.now(UTC)
    with or_exit(ArchiveError, ConfigurationProblem):
        rows = read_rows(environment, now, warn)
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
    """Show everything known of a source. State, polls and why they come when they do, last entries.

    Of passwords, headers, cookies and proxies it shows only that they are set.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit, warn
    from scheduler.cli.lines import json_line, put
    from scheduler.cli.paper import Paper
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.errors import SourcesProblem
    from scheduler.sources.portrait_printing import print_portrait, record_of
    from scheduler.sources.reading import read_portrait

    environment, now = read_environment(config=config, data=data), datetime.now(UTC)
    with or_exit(ArchiveError, ConfigurationProblem, SourcesProblem):
        portrait = read_portrait(environment, feed, now, warn)
    if as_json:
        put(json_line(record_of(portrait, now)))
    else:
        print_portrait(portrait, now, Paper())


def test(  # noqa: PLR0917 - Typer passes options by name
    feed: Annotated[str, typer.Argument(metavar="FEED|URL", help="A source as for show, or any address.")],
    items: Annotated[str | None, typer.Option(help="Of a page: CSS selector of an item, to try a listing.")] = None,
    link: Annotated[str | None, typer.Option(help="Within an item: its link.")] = None,
    title: Annotated[str | None, typer.Option(help="Within an item: its title.")] = None,
    date: Annotated[str | None, typer.Option(help="Within an item: its date.")] = None,
    summary: Annotated[str | None, typer.Option(help="Within an item: its summary.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The address is on your own network: allow its host and port.")
    ] = False,
    access: Access = None,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Poll a source now, write nothing, and tell how it reads. Exit code 1 when the poll fails.

    Told are the status, where redirects lead, what robots.txt says, the charset and why it was taken, the entries with
    their dates and the texts in which these stood, what entries are told apart by, how many are new, and the article
    of the first entry. For a page without a feed, --items and the other selectors are tried before they are written.

    Rules of `sites` are tried on the pages of the three newest entries: on how many of them each selector finds
    something, and the beginning of that. Exit code 1 too when one finds nothing on any of them.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.cli.lines import json_line, put
    from scheduler.cli.paper import Paper
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.access import read_access
    from scheduler.sources.asking import Wish, try_wish
    from scheduler.sources.errors import SourcesProblem
    from scheduler.sources.trial_printing import print_trial, record_of
    from scrapers.statuses import is_failure

    listing = _listing(items, link=link, title=title, date=date, summary=summary)
    environment, now = read_environment(config=config, data=data), datetime.now(UTC)
    with or_exit(ArchiveError, ConfigurationProblem, SourcesProblem):
        wish = Wish(feed, listing, allow_private, read_access(access or []))
        trial, new = try_wish(wish, environment, now)
    if as_json:
        put(json_line(record_of(trial, new)))
    else:
        print_trial(trial, new, Paper())
    sys.exit(1 if is_failure(trial.status) or any(rule.is_broken for rule in trial.rules) else 0)


def _listing(items: str | None, **others: str | None) -> Listing | None:
    """The selectors of the options, checked as those of feeds.yaml are."""
    from pydantic import ValidationError

    from scrapers.listing import Listing
    from scrapers.listing_settings import ListingSettings

    if items is None:
        if any(others.values()):
            raise typer.BadParameter("the other selectors stand within an item: give --items too")
        return None
    try:
        return Listing(**ListingSettings(items=items, **others).model_dump())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise typer.BadParameter(f"{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}") from None
