"""Where the lines of a body stand in the page: the longest run of them that comes in the page's own order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction.blocks import Blocks

# A text that stands in more places than these says nothing of where a line belongs.
_MOST_PLACES = 8


def places_of(lines: Sequence[str], blocks: Blocks) -> list[int | None]:
    """The place of each line among the page's blocks; None for one that is no block or stands out of order.

    The longest common subsequence of the two by Hunt and Szymanski (Communications of the ACM 20, 1977).
    """
    ends: list[int] = []
    chains: list[tuple[int, int, int | None]] = []  # line, place, the chain before
    last: list[int] = []
    for line, text in enumerate(lines):
        for place in reversed(places_in_page(text, blocks)[:_MOST_PLACES]):
            length = bisect_left(ends, place)
            chains.append((line, place, last[length - 1] if length else None))
            ends[length : length + 1] = [place]
            last[length : length + 1] = [len(chains) - 1]
    return _unrolled(chains, last[-1] if last else None, len(lines))


def places_in_page(line: str, blocks: Blocks) -> Sequence[int]:
    """All places where the line stands as a block of its own."""
    return blocks.places.get(blocks.words_of(line), ())


def _unrolled(chains: Sequence[tuple[int, int, int | None]], chain: int | None, length: int) -> list[int | None]:
    found: list[int | None] = [None] * length
    while chain is not None:
        line, place, chain = chains[chain]
        found[line] = place
    return found
