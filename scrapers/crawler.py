"""The crawler's door: one persistent Scrapy spider behind ``fetch``.

In: a FetchRequest. Out: a FetchResult, whatever the server did; only a crawler that is not running raises.
"""

from __future__ import annotations

from scrapers.fetching import Credentials, FetchOutcome, FetchRequest, FetchResult
from scrapers.options import CrawlOptions

__all__ = ["CrawlOptions", "Crawler", "Credentials", "FetchOutcome", "FetchRequest", "FetchResult"]


class Crawler:
    """Fetches feeds and pages; needs the asyncio Twisted reactor to be installed and its loop to be running."""

    def __init__(self, options: CrawlOptions) -> None:
        self._options = options

    async def start(self) -> None:
        """Open the spider; ``fetch`` works from then on."""
        raise NotImplementedError

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Fetch one thing within the deadline; never raises for what a server does."""
        raise NotImplementedError

    async def stop(self) -> None:
        """Let what is in flight end, at most until its deadline, and close the spider."""
        raise NotImplementedError
