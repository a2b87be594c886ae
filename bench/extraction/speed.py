"""What a page costs: its CPU time beside trafilatura's (precision) alone, the slowest page's, and the process's memory.

    python -m bench.extraction.speed PAGES.jsonl.gz ROUNDS

The two take turns page by page, so that whatever else the machine does slows both; each page's quickest of some rounds
counts. Runs in a process of its own, for memory counts from its start.
"""

from __future__ import annotations

import base64
import gzip
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from bench.service.figures import Figure, percentile
from scrapers.extraction.page import extract_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LEAST_SHARE = 0.7
MOST_MILLISECONDS = 200.0
MOST_MEGABYTES = 250.0
ROUNDS, SHORT_ROUNDS = 3, 1
_WARM = 10


@dataclass(frozen=True, slots=True)
class Recorded:
    """A page as it was fetched."""

    body: bytes
    url: str


def speed_part(pages: Path, *, short: bool) -> list[Figure]:
    """The figures of one set of pages; a short run's time is too uncertain for limits."""
    command = [sys.executable, "-m", "bench.extraction.speed", str(pages), str(SHORT_ROUNDS if short else ROUNDS)]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    share, most = (None, None) if short else (LEAST_SHARE, MOST_MILLISECONDS)
    return [
        Figure("speed", "pages in a CPU second", found["pages_per_second"]),
        Figure("speed", "pages in a CPU second, of trafilatura's", found["share"], "", share, at_least=True),
        Figure("speed", "a page, median", found["median_ms"], "ms"),
        Figure("speed", "a page, 99 of 100", found["p99_ms"], "ms", most),
        Figure("speed", "memory", found["peak_mb"], "MB", MOST_MEGABYTES),
    ]


def measured(path: str, rounds: int) -> dict[str, float]:
    """Seconds by CPU of both, page by page, and the most memory that this process had."""
    pages = _read(path)
    for page in pages[:_WARM]:
        _marsad(page)
        _trafilatura(page)
    ours, alone = _quickest(pages, rounds)
    return {
        "pages_per_second": len(pages) / sum(ours),
        "share": sum(alone) / sum(ours),
        "median_ms": percentile(ours, 50) * 1000,
        "p99_ms": percentile(ours, 99) * 1000,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _quickest(pages: Sequence[Recorded], rounds: int) -> tuple[list[float], list[float]]:
    turns = [[(_seconds(_marsad, page), _seconds(_trafilatura, page)) for page in pages] for _ in range(rounds)]
    by_page = list(zip(*turns, strict=True))
    return [min(ours for ours, _ in page) for page in by_page], [min(alone for _, alone in page) for page in by_page]


def _seconds(extract: Callable[[Recorded], object], page: Recorded) -> float:
    started = time.process_time()
    extract(page)
    return time.process_time() - started


def _marsad(page: Recorded) -> object:
    return extract_page(page.body, page.url, None)


def _trafilatura(page: Recorded) -> object:
    return bare_extraction(page.body, url=page.url, include_comments=False, favor_precision=True)


def _read(path: str) -> list[Recorded]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Recorded(base64.b64decode(page["html_base64"]), page["url"]) for page in map(json.loads, lines)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(sys.argv[1], int(sys.argv[2]))) + "\n")
