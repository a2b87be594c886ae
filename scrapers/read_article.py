"""From an entry to its article: the page's own body, or the feed's text where the page cannot be had or says less."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from archive.failpoints import reach
from scrapers.drafting import draft_of, feed_html
from scrapers.hosts import HostBusy
from scrapers.led_home import is_led_home
from scrapers.page_claims import believed
from scrapers.parsing.results import ExtractedPage, PageVerdict, ParseFailed
from scrapers.read_rendered import RENDERED, RENDERED_TYPE, is_rendered, may_be_filled, render_page
from scrapers.site_lines.reading import without_furniture
from scrapers.site_rules.outcomes import outcome_of
from scrapers.statuses import FetchStatus, of_fetch, of_parse, of_verdict

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from archive.nouns import ArticleDraft, Entry, Feed, FeedSpec
    from scrapers.fetching import FetchResult
    from scrapers.site_lines.keeping import Witness
    from scrapers.site_rules.outcomes import RuleOutcome
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
    ``ruled`` is what became of the rule for its site. ``notice`` is the article of a page that says much
    less than its feed: it may be what its outlet has put in its place. ``headline`` is the page's own.
    """

    draft: ArticleDraft
    page: SentPage | None = None
    witness: Witness | None = None
    furniture: tuple[str, ...] = ()
    reread: str = ""
    ruled: RuleOutcome | None = None
    notice: ArticleDraft | None = None
    headline: str = ""


async def read_article(
    entry: Entry, feed: Feed | FeedSpec, tools: PageTools, now: datetime, *, hold: AbstractAsyncContextManager[None]
) -> ReadArticle:
    """Fetch the entry's page and extract it; ``hold`` is the lease of its host, held for the fetch and the rendering.

    Raises HostBusy for a host in other hands, this one or one that it leads to. Whatever else goes wrong, the feed's
    own title and text stand in, and ``page_status`` says why.
    """
    if not entry.url:
        return await stand_in(entry, feed, tools, now, reason=FetchStatus.NO_LINK)
    grants = tools.access.grants_of(feed.url)
    async with contextlib.AsyncExitStack() as held:
        await held.enter_async_context(hold)
        answer = await tools.crawler.fetch(grants.request(entry.url, "page"))
        if not grants.renders:
            await held.aclose()
        reach("after-page-fetch")
        status = _status_of(answer, entry.url)
        if status is not FetchStatus.OK:
            return await stand_in(entry, feed, tools, now, reason=status)
        try:
            return await _read(entry, feed, tools, answer, now)
        except ParseFailed as failure:
            log.warning("page_not_read", entry=entry.id, reason=failure.reason.value)
            return await stand_in(entry, feed, tools, now, reason=of_parse(failure.reason))


async def _read(
    entry: Entry, feed: Feed | FeedSpec, tools: PageTools, answer: FetchResult, now: datetime
) -> ReadArticle:
    """The article of a page, rendered if it is not filled without that; raises ParseFailed."""
    grants = tools.access.grants_of(feed.url)
    article = await read_page(entry, feed, tools, SentPage(answer.body, answer.url, answer.content_type), now)
    if not may_be_filled(article.draft.page_status, grants):
        return article
    rendered = await render_page(answer, grants, tools.renderer)
    if rendered is None:
        return article
    if isinstance(rendered, FetchStatus):
        return replace(article, draft=replace(article.draft, page_status=rendered.value))
    return await read_page(entry, feed, tools, SentPage(rendered, answer.url, RENDERED_TYPE), now)


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
    page = await tools.parsers.extract(sent.body, sent.url, sent.content_type, feed_html(entry), rule, guess=guess)
    reach("after-extract")
    page = believed(page, sent.url, entry.first_seen_at, now)
    if is_rendered(sent.content_type):
        page = replace(page, warnings=(RENDERED, *page.warnings))
    cleaned = await without_furniture(page, sent.url, entry, tools.sites, furniture)
    draft = draft_of(entry, feed, cleaned.page, of_verdict(page.verdict), now)
    ruled, is_short = outcome_of(rule, page, sent.url), page.verdict is PageVerdict.SHORT_BODY
    notice = draft_of(entry, feed, cleaned.page, FetchStatus.OK, now) if is_short else None
    return ReadArticle(draft, sent, cleaned.witness, cleaned.furniture, cleaned.reread, ruled, notice, page.title)


async def stand_in(
    entry: Entry, feed: Feed | FeedSpec, tools: PageTools, now: datetime, *, reason: FetchStatus
) -> ReadArticle:
    """The article made of the feed's own title and text alone; ``reason`` becomes its page status."""
    html = feed_html(entry)
    try:
        text = await tools.parsers.plain_text(html) if html else ""
    except ParseFailed as failure:
        log.warning("feed_text_not_read", entry=entry.id, reason=failure.reason.value)
        text = ""
    page = ExtractedPage(title="", body="", author=None, published=None, language=None, feed_text=text)
    return ReadArticle(draft_of(entry, feed, page, reason, now))


def _status_of(answer: FetchResult, url: str) -> FetchStatus:
    status = of_fetch(answer)
    if status is FetchStatus.HOST_BUSY:
        raise HostBusy
    if status is FetchStatus.OK and not _is_page(answer):
        return FetchStatus.NOT_A_PAGE
    if status is FetchStatus.OK and is_led_home(url, answer.url):
        return FetchStatus.SOFT_404
    return status


def _is_page(answer: FetchResult) -> bool:
    kind = (answer.content_type or "").partition(";")[0].strip().lower()
    return kind in _PAGE_TYPES or answer.body.lstrip()[:1] == b"<"
