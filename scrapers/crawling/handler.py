"""The download handler: the last step before the network, for http and https."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from scrapers.crawling.spider import FetchSpider

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class PoliteHandler(HTTP11DownloadHandler):
    """Asks a host for one thing at a time, and gives each download what is left until its journey's deadline.

    Scrapy 2.19 counts a download against CONCURRENT_REQUESTS_PER_DOMAIN only once its task runs, so requests that come
    together all start; hence the turns. Its own timer covers head and body alike, but not the wait for a turn.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._turns = FetchSpider.of(crawler).turns

    async def download_request(self, request: Request) -> Response:
        """See Scrapy; raises TimeoutError when the turn came too late."""
        host = urlsplit(request.url).hostname or ""
        await self._turns.take(host)
        try:
            left = request.meta["deadline"] - time.monotonic()
            if left <= 0:
                raise TimeoutError
            request.meta["download_timeout"] = left
            return await super().download_request(request)
        finally:
            self._turns.give(host)
