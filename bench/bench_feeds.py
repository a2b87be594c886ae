"""What it costs to read feeds that have changed, and what one hostile feed costs the others.

    python -m bench.bench_feeds [--short]

Feeds are generated. The figure that counts is feeds per CPU second in steady state: of each document of 225 kB and 33
items two are new. Then a service polls 199 feeds with news, beside one that attacks it and beside one that does not:
how much later the news of the others is told. --short reads fewer, and watches for less long.
"""

from __future__ import annotations

import argparse
import json
import sys

from bench.feeds.hostile import hostile_part
from bench.feeds.parsing import parsing_part
from bench.figures_table import show
from bench.harness.workplace import run, workplace


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fewer documents, less time")
    options = parser.parse_args()
    figures = parsing_part(editions=10 if options.short else 40, feeds=2 if options.short else 5)
    show(figures)
    with workplace(None) as (folder, _):
        beside = run(hostile_part(folder, short=options.short))
    show(beside)
    figures += beside
    missed = [figure.what for figure in figures if not figure.holds]
    print(json.dumps({"figures": {f.what: round(f.value, 4) for f in figures}, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
