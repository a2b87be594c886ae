"""``marsad explain`` of an address that the archive does not know: its page is fetched as the crawler would."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from tests.scheduler.command_line import Ran, marsad_process
from tests.scrapers.documents import page
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder


class Site:
    """A publisher on loopback, and ``marsad explain`` as a process of its own."""

    def __init__(self, server: HttpServer, configuration: ConfigurationFolder) -> None:
        self.server = server
        self._configuration = configuration
        server.publishes("/1", page(title="هدوء في هجين").encode(), content_type="text/html; charset=utf-8")

    async def explained(self, *, is_allowed: bool) -> Ran:
        """What is said of the page, while the publisher's feed is or is not excepted from the address policy."""
        feed = {"url": self.server.url("/feed"), "name": "عنب", "allow_private": is_allowed}
        self._configuration.writes("feeds.yaml", json.dumps({"feeds": [feed]}))
        settings = {"CONFIG": str(self._configuration.path), "DATA": str(self._configuration.path.parent / "none")}
        return await asyncio.to_thread(marsad_process, "explain", self.server.url("/1"), "--json", **settings)


async def test_unknown_page_is_fetched_under_the_same_policy(configuration: ConfigurationFolder) -> None:
    """Loopback is refused unless the feed's own exception allows it; the page is then its feed's."""
    async with HttpServer() as server:
        site = Site(server, configuration)
        refused = await site.explained(is_allowed=False)
        assert (refused.code, refused.out) == (1, "")
        assert "refused_address" in refused.err
        assert "the feed's own title and text" in refused.err
        article = (await site.explained(is_allowed=True)).last["article"]
        assert (article["origin"], article["title"], article["source"]) == ("fetched", "هدوء في هجين", "عنب")


async def test_robots_are_obeyed(configuration: ConfigurationFolder) -> None:
    """Who asks by hand asks no more than the crawler may."""
    async with HttpServer() as server:
        server.publishes("/robots.txt", b"User-agent: *\nDisallow: /", content_type="text/plain")
        refused = await Site(server, configuration).explained(is_allowed=True)
        assert (refused.code, "robots_denied" in refused.err) == (1, True)
