"""A part's figures beside their limits, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from bench.service.figures import Figure


def show(figures: list[Figure]) -> None:
    """A part's figures."""
    table = Table("figure", "measured", "limit", "", title=figures[0].part, title_justify="left")
    for figure in figures:
        limit = "" if figure.limit is None else f"{'at least' if figure.at_least else 'at most'} {figure.limit:g}"
        sign = "" if figure.limit is None else "[green]holds" if figure.holds else "[red]MISSED"
        table.add_row(figure.what, f"{figure.value:.6g} {figure.unit}", limit, sign)
    Console(width=120).print(table)
