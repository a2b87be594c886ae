"""The words of an article on one line, so that rules can count how far apart two of them are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from watchlist.rules.conditions import Field

FARTHEST = 500
LEAD_WORDS = 100


class Spot(NamedTuple):
    """A part of one field in code points, as mentions have it."""

    field: str
    start: int
    end: int


class Span(NamedTuple):
    """The first and the last word of something, counted on the line."""

    first: int
    last: int


class WordLine:
    """The words of title and text; between the two lies more than any NEAR reaches across."""

    def __init__(self, title: str, text: str) -> None:
        self.fields = {"title": tokenise(title), "text": tokenise(text)}
        self._begins = {"title": 0, "text": len(self.fields["title"].words) + FARTHEST}

    def extent(self, field: Field) -> range:
        """The numbers of a field's words; the lead is the text's beginning."""
        if field == "title":
            return range(len(self.fields["title"].words))
        return range(self._begins["text"], self._begins["text"] + LEAD_WORDS)

    def span(self, spot: Spot) -> Span:
        """The words that a spot touches."""
        starts, begins = self.fields[spot.field].starts, self._begins[spot.field]
        first = bisect_right(starts, spot.start) - 1
        return Span(begins + first, begins + max(first, bisect_left(starts, spot.end) - 1))
