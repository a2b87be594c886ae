"""The last step of entry work: an article, what was found in it and its raw page, in one transaction."""

from __future__ import annotations

import asyncio
import zlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from alerts.mentions import to_archive
from alerts.taken_back import once_in_thread
from archive import articles, commits, replacing, revisions, site_rereads
from archive.articles import RawPage
from archive.comparisons import UNCOMPARED
from archive.database import ArchiveError
from archive.fingerprints import Overtaken
from archive.replacing import Succession
from scheduler.asking_again import ask_again, look_later
from scheduler.entry_policy import EntryPolicy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.news import News
    from archive.comparisons import Comparison
    from archive.database import Archive
    from archive.nouns import Committed, Entry, EntryState
    from archive.revisions import Revising
    from scheduler.news import Policy
    from scrapers.read_article import ReadArticle
    from watchlist.mentions import Evaluation

COMMIT_TRIES = 5
# The pages that come together are read first, and tell more of their site.
REREAD_AFTER = timedelta(minutes=5)


class EntryCommit:
    """Writes what became of an entry; what ``decide`` gives for it plans its alerts inside the transaction."""

    def __init__(
        self, archive: Archive, decide: Policy, clock: Callable[[], datetime], *, keep_raw_pages: bool
    ) -> None:
        self._archive = archive
        self._policy = EntryPolicy(archive, decide)
        self._clock = clock
        self._keep_raw_pages = keep_raw_pages

    async def write(
        self,
        entry: Entry,
        read: ReadArticle,
        evaluation: Evaluation | None,
        state: EntryState,
        comparison: Comparison = UNCOMPARED,
    ) -> Committed | None:
        """Commit, waiting a bounded time for an archive that is locked or full; its lease then lets others try.

        None when the entry is no longer ours; raises Overtaken, and ArchiveError when the archive takes nothing.
        """
        now, decide = self._clock(), await self._policy.of_new(entry, read, evaluation, comparison)
        commit = partial(
            commits.commit_article,
            entry=entry,
            draft=read.draft,
            mentions=to_archive(evaluation.mentions) if evaluation else (),
            decide=decide,
            now=now,
            final_state=state,
            comparison=comparison,
        )
        return await self._insist(
            commit, entry.id, read, partial(ask_again, entry=entry, read=read, found=evaluation, now=now)
        )

    async def replace(
        self,
        entry: Entry,
        read: ReadArticle,
        evaluation: Evaluation,
        token: str,
        comparison: Comparison = UNCOMPARED,
        *,
        succession: Succession = Succession.SAME,
    ) -> Committed | None:
        """Replace the article of an entry whose page was read at last, waiting in the same way.

        None when the try of its page is no longer ours; raises Overtaken, and ArchiveError when the archive takes
        nothing.
        """
        now, decide = self._clock(), await self._policy.of_late(entry, read, evaluation, comparison)
        commit = partial(
            replacing.replace_article,
            entry_id=entry.id,
            draft=read.draft,
            found=to_archive(evaluation.mentions),
            decide=decide,
            token=token,
            now=now,
            comparison=comparison,
            succession=succession,
        )
        return await self._insist(
            commit, entry.id, read, partial(look_later, entry_id=entry.id, found=evaluation, now=now)
        )

    async def revise(  # noqa: PLR0917 - all that a commit takes
        self,
        entry: Entry,
        read: ReadArticle,
        evaluation: Evaluation,
        edit: Revising,
        weighed: Callable[[News], News],
        comparison: Comparison = UNCOMPARED,
    ) -> Committed | None:
        """Put an edited article in the place of what it said before, waiting in the same way; raises as ``replace``.

        None when the try of its page is no longer ours, or the article is not as it was compared.
        """
        now, decide = self._clock(), await self._policy.of_known(entry, read, evaluation, comparison, weighed)
        decide = once_in_thread(decide, edit.article.id)
        commit = partial(revisions.revise_article, edit=edit, decide=decide, now=now, comparison=comparison)
        return await self._insist(commit, entry.id, read, lambda _tx, _committed: None)

    async def _insist(
        self,
        commit: Callable[[Connection], Committed | None],
        entry_id: int,
        read: ReadArticle,
        after: Callable[[Connection, Committed], None],
    ) -> Committed | None:
        now = self._clock()
        page, reread = self._raw_page(read, now), self._keep_raw_pages and read.reread

        def write(tx: Connection) -> Committed | None:
            committed = commit(tx)
            if committed is None:
                return None
            if page is not None:
                articles.keep_raw_page(tx, entry_id, *page)
            if reread:
                site_rereads.ask_reread(tx, reread, now, now + REREAD_AFTER)
            after(tx, committed)
            return committed

        for tried in range(COMMIT_TRIES):
            try:
                return await self._archive.write(write)
            except Overtaken:
                raise
            except ArchiveError as error:
                if error.permanent or tried == COMMIT_TRIES - 1:
                    raise
                await asyncio.sleep(2**tried)
        raise AssertionError("the last try returns or raises")

    def _raw_page(self, read: ReadArticle, now: datetime) -> RawPage | None:
        sent = read.page
        if not self._keep_raw_pages or sent is None or not sent.body:
            return None
        return RawPage(zlib.compress(sent.body, level=1), sent.content_type or "", now, sent.url, read.furniture)
