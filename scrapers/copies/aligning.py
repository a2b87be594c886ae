"""Two wordings side by side: which words stand for each other, and what stands between those that do.

Numbers align whatever they are, so that a template is seen through its figures. Runs need not come in the same order:
paragraphs may have moved. The work grows with the words, not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER: Final = "0"
_ANCHOR: Final = 3
_MOST_PLACES: Final = 8  # of one anchor; more are a refrain
_WIDEST_GAP: Final = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the first that stand where the second has other words, between runs of the same ones.

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


def align(words: Sequence[str], others: Sequence[str]) -> Alignment:
    """Lay the words beside the others."""
    first, second = _masked(words), _masked(others)
    runs = _runs(first, second)
    pairs: list[tuple[int, int]] = []
    gaps: list[Gap] = []
    end = other_end = 0
    for start, other_start, length in runs:
        # What stands before the first run and after the last is a dateline or a credit: it stands for nothing.
        if pairs and _is_gap(start - end, other_start - other_end):
            found, between = _within(first, second, Gap(end, start, other_end, other_start))
            pairs += found
            gaps += between
        pairs += ((start + step, other_start + step) for step in range(length))
        end, other_end = start + length, other_start + length
    return Alignment(tuple(pairs), tuple(gaps))


def _masked(words: Sequence[str]) -> list[str]:
    return [NUMBER if "0" <= word[0] <= "9" else word for word in words]


def _is_gap(length: int, other_length: int) -> bool:
    return 0 <= length <= _WIDEST_GAP and 0 <= other_length <= _WIDEST_GAP and length + other_length > 0


def _runs(first: list[str], second: list[str]) -> list[tuple[int, int, int]]:
    """Runs of at least ``_ANCHOR`` words that both have, in the first's order, each word of it in one run."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, anchor in enumerate(zip(second, second[1:], second[2:], strict=False)):
        if len(places[anchor]) < _MOST_PLACES:
            places[anchor].append(at)
    runs = []
    at = reached = expected = 0
    while at + _ANCHOR <= len(first):
        found = places.get((first[at], first[at + 1], first[at + 2]))
        if not found:
            at += 1
            continue
        other = min(found, key=lambda place: abs(place - expected - (at - reached)))
        back = _length_back(first[reached:at], second[expected if other >= expected else 0 : other])
        length = back + _ANCHOR + _length_on(first, second, at + _ANCHOR, other + _ANCHOR)
        runs.append((at - back, other - back, length))
        reached, expected = at - back + length, other - back + length
        at = reached
    return runs


def _length_back(before: list[str], others: list[str]) -> int:
    """How many words at the end of both are the same."""
    length = 0
    for word, other in zip(reversed(before), reversed(others), strict=False):
        if word != other:
            break
        length += 1
    return length


def _length_on(first: list[str], second: list[str], at: int, other: int) -> int:
    """How many words from here on are the same."""
    length = 0
    while at + length < len(first) and other + length < len(second) and first[at + length] == second[other + length]:
        length += 1
    return length


def _within(first: list[str], second: list[str], gap: Gap) -> tuple[list[tuple[int, int]], list[Gap]]:
    """Single words that are the same inside a gap part it into smaller ones."""
    here, there = first[gap.start : gap.end], second[gap.other_start : gap.other_end]
    if not here or not there:
        return [], [gap]
    pairs, gaps = [], []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [(gap.start + start + step, gap.other_start + other_start + step) for step in range(end - start)]
        else:
            gaps.append(
                Gap(gap.start + start, gap.start + end, gap.other_start + other_start, gap.other_start + other_end)
            )
    return pairs, gaps
