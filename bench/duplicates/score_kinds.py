"""Score `marsad duplicates` on streams of make_kinds: recall by kind of copy, merged share by kind of twin.

    python -m bench.duplicates.score_kinds [--command "marsad duplicates"] [--wrong FILE] stream.jsonl ...

A copy is found when copy_of is an article of its own group, or an article that holds it beside another wire. A twin, or
a copy, put with another group is a false merge; so is a first report.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench.duplicates.scoring import Score, answered

COMMAND = os.environ.get("MARSAD_DUPLICATES", f"{Path(sys.executable).with_name('marsad')} duplicates")


def main() -> int:
    """Print the figures of all streams together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=COMMAND)
    parser.add_argument("--wrong", type=Path, help="write every wrong answer there, both texts side by side")
    parser.add_argument("streams", nargs="+", type=Path)
    options = parser.parse_args()
    score = Score()
    for path in options.streams:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        score.add(lines, answered(options.command, lines))
    print(score.table())
    if options.wrong:
        score.write_wrong(options.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
