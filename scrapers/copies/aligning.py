"""Two wordings side by side: which words stand for each other, and what stands between those that do.

Numbers align whatever they are, so that a template is seen through its figures. Passages need not come in the same
order: paragraphs may have moved. The work grows with the words, not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NUMBER: Final = "0"
_ANCHOR: Final = 3
_MOST_PLACES: Final = 8  # of one anchor; more are a refrain
_WIDEST_GAP: Final = 10
_FEWEST_WORDS: Final = 6  # numbers apart; fewer are a turn of phrase

_Words = list[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the first that stand where the second has other words, beside or between runs of the same ones.

    ``start`` and ``end`` in the first text, ``other_start`` and ``other_end`` in the second; not both are empty.
    """

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """``pairs`` of positions of the same words (a number is any number), ``gaps`` between them."""

    pairs: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """The same words in both, as many as ``length``."""

    start: int
    other: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def other_end(self) -> int:
        return self.other + self.length


def align(words: Sequence[str], others: Sequence[str], begin: tuple[int, int] = (0, 0)) -> Alignment:
    """Lay the words beside the others; both texts ``begin`` at these positions, behind their datelines."""
    first, second = _masked(words), _masked(others)
    pairs: list[tuple[int, int]] = []
    gaps: list[Gap] = []
    for passage in _chosen(first, _passages(list(_runs(first, second)))):
        for before, after in pairwise((None, *passage)):
            if before and after:
                found, between = _within(first, second, Gap(before.end, after.start, before.other_end, after.other))
                pairs += found
                gaps += between
            if after:
                pairs += ((after.start + step, after.other + step) for step in range(after.length))
        for edge in _edges(passage, Gap(begin[0], len(first), begin[1], len(second))):
            found, between = _within(first, second, edge)
            pairs += found
            gaps += between
    return Alignment(tuple(pairs), tuple(gaps))


def _edges(passage: list[_Run], texts: Gap) -> Iterator[Gap]:
    """The few words before the passage where both texts begin, and those behind it where both end."""
    head = Gap(texts.start, passage[0].start, texts.other_start, passage[0].other)
    tail = Gap(passage[-1].end, texts.end, passage[-1].other_end, texts.other_end)
    for edge in (head, tail):
        if 0 < edge.end - edge.start <= _WIDEST_GAP and 0 < edge.other_end - edge.other_start <= _WIDEST_GAP:
            yield edge


def _masked(words: Sequence[str]) -> _Words:
    return [NUMBER if "0" <= word[0] <= "9" else word for word in words]


def _runs(first: _Words, second: _Words) -> Iterator[_Run]:
    """Runs of at least ``_ANCHOR`` words that both have, in the first's order, each word of it in one run."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, anchor in enumerate(zip(second, second[1:], second[2:], strict=False)):
        if len(places[anchor]) < _MOST_PLACES:
            places[anchor].append(at)
    at = reached = expected = 0
    while at + _ANCHOR <= len(first):
        found = places.get((first[at], first[at + 1], first[at + 2]))
        if not found:
            at += 1
            continue
        other = min(found, key=lambda place: abs(place - expected - (at - reached)))
        back = _length_back(first[reached:at], second[expected if other >= expected else 0 : other])
        length = back + _ANCHOR + _length_on(first, second, at + _ANCHOR, other + _ANCHOR)
        run = _Run(at - back, other - back, length)
        yield run
        at, reached, expected = run.end, run.end, run.other_end


def _length_back(before: _Words, others: _Words) -> int:
    """How many words at the end of both are the same."""
    length = 0
    for word, other in zip(reversed(before), reversed(others), strict=False):
        if word != other:
            break
        length += 1
    return length


def _length_on(first: _Words, second: _Words, at: int, other: int) -> int:
    """How many words from here on are the same."""
    length = 0
    while at + length < len(first) and other + length < len(second) and first[at + length] == second[other + length]:
        length += 1
    return length


def _passages(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that follow one another in both texts with little between them."""
    passages: list[list[_Run]] = []
    for run in runs:
        before = passages[-1][-1] if passages else None
        if before and run.start - before.end <= _WIDEST_GAP and 0 <= run.other - before.other_end <= _WIDEST_GAP:
            passages[-1].append(run)
        else:
            passages.append([run])
    return passages


def _chosen(first: _Words, passages: list[list[_Run]]) -> Iterator[list[_Run]]:
    """The passages that are no turns of phrase, the longest first; none that stands for words taken already."""
    taken: set[int] = set()
    for passage in sorted(passages, key=_length, reverse=True):
        places = {place for run in passage for place in range(run.other, run.other_end)}
        words = sum(word != NUMBER for run in passage for word in first[run.start : run.end])
        if words >= _FEWEST_WORDS and 2 * len(places & taken) <= len(places):
            taken |= places
            yield passage


def _length(passage: list[_Run]) -> int:
    return sum(run.length for run in passage)


def _within(first: _Words, second: _Words, gap: Gap) -> tuple[list[tuple[int, int]], list[Gap]]:
    """Single words that are the same inside a gap part it into smaller ones."""
    here, there = first[gap.start : gap.end], second[gap.other_start : gap.other_end]
    if not here or not there:
        return [], [gap] if here or there else []
    pairs, gaps = [], []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [(gap.start + start + step, gap.other_start + other_start + step) for step in range(end - start)]
        else:
            gaps.append(
                Gap(gap.start + start, gap.start + end, gap.other_start + other_start, gap.other_start + other_end)
            )
    return pairs, gaps
