"""What it costs to find the names of a watchlist, and to hold rules against them: raw text in, offsets out.

    python -m bench.bench_matching [--short]

Names, texts and rules are generated. Each measurement is a process of its own, which loads the list from a ``.jsonl``
file as a matcher process does and then matches articles of 4 kB. --short makes everything smaller and proves nothing
about the limits.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures_table import show
from bench.matching.in_force import in_force
from bench.matching.measuring import LIST, Measured, Order
from bench.matching.world import World
from bench.service.figures import Figure

SIZES = (100, 10_000, 100_000, 900_000)
SHORT_SIZES = (100, 10_000)
MEGABYTE = 2**20
LIMITS = {100_000: 300.0, 900_000: 200.0}
BUILD_SECONDS = 10.0
BUILD_BYTES = 600 * MEGABYTE
RELOAD_SECONDS = 1.2
P99_MILLISECONDS = 10.0
RULES_FACTOR = 1.5


def names_part(folder: Path, names: int, articles: int) -> list[Figure]:
    """A list of so many names, from nothing; then again with one line changed."""
    write(folder, World(names), rules=0)
    order = Order(str(folder), names, 0, articles)
    first = measured(order)
    lines = (folder / LIST).read_bytes().replace(b'"n7", "kind"', b'"n7x", "kind"', 1)
    (folder / LIST).write_bytes(lines)
    again = measured(order)
    part, limit = f"{names:,} names", LIMITS.get(names)
    bounded = limit is not None
    return [
        Figure(part, "articles per CPU second", first.per_second, "", limit, at_least=True),
        Figure(part, "median of an article", first.p50, "ms"),
        Figure(part, "99 of 100 articles within", first.p99, "ms", P99_MILLISECONDS if bounded else None),
        Figure(part, "mentions in an article", first.mentions),
        Figure(part, "built in CPU", first.build_seconds, "s", BUILD_SECONDS if bounded else None),
        Figure(part, "resident", first.resident_bytes / MEGABYTE, "MB", BUILD_BYTES / MEGABYTE if bounded else None),
        Figure(
            part, "reloaded, a line changed", again.build_seconds, "s", RELOAD_SECONDS if names == 100_000 else None
        ),
    ]


def rules_part(folder: Path, names: int, articles: int, rules: tuple[int, int]) -> list[Figure]:
    """Few rules against many over the same names."""
    speeds = []
    for count in rules:
        write(folder, World(names), rules=count)
        speeds.append(measured(Order(str(folder), names, count, articles)).per_second)
    few, many = (f"articles per CPU second with {count:,} rules" for count in rules)
    return [
        Figure("rules", few, speeds[0]),
        Figure("rules", many, speeds[1]),
        Figure("rules", "cost of many rules against few", speeds[0] / speeds[1], "times", RULES_FACTOR),
    ]


def write(folder: Path, world: World, rules: int) -> None:
    """The watchlist and its list."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LIST).open("wb") as file:
        file.writelines(world.lines())
    document = {"include": [LIST], "rules": world.rules(rules)}
    (folder / "watchlist.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def measured(order: Order) -> Measured:
    """What a process of its own measures."""
    result = Path(order.folder) / "result.json"
    command = [sys.executable, "-m", "bench.matching.measuring", json.dumps(asdict(order)), str(result)]
    subprocess.run(command, check=True)
    return Measured(**json.loads(result.read_text(encoding="ascii")))


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fewer names and articles; figures prove nothing")
    options = parser.parse_args()
    articles = 200 if options.short else 2_000
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        for names in SHORT_SIZES if options.short else SIZES:
            of_part = names_part(Path(folder) / str(names), names, articles)
            show(of_part)
            figures += of_part
        rules = (10, 1_000 if options.short else 10_000)
        of_part = rules_part(Path(folder) / "rules", 10_000, articles, rules)
        show(of_part)
        figures += of_part
        of_part = asyncio.run(in_force(Path(folder) / "service", World(1_000 if options.short else 100_000)))
        show(of_part)
        figures += of_part
    missed = [f"{figure.part}: {figure.what}" for figure in figures if not figure.holds]
    print(json.dumps({"figures": {f"{f.part}: {f.what}": round(f.value, 4) for f in figures}, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
