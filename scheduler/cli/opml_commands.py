"""``marsad feeds import`` and ``marsad feeds export``: subscriptions from and for other feed readers."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.options import AsJson, Config

if TYPE_CHECKING:
    from scheduler.sources.feeds_file import FeedsFile
    from scheduler.sources.importing import Sorted

_MOST_SHOWN = 20


def register(feeds: typer.Typer) -> None:
    """Add these commands to the group."""
    feeds.command(name="import")(import_opml)
    feeds.command(name="export")(export_opml)


def import_opml(
    source: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="An OPML file.")],
    tag: Annotated[list[str] | None, typer.Option(help="A tag for all of them; may be repeated.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Add the feeds of an OPML file to feeds.yaml. What is there stays as it is.

    Titles become names and folders become tags (a folder in a folder: `outer/inner`). A feed that feeds.yaml has
    already, whatever the spelling of its address, is passed over. Exit code 1 when some cannot be taken.
    """
    from scheduler.cli.endings import or_exit
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.errors import SourcesProblem
    from scheduler.sources.feeds_file import FeedsFile
    from scheduler.sources.importing import sort_outlines
    from scheduler.sources.opml_reading import LARGEST_BYTES, read_opml

    environment = read_environment(config=config)
    with or_exit(ConfigurationProblem, SourcesProblem):
        file = FeedsFile.read(environment.config)
        with source.open("rb") as opened:
            outlines = read_opml(opened.read(LARGEST_BYTES + 1), str(source))
        found = sort_outlines(outlines, file.keys, tuple(tag or ()))
        if found.new and not dry_run:
            file.add(found.new)
    _tell(found, file, source, dry_run=dry_run, as_json=as_json)
    sys.exit(1 if found.refused or not outlines else 0)


def _tell(found: Sorted, file: FeedsFile, source: Path, *, dry_run: bool, as_json: bool) -> None:
    from scheduler.sources.importing import host_shown

    tags = sorted({tag for feed in found.new for tag in feed.tags})
    if as_json:
        from scheduler.cli.lines import json_line, put

        refused = [{"line": outline.line, "host": host_shown(outline), "why": why} for outline, why in found.refused]
        counts = {"added": len(found.new), "known": len(found.known), "doubled": len(found.doubled)}
        put(json_line({"dry_run": dry_run, **counts, "refused": refused, "tags": tags}))
        return
    from scheduler.cli.paper import Paper

    paper = Paper()
    paper.line(f"{len(found.new)} feeds {'would be added' if dry_run else 'added'} to {file.path}")
    paper.line(f"{len(found.known)} are there already, {len(found.doubled)} stand in the list twice", indent=2)
    if tags:
        paper.line("tags from its folders: ", ", ".join(tags), indent=2)
    for outline, why in found.refused[:_MOST_SHOWN]:
        paper.line(f"{source}:{outline.line}: not added: {why}: ", host_shown(outline), style="yellow")
    if len(found.refused) > _MOST_SHOWN:
        paper.line(f"and {len(found.refused) - _MOST_SHOWN} more that cannot be added; --json names all")
    for finding in file.new_findings()[:_MOST_SHOWN] if found.new and not dry_run else []:
        typer.secho(str(finding), fg="yellow", err=True)


def export_opml(
    target: Annotated[
        Path | None, typer.Argument(metavar="FILE", dir_okay=False, help="Default: standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    config: Config = None,
) -> None:
    """Write the feeds of feeds.yaml as OPML, for other feed readers. No password, header or proxy goes with them."""
    from scheduler.cli.endings import or_exit
    from scheduler.cli.lines import put, refuse
    from scheduler.configuration.findings import ConfigurationProblem
    from scheduler.environment import read_environment
    from scheduler.sources.feeds_file import FeedsFile
    from scheduler.sources.opml_writing import write_opml

    if target is not None and target.exists() and not force:
        refuse(f"{target} is there already; take another name, or --force to replace it")
    with or_exit(ConfigurationProblem):
        settings = FeedsFile.read(read_environment(config=config).config).settings
    given = [feed for feed in settings.feeds if feed.enabled and feed.listing is None]
    text = write_opml(given, datetime.now(UTC))
    if target is None:
        put(text.removesuffix("\n"))
    else:
        target.write_text(text, encoding="utf-8", newline="\n")
    left_out = len(settings.feeds) - len(given)
    without = f"; {left_out} that are switched off or no feeds (listing) were left out" if left_out else ""
    typer.echo(f"Wrote {len(given)} feeds{f' to {target}' if target else ''}{without}.", err=True)
