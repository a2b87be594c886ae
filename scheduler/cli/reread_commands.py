"""``marsad reread``: archived pages by today's knowledge."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.ages import moment_of
from scheduler.cli.options import AsJson, Config, Data

if TYPE_CHECKING:
    from archive.database import Archive
    from scheduler.environment import Environment
    from scheduler.rereading.asked import Configured
    from scheduler.rereading.tally import Tally


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(reread)


def reread(  # noqa: PLR0917 - Typer passes options by name
    site: Annotated[str, typer.Option(metavar="HOST", help="Only pages of this host and those below it.")] = "",
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Only articles since then, like 12h, 3d or 2026-11-20.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, max=36500, help="Only articles of so many days.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many pages, the youngest.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and write nothing.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the lines that go and come.")] = False,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Read archived pages again, as today's service would read them.

    After an update, or when feeds.yaml has a new rule for a site: pages that are still kept (MARSAD_RAW_PAGE_DAYS) are
    extracted again, and where text, title or facts come out otherwise the article is put right, its mentions with it.
    What newly holds in an article of the last 24 hours alerts; nothing that was told is taken back. Nothing is fetched.

    It works beside a running service, one page at a time. Break it off whenever you like: what is done is done, and
    what is not is found by the next run.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.archive_access import archive_of
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.logs import configure_logs
    from scheduler.replaying.printing import progress_bar
    from scheduler.rereading.asked import Wanted, WatchlistChanged, reread_pages

    wanted = Wanted(_moment(since, days), _host(site) if site else "", limit)
    environment = read_environment(config=config, data=data)
    configure_logs(environment.log_format, "error")
    with or_exit(ConfigurationProblem, WatchlistChanged, ArchiveError), archive_of(environment) as archive:
        configured = _configured(environment, archive)
        with progress_bar() as progress:
            reading = reread_pages(archive, wanted, configured, progress, writes=not dry_run, lists=verbose or as_json)
            tally = asyncio.run(reading)
    _tell(tally, wrote=not dry_run, in_full=verbose, as_json=as_json)


def _host(site: str) -> str:
    """The host of a name or an address."""
    from scrapers.sites import host_of

    host = host_of(site if "://" in site else f"http://{site}/")
    if not host:
        raise typer.BadParameter("write a host, like www.example.org", param_hint="--site")
    return host


def _moment(since: str | None, days: int | None) -> datetime:
    now = datetime.now(UTC)
    if since is not None and days is not None:
        raise typer.BadParameter("give --since or --days, not both")
    if days is not None:
        return now - timedelta(days=days)
    return moment_of(since, now) if since is not None else datetime.fromtimestamp(0, UTC)


def _configured(environment: Environment, archive: Archive) -> Configured:
    """The files as they stand; one with mistakes ends the command, for pages would be read by half of it."""
    from archive.catching_up import list_in_force
    from scheduler.configuration.alerts_file import plan_alerts_file
    from scheduler.configuration.files import ALERTS, FEEDS, parse_settings, read_content
    from scheduler.explaining.configured import edition_of
    from scheduler.rereading.asked import Configured
    from scrapers.settings import FeedsSettings

    applied = archive.read_now(list_in_force)
    edition, routing = edition_of(environment, None), plan_alerts_file(read_content(environment.config / ALERTS))[1]
    feeds = parse_settings(FEEDS, read_content(environment.config / FEEDS), FeedsSettings)[0]
    return Configured(environment, edition, feeds, routing, applied)


def _tell(tally: Tally, *, wrote: bool, in_full: bool, as_json: bool) -> None:
    if as_json:
        from scheduler.cli.lines import json_line, put

        put(json_line(tally.record() | {"dry_run": not wrote}))
        return
    from scheduler.cli.paper import Paper
    from scheduler.rereading.printing import print_tally

    print_tally(tally, Paper(), wrote=wrote, in_full=in_full)
