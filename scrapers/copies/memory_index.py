"""The index in memory, for one process: the command line's, and tests'."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterable
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain, islice
from typing import TYPE_CHECKING

from scrapers.copies.index import (
    COMMON,
    FEWEST_SHARED,
    MOST_CANDIDATES,
    MOST_COUNTED,
    PERIOD,
    SHORTLIST,
    TENTATIVE_FOR,
    WINDOW,
)
from scrapers.copies.nouns import Candidate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from scrapers.copies.index import Kept
    from scrapers.copies.nouns import Sketch


@dataclass(slots=True, eq=False)
class _Posting:
    """One text in the index; ``turn`` is its article's place in the order of meeting, ``place`` the text's own.

    Of its fingerprints those that were ``posted``. Void if its article has another text by now.
    """

    number: int
    turn: int
    place: tuple[int, int]
    sketch: Sketch
    posted: frozenset[int]
    at: datetime
    ends: float | None  # None: final
    void: bool = False


@dataclass(slots=True)
class _Segment:
    """The postings of a part of the window, in their order, by fingerprint too."""

    postings: list[_Posting] = field(default_factory=list)
    by_print: defaultdict[int, list[_Posting]] = field(default_factory=lambda: defaultdict(list))


class MemoryIndex:
    """A ``CopyIndex`` that is whole from the start, for nothing came before it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._segments: dict[int, _Segment] = {}
        self._standing: dict[int, _Posting] = {}
        self._turns = 0

    async def meet(self, number: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        """Post the article and give its elders."""
        if not sketch.prints:
            return ()
        self._forget_before(at)
        known = self._standing.get(number)
        elders = self._elders(number, known.turn if known else self._turns + 1, sketch, at)
        self._post(number, sketch, at, self._clock() + TENTATIVE_FOR.total_seconds())
        return elders

    async def keep(self, number: int) -> None:
        """The posting is final."""
        if posting := self._standing.get(number):
            posting.ends = None

    async def restore(self, kept: Iterable[Kept] | AsyncIterable[Kept]) -> None:
        """Post articles of the archive, final at once."""
        async for number, sketch, at in _one_by_one(kept):
            if number in self._standing:
                self._standing[number].ends = None
            elif sketch.prints:
                self._post(number, sketch, at, None)

    async def is_whole(self) -> bool:
        """Always: what it has lost it never had."""
        return True

    def _post(self, number: int, sketch: Sketch, at: datetime, ends: float | None) -> None:
        known = self._standing.get(number)
        if known and known.sketch == sketch:
            known.ends = ends if known.ends is not None else None
            return
        self._turns += 1
        if known:
            known.void = True
        period = _period(at)
        segment = self._segments.setdefault(period, _Segment())
        posted = frozenset(each for each in sketch.prints if len(segment.by_print[each]) < MOST_COUNTED)
        turn, place = known.turn if known else self._turns, (period, len(segment.postings))
        posting = self._standing[number] = _Posting(number, turn, place, sketch, posted, at, ends)
        segment.postings.append(posting)
        for each in posted:
            segment.by_print[each].append(posting)

    def _elders(self, number: int, turn: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        oldest, now = at - WINDOW, self._clock()
        likely = [(shared, found.number, found) for found, shared in self._shared(sketch).items()]
        elders = []
        for shared, elder, posting in sorted(likely, key=lambda each: each[:2], reverse=True):
            if shared < FEWEST_SHARED or posting.void or elder == number or posting.at < oldest:
                continue
            tentative = posting.ends is not None and posting.ends > now
            if not tentative or posting.turn < turn:
                elders.append(Candidate(elder, shared, tentative))
        return tuple(elders[:MOST_CANDIDATES])

    def _shared(self, sketch: Sketch) -> Mapping[_Posting, int]:
        """How many fingerprints the likeliest texts have in common with this one: of those that many share, too."""
        by_prints = [segment.by_print for segment in self._segments.values()]
        posted = [found for by_print in by_prints for each in sketch.prints if (found := by_print.get(each))]
        rare = Counter(chain.from_iterable(found for found in posted if len(found) < COMMON))
        common = Counter(chain.from_iterable(islice(found, COMMON) for found in posted if len(found) >= COMMON))
        own = frozenset(sketch.prints)
        likely = {*_most(rare, 1 if common else FEWEST_SHARED), *_most(common, 1)}
        return {posting: len(own & posting.posted) for posting in likely}

    def _forget_before(self, at: datetime) -> None:
        """Articles come nearly in the order of time."""
        for period in [each for each in self._segments if each < _period(at - WINDOW)]:
            for posting in self._segments.pop(period).postings:
                if self._standing.get(posting.number) is posting:
                    del self._standing[posting.number]


def _most(counts: Mapping[_Posting, int], least: int) -> Collection[_Posting]:
    """The likeliest by these counts, of equals the youngest."""
    likely = [posting for posting, count in counts.items() if count >= least]
    if len(likely) <= SHORTLIST:
        return likely
    return nlargest(SHORTLIST, likely, key=lambda posting: (counts[posting], posting.place))


def _period(at: datetime) -> int:
    return int(at.timestamp() // PERIOD.total_seconds())


async def _one_by_one(kept: Iterable[Kept] | AsyncIterable[Kept]) -> AsyncIterator[Kept]:
    if isinstance(kept, AsyncIterable):
        async for each in kept:
            yield each
        return
    for each in kept:
        yield each
