"""A site with a robots.txt, and the clock by which it is read."""

from __future__ import annotations

import asyncio

from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.options import CrawlOptions
from scrapers.pauses import Pauses
from scrapers.robots import RobotsRules, Route

SITE = "https://akhbar.example"


class Site:
    """Its robots.txt, and the clock by which it is read."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.reads: list[str] = []
        self.deadlines: list[float] = []
        self.routes: list[Route] = []
        self.pauses = Pauses(1.0, lambda: self.now)
        self._result = self._answer(FetchOutcome.OK, 200, b"")

    def rules(self, agent: str = "OtherBot/1.0", max_hosts: int = 3) -> RobotsRules:
        """The rules as a crawler of this name keeps them."""
        options = CrawlOptions(user_agent=agent, robots_max_hosts=max_hosts)
        return RobotsRules(options, self._read, self.pauses.raise_to, lambda: self.now)

    def says(self, body: bytes) -> None:
        """Publish a robots.txt."""
        self._result = self._answer(FetchOutcome.OK, 200, body)

    def fails(self, outcome: FetchOutcome, status: int | None = None) -> None:
        """Have none to read."""
        self._result = self._answer(outcome, status, b"")

    def _answer(self, outcome: FetchOutcome, status: int | None, body: bytes) -> FetchResult:
        return FetchResult(outcome, status, SITE, body, "text/plain", None, None, None, 0.0)

    async def _read(self, url: str, route: Route, deadline: float) -> FetchResult:
        self.routes.append(route)
        self.reads.append(url)
        self.deadlines.append(deadline)
        await asyncio.sleep(0)
        return self._result


async def allows(rules: RobotsRules, path: str = "/خاص/مقال") -> bool:
    """Whether a path of the site may be fetched."""
    return await rules.allows(SITE + path, Route(), 10_000.0)
