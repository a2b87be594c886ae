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
LEAST_SPEED = 0.7  # of trafilatura's alone
LEAST_TITLE, LEAST_DATE, MOST_WRONG_DATES = 0.87, 0.95, 0.01
SHORT_PAGES = 15
_FIELD = re.compile(r"([\w/-]+)=([\d.]+)|wrong ([\d.]+)")


def scorer() -> Path | None:
    """The yardsticks' program, beside its sets; None when absent."""
    script = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "extraction" / "score.py"
    return script if script.is_file() else None


def recorded_part(script: Path, *, short: bool) -> list[Figure]:
    """Every set that is there; a short run proves nothing, so its figures keep no limit."""
    found = [name for name in SETS if (script.parent / f"{name}.jsonl.gz").is_file()]
    return [figure for name in found for figure in _set(script, name, short=short)]


def _set(script: Path, name: str, *, short: bool) -> list[Figure]:
    ours = _scored(script, name, f"{Path(sys.executable).with_name('marsad')} extract", short=short)
    alone = _scored(script, name, f"{sys.executable} -m bench.extraction.alone", short=short)
    figures = [*_figures(name, ours), *_compared(name, ours, alone)]
    return [Figure(one.part, one.what, one.value, one.unit) for one in figures] if short else figures


def _scored(script: Path, name: str, extractor: str, *, short: bool) -> dict[str, float]:
    """What the program says of one set, by its own names."""
    command = [sys.executable, str(script), "--command", extractor, str(script.parent / f"{name}.jsonl.gz")]
    command += ["--limit", str(SHORT_PAGES)] if short else []
    line = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {key or "wrong": float(value or wrong) for key, value, wrong in _FIELD.findall(line)}


def _figures(name: str, scored: dict[str, float]) -> list[Figure]:
    pages = scored["pages"]
    return [
        Figure(name, "pages", pages),
        Figure(name, "F1", scored["F1"], "", LEAST_F1.get(name), at_least=True),
        Figure(name, "lead kept", scored["lead-kept"], "", LEAST_LEAD.get(name), at_least=True),
        Figure(name, "poor pages", scored["poor"], "", _most_poor(name, pages)),
        *_facts(name, scored),
    ]


def _compared(name: str, ours: dict[str, float], alone: dict[str, float]) -> list[Figure]:
    """Beside trafilatura alone; each starts its process anew, which weighs on the set of three pages."""
    speed = "pages/cpu-s"
    least = LEAST_SPEED if name in LEAST_F1 else None
    return [
        Figure(name, "F1 of trafilatura (precision) alone", alone["F1"]),
        Figure(name, "pages in a CPU second", ours[speed]),
        Figure(name, "pages in a CPU second, of trafilatura's", ours[speed] / alone[speed], "", least, at_least=True),
    ]


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
