"""``marsad feeds``: the sources - found and added, brought and taken along, listed, shown and tried."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scheduler.cli import feeds_reports, opml_commands
from scheduler.cli.feeds_added import tell_added, tell_found, tell_kept_back
from scheduler.cli.options import Access, AsJson, Config, Data

if TYPE_CHECKING:
    from scheduler.environment import Environment
    from scheduler.sources.adding import NewFeed
    from scheduler.sources.feeds_file import FeedsFile
    from scrapers.finding.found import Found, FoundFeed

DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    feeds = typer.Typer(help="Find, add, list and try sources.", no_args_is_help=True)
    feeds.command()(add)
    opml_commands.register(feeds)
    feeds_reports.register(feeds)
    app.add_typer(feeds, name="feeds")


def add(  # noqa: PLR0917 - Typer passes options by name
    address: Annotated[str, typer.Argument(metavar="URL", help="A feed, or any page of a site.")],
    name: Annotated[str | None, typer.Option(help="What alerts call it; default: its own title.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of its texts, like ar; default: as it says.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word to group sources by; may be repeated.")] = None,
    first: Annotated[int, typer.Option(min=1, max=50, help="Of several feeds, add the best so many.")] = 1,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It is on your own network: allow its host and port.")
    ] = False,
    access: Access = None,
    dry_run: DryRun = False,
    config: Config = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Find the feeds of a site and add the best one to feeds.yaml. Exit code 1 when there is none.

    The address is a feed or any page of the site. Looked at, one after the other and with at most 15 requests: the
    address itself, what its page names, where sites usually have feeds, the sitemaps of robots.txt. For a site without
    any feed it says how to write a listing, with a guess of where the items stand.

    Of several feeds the best is added: news before readers' comments, full texts before teasers, many entries before
    few. --first 3 adds three; another one is taken by giving its own address.

    --access "credentials: {user: desk, password_env: AGENCY}" asks with a login, --access "proxy: {url_env: TOR}" by
    way of a proxy, and the same is written into feeds.yaml; what is secret, for feeds of that very site alone.

    feeds.yaml keeps its comments and order; a feed that it has already is not added again. A running service takes the
    new feed up within seconds.
    """
    from archive.errors import ArchiveError
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.access import access_at, read_access
    from scheduler.sources.errors import SourcesProblem
    from scrapers.finding.candidates import completed

    _confirm_address(address)
    environment = read_environment(config=config, data=data)
    with or_exit(ConfigurationProblem, SourcesProblem, ArchiveError):
        file = _file_without(address, environment)
        given = read_access(access or [])
        found = _found(address, file, environment, given, allow_private=allow_private)
        known, new = _chosen(found, file, first)
        feeds = [_new_feed(feed, name, language, tag or [], allow_private=allow_private) for feed in new]
        feeds = [replace(feed, access=access_at(feed.url, given, completed(address))) for feed in feeds]
        tell_kept_back(feeds, given)
        tell_found(found, known, file, as_json=as_json)
        if feeds and not dry_run:
            file.add(feeds)
    tell_added(found, feeds, file, dry_run=dry_run, as_json=as_json)
    sys.exit(0 if feeds else 1)


def _confirm_address(address: str) -> None:
    """Before anything is asked; what is wrong is not repeated, for it may hold a password."""
    from scheduler.sources.addresses import problem_of
    from scrapers.finding.candidates import completed

    problem = problem_of(completed(address))
    if problem is not None:
        raise typer.BadParameter(problem, param_hint="URL")


def _file_without(address: str, environment: Environment) -> FeedsFile:
    """The file, if this very address does not stand in it yet."""
    from scheduler.sources.errors import SourcesProblem
    from scheduler.sources.feeds_file import FeedsFile
    from scrapers.finding.candidates import completed

    file = FeedsFile.read(environment.config)
    if file.line_of(completed(address)) is not None:
        raise SourcesProblem(f"it is there already: {file.where(completed(address))}; nothing was added")
    return file


def _found(
    address: str, file: FeedsFile, environment: Environment, access: dict[str, Any], *, allow_private: bool
) -> Found:
    from scheduler.archive_if_any import archive_if_any
    from scheduler.sources.finding import Search, find_feeds

    with archive_if_any(environment) as archive:
        generation = archive.generation if archive else None
    search = Search(address, file.settings, generation, allow_private, _tell_asking, access)
    return find_feeds(search, environment)


def _tell_asking(url: str) -> None:
    """A person who waits sees what for."""
    if sys.stderr.isatty():
        typer.secho(f"asking {url}", err=True, dim=True)


def _chosen(found: Found, file: FeedsFile, first: int) -> tuple[list[FoundFeed], list[FoundFeed]]:
    """Of the best feeds, those that the file has and those that it has not."""
    best = found.feeds[:first]
    known = [feed for feed in best if file.line_of(feed.url) is not None]
    return known, [feed for feed in best if feed not in known]


def _new_feed(
    feed: FoundFeed, name: str | None, language: str | None, tags: list[str], *, allow_private: bool
) -> NewFeed:
    from scheduler.sources.adding import NewFeed

    return NewFeed(
        feed.url,
        name=name or feed.title[:200] or None,
        language=language or feed.language,
        tags=tuple(tags),
        allow_private=allow_private,
    )
