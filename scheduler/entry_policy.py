"""Weighs the news of an entry's article, and makes of it what the commit asks which alerts are to be."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alerts.news import News, without_figures
from archive.articles import article_of_entry
from scheduler.kin import NO_KIN, Place, read_kin
from scheduler.news import beside_told, held_to, news_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.commits import Decide
    from archive.comparisons import Comparison
    from archive.database import Archive
    from archive.nouns import Alert, AlertPlan, Entry
    from scheduler.kin import Kin
    from scheduler.news import Policy
    from scrapers.read_article import ReadArticle
    from watchlist.mentions import Evaluation


class EntryPolicy:
    """Asks ``decide``; all that takes long or reads the archive is done before the transaction."""

    def __init__(self, archive: Archive, decide: Policy) -> None:
        self._archive = archive
        self._decide = decide

    async def of_new(
        self, entry: Entry, read: ReadArticle, evaluation: Evaluation | None, comparison: Comparison
    ) -> Decide:
        """For an article that comes now: it may tell more than others of its copy group. Raises ArchiveError."""
        kin = await self._kin(entry, read, comparison)
        return await self._weighed(entry, read, evaluation, comparison, kin, lambda news: news)

    async def of_late(self, entry: Entry, read: ReadArticle, evaluation: Evaluation, comparison: Comparison) -> Decide:
        """For one whose page was read at last: as of a new one, unless it was told of by what its feed said."""
        new = await self.of_new(entry, read, evaluation, comparison)
        known = await self.of_known(entry, read, evaluation, comparison, without_figures)
        article = await self._archive.read(article_of_entry, entry.id)

        def decided(committed: Sequence[Alert]) -> Sequence[AlertPlan]:
            was_told = article is not None and any(alert.article_id == article.id for alert in committed)
            return (known if was_told else new)(committed)

        return decided

    async def of_known(
        self,
        entry: Entry,
        read: ReadArticle,
        evaluation: Evaluation,
        comparison: Comparison,
        weighed: Callable[[News], News],
    ) -> Decide:
        """For one that was read again, of which not all is news: ``weighed`` says what."""
        return await self._weighed(entry, read, evaluation, comparison, NO_KIN, weighed)

    async def _weighed(  # noqa: PLR0917 - all that there is to weigh
        self,
        entry: Entry,
        read: ReadArticle,
        evaluation: Evaluation | None,
        comparison: Comparison,
        kin: Kin,
        weighed: Callable[[News], News],
    ) -> Decide:
        if evaluation is None:
            return lambda _: ()
        news = News()
        if evaluation.held or kin.texts:
            news = await asyncio.to_thread(news_in, read.draft, evaluation, comparison, kin)
        decide = self._decide(entry, evaluation, weighed(news))
        if news.revised and not comparison.joins:
            decide = held_to(decide, kin.alerts)
        return beside_told(decide, comparison.told)

    async def _kin(self, entry: Entry, read: ReadArticle, comparison: Comparison) -> Kin:
        """Nothing where nobody was told: nothing is silent then."""
        if comparison.elder_id is None or not comparison.told:
            return NO_KIN
        place = Place(read.draft.url, read.draft.canonical_url, entry.feed_id, entry_id=entry.id)
        return await self._archive.read(read_kin, place, read.draft.text_hash, comparison.elder_id)
