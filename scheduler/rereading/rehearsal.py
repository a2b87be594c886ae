"""Counts the alerts that a run which writes nothing would bring, those about copies once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archive.nouns import Alert
from archive.rereading import elders_of

if TYPE_CHECKING:
    from datetime import datetime

    from archive.commits import Decide
    from archive.database import Archive
    from archive.nouns import AlertPlan, Article


class Rehearsal:
    """What stood in each copy group by now if it had been written; ``archive`` is only read."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._told: defaultdict[str, list[Alert]] = defaultdict(list)

    async def alerts(self, article: Article, text_hash: str, decide: Decide, now: datetime) -> int:
        """How many alerts the article would bring with the text of this hash."""
        committed = await self._archive.read(elders_of, article, text_hash)
        plans = decide([*committed, *self._told[text_hash]])
        self._told[text_hash] += [alert for alert in committed if alert.article_id == article.id]
        self._told[text_hash] += [_told(plan, article, now) for plan in plans]
        return len(plans)


def _told(plan: AlertPlan, article: Article, now: datetime) -> Alert:
    return Alert(0, plan.rule_id, article.group_id, plan.revision, article.id, plan.priority, plan.covers, now)
