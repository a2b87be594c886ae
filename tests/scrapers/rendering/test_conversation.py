"""Whoever holds the browser's process holds no crawler: what it says is bounded."""

from __future__ import annotations

import time

import pytest

from scrapers.crawler import Crawler, CrawlOptions
from scrapers.grants import FeedGrants
from scrapers.rendering import process
from scrapers.rendering.conversation import Conversation
from scrapers.rendering.frames import FrameBroken
from scrapers.rendering.kept_scripts import KeptScripts
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.parts import PageAsking, Parts
from scrapers.rendering.process import BrowserProcess
from scrapers.rendering.records import Document

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_process_that_asks_for_ever_is_cut_off(reactor: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page asks for so many parts at most; whoever asks for more is no browser of ours."""
    monkeypatch.setattr(process, "_DRIVER", "tests.scrapers.rendering.rogue")
    options, crawler = RenderOptions(most_parts=5), Crawler(CrawlOptions())
    page = PageAsking("http://akhbar.example/1", FeedGrants("http://akhbar.example/feed"))
    browser = await BrowserProcess.start(options)
    await crawler.start()
    try:
        async with Parts(page, crawler, KeptScripts(), options) as parts:
            with pytest.raises(FrameBroken):
                await Conversation(browser, parts).render(Document(page.url, "text/html", b""), options)
    finally:
        started = time.monotonic()
        await browser.end()
        took = time.monotonic() - started
        await crawler.stop()
    assert took < process.END_SECONDS, "what it said last held up its end"
