"""The parser processes are killed when they overrun, and always replaced."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from scrapers.parsing import lane
from scrapers.parsing.options import ParserOptions
from scrapers.parsing.pool import Parsers
from scrapers.parsing.results import ParseFailed, ParseReason
from tests.pool_processes import others_left_out, pool_processes
from tests.scrapers.documents import PARAGRAPHS, Item, items, many_attributes, page, rss
from tests.scrapers.inside import names_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

FEED = rss(*items(3)).encode()
URL = "https://news.example/feed"


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Tests of other files may keep pools of their own."""
    with others_left_out():
        yield


@pytest.fixture
async def parsers() -> AsyncIterator[Parsers]:
    """One process, with limits short enough for a test."""
    parsers = Parsers(ParserOptions(feed_seconds=20.0, page_seconds=2.0))
    yield parsers
    await parsers.stop()


async def is_alive(parsers: Parsers) -> bool:
    """Whether a good feed can be read now."""
    return len((await parsers.parse_feed(FEED, URL, None)).items) == 3


async def test_feed_comes_back_whole(parsers: Parsers) -> None:
    """What crosses the process border is the record that reading gave, times and Arabic included."""
    parsed = await parsers.parse_feed(rss(Item()).encode(), URL, "application/rss+xml")
    (item,) = parsed.items
    assert item.title == "هدوء حذر في هجين شرق دير الزور"
    assert item.published is not None
    assert item.published.isoformat() == "2024-11-05T07:00:00+00:00"
    assert parsed.complete


async def test_page_comes_with_feed_text(parsers: Parsers) -> None:
    """One trip gives the page's body and the feed's text, so that they can be compared."""
    found = await parsers.extract(page().encode(), URL, "text/html", "<p>نص من <b>الخلاصة</b></p>")
    assert PARAGRAPHS[0] in found.body
    assert found.feed_text == "نص من الخلاصة"


async def test_plain_text_drops_scripts(parsers: Parsers) -> None:
    """A feed's text stands in for a page: no markup and no script of it may reach an alert."""
    assert await parsers.plain_text("<p>أهلاً<script>alert(1)</script> بكم</p>x &lt; y") == "أهلاً بكم\nx < y"


async def test_killed_page_is_let_go(parsers: Parsers) -> None:
    """Ten megabytes that stay behind after each kill would fill the memory in a night."""
    hostile = many_attributes(120_000)
    gc.collect()
    gc.disable()
    try:
        before = sys.getrefcount(hostile)
        with pytest.raises(ParseFailed):
            await parsers.extract(hostile, URL, None)
        assert sys.getrefcount(hostile) <= before + 1, "more than the pool's memory of its last task holds it"
    finally:
        gc.enable()


async def test_hostile_page_is_killed(parsers: Parsers) -> None:
    """40,000 attributes in a tag take a library many seconds; the page costs its time slice and no more."""
    with pytest.raises(ParseFailed) as failure:
        await parsers.extract(many_attributes(120_000), URL, None)
    assert failure.value.reason is ParseReason.TIMEOUT
    assert await is_alive(parsers)


async def test_process_ends_by_itself(parsers: Parsers) -> None:
    """Should nobody be left to kill it, a process that a page holds must not use up a core for ever."""
    hostile = (many_attributes(200_000), URL, None, "", False)
    async with asyncio.timeout(20):
        reason, _ = await parsers._lanes[0].ask(600.0, "answer_page", hostile)
    assert reason is ParseReason.TIMEOUT


async def test_broken_pool_is_left(parsers: Parsers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that does not keep its own limit costs a bounded time, and another takes its place."""
    monkeypatch.setattr(lane, "_START_SECONDS", -1.0)
    monkeypatch.setattr(lane, "_GRACE_SECONDS", 0.0)
    assert await is_alive(parsers)
    broken = parsers._lanes[0]._pool
    with pytest.raises(ParseFailed) as failure:
        await parsers.extract(many_attributes(200_000), URL, None)
    assert failure.value.reason is ParseReason.TIMEOUT
    assert await is_alive(parsers)
    assert parsers._lanes[0]._pool is not broken


async def test_others_do_not_notice(parsers: Parsers) -> None:
    """While a hostile page uses up its time slice, the feeds of others are read."""
    hostile = asyncio.create_task(parsers.extract(many_attributes(120_000), URL, None))
    await asyncio.sleep(0.1)
    assert await is_alive(parsers)
    assert not hostile.done()
    with pytest.raises(ParseFailed):
        await hostile


async def test_spare_process_goes() -> None:
    """What a busy minute needed does not stay in memory for months."""
    parsers = Parsers(ParserOptions(spare_idle_seconds=0.2))
    try:
        await asyncio.gather(*(is_alive(parsers) for _ in range(4)))
        async with asyncio.timeout(10):
            while len(pool_processes()) > 1:  # noqa: ASYNC110 - a process ends without telling
                await asyncio.sleep(0.05)
        assert await is_alive(parsers)
    finally:
        await parsers.stop()


async def test_idle_process_killed(parsers: Parsers) -> None:
    """The kernel may kill an idle process when memory is short; the next document must not notice."""
    assert await is_alive(parsers)
    os.kill(pool_processes()[0].pid, signal.SIGKILL)
    assert await is_alive(parsers)


async def test_busy_process_killed(parsers: Parsers) -> None:
    """A document whose process was killed from outside is read by the next one."""
    assert await is_alive(parsers)
    slow = asyncio.create_task(parsers.parse_feed(rss(*items(2500)).encode(), URL, None))
    (process,) = pool_processes()
    await asyncio.sleep(0.1)
    assert not slow.done()
    os.kill(process.pid, signal.SIGKILL)
    assert len((await slow).items) == 2000
    assert process.pid not in {child.pid for child in pool_processes()}


async def test_memory_is_bounded() -> None:
    """A document that wants more memory than its share fails by itself, with a name."""
    parsers = Parsers(ParserOptions(memory_bytes=24 * 1024 * 1024))
    try:
        with pytest.raises(ParseFailed) as failure:
            await parsers.parse_feed(rss(*items(20_000)).encode(), URL, None)
        assert failure.value.reason is ParseReason.MEMORY
        assert await is_alive(parsers)
    finally:
        await parsers.stop()


async def test_large_document_leaves_small_process() -> None:
    """Months later an idle process must not still hold the memory of one huge page."""
    parsers = Parsers(ParserOptions(memory_bytes=200 * 1024 * 1024))
    try:
        with pytest.raises(ParseFailed) as failure:
            await parsers.extract(b"<html><body>" + b"<p>\xd8\xae</p>" * 800_000, URL, None)
        assert failure.value.reason in {ParseReason.MEMORY, ParseReason.FAILED}  # libxml2 does not always say which
        assert await is_alive(parsers)
        assert pool_processes()[0].memory_info().rss < 120 * 1024 * 1024
    finally:
        await parsers.stop()


async def test_answer_is_bounded() -> None:
    """A document may not fill the service's memory through its answer."""
    parsers = Parsers(ParserOptions(answer_bytes=1000))
    try:
        with pytest.raises(ParseFailed) as failure:
            await parsers.parse_feed(rss(*items(50)).encode(), URL, None)
        assert failure.value.reason is ParseReason.TOO_MUCH
    finally:
        await parsers.stop()


async def test_secrets_stay_outside(parsers: Parsers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes over a parser process finds no password in its variables, and may write no file or core."""
    monkeypatch.setenv("MARSAD_SMTP_PASSWORD", "canary")
    assert await parsers.plain_text("x") == "x"
    names = await _asked(parsers, "os", "environ")
    assert "MARSAD_SMTP_PASSWORD" not in names
    limits = pool_processes()[0]
    for limit in (psutil.RLIMIT_CORE, psutil.RLIMIT_FSIZE):
        assert limits.rlimit(limit) == (0, 0)


async def test_heavy_libraries_stay_outside() -> None:
    """The service's own process never loads what parses hostile bytes."""
    code = "import sys, scrapers.parsing.pool, scrapers.poll, scrapers.read_article; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    loaded = (await process.communicate())[0].decode().split()
    assert not {"feedparser", "lxml", "trafilatura"} & set(loaded)


async def test_main_module_stays_outside(parsers: Parsers) -> None:
    """A parser process does not import the script that started the service, nor Scrapy and Twisted with it."""
    assert await is_alive(parsers)
    modules = await _asked(parsers, "sys", "modules")
    assert "feedparser" in modules
    assert not {"pytest", "_pytest", "twisted", "scrapy", "structlog"} & modules


async def test_stop_leaves_no_process() -> None:
    """A stopped service leaves nothing behind."""
    parsers = Parsers()
    assert await is_alive(parsers)
    await parsers.stop()
    assert pool_processes() == []


async def _asked(parsers: Parsers, module: str, attribute: str) -> set[str]:
    """The keys of a mapping in the parser process."""
    pool = parsers._lanes[0]._pool
    assert pool is not None
    future = pool.schedule(names_of, args=(module, attribute))
    return set(await asyncio.wrap_future(future))


async def test_document_given_up_costs_no_process(parsers: Parsers) -> None:
    """A poll may be cut off at any moment; the next document must not wait for a new process."""
    assert await is_alive(parsers)
    (process,) = pool_processes()
    given_up = asyncio.create_task(parsers.parse_feed(rss(*items(2500)).encode(), URL, None))
    await asyncio.sleep(0.2)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    async with asyncio.timeout(10):
        while parsers._at_work:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.05)
    assert await is_alive(parsers)
    assert [each.pid for each in pool_processes()] == [process.pid]


async def test_stop_ends_a_document_nobody_waits_for() -> None:
    """A service that stops in the middle of a hostile page stops at once."""
    parsers = Parsers()
    assert await is_alive(parsers)
    waiting = asyncio.create_task(parsers.extract(many_attributes(200_000), URL, None))
    given_up = asyncio.create_task(parsers.extract(many_attributes(200_000), URL, None))
    await asyncio.sleep(0.3)
    given_up.cancel()
    async with asyncio.timeout(5):
        await parsers.stop()
        with pytest.raises(ParseFailed):
            await waiting
    assert pool_processes() == []
