"""The spider that never ends: it yields nothing by itself, requests are put straight to its engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider, signals

from scrapers.crawling.drips import end_drips
from scrapers.crawling.enough import end_when_enough

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler

    from gateway.resolver import GuardedResolver
    from scrapers.pauses import Pauses
    from scrapers.robots import RobotsRules
    from scrapers.turns import Turns


class FetchSpider(Spider):
    """Carries what the middlewares need; its engine stays open until the crawler stops."""

    name = "marsad"
    resolver: GuardedResolver
    robots: RobotsRules
    turns: Turns
    pauses: Pauses

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's interface
        """Made by Scrapy; ``resolver``, ``robots``, ``turns`` and ``pauses`` come as keywords."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stay_open, signals.spider_opened)
        crawler.signals.connect(end_drips, signals.bytes_received)
        crawler.signals.connect(end_when_enough, signals.bytes_received)
        return spider

    @staticmethod
    def of(crawler: Crawler) -> FetchSpider:
        """The spider of this crawler."""
        if not isinstance(crawler.spider, FetchSpider):
            raise TypeError("these middlewares belong to the fetch spider")
        return crawler.spider

    async def start(self) -> AsyncIterator[Any]:
        """No request of its own."""
        nothing: tuple[Any, ...] = ()
        for request in nothing:
            yield request

    def stay_open(self) -> None:
        """Pause the engine's scheduler, which is not used here; so it is never asked, and never ends an idle spider."""
        self.crawler.engine.pause()
