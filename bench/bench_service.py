"""What the whole service costs and how long it takes, every process of it counted.

    python -m bench.bench_service [--only PART] [--short] [--keep FOLDER]

Parts: unchanged (304 polls per CPU second), changed (a new article with every poll), latency (due to webhook), idle
(memory and CPU at rest), scale (10,000 feeds on one core), rough (the same with 300 ms of latency and hanging hosts).
The feed hosts are another process; CPU seconds are of the service, its pools and its Valkey together. --short makes
everything smaller and proves nothing about the limits.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.harness.workplace import run, workplace
from bench.service import PARTS, Figure


async def measure(folder: Path, parts: list[str], *, short: bool) -> list[Figure]:
    """The parts one after the other, each a service of its own."""
    figures = []
    for part in parts:
        of_part = await PARTS[part](folder / part, short=short)
        show(of_part, part)
        figures += of_part
    return figures


def show(figures: list[Figure], part: str) -> None:
    """A part's figures."""
    table = Table("figure", "measured", "limit", "", title=part, title_justify="left")
    for figure in figures:
        limit = "" if figure.limit is None else f"{'at least' if figure.at_least else 'at most'} {figure.limit:g}"
        sign = "" if figure.limit is None else "[green]holds" if figure.holds else "[red]MISSED"
        table.add_row(figure.what, f"{figure.value:.3g} {figure.unit}", limit, sign)
    Console(width=120).print(table)


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=list(PARTS), help="this part alone")
    parser.add_argument("--short", action="store_true", help="fewer feeds and seconds; figures prove nothing")
    parser.add_argument("--keep", type=Path, help="folder to leave data and logs in")
    options = parser.parse_args()
    parts = [options.only] if options.only else list(PARTS)
    with workplace(options.keep) as (folder, _):
        figures = run(measure(folder, parts, short=options.short))
    missed = [f"{figure.part}: {figure.what}" for figure in figures if not figure.holds]
    print(json.dumps({"figures": {f"{f.part}: {f.what}": round(f.value, 4) for f in figures}, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
