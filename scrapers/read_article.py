"""From an entry to its article: the page's own body, or the feed's text where the page cannot be had or says less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from archive.failpoints import reach
from archive.nouns import ArticleDraft, BodySource, Entry, Feed, FeedSpec
from scrapers.copies import text_hash
from scrapers.headlines import with_headline, without_title
from scrapers.hosts import HostBusy
from scrapers.page_claims import believed, origins_with
from scrapers.parsing.results import ExtractedPage, ParseFailed
from scrapers.site_lines.reading import without_furniture
from scrapers.site_rules.counting import outcome_of
from scrapers.statuses import FetchStatus, of_fetch, of_parse, of_verdict

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from scrapers.fetching import FetchResult
    from scrapers.site_lines.keeping import Witness
    from scrapers.site_rules.counting import RuleOutcome
    from scrapers.tools import ExtractionTools, PageTools

log = structlog.get_logger()

_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"})


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page as a server has sent it, and the address at which it was found in the end."""

    body: bytes
    url: str
    content_type: str | None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article ready to be matched, and the page it was read from, as the server sent it.

    ``witness`` is what the page teaches of its site once it is committed; ``furniture`` are the lines that were taken
    away from its body by what is known of the site, ``reread`` the site whose articles are to be read again, if any;
    ``ruled`` is what became of the rule for its site.
    """

    draft: ArticleDraft
    page: SentPage | None = None
    witness: Witness | None = None
    furniture: tuple[str, ...] = ()
    reread: str = ""
    ruled: RuleOutcome | None = None


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
        return await read_page(entry, feed, tools, SentPage(answer.body, answer.url, answer.content_type), now)
    except ParseFailed as failure:
        log.warning("page_not_read", entry=entry.id, reason=failure.reason.value)
        return await stand_in(entry, feed, tools, now, reason=of_parse(failure.reason))


async def read_page(  # noqa: PLR0917 - all that a page is read by
    entry: Entry,
    feed: Feed | FeedSpec,
    tools: ExtractionTools,
    sent: SentPage,
    now: datetime,
    furniture: Collection[str] = (),
) -> ReadArticle:
    """The article of an entry's page that was fetched at ``now``; raises ParseFailed.

    ``furniture`` are the lines that were taken away when it was read before.
    """
    guess, rule = entry.published_at is None, tools.rules.of(sent.url)
    page = await tools.parsers.extract(sent.body, sent.url, sent.content_type, _feed_html(entry), rule, guess=guess)
    reach("after-extract")
    page = believed(page, sent.url, entry.first_seen_at, now)
    cleaned = await without_furniture(page, sent.url, entry, tools.sites, furniture)
    draft = _draft(entry, feed, cleaned.page, of_verdict(page.verdict), now)
    ruled = outcome_of(rule, page, sent.url)
    return ReadArticle(draft, sent, cleaned.witness, cleaned.furniture, cleaned.reread, ruled)


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


def _draft(
    entry: Entry, feed: Feed | FeedSpec, page: ExtractedPage, status: FetchStatus, now: datetime
) -> ArticleDraft:
    from_page = status is FetchStatus.OK
    title = entry.title or page.title
    text = without_title(page.body if from_page else page.feed_text, title)
    body = with_headline(text, page.title, title) if from_page else text
    return ArticleDraft(
        url=entry.url,
        title=title,
        body=body,
        language=page.language or feed.language,
        author=page.author,
        published_at=entry.published_at or page.published,
        body_source=BodySource.PAGE if from_page else BodySource.FEED,
        page_status=status.value,
        text_hash=text_hash(text, title=title, url=entry.url, item_key=entry.item_key),
        fetched_at=now,
        modified_at=page.modified,
        canonical_url=page.canonical_url,
        section=page.section,
        image_url=page.image_url,
        origins=origins_with(entry, page.origins),
        extractor=page.extractor if from_page else None,
        removed_lines=page.removed if from_page else (),
        warnings=page.warnings if from_page else (),
    )
