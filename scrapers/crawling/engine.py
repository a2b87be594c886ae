"""The Scrapy engine: started once, fed by hand, stopped with the service."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapy.crawler import AsyncCrawlerRunner

from scrapers.crawling.bounded_answers import bound_answers
from scrapers.crawling.quiet import silence_scrapy
from scrapers.crawling.settings import scrapy_settings
from scrapers.crawling.spider import FetchSpider
from scrapers.crawling.tunnels import watch_tunnels
from scrapers.turns import Turns

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from gateway.resolver import GuardedResolver
    from scrapers.options import CrawlOptions
    from scrapers.pauses import Pauses
    from scrapers.robots import RobotsRules


class Engine:
    """One spider's engine; downloads pass its middlewares and wait for their host's turn."""

    def __init__(self, options: CrawlOptions, resolver: GuardedResolver, robots: RobotsRules, pauses: Pauses) -> None:
        self._resolver = resolver
        self._robots = robots
        self._pauses = pauses
        self._runner = AsyncCrawlerRunner(scrapy_settings(options))
        self._crawler = self._runner.create_crawler(FetchSpider)

    async def start(self) -> None:
        """Open the spider; raises what keeps it from opening."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

        silence_scrapy()
        watch_tunnels()
        bound_answers()
        self._resolver.install(reactor)
        parts = {"resolver": self._resolver, "robots": self._robots, "turns": Turns(), "pauses": self._pauses}
        crawling = self._runner.crawl(self._crawler, **parts)
        while not self._is_open():
            if crawling.done():
                await crawling
                raise RuntimeError("the spider closed before it opened")
            await asyncio.sleep(0)

    async def download(self, request: Request) -> Response:
        """The answer to one request; raises what the middlewares or the download raise."""
        return await self._crawler.engine.download_async(request)

    async def stop(self) -> None:
        """Wait for the downloads under way and close the spider."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

        await self._runner.stop()
        await self._runner.join()
        self._resolver.uninstall(reactor)

    def _is_open(self) -> bool:
        engine = self._crawler._engine  # noqa: SLF001 - the public attribute raises until the engine is there
        return engine is not None and engine.running
