"""How many fingerprints packed ones have in common with a sketch; quick, for a whole window may be gone through."""

from __future__ import annotations

from struct import iter_unpack
from typing import TYPE_CHECKING

from scrapers.copies.nouns import PRINT_BYTES, Candidate
from scrapers.copies.sketching import shares_enough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.copies.nouns import Sketch

_PRINT = f"{PRINT_BYTES}s"


def prints_in(packed: bytes) -> Iterator[tuple[bytes]]:
    """Packed fingerprints one by one, as a set holds them."""
    return iter_unpack(_PRINT, packed)


class Overlap:
    """Compares one sketch with many."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self.prints = frozenset(prints_in(sketch.to_bytes()))

    def shared(self, prints: bytes) -> int:
        """How many of these it has too."""
        return len(self.prints.intersection(prints_in(prints)))

    def is_enough(self, prints: bytes) -> bool:
        """Whether the texts behind them are worth comparing."""
        return self.counts(self.shared(prints))

    def counts(self, shared: int) -> bool:
        """Whether so many in common are enough."""
        return shares_enough(Candidate(0, shared, tentative=False), self._sketch)
