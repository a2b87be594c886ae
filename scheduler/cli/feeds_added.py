"""What ``marsad feeds add`` tells: the feeds that were found, and those that were added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from scheduler.sources.adding import NewFeed
    from scheduler.sources.feeds_file import FeedsFile
    from scrapers.finding.found import Found, FoundFeed


def tell_kept_back(feeds: list[NewFeed], given: dict[str, Any]) -> None:
    """What of the access given was not written for feeds of another site."""
    for feed in feeds:
        if feed.access != given:
            words = " and ".join(key for key in given if key not in feed.access)
            typer.echo(f"{feed.url} is another site: it gets none of the {words}", err=True)


def tell_found(found: Found, known: list[FoundFeed], file: FeedsFile, *, as_json: bool) -> None:
    """What was found, best first, and which of it is no news."""
    from scheduler.cli.paper import Paper
    from scheduler.sources.found_printing import print_found, print_nothing_found

    if as_json:
        return
    (print_found if found.feeds else print_nothing_found)(found, Paper())
    for feed in known:
        typer.echo(f"{file.where(feed.url)} has {feed.url} already; nothing was added for it.", err=True)


def tell_added(found: Found, feeds: list[NewFeed], file: FeedsFile, *, dry_run: bool, as_json: bool) -> None:
    """What was written, or would be, and what ``marsad check`` says of it."""
    from scheduler.sources.adding import stanza

    if as_json:
        from scheduler.cli.lines import json_line, put
        from scheduler.sources.found_printing import record_of

        put(json_line(record_of(found) | {"added": [] if dry_run else [feed.values() for feed in feeds]}))
        return
    if not feeds:
        return
    from scheduler.cli.paper import Paper

    paper = Paper()
    paper.head(f"{'Would be added' if dry_run else 'Added'} to {file.path}:")
    for line in "".join(map(stanza, feeds)).splitlines():
        paper.line("", line.lstrip(), indent=len(line) - len(line.lstrip()))
    for finding in [] if dry_run else file.new_findings():
        typer.secho(str(finding), fg="yellow", err=True)
