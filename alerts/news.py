"""What an article tells beside its names: the figures in it, what it resembles, how it was revised. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from alerts.excerpts import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alerts.excerpts import Span
    from watchlist.mentions import Evaluation, Mention

MOST_FIGURES = 1000

FiguresOf = Callable[[str], frozenset[str]]


class Reason(StrEnum):
    """Why an alert is told."""

    FIRST = "first"
    NAMES = "names"
    FIGURES = "figures"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESEMBLES = "resembles"


@dataclass(frozen=True, slots=True)
class News:
    """What policy weighs of an article beside the rules that hold for it.

    ``figures`` are all numbers that it tells, as digits (None: not known, so none of them is new); ``beside`` are those
    that stand with a rule's names, by the rule's id. ``resembles`` is the number of an article that is alike but for
    the ``differing`` facts. ``revised`` says that its outlet has corrected or retracted what it told before,
    and ``notice`` in which words.
    """

    figures: frozenset[str] | None = None
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    resembles: int | None = None
    differing: tuple[str, ...] = ()
    revised: Reason | None = None
    notice: str = ""


def without_figures(news: News) -> News:
    """The same of an article that is read once more: what a reading adds is no news, unlike what a copy adds."""
    return replace(news, beside={})


def news_of(title: str, body: str, evaluation: Evaluation, figures_of: FiguresOf) -> News:
    """The figures of a text, and for each rule those in the sentences (or the title) in which its names stand.

    A text with more than :data:`MOST_FIGURES` is a table: its figures are taken as not known.
    """
    figures = figures_of(title) | figures_of(body)
    if len(figures) > MOST_FIGURES:
        return News()
    found = _Sentences(title, body, figures_of)
    beside = {rule.rule_id: found.figures_beside(evaluation.mentions, rule.covers) for rule in evaluation.held}
    return News(figures.union(*beside.values()), beside)


class _Sentences:
    """The sentences of a title and a body; the figures of each are read at most once."""

    def __init__(self, title: str, body: str, figures_of: FiguresOf) -> None:
        self._title = title
        self._body = body
        self._spans = sentences(body)
        self._starts = [start for start, _ in self._spans]
        self._figures_of = cache(figures_of)

    def figures_beside(self, mentions: Iterable[Mention], names: frozenset[str]) -> frozenset[str]:
        """The figures of all sentences that mention one of these names."""
        around = {self._around(one) for one in mentions if one.counts and one.name_id in names}
        return frozenset[str]().union(*map(self._figures_of, around))

    def _around(self, mention: Mention) -> str:
        if mention.field == "title":
            return self._title
        start, end = self._holding(mention.start)
        return self._body[start : max(end, mention.end)]

    def _holding(self, offset: int) -> Span:
        return self._spans[max(0, bisect_right(self._starts, offset) - 1)] if self._spans else (0, 0)


def in_order(figures: Iterable[str]) -> Sequence[str]:
    """Figures as people list them: by size."""
    return sorted(figures, key=lambda figure: (len(figure), figure))
