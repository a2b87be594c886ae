"""What an article tells beside the names in it, for the policy of alerts: its figures, and what it resembles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from alerts.news import News, Reason, news_of
from archive.changes import Change
from archive.nouns import AlertPlan, Entry
from scrapers.copies.figures import figures_of
from watchlist.mentions import Evaluation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import Alert, Article, ArticleDraft

Policy = Callable[[Entry, Evaluation, News], "Decide"]


def news_in(article: Article | ArticleDraft, evaluation: Evaluation, comparison: Comparison | None = None) -> News:
    """The news of a text."""
    news = news_of(article.title, article.body, evaluation, figures_of)
    if comparison is None or comparison.joins or not comparison.told:
        return news
    return replace(news, resembles=comparison.elder_id, differing=tuple(map(Change.from_text, comparison.differing)))


def beside_told(decide: Decide, told: frozenset[str]) -> Decide:
    """The same policy for an article that resembles one of which these rules were told; of others it is the first."""

    def decided(committed: Sequence[Alert]) -> list[AlertPlan]:
        return [plan if plan.rule_id in told else _as_first(plan) for plan in decide(committed)]

    return decided


def _as_first(plan: AlertPlan) -> AlertPlan:
    if plan.reason != Reason.RESEMBLES:
        return plan
    return replace(plan, reason=Reason.FIRST, changes=(), resembles=None)
