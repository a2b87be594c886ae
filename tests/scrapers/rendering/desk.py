"""A site whose pages are filled by scripts, and the browser that renders them through the service's crawler."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Self

from scrapers.crawler import Crawler, CrawlOptions
from scrapers.grants import FeedGrants
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.records import Document
from scrapers.rendering.renderer import Renderer
from tests.servers.http import HttpServer
from tests.servers.reactor import install_reactor

if TYPE_CHECKING:
    from types import TracebackType

    from scrapers.rendering.process import BrowserProcess

SITE, OTHER = "127.0.0.21", "127.0.0.22"
PAGE = "/ar/1"
BROWSER = os.environ.get("MARSAD_BROWSER", "")
OPTIONS = RenderOptions(BROWSER, seconds=8.0, start_seconds=30.0)


class Desk:
    """``site`` is the feed's own and excepted from the address policy; of ``other`` nobody may know."""

    def __init__(self, options: RenderOptions | None = None) -> None:
        self.options = options or OPTIONS
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        install_reactor()
        self.site = await self._stack.enter_async_context(HttpServer(SITE))
        self.other = await self._stack.enter_async_context(HttpServer(OTHER))
        ports = frozenset({80, 443, self.site.port, self.other.port})
        self.crawler = Crawler(CrawlOptions(exceptions=frozenset({self.site.target}), ports=ports))
        await self.crawler.start()
        self._stack.push_async_callback(self.crawler.stop)
        self.renderer = Renderer(self.crawler, self.options)
        self._stack.push_async_callback(self.renderer.stop)
        self.grants = FeedGrants(self.site.url("/feed"), exception=self.site.target, renders=True)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def gives(self, path: str, body: str, content_type: str = "application/javascript") -> None:
        """The site has this."""
        self.site.publishes(path, body.encode(), content_type)

    def document(self, html: str, charset: str = "utf-8") -> Document:
        """A page of the site."""
        return Document(self.site.url(PAGE), f"text/html; charset={charset}", html.encode(charset))

    async def renders(self, html: str) -> str:
        """What the browser makes of a page of the site."""
        return (await self.renderer.render(self.document(html), self.grants)).decode()

    @property
    def browser(self) -> BrowserProcess | None:
        """The one that runs now."""
        return self.renderer._browser
