"""What every request of the engine passes on its way out: the address policy first, then the host's robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapers.crawling.failures import AddressRefused, RobotsDenied
from scrapers.crawling.spider import FetchSpider
from scrapers.robots import Route

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class AddressMiddleware:
    """Refuses URLs that the address policy forbids to this request; the resolver judges what they resolve to."""

    def __init__(self, spider: FetchSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy for the crawler's one spider."""
        return cls(FetchSpider.of(crawler))

    def process_request(self, request: Request) -> None:
        """Raise AddressRefused, or let the request pass."""
        refusal = self._spider.resolver.policy.refuse_url(request.url, request.meta.get("exception"))
        if refusal is not None:
            raise AddressRefused(refusal)


class RobotsMiddleware:
    """Refuses what the host's robots.txt forbids; in the place of Scrapy's own, which keeps an answer for ever."""

    def __init__(self, spider: FetchSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy for the crawler's one spider."""
        return cls(FetchSpider.of(crawler))

    async def process_request(self, request: Request) -> None:
        """Raise RobotsDenied, or let the request pass; robots.txt itself is always let pass.

        It is read for a feed that need not obey it too, as it may ask for a delay.
        """
        meta = request.meta
        if meta.get("is_robots_file"):
            return
        route = Route(meta["exception"], meta["own_proxy"])
        allows = await self._spider.robots.allows(request.url, route, meta["deadline"].at)
        if not allows and meta["obeys_robots"]:
            raise RobotsDenied
