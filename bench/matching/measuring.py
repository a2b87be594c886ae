"""One measurement in a process of its own, so that its memory is too: an order in JSON in, figures in a file out."""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

from bench.matching.world import World
from scheduler.configuration.edition import Edition
from scheduler.matching_process import Parcel, evaluate, install, loaded

LIST = "names.jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """What to measure: a list of so many names in ``folder``, so many rules over it, so many articles."""

    folder: str
    names: int
    rules: int
    articles: int


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of building, bytes resident after it, articles per CPU second, milliseconds an article."""

    build_seconds: float
    resident_bytes: int
    per_second: float
    p50: float
    p99: float
    mentions: float


def measure(order: Order) -> Measured:
    """Load the list and match the articles, as a matcher process does."""
    folder = Path(order.folder)
    edition = Edition((folder / "watchlist.json").read_bytes(), {LIST: (folder / LIST).read_bytes()})
    parcel = Parcel(edition, folder / "blocks")
    del edition
    began = time.process_time()
    install(parcel)
    built = time.process_time() - began
    findings, _ = loaded()
    if findings:
        raise SystemExit(str(findings[0]))
    resident = _resident_bytes()
    articles = World(order.names).articles(order.articles)
    gc.freeze()
    times, mentions = [], 0
    for article in articles:
        began = time.process_time()
        mentions += len(evaluate(article).mentions)
        times.append(time.process_time() - began)
    cuts = quantiles(times, n=100, method="inclusive")
    return Measured(
        built, resident, len(times) / sum(times), cuts[49] * 1000, cuts[98] * 1000, mentions / len(articles)
    )


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    result = json.dumps(asdict(measure(Order(**json.loads(sys.argv[1])))))
    Path(sys.argv[2]).write_text(result, encoding="ascii")
