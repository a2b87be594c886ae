"""The yardsticks' pages, scored by their own program beside trafilatura alone in the same run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from bench.service.figures import Figure

SETS = ("english-news", "publishers", "arabic-transplant", "arabic")
# The arabic set has three pages: its figures only explain.
LEAST_F1 = {"english-news": 0.968, "publishers": 0.958, "arabic-transplant": 0.955}
LEAST_LEAD = {"english-news": 0.95, "publishers": 0.80}
MOST_POOR = 0.005
LEAST_TITLE, LEAST_DATE, MOST_WRONG_DATES = 0.87, 0.95, 0.01
SHORT_PAGES = 15
_FIELD = re.compile(r"([\w-]+)=([\d.]+)|wrong ([\d.]+)")


def scorer() -> Path | None:
    """The yardsticks' program, beside its sets; None when absent."""
    script = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "extraction" / "score.py"
    return script if script.is_file() else None


def recorded_part(script: Path, *, short: bool) -> list[Figure]:
    """Every set that is there; a short run proves nothing, so its figures keep no limit."""
    found = [name for name in SETS if (script.parent / f"{name}.jsonl.gz").is_file()]
    return [figure for name in found for figure in _figures(name, _scored(script, name, short=short), short=short)]


def _scored(script: Path, name: str, *, short: bool) -> dict[str, float]:
    """What the program says of one set, by its own names."""
    marsad = Path(sys.executable).with_name("marsad")
    command = [sys.executable, str(script), "--command", f"{marsad} extract", str(script.parent / f"{name}.jsonl.gz")]
    command += ["--limit", str(SHORT_PAGES)] if short else []
    line = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {key or "wrong": float(value or wrong) for key, value, wrong in _FIELD.findall(line)}


def _figures(name: str, scored: dict[str, float], *, short: bool) -> list[Figure]:
    pages = scored["pages"]
    figures = [
        Figure(name, "pages", pages),
        Figure(name, "F1", scored["F1"], "", LEAST_F1.get(name), at_least=True),
        Figure(name, "lead kept", scored["lead-kept"], "", LEAST_LEAD.get(name), at_least=True),
        Figure(name, "poor pages", scored["poor"], "", _most_poor(name, pages)),
        Figure(name, "pages in a CPU second", scored["pages/cpu-s"]),
        *_facts(name, scored),
    ]
    return [Figure(one.part, one.what, one.value, one.unit) for one in figures] if short else figures


def _facts(name: str, scored: dict[str, float]) -> list[Figure]:
    """What the set knows of titles and dates; the limits are those of the publishers' set."""
    is_bound = name == "publishers"
    wanted = {
        "title": ("title right", LEAST_TITLE, True),
        "date": ("date right", LEAST_DATE, True),
        "wrong": ("date wrong", MOST_WRONG_DATES, False),
    }
    return [
        Figure(name, what, scored[key], "", limit if is_bound else None, at_least=at_least)
        for key, (what, limit, at_least) in wanted.items()
        if key in scored
    ]


def _most_poor(name: str, pages: float) -> float | None:
    """One page more than the share allows is one too many; of a set of hundreds one page is no more than that."""
    return max(1.0, MOST_POOR * pages) if name in LEAST_F1 else None
