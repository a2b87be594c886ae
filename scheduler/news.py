"""What an article tells beside the names in it, for the policy of alerts: figures, sentences, what it takes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from alerts.news import NAMING_ANOTHER, News, Reason, news_of
from archive.changes import Change
from archive.nouns import AlertPlan, Entry
from scheduler.kin import NO_KIN
from scrapers.copies.figures import figures_of
from scrapers.revising.added_words import Said
from scrapers.revising.deciding import Version
from scrapers.revising.printed_again import taken_back
from watchlist.mentions import Evaluation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import Alert, Article, ArticleDraft
    from scheduler.explaining.subject import Subject
    from scheduler.kin import Kin

Policy = Callable[[Entry, Evaluation, News], "Decide"]


def news_in(
    article: Article | ArticleDraft | Subject,
    evaluation: Evaluation,
    comparison: Comparison | None = None,
    kin: Kin = NO_KIN,
) -> News:
    """The news of a text; without its ``kin`` no sentence is new, and nothing is taken back."""
    text, said = Version(article.title, article.body), None
    if comparison is not None and comparison.joins and kin.is_later_item:
        said = Said(kin.texts)
    is_new, with_next = (said.lacks, said.is_replaced_in(text)) if said else (None, False)
    news = news_of(article.title, article.body, evaluation, figures_of, is_new, with_next=with_next)
    if comparison is None or not comparison.told:
        return news
    if not comparison.joins:
        differing = tuple(map(Change.from_text, comparison.differing))
        news = replace(news, resembles=comparison.elder_id, differing=differing)
    back = taken_back(kin.texts, text, is_own=kin.has_own) if kin.texts else None
    if back is None:
        return news
    cue, notice = back
    return replace(news, resembles=comparison.elder_id, revised=Reason(cue.value), notice=notice)


def taking_back(decide: Decide, elders: Sequence[Alert]) -> Decide:
    """The same policy for an article that takes back what these alerts of another group told: for their rules too."""
    return lambda committed: decide(committed or elders)


def beside_told(decide: Decide, told: frozenset[str]) -> Decide:
    """The same policy for an article that resembles or corrects one of which these rules were told.

    Of others it is the first.
    """

    def decided(committed: Sequence[Alert]) -> list[AlertPlan]:
        return [plan if plan.rule_id in told else _as_first(plan) for plan in decide(committed)]

    return decided


def _as_first(plan: AlertPlan) -> AlertPlan:
    if plan.resembles is None or plan.reason not in NAMING_ANOTHER:
        return plan
    return replace(plan, reason=Reason.FIRST, changes=(), resembles=None, notice="")
