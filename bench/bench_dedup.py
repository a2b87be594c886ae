"""How many edited copies of real news are found, how much other news is put together, and how fast.

    python -m bench.bench_dedup [--short]

The yardsticks' own program makes the streams and scores them (duplicates/ under MARSAD_YARDSTICKS, default
../shared/bench); without it this is skipped. Three seeds over four years, and one in a busy window of ten days. --short
takes one seed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.figures_table import show
from bench.service.figures import Figure

SEEDS: Final = (7, 8, 9)
BUSY: Final = (7, "--days", "10")
LEAST_F1, LEAST_SPEED, MOST_TWINS = 0.97, 500, 0.06
LEAST_RECALL: Final = {
    "half": 0.95,
    "prefix, half, furniture": 0.85,
    "teaser 30%": 0.93,
    "reworded 30%": 0.85,
}
_KIND = re.compile(r"^ +(.+?) +recall ([\d.]+)", re.MULTILINE)
_TOTAL = re.compile(
    r"precision ([\d.]+) .*F1 ([\d.]+) +twins merged (\d+)/(\d+) "
    r"+real articles put together (\d+) +articles/cpu-s (\d+)"
)


def yardstick() -> Path | None:
    """The folder of the yardstick; None when absent."""
    folder = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "duplicates"
    return folder if (folder / "score.py").is_file() else None


def scored(folder: Path, *options: object) -> list[Figure]:
    """The figures of one stream."""
    marsad = f"{Path(sys.executable).with_name('marsad')} duplicates"
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as stream:
        made = [sys.executable, str(folder / "make.py"), *map(str, options)]
        subprocess.run(made, stdout=stream, check=True)
        command = [sys.executable, str(folder / "score.py"), "--command", marsad, stream.name]
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return figures_of(" ".join(["seed", *map(str, options)]), said)


def figures_of(part: str, said: str) -> list[Figure]:
    """What the program says, beside the limits."""
    found = _TOTAL.search(said)
    if found is None:
        raise ValueError(f"the yardstick said something else: {said!r}")
    precision, f1, merged, twins, together, speed = map(float, found.groups())
    recalls = {kind: float(recall) for kind, recall in _KIND.findall(said)}
    return [
        Figure(part, "F1", f1, "", LEAST_F1, at_least=True),
        Figure(part, "precision", precision),
        Figure(part, "twins merged", merged / max(twins, 1), "", MOST_TWINS),
        *(
            Figure(part, f"recall, {kind}", recalls[kind], "", least, at_least=True)
            for kind, least in LEAST_RECALL.items()
        ),
        Figure(part, "recall, poorest kind", min(recalls.values()), "", min(LEAST_RECALL.values()), at_least=True),
        Figure(part, "real articles put together", together),
        Figure(part, "articles per CPU second", speed, "", LEAST_SPEED, at_least=True),
    ]


def main() -> int:
    """The exit code: 0 when no limit is missed, or when there is no yardstick."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="one seed")
    options = parser.parse_args()
    folder = yardstick()
    if folder is None:
        print("skipped: no yardstick here; set MARSAD_YARDSTICKS to the folder that holds duplicates/score.py")
        return 0
    figures: list[Figure] = []
    for stream in [(SEEDS[0],)] if options.short else [*((seed,) for seed in SEEDS), BUSY]:
        part = scored(folder, *stream)
        show(part)
        figures += part
    missed = [f"{figure.part}: {figure.what}" for figure in figures if not figure.holds]
    values = {f"{figure.part}: {figure.what}": round(figure.value, 4) for figure in figures}
    print(json.dumps({"figures": values, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
