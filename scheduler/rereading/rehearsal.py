"""Counts the alerts that reading pages again would bring, by a run that writes nothing.

Each text is compared as a real run compares it, with the archive, and besides with the texts that articles would have
got in this run: what would be told of one of them is known to the others.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from archive.comparisons import Comparison
from archive.nouns import Alert
from archive.rereading import would_join
from gateway.redis_link import RedisTrouble, RedisUnavailable
from scheduler.copying.desk import CopyDesk
from scheduler.copying.subject import other_text
from scheduler.metrics import Metrics
from scrapers.copies.deciding import COPIES, judge
from scrapers.copies.memory_index import MemoryIndex
from scrapers.copies.sketching import sketch_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from archive.commits import Decide
    from archive.database import Archive
    from archive.nouns import AlertPlan, Article, ArticleDraft
    from archive.rereading import StoredPage
    from scrapers.copies.nouns import Candidate, Text

    Group = tuple[str, int]


class Rehearsal:
    """What stood in each copy group by now if it had been written; ``archive`` is only read."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._desk = CopyDesk(archive, _NoIndex(), Metrics(), clock)
        self._index = MemoryIndex()
        self._texts: dict[int, Text] = {}
        self._groups: dict[int, Group] = {}
        self._told: defaultdict[Group, list[Alert]] = defaultdict(list)

    async def alerts(
        self, stored: StoredPage, draft: ArticleDraft, policy: Callable[[Comparison], Awaitable[Decide]]
    ) -> int:
        """How many alerts the article would bring with this text; raises ArchiveError."""
        article, compared = stored.article, list[Comparison]()

        async def note(comparison: Comparison) -> None:
            compared.append(comparison)

        await self._desk.exchange(article, stored.feed, draft, note)
        (comparison,) = compared
        group_id, committed = await self._archive.read(would_join, article, draft.text_hash, comparison)
        group = await self._like_one_before(stored, draft) or self._group(article, group_id)
        plans = (await policy(comparison))([*committed, *self._told[group]])
        self._groups[article.entry_id] = group
        self._told[group] += [alert for alert in committed if alert.article_id == article.id]
        self._told[group] += [_told(plan, article, self._clock()) for plan in plans]
        return len(plans)

    async def _like_one_before(self, stored: StoredPage, draft: ArticleDraft) -> Group | None:
        """The group of an article that would have got a text in this run of which this one is a copy."""
        article = stored.article
        if draft.text_hash == article.text_hash:
            return None
        subject = other_text(article, stored.feed, draft)
        sketch = await asyncio.to_thread(sketch_of, subject.text)
        met = await self._index.meet(subject.number, sketch, subject.at)
        elders = {each.number: self._texts[each.number] for each in met}
        self._texts[subject.number] = subject.text
        verdict = await asyncio.to_thread(judge, subject.text, elders) if elders else None
        return self._groups[verdict.number] if verdict is not None and verdict.relation in COPIES else None

    def _group(self, article: Article, group_id: int | None) -> Group:
        return ("new", article.id) if group_id is None else ("kept", group_id)


class _NoIndex:
    """An index that nobody may post to: the archive is gone through instead."""

    async def meet(self, *_: object, **__: object) -> tuple[Candidate, ...]:
        """Say that it cannot be asked."""
        raise RedisUnavailable(RedisTrouble.OTHER)

    async def keep(self, *_: object, **__: object) -> None:
        """Nothing was posted."""

    async def restore(self, *_: object, **__: object) -> None:
        """Nothing is kept."""

    async def is_whole(self) -> bool:
        """Never."""
        return False


def _told(plan: AlertPlan, article: Article, now: datetime) -> Alert:
    return Alert(0, plan.rule_id, article.group_id, plan.revision, article.id, plan.priority, plan.covers, now)
