"""The words of an article on one line, so that rules can count how far apart two of them are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from watchlist.rules.conditions import Field
    from watchlist.text.tokens import Tokens

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
    """Title and text, cut into words when first asked; between the two lies more than any NEAR reaches across."""

    def __init__(self, title: str, text: str) -> None:
        self._title, self._text = title, text

    @cached_property
    def title(self) -> Tokens:
        """The words of the title."""
        return tokenise(self._title)

    @cached_property
    def text(self) -> Tokens:
        """The words of the text."""
        return tokenise(self._text)

    def extent(self, field: Field) -> range:
        """The numbers of a field's words; the lead is the text's beginning."""
        if field == "title":
            return range(len(self.title.words))
        return range(self._text_begins, self._text_begins + LEAD_WORDS)

    def span(self, spot: Spot) -> Span:
        """The words that a spot touches."""
        tokens = self.title if spot.field == "title" else self.text
        begins = 0 if spot.field == "title" else self._text_begins
        first = bisect_right(tokens.starts, spot.start) - 1
        return Span(begins + first, begins + max(first, bisect_left(tokens.starts, spot.end) - 1))

    @property
    def _text_begins(self) -> int:
        return len(self.title.words) + FARTHEST
