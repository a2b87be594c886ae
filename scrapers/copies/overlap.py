"""How much of one text stands in another, and whether that is enough to take it for the same news.

Measured against the shorter text, so that a part of a report and a report in a longer page are seen. What a follow-up
repeats of the background is not enough: then the first words, which tell the news, are other ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrapers.copies.aligning import Alignment

LEAST_SHARED: Final = 0.12
SAME_ITEM: Final = 0.9
_SURELY: Final = 0.85
_MOSTLY: Final = 0.6
_PARTLY: Final = 0.3
_COVERED: Final = 0.5
_LEAD_WORDS: Final = 25
_LEAD_COVERED: Final = 0.3
_LEAD_TOLD: Final = 0.8
_TOP_WORDS: Final = 60
_DATELINE_WORDS: Final = 8
_OPENING_WORDS: Final = 15


@dataclass(frozen=True, slots=True)
class Overlap:
    """``shared`` is the part of the shorter text's word triples that both have; lengths in words."""

    shared: float
    length: int
    other_length: int
    alignment: Alignment

    def is_enough(self, *, is_same_outlet: bool) -> bool:
        """Whether it may be the same news. What an outlet repeats of its own is a follow-up, unless nearly all."""
        if is_same_outlet:
            return self.shared >= SAME_ITEM
        lead, other_lead = self._lead_covered()
        if self.shared >= _MOSTLY:
            return self.shared >= _SURELY or max(lead, other_lead) >= _LEAD_COVERED
        part = self.shared >= _PARTLY or self.covered >= _COVERED
        return (part and (lead >= _LEAD_COVERED or self._is_on_top())) or self._opens_alike()

    @property
    def covered(self) -> float:
        """The part of the shorter text's words that stand for words of the other."""
        return len(self.alignment.pairs) / min(self.length, self.other_length)

    def _lead_covered(self) -> tuple[float, float]:
        """Of both texts' first words, the part that stands in the other."""
        here = sum(at < _LEAD_WORDS for at, _ in self.alignment.pairs)
        there = sum(at < _LEAD_WORDS for _, at in self.alignment.pairs)
        return here / min(_LEAD_WORDS, self.length), there / min(_LEAD_WORDS, self.other_length)

    def _is_on_top(self) -> bool:
        """Whether the elder's first words nearly all stand under a caption or a byline, not in a background below."""
        top = sum(at < _TOP_WORDS and other < _LEAD_WORDS for at, other in self.alignment.pairs)
        return top >= _LEAD_TOLD * min(_LEAD_WORDS, self.other_length)

    def _opens_alike(self) -> bool:
        """Whether a sentence or so is the same at the beginning of both, but for a dateline."""
        pairs = frozenset(self.alignment.pairs)
        return any(
            all((at + step, other + step) in pairs for step in range(_OPENING_WORDS))
            for at, other in pairs
            if at < _DATELINE_WORDS and other < _DATELINE_WORDS
        )
