"""Which copies `marsad duplicates` finds, by what was done to them, and which other news it takes for copies.

    python -m bench.bench_dedup_kinds [--short] [--wrong FILE]

Streams of news of our own in Arabic, Persian, Russian and English (bench/duplicates), seeds 1 to 3, with recorded news
between them where the yardsticks are here (MARSAD_YARDSTICKS), read by the installed command. --short reads one.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.duplicates.make_kinds import stream
from bench.duplicates.score_kinds import COMMAND
from bench.duplicates.scoring import Score, answered

SEEDS, OTHERS = (1, 2, 3), 300
LEAST_F1, MOST_TWINS, LEAST_KIND = 0.95, 0.10, 0.85


def main() -> int:
    """The exit code: 0 when no limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="one stream")
    parser.add_argument("--wrong", type=Path, help="write every wrong answer there, with both articles")
    options = parser.parse_args()
    score = Score()
    for seed in SEEDS[:1] if options.short else SEEDS:
        lines = json.loads(json.dumps(stream(seed, others=OTHERS)))
        score.add(lines, answered(COMMAND, lines))
    print(score.table())
    if options.wrong:
        score.write_wrong(options.wrong)
    missed = _missed(score)
    for one in missed:
        print(f"MISSED {one}")
    return 1 if missed else 0


def _missed(score: Score) -> list[str]:
    kinds = score.shares(score.found, score.copies)
    weak = [f"{kind}: {share:.3f}, at least {LEAST_KIND}" for kind, share in kinds.items() if share < LEAST_KIND]
    f1 = [f"F1: {score.f1:.3f}, at least {LEAST_F1}"] if score.f1 < LEAST_F1 else []
    twins = [f"twins merged: {score.twins_merged:.3f}, at most {MOST_TWINS}"] if score.twins_merged > MOST_TWINS else []
    return [*f1, *twins, *weak]


if __name__ == "__main__":
    sys.exit(main())
