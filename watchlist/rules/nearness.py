"""Which places in a text lie near each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from watchlist.rules.words import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchlist.rules.conditions import Gap

_first, _last = attrgetter("first"), attrgetter("last")


def pairs(some: Iterable[Span], others: Iterable[Span], gap: Gap) -> set[Span]:
    """Pairs at most ``gap.words`` apart, each from its first to its last word.

    Neighbours are one word apart; what shares a word is no pair. Of several partners a span is given the nearest before
    and the nearest behind it, so there are never many more pairs than spans.
    """
    found = set(_followed(some, others, gap.words))
    return found if gap.ordered else found.union(_followed(others, some, gap.words))


def _followed(some: Iterable[Span], others: Iterable[Span], words: int) -> Iterator[Span]:
    """The pairs in which one of the others comes last."""
    before, behind = sorted(some, key=lambda span: (span.last, span.first)), sorted(others)
    for span in before:
        at = bisect_right(behind, span.last, key=_first)
        if at < len(behind) and behind[at].first - span.last <= words:
            yield Span(span.first, behind[at].last)
    for span in behind:
        at = bisect_left(before, span.first, key=_last) - 1
        if at >= 0 and span.first - before[at].last <= words:
            yield Span(before[at].first, span.last)
