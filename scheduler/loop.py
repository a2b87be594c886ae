"""Runs the service's main coroutine on the one event loop that Scrapy's reactor shares."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from twisted.internet.asyncioreactor import AsyncioSelectorReactor

Main = Callable[[asyncio.Event], Awaitable[None]]


def run_until_stopped(main: Main, *, with_reactor: bool) -> None:
    """Run ``main(stop)``; SIGTERM and SIGINT set ``stop``. Re-raises what ``main`` raised."""
    if with_reactor:
        _run_on_reactor(main)
    else:
        asyncio.run(_with_signals(main))


async def _with_signals(main: Main) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await main(stop)


def _run_on_reactor(main: Main) -> None:
    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed

    reactor = cast("AsyncioSelectorReactor", installed)
    failures: list[BaseException] = []
    kept: list[asyncio.Task[None]] = []

    def begin() -> None:
        task = asyncio.get_event_loop().create_task(_with_signals(main))
        task.add_done_callback(finished)
        kept.append(task)

    def finished(task: asyncio.Task[None]) -> None:
        if error := task.exception():
            failures.append(error)
        reactor.stop()  # type: ignore[no-untyped-call]

    reactor.callWhenRunning(begin)
    reactor.run(installSignalHandlers=False)  # type: ignore[no-untyped-call]
    if failures:
        raise failures[0]
