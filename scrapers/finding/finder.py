"""Finding a site's feeds with a bounded number of requests, one after the other.

The ladder: the address itself, what its page names, where systems put their feeds, the sitemaps of robots.txt. The next
step is taken only when those before gave nothing.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from scrapers.charset import decode
from scrapers.child_documents import newest_of_host
from scrapers.finding import candidates
from scrapers.finding.found import Found, FoundFeed, Tried, describe, ranked
from scrapers.parsing.results import ParsedFeed, ParseFailed, ParseReason
from scrapers.sites import host_of
from scrapers.statuses import FetchStatus, of_fetch, of_parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from scrapers.fetching import FetchResult
    from scrapers.finding.records import Inspection, PageSummary
    from scrapers.parsing.pool import Parsers

MOST_REQUESTS = 15
# Kept for the sitemaps, which are asked for last.
_FOR_SITEMAPS = 5
_MOST_NAMED = 8

# Where asking the same host once more cannot help.
_HOPELESS = frozenset(
    {
        FetchStatus.REFUSED_ADDRESS,
        FetchStatus.DNS_FAILED,
        FetchStatus.CONNECTION_FAILED,
        FetchStatus.TLS_FAILED,
        FetchStatus.PROXY_REFUSED,
        FetchStatus.TIMEOUT,
        FetchStatus.RATE_LIMITED,
        FetchStatus.HOST_BUSY,
    }
)


class Ask(Protocol):
    """Fetches one thing, politely: holds its host, and waits between two requests."""

    async def __call__(self, url: str, /) -> FetchResult:
        """The answer, whatever it is."""


class Finder:
    """Finds the feeds of one address; made for one search."""

    def __init__(self, ask: Ask, parsers: Parsers, now: datetime, told: Callable[[str], None]) -> None:
        self._ask = ask
        self._parsers = parsers
        self._now = now
        self._told = told
        self._found: dict[tuple[str, ...], FoundFeed] = {}
        self._tried: dict[str, FetchStatus] = {}
        self._page: PageSummary | None = None

    async def find(self, url: str) -> Found:
        """Everything that the ladder leads to."""
        self._page = await self._try(url, "the address itself")
        if not self._found and self._tried[url] not in _HOPELESS:
            await self._climb(url)
        tried = tuple(Tried(each, status) for each, status in self._tried.items())
        return Found(ranked(self._found.values()), tried, self._page)

    @property
    def _has_news(self) -> bool:
        """Whether something was found that is worth stopping for: readers' comments and empty feeds are not."""
        return any(feed.entries and not feed.is_of_comments for feed in self._found.values())

    async def _climb(self, url: str) -> None:
        if self._page is not None:
            await self._of_pages(self._page)
        if not self._has_news:
            await self._first_of(candidates.by_habit(url), "where sites usually have one", reserve=_FOR_SITEMAPS)
        if not self._has_news:
            sitemaps = await self._sitemaps(url)
            await self._first_of(sitemaps, "a sitemap of the site", reserve=0)

    async def _of_pages(self, page: PageSummary) -> None:
        """What a page names; a page that lists a site's feeds is looked through once more."""
        further = await self._all_of(page, "named by the page")
        if not self._has_news and further:
            await self._all_of(further[0], "named by the site's page of feeds")

    async def _all_of(self, page: PageSummary, how: str) -> list[PageSummary]:
        """Try what a page names; gives back those that are pages themselves."""
        urls = candidates.of_page(page)[:_MOST_NAMED]
        tried = [await self._try(url, how) for url in urls if self._may_ask(url, _FOR_SITEMAPS)]
        return [other for other in tried if other is not None]

    async def _first_of(self, urls: Iterable[str], how: str, *, reserve: int) -> None:
        for url in urls:
            if self._has_news or not self._may_ask(url, reserve):
                return
            await self._try(url, how)

    async def _sitemaps(self, url: str) -> list[str]:
        robots = candidates.robots_of(url)
        if not self._may_ask(robots, 0):
            return []
        answer = await self._ask(robots)
        status = self._tried[robots] = of_fetch(answer)
        text = decode(answer.body, answer.content_type) if status is FetchStatus.OK else ""
        return candidates.of_robots(text, url)

    def _may_ask(self, url: str, reserve: int) -> bool:
        return url not in self._tried and len(self._tried) < MOST_REQUESTS - reserve

    async def _try(self, url: str, how: str) -> PageSummary | None:
        """Ask for a document; a feed is noted, a page is given back."""
        self._told(url)
        answer = await self._ask(url)
        self._tried[url] = of_fetch(answer)
        if self._tried[url] is not FetchStatus.OK:
            return None
        try:
            seen = await self._parsers.inspect(answer.body, answer.url, answer.content_type)
        except ParseFailed as failure:
            self._tried[url] = of_parse(failure.reason)
            return None
        if seen.feed is not None:
            await self._note(self._lasting(url, answer.url), how, seen, seen.feed)
            return None
        self._tried[url] = of_parse(seen.reason or ParseReason.NOT_A_FEED)
        with contextlib.suppress(ParseFailed):
            return await self._parsers.summarise(answer.body, answer.url, answer.content_type)
        return None

    async def _note(self, url: str, how: str, seen: Inspection, feed: ParsedFeed) -> None:
        """Keep a feed, but for one whose items were seen under another address."""
        items = await self._of_index(feed, url) if feed.children else feed
        named = tuple(sorted(item.url or item.guid or item.title for item in items.items)) or (url,)
        found = describe(url, how, seen, items, self._now)
        known = self._found.get(named)
        if known is None or found.has_full_text > known.has_full_text:
            self._found[named] = found

    async def _of_index(self, index: ParsedFeed, url: str) -> ParsedFeed:
        """The index with the items of its newest child, to show what it has."""
        for child in newest_of_host(index, host_of(url))[:1]:
            if self._may_ask(child.url, 0):
                answer = await self._ask(child.url)
                self._tried[child.url] = of_fetch(answer)
                if self._tried[child.url] is FetchStatus.OK:
                    with contextlib.suppress(ParseFailed):
                        part = await self._parsers.parse_feed(answer.body, answer.url, answer.content_type)
                        return replace(index, items=part.items)
        return index

    @staticmethod
    def _lasting(asked: str, answered: str) -> str:
        """The address to configure: where the answer came from, if that is the same site, else what was asked."""
        return answered if _site(asked) == _site(answered) else asked


def _site(url: str) -> str:
    return host_of(url).removeprefix("www.")
