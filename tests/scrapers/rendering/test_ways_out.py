"""Nothing that a page does makes the browser dial anything: in layers, of which each keeps nearly all in by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from scrapers.rendering import launching
from scrapers.rendering.availability import find_browser
from scrapers.rendering.records import Document
from tests.scrapers.rendering.desk import BROWSER
from tests.scrapers.rendering.ways_out import Ear, page_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Playwright

    from scrapers.rendering.records import Wanted
    from tests.scrapers.rendering.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SECONDS = 4.0
# Chromium's own guard of this machine's addresses would hide what we do about it.
UNGUARDED = "--disable-features=LocalNetworkAccessChecks"
URL = "http://127.0.0.24/ar/1"  # an address of this machine, as a page elsewhere may not ask for it
END = "the end is reached"
# Some of what a browser without any of the layers is heard with: the ear is not deaf.
LOUD = {"/fetch", "/xhr", "/script", "/img", "/css", "/iframe", "/beacon", "/socket", "/popup", "/form", "(datagram)"}
LOUD |= {
    "/prefetch",
    "/worker",
    "/workerfetch",
    "/video",
    "/post",
    "/put",
    "/dynamic",
    "/ping",
    "/navigation",
    "/download",
}


@pytest_asyncio.fixture(loop_scope="session")
async def ear() -> AsyncIterator[Ear]:
    """A server on this machine with which nobody has any business."""
    async with Ear("127.0.0.23") as ear:
        yield ear


@pytest_asyncio.fixture(loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """Playwright in the tests' own process, which has a network."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - an extra

    async with async_playwright() as playwright:
        yield playwright


async def bare(playwright: Playwright) -> Browser:
    """A browser as anybody starts it."""
    sandbox = os.geteuid() != 0
    return await playwright.chromium.launch(
        executable_path=find_browser(BROWSER), chromium_sandbox=sandbox, args=[UNGUARDED]
    )


async def open_page(browser: Browser, html: str) -> None:
    """Open a page as anybody does, of which only the document itself is answered by us."""
    context = await browser.new_context()
    await context.route(URL, lambda route: route.fulfill(content_type="text/html", body=html))
    page = await context.new_page()
    with contextlib.suppress(Exception):  # it leads away
        await page.goto(URL, timeout=SECONDS * 1000)
    await asyncio.sleep(SECONDS)
    await context.close()


async def test_rendering_dials_nothing(desk: Desk, ear: Ear) -> None:
    """The whole of it, as the service renders; the page came to its end and so tried every way."""
    assert END in await desk.renders(page_to(ear.server))
    assert not ear.heard


async def test_browser_without_layers_is_heard(playwright: Playwright, ear: Ear) -> None:
    """A silence proves nothing if the page does not try, or the ear is deaf."""
    browser = await bare(playwright)
    await open_page(browser, page_to(ear.server))
    await browser.close()
    assert ear.heard >= LOUD, LOUD - ear.heard


async def test_answers_of_ours_alone_keep_nearly_all_in(playwright: Playwright, ear: Ear) -> None:
    """In a browser with a network, and without any of our switches, two ways are left: why there are other layers."""
    from scrapers.rendering.session import render  # noqa: PLC0415 - an extra

    async def refuse(_: Wanted) -> None:
        return None

    browser = await bare(playwright)
    document = Document(URL, "text/html", page_to(ear.server).encode())
    html = await render(browser, document, refuse, SECONDS, 60)
    await asyncio.sleep(1)
    await browser.close()
    assert END in html
    assert ear.heard <= {"(connection)", "/speculated", "(datagram)"}


async def test_switches_alone_keep_it_in(
    playwright: Playwright, ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a browser with a network whose requests nobody answers: its proxy leads nowhere, its names to nothing."""
    monkeypatch.setattr(launching, "ARGUMENTS", (*launching.ARGUMENTS, UNGUARDED))
    browser = await launching.launch(playwright, str(find_browser(BROWSER)), tmp_path)
    await open_page(browser, page_to(ear.server))
    await browser.close()
    assert not ear.heard
