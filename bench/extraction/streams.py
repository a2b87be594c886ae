"""F1 of a stream of pages, site after site, with and without what the pages before have taught."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

from bench.extraction.sites import SITES, pages_of
from bench.service.figures import Figure
from scrapers.commands import extract_line
from scrapers.normal_words import normal_words
from scrapers.site_lines.learner import learning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

PART = "sites of our own"
SHINGLE_WORDS = 4
FIRST_LINES = 2
LEAST_GAIN = 0.02


@dataclass(frozen=True, slots=True)
class Told:
    """A page as it is sent, and the lines that are its article."""

    url: str
    record: dict[str, Any]
    gold: tuple[str, ...]


def streams_part() -> list[Figure]:
    """The made sites, fourteen pages each."""
    pages = [
        Told(page.url, {"url": page.url, "html": page.html}, page.gold) for site in SITES for page in pages_of(site)
    ]
    return stream_figures(PART, pages, LEAST_GAIN)


def stream_figures(part: str, pages: list[Told], least_gain: float = 0.0) -> list[Figure]:
    """What learning gains and costs on these pages, read in this order."""
    plain = [str(extract_line(page.record)["body"]) for page in pages]
    answer = learning(lambda record: {"url": record["url"], "body": record["body"]})
    bodies = zip(pages, plain, strict=True)
    learned = [str(answer({"url": page.url, "body": body})["body"]) for page, body in bodies]
    golds = [page.gold for page in pages]
    before, after = _f1(golds, plain), _f1(golds, learned)
    return [
        Figure(part, "pages", len(pages)),
        Figure(part, "F1 without learning", before),
        Figure(part, "F1 with learning", after),
        Figure(part, "gain", after - before, "", least_gain, at_least=True),
        Figure(part, "lines of furniture removed", _removed(golds, plain, learned, _is_foreign)),
        Figure(part, "gold lines removed", _removed(golds, plain, learned, _is_gold)),
        Figure(part, "gold lines removed, of the first two", _removed(golds, plain, learned, _is_first), "", 0.0),
    ]


def _f1(golds: Iterable[tuple[str, ...]], bodies: Iterable[str]) -> float:
    return mean(_page_f1(" ".join(gold), body) for gold, body in zip(golds, bodies, strict=True))


def _page_f1(gold: str, body: str) -> float:
    expected, found = _shingles(gold), _shingles(body)
    both = (expected & found).total()
    return 2 * both / max(expected.total() + found.total(), 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[place : place + SHINGLE_WORDS]) for place in range(max(1, len(words) - 3)))


def _removed(
    golds: list[tuple[str, ...]], plain: list[str], learned: list[str], counts: Callable[[str, tuple[str, ...]], bool]
) -> int:
    """How many lines of the kind that ``counts`` learning took away."""
    return sum(
        counts(line, gold)
        for gold, before, after in zip(golds, plain, learned, strict=True)
        for line in (Counter(before.split("\n")) - Counter(after.split("\n"))).elements()
    )


def _is_gold(line: str, gold: tuple[str, ...]) -> bool:
    said = " ".join(normal_words(line))
    return any(said in " ".join(normal_words(one)) for one in gold)


def _is_first(line: str, gold: tuple[str, ...]) -> bool:
    return _is_gold(line, gold[:FIRST_LINES])


def _is_foreign(line: str, gold: tuple[str, ...]) -> bool:
    return not _is_gold(line, gold)
