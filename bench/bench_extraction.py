"""How clean bodies come out of pages, and what learning a site's furniture adds.

    python -m bench.bench_extraction [--short]

The yardsticks' pages (extraction/ under MARSAD_YARDSTICKS, default ../shared/bench) are scored by their own program;
without them that part is skipped. Then sites of our own are read as streams, page after page, with and without
`--learn`: F1 must rise, and no line of an article's first two may be lost. --short scores a few recorded pages a set,
and proves nothing about their limits.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import groupby

from bench.extraction.recorded import recorded_part, scorer
from bench.extraction.speed import speed_part
from bench.extraction.streams import streams_part
from bench.extraction.written import written_part
from bench.figures_table import show


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few recorded pages a set")
    options = parser.parse_args()
    script = scorer()
    if script is None:
        print("skipped: no recorded pages here; set MARSAD_YARDSTICKS to the folder that holds extraction/score.py")
    figures = [*streams_part(), *written_part()]
    if script:
        pages = script.with_name("english-news.jsonl.gz")
        figures = [*recorded_part(script, short=options.short), *speed_part(pages, short=options.short), *figures]
    for _, part in groupby(figures, key=lambda figure: figure.part):
        show(list(part))
    missed = [f"{figure.part}: {figure.what}" for figure in figures if not figure.holds]
    values = {f"{figure.part}: {figure.what}": round(figure.value, 4) for figure in figures}
    print(json.dumps({"figures": values, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
