"""From an entry to its article: the page's own body, or the feed's text where the page cannot be had or says less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from archive.failpoints import reach
from archive.nouns import ArticleDraft, BodySource, Entry, Feed, FeedSpec
from scrapers.copies import text_hash
from scrapers.hosts import HostBusy
from scrapers.page_claims import believed, origins_with
from scrapers.parsing.results import ExtractedPage, ParseFailed
from scrapers.repeated_title import without_title
from scrapers.statuses import FetchStatus, of_fetch, of_parse

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from scrapers.fetching import FetchResult
    from scrapers.tools import PageTools

log = structlog.get_logger()

_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"})
# A feed's text takes the body's place when it has this many words, and this many times as many as the body.
_FULL_TEXT_WORDS = 60
_CLEARLY_MORE = 1.3


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article ready to be matched, and the page it was read from, as the server sent it."""

    draft: ArticleDraft
    raw_page: bytes | None = None
    content_type: str | None = None


async def read_article(
    entry: Entry, feed: Feed | FeedSpec, tools: PageTools, now: datetime, *, hold: AbstractAsyncContextManager[None]
) -> ReadArticle:
    """Fetch the entry's page and extract it; ``hold`` is the lease of its host, held for the fetch alone.

    Raises HostBusy for a host in other hands, this one or one that it leads to. Whatever else goes wrong, the feed's
    own title and text stand in, and ``page_status`` says why.
    """
    if not entry.url:
        return await stand_in(entry, feed, tools, now, reason=FetchStatus.NO_LINK)
    async with hold:
        answer = await tools.crawler.fetch(tools.access.grants_of(feed.url).request(entry.url, "page"))
    reach("after-page-fetch")
    status = _status_of(answer)
    if status is not FetchStatus.OK:
        return await stand_in(entry, feed, tools, now, reason=status)
    try:
        guess = entry.published_at is None
        page = await tools.parsers.extract(answer.body, answer.url, answer.content_type, _feed_html(entry), guess=guess)
    except ParseFailed as failure:
        log.warning("page_not_read", entry=entry.id, reason=failure.reason.value)
        return await stand_in(entry, feed, tools, now, reason=of_parse(failure.reason))
    reach("after-extract")
    page = believed(page, answer.url, entry.first_seen_at, now)
    return ReadArticle(_draft(entry, feed, page, _judge(page), now), answer.body, answer.content_type)


async def stand_in(
    entry: Entry, feed: Feed | FeedSpec, tools: PageTools, now: datetime, *, reason: FetchStatus
) -> ReadArticle:
    """The article made of the feed's own title and text alone; ``reason`` becomes its page status."""
    html = _feed_html(entry)
    try:
        text = await tools.parsers.plain_text(html) if html else ""
    except ParseFailed as failure:
        log.warning("feed_text_not_read", entry=entry.id, reason=failure.reason.value)
        text = ""
    page = ExtractedPage(title="", body="", author=None, published=None, language=None, feed_text=text)
    return ReadArticle(_draft(entry, feed, page, reason, now))


def _status_of(answer: FetchResult) -> FetchStatus:
    status = of_fetch(answer)
    if status is FetchStatus.HOST_BUSY:
        raise HostBusy
    if status is FetchStatus.OK and not _is_page(answer):
        return FetchStatus.NOT_A_PAGE
    return status


def _is_page(answer: FetchResult) -> bool:
    kind = (answer.content_type or "").partition(";")[0].strip().lower()
    return kind in _PAGE_TYPES or answer.body.lstrip()[:1] == b"<"


def _feed_html(entry: Entry) -> str:
    return max(entry.content, entry.summary, key=len)


def _judge(page: ExtractedPage) -> FetchStatus:
    """Whether the page's body is to be used (``ok``), or why the feed's text is the better one."""
    if not page.body:
        return FetchStatus.EMPTY
    words, feed_words = len(page.body.split()), len(page.feed_text.split())
    if feed_words >= _FULL_TEXT_WORDS and feed_words > _CLEARLY_MORE * words:
        return FetchStatus.SHORT_BODY
    return FetchStatus.OK


def _draft(
    entry: Entry, feed: Feed | FeedSpec, page: ExtractedPage, status: FetchStatus, now: datetime
) -> ArticleDraft:
    from_page = status is FetchStatus.OK
    title = entry.title or page.title
    body = without_title(page.body if from_page else page.feed_text, title)
    return ArticleDraft(
        url=entry.url,
        title=title,
        body=body,
        language=page.language or feed.language,
        author=page.author,
        published_at=entry.published_at or page.published,
        body_source=BodySource.PAGE if from_page else BodySource.FEED,
        page_status=status.value,
        text_hash=text_hash(body, title=title, url=entry.url, item_key=entry.item_key),
        fetched_at=now,
        modified_at=page.modified,
        canonical_url=page.canonical_url,
        section=page.section,
        image_url=page.image_url,
        origins=origins_with(entry, page.origins),
    )
