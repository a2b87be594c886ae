"""A small world for polls and articles: a publisher on loopback, a crawler, parser processes, Redis and an archive."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from archive import entries, feeds
from archive.database import Archive, migrate
from archive.nouns import Entry, Feed, FeedSpec
from gateway.redis_link import RedisLink
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.grants import FeedGrants
from scrapers.known_items import KnownItems
from scrapers.parsing.options import ParserOptions
from scrapers.parsing.pool import Parsers
from scrapers.pauses import Pauses
from scrapers.poll import PollResult, poll_feed
from scrapers.read_article import ReadArticle, read_article
from scrapers.seen import Seen
from scrapers.site_lines.keeping import SiteLines
from scrapers.site_lines.relearning import Relearning
from scrapers.tools import ScrapingTools
from tests.servers.http import HttpServer
from tests.servers.reactor import install_reactor
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from gateway.addresses import Target
    from gateway.proxies import Proxy
    from scrapers.crawler import Credentials
    from scrapers.listing import Listing

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FEED = "/ar/feed.xml"


@dataclass
class Access:
    """The feed's own server is excepted from the address policy, as a test network has no public address."""

    target: Target
    credentials: dict[str, Credentials] = field(default_factory=dict)
    listing: Listing | None = None
    proxy: Proxy | None = None

    def grants_of(self, feed_url: str) -> FeedGrants:
        """What a test gave; there is one feed."""
        return FeedGrants(
            feed_url,
            exception=self.target,
            credentials=self.credentials.get(feed_url),
            listing=self.listing,
            proxy=self.proxy,
        )


class World:
    """One publisher with one feed, and all that polls it; time stands still but for ``passes``.

    ``ports`` are allowed beside the usual ones and the publisher's.
    """

    crawling = CrawlOptions(deadline_seconds=3.0)
    parsing = ParserOptions(page_seconds=2.0)

    def __init__(self, folder: Path, publisher: str = "127.0.0.1", ports: frozenset[int] = frozenset()) -> None:
        self.now = START
        self._publisher_address, self._ports = publisher, ports
        self._url = f"sqlite:///{folder}/archive.db"
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        install_reactor()
        self.redis = self._stack.enter_context(RedisServer())
        self.publisher = await self._stack.enter_async_context(HttpServer(self._publisher_address))
        migrate(self._url)
        self.archive = Archive.open(self._url)
        self._stack.callback(self.archive.close)
        self.link = RedisLink(self.redis.url)
        self._stack.push_async_callback(self.link.close)
        self.seen = Seen(self.link, "test:", self.archive.generation)
        parsers = Parsers(self.parsing)
        self._stack.push_async_callback(parsers.stop)
        target = self.publisher.target
        ports = frozenset({80, 443, self.publisher.port}) | self._ports
        options = replace(self.crawling, exceptions=frozenset({target}), ports=ports)
        self.pauses = Pauses()
        crawler = Crawler(options, pauses=self.pauses)
        await crawler.start()
        self._stack.push_async_callback(crawler.stop)
        self.access = Access(target)
        known = KnownItems(self.link, "test:", self.archive.generation)
        self.tools = ScrapingTools(
            crawler,
            parsers,
            self.seen,
            self.archive,
            self.access,
            known,
            sites=SiteLines(self.link, "test:", self.clock, Relearning(self.archive, self.clock)),
            jitter=lambda: 0.0,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def publishes(self, document: str | bytes, etag: str | None = None) -> None:
        """The publisher's feed is now this document."""
        self.publisher.publishes(FEED, document.encode() if isinstance(document, str) else document, etag=etag)

    def clock(self) -> datetime:
        """The world's time."""
        return self.now

    def passes(self, **span: float) -> None:
        """Time passes."""
        self.now += timedelta(**span)

    async def feed(self) -> Feed:
        """The feed as the archive has it now."""
        spec = FeedSpec(url=self.publisher.url(FEED), name="وكالة الفرات", language="ar")
        return (await self.archive.write(feeds.sync_feeds, [spec], self.now))[0]

    async def polls(self) -> PollResult:
        """The feed is polled now, and what a batch would write is written."""
        result = await poll_feed(await self.feed(), self.tools, self.now)
        if result.record is not None:
            await self.archive.write(feeds.record_polls, [result.record])
        return result

    async def titles(self) -> list[str]:
        """The titles that a poll now brings."""
        return [entry.title for entry in (await self.polls()).new_entries]

    async def commits(self, result: PollResult) -> None:
        """The entries of a poll are done, so that their keys count as seen."""
        await self.seen.add([(entry.feed_id, entry.composite_key) for entry in result.new_entries])

    async def pending(self) -> int:
        """How many entries wait in the archive."""
        return await self.archive.read(entries.pending_count)

    async def reads(self, entry: Entry) -> ReadArticle:
        """The entry's article, read now."""
        return await read_article(entry, await self.feed(), self.tools, self.now, hold=contextlib.nullcontext())
