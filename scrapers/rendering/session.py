"""One page in the browser, in a context of its own: everything it asks for is answered here or refused."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Literal

from playwright.async_api import Error

from scrapers.rendering.records import SCRIPT, Wanted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser, BrowserContext, Dialog, Page, Request, Route, WebSocketRoute

    from scrapers.rendering.records import Document, Part

    Ask = Callable[[Wanted], Awaitable[Part | None]]

# What a page may have fetched for it; style sheets are answered with nothing, as their absence keeps some pages empty.
FETCHED = frozenset({SCRIPT, "xhr", "fetch"})
_STYLES = "stylesheet"
# As much as servers take; a page could carry away in one what it has found.
LONGEST_URL = 8192
# A layer of its own, inside the browser: what this forbids is never asked for. It ends frames, workers, forms,
# pop-ups, dialogs, downloads and WebRTC besides.
_POLICY = (
    "default-src 'none'; script-src http: https: blob: data: 'unsafe-inline' 'unsafe-eval'; "
    "style-src http: https: 'unsafe-inline'; connect-src http: https:; form-action 'none'; frame-src 'none'; "
    "worker-src 'none'; webrtc 'block'; sandbox allow-scripts allow-same-origin"
)
_STATES: tuple[Literal["domcontentloaded", "networkidle"], ...] = ("domcontentloaded", "networkidle")
_CLOSE_SECONDS = 3.0
_READING_SECONDS = 3.0


async def render(browser: Browser, document: Document, ask: Ask, seconds: float, most_parts: int) -> str:
    """The page's HTML after its scripts have run; raises TimeoutError for one that hangs, and Playwright's Error.

    It is read when nothing more is asked for, or when the time is nearly over. Of ``most_parts`` at most is asked.
    """
    context = await browser.new_context(accept_downloads=False, service_workers="block", permissions=[])
    try:
        return await _Session(context, document, ask, seconds, most_parts).run()
    finally:
        async with asyncio.timeout(_CLOSE_SECONDS):
            await context.close()


class _Session:
    def __init__(self, context: BrowserContext, document: Document, ask: Ask, seconds: float, most_parts: int) -> None:
        self._context = context
        self._document = document
        self._ask = ask
        self._until = time.monotonic() + seconds
        self._parts_left = most_parts
        self._is_served = False

    async def run(self) -> str:
        await self._context.route("**/*", self._answer)
        await self._context.route_web_socket("**/*", _close_socket)
        page = await self._context.new_page()
        self._context.on("page", _close)
        page.on("dialog", _dismiss)
        async with asyncio.timeout(self._left()):
            await self._load(page)
            html: str = await page.content()
        return html

    async def _load(self, page: Page) -> None:
        """Let the page come to rest; one that never does is taken as it is."""
        await page.goto(self._document.url, wait_until="commit", timeout=self._left() * 1000, referer="")
        for state in _STATES:
            patience = max(0.1, self._left() - _READING_SECONDS)
            with contextlib.suppress(Error):
                await page.wait_for_load_state(state, timeout=patience * 1000)

    def _left(self) -> float:
        return max(0.1, self._until - time.monotonic())

    async def _answer(self, route: Route) -> None:
        """The door of the page: nothing in here lets a request go on to the network."""
        try:
            await self._answer_one(route)
        except Error:  # the page is gone, or the answer is none that a browser takes
            with contextlib.suppress(Error):
                await route.abort()

    async def _answer_one(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request():
            await self._navigate(route)
        elif request.resource_type == _STYLES:
            await route.fulfill(status=200, content_type="text/css", body="")
        elif self._may_ask(request):
            self._parts_left -= 1
            await self._fulfil(route, await self._ask(Wanted(request.url, request.resource_type)))
        else:
            await route.abort("blockedbyclient")

    def _may_ask(self, request: Request) -> bool:
        is_known = request.resource_type in FETCHED and request.method == "GET"
        return is_known and self._parts_left > 0 and len(request.url) <= LONGEST_URL

    async def _navigate(self, route: Route) -> None:
        """The page itself, once; whatever it leads to then has no content, so that the page stays (RFC 9110, 15.3.5).

        A refusal would put the browser's own page about it in its place.
        """
        if self._is_served:
            await route.fulfill(status=204)
            return
        self._is_served = True
        headers = {
            "Content-Type": self._document.content_type or "text/html",
            "Content-Security-Policy": _POLICY,
            "Referrer-Policy": "no-referrer",
            "X-DNS-Prefetch-Control": "off",
        }
        await route.fulfill(status=200, headers=headers, body=self._document.body)

    async def _fulfil(self, route: Route, part: Part | None) -> None:
        if part is None:
            await route.abort("blockedbyclient")
            return
        await route.fulfill(status=part.status, content_type=part.content_type, body=part.body)


async def _close(page: Page) -> None:
    with contextlib.suppress(Error):
        await page.close()


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(Error):
        await dialog.dismiss()


async def _close_socket(socket: WebSocketRoute) -> None:
    with contextlib.suppress(Error):
        await socket.close()
