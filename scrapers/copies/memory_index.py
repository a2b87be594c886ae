"""The index in memory, for one process: the command line's, and tests'."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from scrapers.copies.index import FEWEST_SHARED, MOST_CANDIDATES, TENTATIVE_FOR, WINDOW
from scrapers.copies.nouns import Candidate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from scrapers.copies.index import Kept
    from scrapers.copies.nouns import Sketch

# A fingerprint that stands under so many texts proposes none of the older ones.
MOST_POSTINGS = 64
_SHORTLIST = 40


@dataclass(slots=True)
class _Posting:
    """One article in the index; ``turn`` is its place in the order of meeting."""

    turn: int
    sketch: Sketch
    at: datetime
    ends: float | None  # None: final


class MemoryIndex:
    """A ``CopyIndex`` that is whole from the start, for nothing came before it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._postings: OrderedDict[int, _Posting] = OrderedDict()
        self._numbers: dict[int, deque[int]] = {}
        self._turns = 0

    async def meet(self, number: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        """Post the article and give its elders."""
        self._forget_before(at)
        posting = self._post(number, sketch, at, self._clock() + TENTATIVE_FOR.total_seconds())
        return tuple(islice(self._candidates(number, posting, self._shared(sketch)), MOST_CANDIDATES))

    async def keep(self, number: int) -> None:
        """The posting is final."""
        if posting := self._postings.get(number):
            posting.ends = None

    async def withdraw(self, number: int) -> None:
        """Take a tentative posting back."""
        posting = self._postings.get(number)
        if posting and posting.ends is not None:
            self._remove(number)

    async def restore(self, kept: Iterable[Kept] | AsyncIterable[Kept]) -> None:
        """Post articles of the archive, final at once."""
        async for number, sketch, at in _one_by_one(kept):
            self._post(number, sketch, at, None)

    async def is_whole(self) -> bool:
        """Always: what it has lost it never had."""
        return True

    def _post(self, number: int, sketch: Sketch, at: datetime, ends: float | None) -> _Posting:
        known = self._postings.get(number)
        if known and known.sketch == sketch:
            known.ends = ends if known.ends is not None else None
            return known
        if known:
            self._remove(number)
        self._turns += 1
        posting = _Posting(known.turn if known else self._turns, sketch, at, ends)
        if sketch.prints:
            self._postings[number] = posting
            for each in sketch.prints:
                self._numbers.setdefault(each, deque(maxlen=MOST_POSTINGS)).append(number)
        return posting

    def _shared(self, sketch: Sketch) -> Mapping[int, int]:
        """How many fingerprints others have in common with this text: of those that very many share, too."""
        posted = [self._numbers.get(each, ()) for each in sketch.prints]
        rare = Counter(chain.from_iterable(numbers for numbers in posted if len(numbers) < MOST_POSTINGS))
        common = Counter(chain.from_iterable(numbers for numbers in posted if len(numbers) == MOST_POSTINGS))
        if not common:
            return rare
        own = frozenset(sketch.prints)
        likely = {number for number, _ in (*rare.most_common(_SHORTLIST), *common.most_common(_SHORTLIST))}
        return {number: len(own.intersection(self._postings[number].sketch.prints)) for number in likely}

    def _candidates(self, number: int, posting: _Posting, shared: Mapping[int, int]) -> Iterator[Candidate]:
        oldest = posting.at - WINDOW
        now = self._clock()
        likely = [(count, found) for found, count in shared.items() if count >= FEWEST_SHARED]
        for count, found in sorted(likely, reverse=True):
            elder = self._postings.get(found)
            if found == number or elder is None or elder.at < oldest:
                continue
            tentative = elder.ends is not None and elder.ends > now
            if not tentative or elder.turn < posting.turn:
                yield Candidate(found, count, tentative)

    def _forget_before(self, at: datetime) -> None:
        """Articles come nearly in the order of time: what is older than the window stands first."""
        oldest = at - WINDOW
        while self._postings:
            number, posting = next(iter(self._postings.items()))
            if posting.at >= oldest:
                return
            self._remove(number)

    def _remove(self, number: int) -> None:
        for each in self._postings.pop(number).sketch.prints:
            numbers = self._numbers[each]
            if number in numbers:
                numbers.remove(number)
            if not numbers:
                del self._numbers[each]


async def _one_by_one(kept: Iterable[Kept] | AsyncIterable[Kept]) -> AsyncIterator[Kept]:
    if isinstance(kept, AsyncIterable):
        async for each in kept:
            yield each
        return
    for each in kept:
        yield each
