"""What copies cost in Redis: memory of an article in the window and of a seen entry, and the work of one meeting.

    python -m bench.bench_dedup_memory [--short]

A Valkey of its own is filled as a busy service fills it just before its oldest period ends: 200,000 articles in each
72 hours, with fingerprints of written texts, reprints and boilerplate among them; and with the keys of 200,000 entries.
Then articles meet in the full window. --short fills a tenth, and proves nothing about the limits of an article.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import groupby

from bench.dedup_memory.filling import articles_part
from bench.dedup_memory.seen_keys import seen_part
from bench.figures_table import show
from bench.harness.workplace import run, workplace

ARTICLES = 200_000


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fill a tenth")
    options = parser.parse_args()
    articles = ARTICLES // 10 if options.short else ARTICLES
    with workplace(None) as (folder, progress):
        figures = run(seen_part(folder / "seen", articles, progress))
        figures += run(articles_part(folder / "articles", articles, progress))
    for _, part in groupby(figures, key=lambda figure: figure.part):
        show(list(part))
    missed = [figure.what for figure in figures if not figure.holds]
    print(json.dumps({"figures": {f.what: round(f.value, 4) for f in figures}, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
