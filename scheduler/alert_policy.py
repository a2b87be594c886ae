"""The policy of alerts about an entry's text: one for all that commit texts, whether new, edited or read again."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from alerts.news import News
from alerts.policy import is_backlog, plan_alerts
from scheduler.kin import NO_KIN
from scheduler.news import beside_told, news_in, taking_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from alerts.routing import Routing
    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.nouns import ArticleDraft, Entry
    from scheduler.kin import Kin
    from scheduler.news import Policy
    from watchlist.mentions import Evaluation


def policy_by(routing: Callable[[], Routing], longest_age: Callable[[], timedelta | None]) -> Policy:
    """Who is told, by what is in force when it is asked; of a feed's first poll nobody is told of older entries."""

    def decide(entry: Entry, evaluation: Evaluation, news: News) -> Decide:
        if is_backlog(entry, longest_age()):
            return lambda _: ()
        return partial(plan_alerts, evaluation.held, routing=routing(), news=news)

    return decide


async def weighed(
    policy: Policy,
    entry: Entry,
    draft: ArticleDraft,
    evaluation: Evaluation,
    comparison: Comparison,
    *,
    kin: Kin = NO_KIN,
    weigh: Callable[[News], News] = lambda news: news,
) -> Decide:
    """The policy for this text, with what it tells beside its names: found in a thread, before the transaction.

    ``weigh`` says how much of that is news.
    """
    news = News()
    if evaluation.held or kin.texts:
        news = await asyncio.to_thread(news_in, draft, evaluation, comparison, kin)
    decide = policy(entry, evaluation, weigh(news))
    if news.revised and not comparison.joins:
        decide = taking_back(decide, kin.alerts)
    return beside_told(decide, comparison.told)
