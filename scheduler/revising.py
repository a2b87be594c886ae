"""An article whose page was asked for once more: what it says now is compared with what it said, and kept if it counts.

A page that cannot be had, is another one, shows most of its article no more or differs by little changes nothing. All
that follows from an edit is written in one transaction, with the claim of the page's try.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from alerts.mentions import to_archive
from alerts.news import News, Reason, without_figures
from archive.articles import mentions_of, raw_page
from archive.failpoints import reach
from archive.nouns import ArticleDraft, BodySource
from archive.replacing import Succession
from archive.revisions import Revising
from scheduler.texts import text_of
from scrapers.read_article import ReadArticle
from scrapers.revising.another_article import is_another_version
from scrapers.revising.compared_words import compared_words
from scrapers.revising.deciding import REPLACES, Edit, Verdict, Version, judge_edit
from scrapers.revising.other_pages import shows_other_page
from scrapers.statuses import FetchStatus
from scrapers.trying_again import next_look, next_try

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from archive.nouns import Article, Committed, Entry, Feed, Mention
    from archive.page_tries import PageTries
    from scheduler.entry_tools import EntryTools
    from watchlist.mentions import Evaluation
    from watchlist.mentions import Mention as Found

_REASONS = {Verdict.CORRECTED: Reason.CORRECTED, Verdict.RETRACTED: Reason.RETRACTED}


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: the page's status, the edit if there is a text to compare, and what was committed of it.

    ``due_at`` is when the page is asked for again, None for never; it is written where nothing was committed.
    """

    status: FetchStatus
    edit: Edit | None
    due_at: datetime | None
    committed: Committed | None = None


class Revisions:
    """Compares and commits with a crawler's ``tools``, under the claims of its ``token``."""

    def __init__(self, tools: EntryTools, token: str) -> None:
        self._tools = tools
        self._token = token

    async def look(self, claim: PageTries, entry: Entry, feed: Feed, article: Article, read: ReadArticle) -> Looked:
        """What the page, or the feed, says now of an article; raises MatchFailed, ArchiveError and Overtaken."""
        status, before = FetchStatus(read.draft.page_status), await self._mentions(article)
        due_at = self._due(claim, article, status, matched=_names(before))
        told = await asyncio.to_thread(_told_now, article, entry, read)
        if told is None:
            return Looked(status, None, due_at)
        draft, edit = told.draft, await asyncio.to_thread(_judge, article, told.draft)
        if edit.verdict not in REPLACES and edit.verdict is not Verdict.SMALL:
            return Looked(status, edit, due_at)
        if await self._is_other_page(article, told, edit):
            return Looked(status, None, due_at)
        evaluation = await self._tools.matcher.evaluate(text_of(draft, feed))
        if edit.verdict is Verdict.SMALL:
            if _names(evaluation.mentions) <= _names(before):
                return Looked(status, edit, due_at)
            edit = replace(edit, verdict=Verdict.REVISED)
        due_at = self._due(claim, article, status, matched=_names(before) | _names(evaluation.mentions))
        reach("after-match")
        found = to_archive(evaluation.mentions)
        revising = Revising(article, draft, found, edit.changed, self._token, due_at, _succession(article, draft, edit))
        committed = await self._commit(entry, feed, told, evaluation, edit, revising)
        return Looked(status, edit, due_at, committed)

    async def _commit(  # noqa: PLR0917 - all that a commit takes
        self, entry: Entry, feed: Feed, read: ReadArticle, evaluation: Evaluation, edit: Edit, revising: Revising
    ) -> Committed | None:
        weighed = partial(_weighed, edit=edit)
        write = partial(self._tools.commit.revise, entry, read, evaluation, revising, weighed)
        return await self._tools.copies.exchange(revising.article, feed, read.draft, write)

    async def _is_other_page(self, article: Article, told: ReadArticle, edit: Edit) -> bool:
        """Whether its address leads elsewhere than when the article was read."""
        if told.page is None or told.draft.body_source is BodySource.FEED or not edit.is_rewritten:
            return False
        kept = await self._tools.archive.read(raw_page, article.entry_id)
        known = (article.url, article.canonical_url or "", (kept and kept.url) or "")
        found = (told.page.url, told.draft.canonical_url or "")
        return shows_other_page(edit, _version(told.draft), known, found)

    async def _mentions(self, article: Article) -> Sequence[Mention]:
        return await self._tools.archive.read(mentions_of, article.id)

    def _due(
        self, claim: PageTries, article: Article, status: FetchStatus, *, matched: frozenset[str]
    ) -> datetime | None:
        now = self._tools.clock()
        if article.body_source is BodySource.FEED:
            return next_try(status, claim.tries + 1, claim.planned_at, now)
        return next_look(status, claim.planned_at, now) if matched else None


def _told_now(article: Article, entry: Entry, read: ReadArticle) -> ReadArticle | None:
    """What the article would be now; None where there is nothing to compare.

    A notice in the article's place counts only for what it says. Of a page that cannot be had the title is known still.
    """
    if read.draft.body_source is article.body_source:
        return read
    if read.notice is not None and _judge(article, read.notice).verdict in _REASONS:
        return replace(read, draft=read.notice)
    if not entry.title or compared_words(entry.title) == compared_words(article.title):
        return None
    kept = {field.name: getattr(article, field.name) for field in fields(ArticleDraft)}
    return ReadArticle(replace(ArticleDraft(**kept), title=entry.title))


def _judge(article: Article, draft: ArticleDraft) -> Edit:
    return judge_edit(_version(article), _version(draft), frozenset(draft.removed_lines))


def _version(article: Article | ArticleDraft) -> Version:
    return Version(article.title, article.body)


def _succession(article: Article, draft: ArticleDraft, edit: Edit) -> Succession:
    """A correction belongs to what it corrects, whatever it says."""
    if edit.verdict is Verdict.REVISED and is_another_version(edit, _version(article), _version(draft)):
        return Succession.OTHER
    return Succession.REWRITTEN if edit.is_rewritten else Succession.SAME


def _names(mentions: Iterable[Mention | Found]) -> frozenset[str]:
    return frozenset(mention.name_id for mention in mentions if mention.is_hit)


def _weighed(news: News, edit: Edit) -> News:
    """What is news in an edit: a name that was not there, and what its outlet takes back."""
    return replace(without_figures(news), revised=_REASONS.get(edit.verdict), notice=edit.notice)
