"""A page that hangs, swells or kills its browser costs its own time, and no other page."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.rendering.failures import RenderFailed, RenderReason
from scrapers.rendering.process import BrowserProcess
from scrapers.rendering.process_tree import memory_of, tree_of
from tests.scrapers.rendering.desk import OPTIONS, Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FINE = "<body><script>document.body.append('fi' + 'ne')</script>"
LOOP = "<body><script>for (;;) {}</script>"
LATE_LOOP = "<body><script>setTimeout(() => { for (;;) {} }, 200)</script>"
# Of several kinds of memory: the heap's, buffers', the document's.
HEAP = "<body><script>const kept = []; for (;;) kept.push(new Array(1e5).fill({}).map(() => [1, 2, 3]))</script>"
BUFFERS = "<body><script>const kept = []; for (;;) kept.push(new Uint8Array(5e7).fill(1))</script>"
NODES = "<body><script>for (;;) document.body.append(document.createElement('p'), 'x'.repeat(1e4))</script>"
PATHS = os.pathsep.join(path for path in sys.path if path)
CRAWLER = """
import asyncio
from scrapers.rendering.process import BrowserProcess
from tests.scrapers.rendering.desk import OPTIONS
async def main():
    browser = await BrowserProcess.start(OPTIONS)
    print(browser._home, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
LARGE = "<body><script>document.body.append('x'.repeat(6e6))</script>"


async def fails(desk: Desk, html: str) -> RenderReason:
    """Why a page is not rendered; the next one is."""
    with pytest.raises(RenderFailed) as failed:
        await desk.renders(html)
    assert "fine" in await desk.renders(FINE)
    return failed.value.reason


def running(processes: list[int]) -> list[int]:
    """Those that have not ended, whoever waits for them."""
    return [process for process in processes if _state(process) not in {"", "Z", "X"}]


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def exists(path: Path) -> bool:
    """Whether something is there."""
    return path.exists()


def pid_of(browser: BrowserProcess | None) -> int:
    """The process at the root of its tree."""
    assert browser is not None
    return browser._process.pid


@pytest.mark.parametrize("html", [LOOP, LATE_LOOP])
async def test_page_that_hangs_is_killed(html: str) -> None:
    """Within its time, not after it."""
    async with Desk(replace(OPTIONS, seconds=5.0)) as desk:
        assert "fine" in await desk.renders(FINE)
        family, started = tree_of(pid_of(desk.browser)), time.monotonic()
        with pytest.raises(RenderFailed) as failed:
            await desk.renders(html)
        assert failed.value.reason is RenderReason.TIMEOUT
        assert time.monotonic() - started < 20
        await asyncio.sleep(0.2)
        assert running(family) == []


@pytest.mark.parametrize("html", [HEAP, BUFFERS, NODES], ids=["heap", "buffers", "nodes"])
async def test_page_that_swells_stays_small(desk: Desk, html: str) -> None:
    """Whatever it is that grows is denied or killed; the machine has other work."""
    page, most = asyncio.create_task(desk.renders(html)), 0
    while not page.done():
        await asyncio.sleep(0.1)
        if desk.browser is not None:
            most = max(most, await asyncio.to_thread(memory_of, pid_of(desk.browser)))
    await asyncio.gather(page, return_exceptions=True)
    assert 0 < most < 1.5 * OPTIONS.memory_bytes
    assert "fine" in await desk.renders(FINE)


async def test_page_that_is_too_large_is_left(desk: Desk) -> None:
    """The parser process would have to read it."""
    assert await fails(desk, LARGE) is RenderReason.TOO_BIG


async def test_memory_of_all_processes_counts() -> None:
    """A browser spreads what it holds over ten of them."""
    browser = await BrowserProcess.start(OPTIONS)
    browser._options = replace(OPTIONS, memory_bytes=100 * 1024 * 1024)
    with pytest.raises(RenderFailed) as failed:
        await asyncio.wait_for(browser.watch_memory(), 5)
    await browser.end()
    assert failed.value.reason is RenderReason.MEMORY


async def test_browser_that_dies_is_replaced(desk: Desk) -> None:
    """Amid a page, by whatever hand."""
    assert "fine" in await desk.renders(FINE)
    page = asyncio.create_task(desk.renders(LATE_LOOP))
    await asyncio.sleep(1)
    for process in tree_of(pid_of(desk.browser))[1:]:
        with contextlib.suppress(ProcessLookupError):  # it may have gone with another
            os.kill(process, signal.SIGKILL)
    with pytest.raises(RenderFailed) as failed:
        await page
    assert failed.value.reason is RenderReason.CRASHED
    assert "fine" in await desk.renders(FINE)


async def test_page_waits_only_so_long_for_its_turn() -> None:
    """The feed's text is there; an alert does not wait for a minute of other pages."""
    async with Desk(replace(OPTIONS, turn_seconds=0.5)) as desk:
        first = asyncio.create_task(desk.renders(LATE_LOOP))
        await asyncio.sleep(0.1)
        with pytest.raises(RenderFailed) as failed:
            await desk.renders(FINE)
        assert failed.value.reason is RenderReason.BUSY
        await asyncio.gather(first, return_exceptions=True)


async def test_few_pages_wait(desk: Desk) -> None:
    """Many sites of scripts must not keep the crawler from all others."""
    desk.renderer._options = replace(OPTIONS, most_waiting=2)
    pages = [asyncio.create_task(desk.renders(FINE)) for _ in range(5)]
    came = await asyncio.gather(*pages, return_exceptions=True)
    assert [isinstance(page, str) for page in came].count(True) == 3
    assert {error.reason for error in came if isinstance(error, RenderFailed)} == {RenderReason.BUSY}


async def test_browser_that_does_not_start_is_left_for_a_while(tmp_path: Path) -> None:
    """It would take seconds and a line of the log for each page."""
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\necho started >>{tmp_path}/starts\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    async with Desk(replace(OPTIONS, browser=str(program))) as desk:
        for _ in range(2):
            with pytest.raises(RenderFailed) as failed:
                await desk.renders(FINE)
            assert failed.value.reason is RenderReason.UNAVAILABLE
    assert (tmp_path / "starts").read_text(encoding="utf-8") == "started\n"


async def test_killed_crawler_leaves_no_browser(desk: Desk) -> None:
    """Its browser ends with it, at the latest when the kernel says so; the next one sweeps up behind it."""
    crawler = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CRAWLER), stdout=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONPATH": PATHS}
    )
    assert crawler.stdout is not None
    home = Path((await crawler.stdout.readline()).decode().strip())
    family = tree_of(crawler.pid)
    crawler.kill()
    await crawler.wait()
    assert len(family) > 5
    await asyncio.sleep(4)
    assert running(family) == []
    await desk.renders(FINE)
    assert not exists(home)


async def test_browser_is_replaced_after_some_pages_and_ends_when_idle() -> None:
    """What leaks in it does so for a while only, and it holds its memory no longer than it is wanted."""
    async with Desk(replace(OPTIONS, pages_per_browser=2, idle_seconds=1.0)) as desk:
        await desk.renders(FINE)
        first = desk.browser
        await desk.renders(FINE)
        assert desk.browser is None
        await desk.renders(FINE)
        assert desk.browser not in {None, first}
        family, home = tree_of(pid_of(desk.browser)), Path(desk.browser._home)
        await asyncio.sleep(3)
        assert (desk.browser, running(family), exists(home)) == (None, [], False)


async def test_cancelled_page_ends_its_browser(desk: Desk) -> None:
    """A service that stops leaves nothing behind."""
    page = asyncio.create_task(desk.renders(LATE_LOOP))
    await asyncio.sleep(4)
    family = tree_of(pid_of(desk.browser))
    page.cancel()
    with pytest.raises(asyncio.CancelledError):
        await page
    await asyncio.sleep(0.2)
    assert running(family) == []


async def test_stop_ends_the_browser_amid_a_page(desk: Desk) -> None:
    """The page fails by its name, and nothing is left behind."""
    page = asyncio.create_task(desk.renders(LATE_LOOP))
    await asyncio.sleep(4)
    family, home = tree_of(pid_of(desk.browser)), Path(desk.browser._home)
    await desk.renderer.stop()
    with pytest.raises(RenderFailed):
        await page
    assert (running(family), exists(home)) == ([], False)


async def test_browser_knows_nothing_of_ours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets may stand in the environment of whoever started the service."""
    monkeypatch.setenv("FIELD_FEED_PASSWORD", "hunter2")
    await desk.renders(FINE)
    family = tree_of(pid_of(desk.browser))
    environments = [Path(f"/proc/{process}/environ") for process in running(family)]
    assert len(environments) > 5
    readable = [path.read_bytes() for path in environments if os.access(path, os.R_OK)]
    assert len(readable) >= 2
    assert [environment for environment in readable if b"hunter2" in environment or b"MARSAD" in environment] == []
