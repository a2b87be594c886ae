"""Numbers in words become numerals: "ثلاثة وعشرون ألفا", "twenty-three thousand" and "23 000" are all "23000"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.copies.count import Count
from scrapers.copies.counted_forms import ONE, TWO, counted_form_at
from scrapers.copies.magnitudes import MAGNITUDES, magnitude_at
from scrapers.copies.number_words import (
    ANDS,
    BEFORE_GENITIVES,
    DUALS,
    ELEVENS,
    GENITIVES,
    NO_NUMBERS,
    PARTS,
    PLURALS,
    SCALES,
    UNITS,
    VAGUE,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence


_BEGINNINGS = frozenset({*UNITS, *SCALES, *DUALS, *ELEVENS, *PARTS})  # what a number in words may begin with
BEGINNINGS = _BEGINNINGS | MAGNITUDES | ONE | TWO


def numbers_in(words: Sequence[str], breaks: Container[int] = ()) -> Iterator[tuple[int, int, str]]:
    """Each number that is told in words, at least in part: where it begins and ends, and its numeral."""
    done = 0
    for at, word in enumerate(words):
        if word not in BEGINNINGS or at < done:
            continue
        for start, numeral, end in _readings(words, at, breaks, may_go_on=at > done):
            if end > at:
                yield start, end, numeral
                done = end
                break


def _readings(
    words: Sequence[str], at: int, breaks: Container[int], *, may_go_on: bool
) -> Iterator[tuple[int, str, int]]:
    """A number that goes on a numeral before it, one that begins here, the noun's form, a size alone."""
    if words[at] in _BEGINNINGS:
        if may_go_on and words[at - 1][0].isdecimal() and at not in breaks:
            yield at - 1, *number_at(words, at - 1, breaks)
        yield at, *number_at(words, at, breaks)
    yield at, *counted_form_at(words, at)
    yield at, *magnitude_at(words, at, breaks)


def number_at(words: Sequence[str], start: int, breaks: Container[int] = ()) -> tuple[str, int]:
    """The number that begins at ``start``, as a numeral, and where it ends; ends at ``start`` if there is none.

    No number goes on over a word that ``breaks`` names, which begins a sentence or clause.
    """
    count = Count()
    end = start
    if words[start][0].isdecimal():
        end += count.takes_numeral(words[start])
    elif words[start] in ELEVENS:
        end += count.takes_eleven(words, start)
    elif _is_vague(words, start):
        return count.numeral(), start
    at = end
    while at < len(words) and not (at in breaks and at > start) and (taken := count.takes(words, at)):
        end = at = at + taken
        at += int(at < len(words) and words[at] in ANDS)
    return count.numeral(), end


def _is_vague(words: Sequence[str], start: int) -> bool:
    """Thousands of people, not a thousand."""
    before = words[start - 1] if start else ""
    if (before, words[start]) in NO_NUMBERS:
        return True
    if words[start] in GENITIVES and before in BEFORE_GENITIVES:
        return False
    return words[start] in PLURALS or (words[start] in SCALES and before in VAGUE)
