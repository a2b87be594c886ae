"""``marsad watchlist import``: places out of GeoNames or a user's own table, as a list to edit."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.lines import put, refuse

if TYPE_CHECKING:
    from scheduler.gazetteer.draft import Draft
    from scheduler.gazetteer.listing import Listing, Origin
    from scheduler.gazetteer.selection import Asked


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    watchlist = typer.Typer(help="Make lists of places to watch.", no_args_is_help=True)
    watchlist.callback()(_group)
    watchlist.command(name="import")(import_places)
    app.add_typer(watchlist, name="watchlist")


def _group() -> None:
    """Make lists of places to watch."""


def import_places(  # noqa: PLR0917 - Typer passes options by name
    country: Annotated[str, typer.Option(help="ISO codes of countries: SY or SY,IQ.")] = "",
    within: Annotated[str, typer.Option(help="One region of a country: SY.07.")] = "",
    near: Annotated[str, typer.Option(help="Latitude,longitude of a circle's middle; with --km.")] = "",
    km: Annotated[float | None, typer.Option(min=0, help="Kilometres from --near.", show_default=False)] = None,
    min_population: Annotated[int, typer.Option(min=0, help="Leave smaller towns out.")] = 0,
    languages: Annotated[str, typer.Option(help="Languages of the names: ar,en; default: all ten.")] = "",
    csv: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A table of your own instead of GeoNames.", show_default=False),
    ] = None,
    column: Annotated[list[str] | None, typer.Option(help="Its columns, where unclear: name_ar=HEADING.")] = None,
    output: Annotated[
        Path | None, typer.Option(dir_okay=False, help="A new file; default: standard output.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write a watchlist of places, from GeoNames or from your own table."""
    from scheduler.cli.endings import or_exit
    from scheduler.gazetteer.errors import GazetteerProblem, WrongOption
    from scheduler.gazetteer.selection import Asked

    if output is not None and output.exists() and not force:
        refuse(f"{output} is there already; take another name, or --force to replace it")
    if output is not None and not output.parent.is_dir():
        refuse(f"there is no folder {output.parent}; make it, or name another")
    if csv is not None and (country or within or near or km is not None or min_population or languages):
        refuse("--csv stands alone: the table says which places and which languages")
    if column and csv is None:
        refuse("--column speaks of the columns of --csv FILE")
    with or_exit(GazetteerProblem), or_exit(WrongOption, code=2):
        if csv is not None:
            made = _from_table(csv, column or [])
        else:
            made = _from_geonames(Asked(country, within, near, km, min_population), languages)
    _hand_over(made, output)


def _from_geonames(asked: Asked, languages: str) -> Listing:
    from scheduler.gazetteer.geonames import region_names
    from scheduler.gazetteer.importing import import_places as places
    from scheduler.gazetteer.importing import languages_of_option
    from scheduler.gazetteer.listing import GEONAMES_SOURCE
    from scheduler.gazetteer.progress import on_standard_error
    from scheduler.gazetteer.selection import selection

    selected = selection(asked, region_names())
    wanted = languages_of_option(languages)
    if sys.stderr.isatty():
        typer.echo("Reading GeoNames ...", err=True)
    return _listed(places(selected, wanted, on_standard_error), _origin(GEONAMES_SOURCE))


def _from_table(file: Path, said: list[str]) -> Listing:
    from scheduler.gazetteer.csv_columns import columns
    from scheduler.gazetteer.csv_places import places_of
    from scheduler.gazetteer.csv_table import read_table
    from scheduler.gazetteer.progress import on_standard_error

    table = read_table(file.read_bytes(), str(file))
    found = places_of(table, columns(table.headings, said, table.file), on_standard_error)
    if found.strays:
        lines = f"{len(found.strays)} places lie in one that the table does not have (line {found.strays[0]} first)"
        typer.echo(f"{file}: {lines}; they stand at the top of the tree", err=True)
    return _listed(found.drafts, _origin((f"Places: {file.name}.",)))


def _listed(drafts: list[Draft], origin: Origin) -> Listing:
    from scheduler.gazetteer.listing import listing
    from scheduler.gazetteer.progress import on_standard_error

    return listing(drafts, origin, on_standard_error)


def _origin(source: tuple[str, ...]) -> Origin:
    from scheduler.gazetteer.listing import Origin

    return Origin(source, datetime.now(UTC).date(), shlex.join(["marsad", *sys.argv[1:]]))


def _hand_over(made: Listing, output: Path | None) -> None:
    """The list to its file or to standard output, and a line about it to standard error."""
    if output is None:
        put(made.text.removesuffix("\n"))
    else:
        _write(output, made.text)
    where = f" to {output}" if output else ""
    doubts = f"{made.in_doubt} of the names are common words and need a context"
    typer.echo(f"Wrote {made.places} places{where}; {doubts}.", err=True)
    if made.nameless:
        typer.echo(f"{made.nameless} towns have no name in these languages and were left out.", err=True)


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
