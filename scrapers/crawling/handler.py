"""The download handler: the last step before the network, for http and https."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from scrapers.crawling.spider import FetchSpider
from scrapers.hosts import HostBusy
from scrapers.sites import host_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from scrapers.crawling.deadline import Deadline


class PoliteHandler(HTTP11DownloadHandler):
    """Asks a host for one thing at a time, pauses in between, and gives each download what its fetch has left.

    Scrapy 2.19 counts a download against CONCURRENT_REQUESTS_PER_DOMAIN only once its task runs, so requests that come
    together all start; hence the turns. Its own timer covers head and body alike, but not the wait for a turn.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider = FetchSpider.of(crawler)
        self._turns, self._pauses = spider.turns, spider.pauses

    async def download_request(self, request: Request) -> Response:
        """See Scrapy; raises HostBusy when the turn came too late, and TimeoutError when nothing is left after it.

        A fetch that is given up gives the host's turn on at once.
        """
        deadline: Deadline = request.meta["deadline"]
        async with deadline.downloading():
            return await self._download_in_turn(request, deadline)

    async def _download_in_turn(self, request: Request, deadline: Deadline) -> Response:
        host = host_of(request.url)
        await self._take_turn(host, deadline)
        try:
            if not request.meta["is_part"]:
                await self._pause(host, deadline, is_robots_file=request.meta["is_robots_file"])
            if deadline.left() <= 0:
                raise TimeoutError
            request.meta["download_timeout"] = deadline.left()
            return await super().download_request(request)
        finally:
            self._pauses.asked(host)
            self._turns.give(host)

    async def _take_turn(self, host: str, deadline: Deadline) -> None:
        if self._turns.try_take(host):
            return
        try:
            async with asyncio.timeout(max(0.0, deadline.left())):
                await self._turns.take(host)
        except TimeoutError:
            raise HostBusy from None

    async def _pause(self, host: str, deadline: Deadline, *, is_robots_file: bool) -> None:
        """Leave the host alone between the requests of one fetch too; robots.txt itself does not set its own pace."""
        pause = self._pauses.left(host, 0.0) if is_robots_file else self._pauses.left(host)
        if pause > 0:
            deadline.put_off(pause)
            await asyncio.sleep(pause)
