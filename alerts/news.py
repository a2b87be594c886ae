"""What an article tells beside its names: figures, new sentences, what it resembles, how it was revised. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from alerts.excerpts import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alerts.excerpts import Span
    from archive.changes import Change
    from watchlist.mentions import Evaluation, Mention

MOST_FIGURES = 1000
_OR_MORE = "+"
_NEXT_SIZE = 10
MOST_ADDED = 3

FiguresOf = Callable[[str], frozenset[str]]
IsNew = Callable[[str], bool]


class Reason(StrEnum):
    """Why an alert is told."""

    FIRST = "first"
    NAMES = "names"
    FIGURES = "figures"
    ADDED = "added"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESEMBLES = "resembles"


NAMING_ANOTHER = frozenset({Reason.RESEMBLES, Reason.CORRECTED, Reason.RETRACTED})


@dataclass(frozen=True, slots=True)
class News:
    """What policy weighs of an article beside the rules that hold for it.

    ``figures`` are all numbers that it tells, as digits (None: not known, so none of them is new); ``beside`` are those
    that stand with a rule's names, by the rule's id, and ``added`` its sentences with them that its outlet has not
    printed so before. ``resembles`` is the number of an article that is alike but for the ``differing`` facts, or that
    is corrected. ``revised`` says that its outlet has corrected or retracted what was told before, ``notice`` in which
    words.
    """

    figures: frozenset[str] | None = None
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    resembles: int | None = None
    differing: tuple[Change, ...] = ()
    revised: Reason | None = None
    notice: str = ""


def without_figures(news: News) -> News:
    """The same of an article that is read once more: what a reading adds is no news, unlike what another item adds."""
    return replace(news, beside={}, added={})


def news_of(
    title: str,
    body: str,
    evaluation: Evaluation,
    figures_of: FiguresOf,
    is_new: IsNew | None = None,
    *,
    with_next: bool = False,
) -> News:
    """The figures of a text; for each rule those in the sentences (or the title) with its names, and which are new.

    A text with more than :data:`MOST_FIGURES` is a table: its figures are taken as not known. Without ``is_new`` no
    sentence is; ``with_next``: the sentence after one with a name is asked for too.
    """
    found = _Sentences(title, body)
    around = {rule.rule_id: found.around(evaluation.mentions, rule.covers) for rule in evaluation.held}
    added = _added(evaluation, found, cache(is_new), with_next=with_next) if is_new else {}
    figures = figures_of(title) | figures_of(body)
    if len(figures) > MOST_FIGURES:
        return News(added=added)
    read = cache(figures_of)
    beside = {rule_id: frozenset[str]().union(*map(read, said)) for rule_id, said in around.items()}
    return News(figures.union(*beside.values()), beside, added)


def _added(evaluation: Evaluation, found: _Sentences, is_new: IsNew, *, with_next: bool) -> dict[str, tuple[str, ...]]:
    asked = {
        rule.rule_id: found.around(evaluation.mentions, rule.covers, and_next=with_next) for rule in evaluation.held
    }
    return {
        rule_id: tuple(islice((each.strip() for each in said if is_new(each)), MOST_ADDED))
        for rule_id, said in asked.items()
    }


class _Sentences:
    """The sentences of a title and a body."""

    def __init__(self, title: str, body: str) -> None:
        self._title = title
        self._body = body
        self._spans = sentences(body)
        self._starts = [start for start, _ in self._spans]

    def around(self, mentions: Iterable[Mention], names: frozenset[str], *, and_next: bool = False) -> Sequence[str]:
        """All sentences that mention one of these names, each once; and those that follow them."""
        told = [one for one in mentions if one.counts and one.name_id in names]
        said = [part for one in told for part in (self._around(one), *([self._after(one)] if and_next else []))]
        return tuple(dict.fromkeys(said))

    def _around(self, mention: Mention) -> str:
        if mention.field == "title":
            return self._title
        start, end = self._holding(mention.start)
        return self._body[start : max(end, mention.end)]

    def _after(self, mention: Mention) -> str:
        place = bisect_right(self._starts, mention.start)
        if mention.field == "title" or place >= len(self._spans):
            return ""
        start, end = self._spans[place]
        return self._body[start:end]

    def _holding(self, offset: int) -> Span:
        return self._spans[max(0, bisect_right(self._starts, offset) - 1)] if self._spans else (0, 0)


def in_order(figures: Iterable[str]) -> Sequence[str]:
    """Figures as people list them: by size."""
    return sorted(figures, key=lambda figure: (len(figure), figure))


def covers_size(known: Iterable[str], figure: str) -> bool:
    """Whether a figure that gives a size alone, as "10+", tells less than a known number of that size."""
    if not figure.endswith(_OR_MORE):
        return False
    least = int(figure.removesuffix(_OR_MORE))
    return any(each.isdecimal() and least <= int(each) < _NEXT_SIZE * least for each in known)
