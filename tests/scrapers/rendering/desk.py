"""A site whose pages are filled by scripts, and the browser that renders them through the service's crawler."""

from __future__ import annotations

import contextlib
from dataclasses import replace
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

SITE, OTHER = "127.0.0.21", "127.0.0.22"
PAGE = "/ar/1"


class Desk:
    """``site`` is the feed's own and excepted from the address policy; of ``other`` nobody may know."""

    def __init__(self, options: RenderOptions | None = None) -> None:
        self.options = options or RenderOptions(seconds=8.0, start_seconds=30.0)
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

    async def renders(self, html: str, path: str = PAGE) -> str:
        """What the browser makes of a page of the site."""
        document = Document(self.site.url(path), "text/html; charset=utf-8", html.encode())
        return (await self.renderer.render(document, self.grants)).decode()

    def granted(self, **grants: object) -> None:
        """The feed is granted this too."""
        self.grants = replace(self.grants, **grants)  # type: ignore[arg-type]
