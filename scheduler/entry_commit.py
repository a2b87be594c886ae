"""The last step of entry work: an article, what was found in it and its raw page, in one transaction."""

from __future__ import annotations

import asyncio
import zlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from alerts.mentions import to_archive
from archive import articles, commits, page_tries, replacing, site_rereads
from archive.articles import RawPage
from archive.database import ArchiveError
from scrapers.statuses import FetchStatus
from scrapers.trying_again import next_try

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.commits import Decide
    from archive.database import Archive
    from archive.nouns import Committed, Entry, EntryState
    from scrapers.read_article import ReadArticle
    from watchlist.mentions import Evaluation

COMMIT_TRIES = 5
# The pages that come together are read first, and tell more of their site.
REREAD_AFTER = timedelta(minutes=5)


class EntryCommit:
    """Writes what became of an entry; what ``decide`` gives for it plans its alerts inside the transaction."""

    def __init__(
        self,
        archive: Archive,
        decide: Callable[[Entry, Evaluation], Decide],
        clock: Callable[[], datetime],
        *,
        keep_raw_pages: bool,
    ) -> None:
        self._archive = archive
        self._decide = decide
        self._clock = clock
        self._keep_raw_pages = keep_raw_pages

    async def write(
        self, entry: Entry, read: ReadArticle, evaluation: Evaluation | None, state: EntryState
    ) -> Committed | None:
        """Commit, waiting a bounded time for an archive that is locked or full; its lease then lets others try.

        None when the entry is no longer ours; raises ArchiveError when the archive takes nothing.
        """
        now = self._clock()
        commit = partial(
            commits.commit_article,
            entry=entry,
            draft=read.draft,
            mentions=to_archive(evaluation.mentions) if evaluation else (),
            decide=self._decide(entry, evaluation) if evaluation else (lambda _: ()),
            now=now,
            final_state=state,
        )
        return await self._insist(commit, entry.id, read, partial(_try_again, entry_id=entry.id, read=read, now=now))

    async def replace(self, entry: Entry, read: ReadArticle, evaluation: Evaluation, token: str) -> Committed | None:
        """Replace the article of an entry whose page was read at last, waiting in the same way.

        None when the try of its page is no longer ours; raises ArchiveError when the archive takes nothing.
        """
        now = self._clock()
        commit = partial(
            replacing.replace_article,
            entry_id=entry.id,
            draft=read.draft,
            found=to_archive(evaluation.mentions),
            decide=self._decide(entry, evaluation),
            token=token,
            now=now,
        )
        return await self._insist(commit, entry.id, read, lambda _: None)

    async def _insist(
        self,
        commit: Callable[[Connection], Committed | None],
        entry_id: int,
        read: ReadArticle,
        after: Callable[[Connection], None],
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
            after(tx)
            return committed

        for tried in range(COMMIT_TRIES):
            try:
                return await self._archive.write(write)
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


def _try_again(tx: Connection, entry_id: int, read: ReadArticle, now: datetime) -> None:
    status = FetchStatus(read.draft.page_status)
    due_at = next_try(status, 0, now, now)
    if due_at is not None:
        page_tries.plan_tries(tx, entry_id, status.value, now, due_at)
