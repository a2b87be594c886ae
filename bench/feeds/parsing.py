"""Feeds of 225 kB, 33 items and 2 new in a CPU second: decoded, known items cut out, parsed, dated, keyed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.feeds.editions import FRESH, KINDS, Feed
from bench.service.figures import Figure
from scrapers.reading.feed import read_feed
from scrapers.reading.keys import key_items

LEAST = 120.0
PART = "parsing"
_NOW = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading many editions cost, and what it found."""

    documents: int
    octets: int
    seconds: float
    entries: int


def parsing_part(editions: int, feeds: int) -> list[Figure]:
    """Steady state, each kind of feed alone and all together; the first edition of each is read beforehand."""
    by_kind = {kind: _read([Feed(kind, seed) for seed in range(feeds)], editions) for kind in KINDS}
    every = list(by_kind.values())
    documents, seconds = sum(read.documents for read in every), sum(read.seconds for read in every)
    found = sum(read.entries for read in every)
    return [
        Figure(PART, "feeds per CPU second", documents / seconds, "", LEAST, at_least=True),
        *(
            Figure(PART, f"{kind}: feeds per CPU second", read.documents / read.seconds)
            for kind, read in by_kind.items()
        ),
        Figure(PART, "bytes of a feed", sum(read.octets for read in every) / documents),
        Figure(PART, "new items found of those there", found / (documents * FRESH), "", 1.0, at_least=True),
    ]


def _read(feeds: list[Feed], editions: int) -> Read:
    seconds, entries, octets = 0.0, 0, 0
    for feed in feeds:
        known: frozenset[str] = frozenset()
        for number, body in enumerate(feed.editions(editions + 1)):
            started = time.process_time()
            parsed = read_feed(body, "https://news.example/feed", "application/rss+xml", known)
            keyed = key_items(parsed.items, guids_unreliable=False, now=_NOW)
            spent = time.process_time() - started
            known = frozenset(parsed.digests)
            if number:
                seconds, entries, octets = seconds + spent, entries + len(keyed.entries), octets + len(body)
    return Read(len(feeds) * editions, octets, seconds, entries)
