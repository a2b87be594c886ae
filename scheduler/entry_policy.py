"""Weighs the news of an entry's article, and makes of it what the commit asks which alerts are to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.news import without_figures
from archive.articles import article_of_entry
from scheduler.alert_policy import weighed
from scheduler.kin import NO_KIN, Place, read_kin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alerts.news import News
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
        if evaluation is None:
            return lambda _: ()
        kin = await self._kin(entry, read, comparison)
        return await weighed(self._decide, entry, read.draft, evaluation, comparison, kin=kin)

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
        weigh: Callable[[News], News],
    ) -> Decide:
        """For one that was read again, of which not all is news: ``weigh`` says what."""
        return await weighed(self._decide, entry, read.draft, evaluation, comparison, weigh=weigh)

    async def _kin(self, entry: Entry, read: ReadArticle, comparison: Comparison) -> Kin:
        """Nothing where nobody was told: nothing is silent then."""
        if comparison.elder_id is None or not comparison.told:
            return NO_KIN
        place = Place(read.draft.url, read.draft.canonical_url, entry.feed_id, entry_id=entry.id)
        return await self._archive.read(read_kin, place, read.draft.text_hash, comparison.elder_id)
