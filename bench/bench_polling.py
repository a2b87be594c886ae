"""Detection delay of the service's own cadence against that of the entry-frequency rule, on simulated feeds.

    python -m bench.bench_polling [--short]

The simulator is the yardsticks' own (polling/simulate.py under MARSAD_YARDSTICKS, default ../shared/bench);
polling_policy.py hands it the cadence. For each seed and budget the mean delay is divided by the entry-frequency
rule's in the same run. It takes about half an hour of one core; --short takes two minutes, fewer feeds, and proves
nothing about the limits.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ADAPTER = Path(__file__).with_name("polling_policy.py")
SEEDS = (1, 2, 3)
SHORT_FEEDS = 30
LIMITS = {28: 0.42, 96: 0.53}
_ROW = re.compile(r"budget +(\d+) +(\D+?) +requests +([\d.]+) +mean delay +([\d.]+) min")


def simulator() -> Path | None:
    """The yardsticks' simulator; None when absent."""
    script = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "polling" / "simulate.py"
    return script if script.is_file() else None


def ratio(script: Path, seed: int, budget: int, *, short: bool) -> float:
    """Our mean delay as a share of the entry-frequency rule's at so many requests for a feed and day."""
    command = [sys.executable, str(script), "--adapter", str(ADAPTER), "--seed", str(seed), "--budget", str(budget)]
    command += ["--feeds", str(SHORT_FEEDS)] if short else []
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    delays = {policy: float(delay) for _, policy, _, delay in _ROW.findall(run.stdout)}
    return delays["this project"] / delays["entry frequency"]


def main() -> int:
    """The exit code: 0 when every limit holds, or when there is no simulator to run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="one seed, fewer feeds; figures prove nothing")
    options = parser.parse_args()
    script = simulator()
    if script is None:
        print("skipped: no simulator here; set MARSAD_YARDSTICKS to the folder that holds polling/simulate.py")
        return 0
    figures = {}
    for seed in SEEDS[:1] if options.short else SEEDS:
        for budget, limit in LIMITS.items():
            share = figures[f"seed {seed}, {budget} a day"] = round(ratio(script, seed, budget, short=options.short), 3)
            verdict = "holds" if share <= limit else "MISSED"
            print(f"seed {seed}  {budget:3} a day  {share:.3f}  at most {limit:.2f}  {verdict}", flush=True)
    missed = [name for name, share in figures.items() if share > LIMITS[int(name.split()[2])]]
    print(json.dumps({"figures": figures, "missed": missed}))
    return 1 if missed and not options.short else 0


if __name__ == "__main__":
    sys.exit(main())
