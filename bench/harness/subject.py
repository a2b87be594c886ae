"""A service that is measured: polls hosts of a feed host process, posts to a webhook, is watched from outside."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from bench.harness.feed_host import address
from bench.harness.kept import open_work
from bench.harness.metrics import free_port, read_metrics, wait_ready
from bench.harness.rig import watchlist_text
from bench.harness.tree import Usage, usage
from bench.harness.valkey import Redises
from scheduler.demo.arrivals import from_hook
from scheduler.demo.configuration import PolledFeed, write_alerts, write_feeds, write_watchlist
from scheduler.demo.service import ServiceProcess
from scheduler.demo.webhook_sink import WebhookSink

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.demo.webhook_sink import Hook


@dataclass(frozen=True, slots=True)
class Group:
    """So many hosts of one kind, a feed each.

    ``varied`` intervals lie up to 30 % around ``interval_seconds``, so that feeds that were added together do not stay
    in step and polls come steadily, as in an installation that has grown.
    """

    kind: int
    feeds: int
    interval_seconds: int
    varied: bool = False

    def intervals(self) -> dict[str, int]:
        """The interval of each host, in seconds."""
        return {address(self.kind, number): self._interval(number) for number in range(self.feeds)}

    def _interval(self, number: int) -> int:
        return (
            round(self.interval_seconds * (0.7 + 0.6 * number / self.feeds)) if self.varied else self.interval_seconds
        )


@dataclass(frozen=True, slots=True)
class Window:
    """What happened in a stretch of time."""

    seconds: float
    cpu_seconds: float
    cpu_by_kind: dict[str, float]
    metrics: dict[str, float]
    main_bytes: int
    all_bytes: int


class FeedHost:
    """The process that plays the hosts."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.harness.feed_host"], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    async def ask(self, path: str) -> dict[str, Any]:
        """What it has noted: ``/_polls`` or ``/_shown``."""
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}{path}") as answer:
            told: dict[str, Any] = await answer.json()
        return told

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


class Subject:
    """The service under measurement; ``core`` pins it and its children to one core."""

    def __init__(self, folder: Path, groups: list[Group], core: int | None = None) -> None:
        self._folder, self._core = folder, core
        self.intervals = {host: seconds for group in groups for host, seconds in group.intervals().items()}
        self.accepted: dict[str, float] = {}
        self.hosts = FeedHost()
        self.hooks = WebhookSink(self._accept)
        self.http_port = free_port()

    async def __aenter__(self) -> Self:
        await self.hooks.start()
        settings = {"MARSAD_HTTP_PORT": str(self.http_port), "MARSAD_LOG_FORMAT": "json", "MARSAD_LOG_LEVEL": "warning"}
        self.service = ServiceProcess(self._folder, settings)
        self._configure()
        await self._start()
        if not await wait_ready(self.service, self.http_port, 60):
            raise RuntimeError(f"the service does not start\n{self.service.last_words()}")
        self._redises = Redises(self.service.data)
        await self._redises.learn()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.service.stop()
        await self.hooks.stop()
        self.hosts.stop()

    def usage(self) -> Usage:
        """What the whole service has used so far."""
        return usage(self.service.pid, self._redises.pid)

    async def watch(self, seconds: float) -> Window:
        """Let it work for a while and tell what it took."""
        before, metrics, began = self.usage(), await read_metrics(self.http_port), time.monotonic()
        await asyncio.sleep(seconds)
        after, later = self.usage(), await read_metrics(self.http_port)
        return Window(
            seconds=time.monotonic() - began,
            cpu_seconds=after.since(before),
            cpu_by_kind=after.kinds_since(before),
            metrics={name: value - metrics.get(name, 0.0) for name, value in later.items()},
            main_bytes=after.main_bytes,
            all_bytes=after.all_bytes,
        )

    async def polls(self) -> int:
        """How many polls there have been."""
        return sum(len(moments) for moments in (await self.hosts.ask("/_polls")).values())

    async def all_polled(self, feeds: int, longest_seconds: float = 120.0) -> None:
        """Wait until so many feeds have been polled once; raises when that takes too long."""
        end = time.monotonic() + longest_seconds
        while len(await self.hosts.ask("/_polls")) < feeds:
            if time.monotonic() > end or not self.service.running:
                raise RuntimeError(f"not all feeds are polled\n{self.service.last_words()}")
            await asyncio.sleep(0.5)

    async def settled(self, archived: int, most_open: int = 0, longest_seconds: float = 300.0) -> None:
        """Wait until so many articles are kept and so little is left to work off; raises when that takes too long."""
        end = time.monotonic() + longest_seconds
        while True:
            articles, waiting = open_work(self.service.archive)
            if articles >= archived and waiting <= most_open:
                return
            if time.monotonic() > end:
                raise RuntimeError(f"work is left over\n{self.service.last_words()}")
            await asyncio.sleep(0.5)

    def _accept(self, hook: Hook) -> None:
        arrival = from_hook(hook)
        if arrival is not None:
            self.accepted.setdefault(arrival.url, time.monotonic())

    def _configure(self) -> None:
        feeds = [
            PolledFeed(
                f"http://{host}:{self.hosts.port}/feed.xml", f"Host {host}", min_seconds=seconds, max_seconds=seconds
            )
            for host, seconds in self.intervals.items()
        ]
        write_feeds(self.service.config, feeds, first_poll_alert_age="none")
        write_watchlist(self.service.config, watchlist_text())
        write_alerts(self.service.config, self.hooks.url, self.hooks.secret, by_email=False, flood="off")

    async def _start(self) -> None:
        everywhere = os.sched_getaffinity(0)
        if self._core is not None:
            os.sched_setaffinity(0, {self._core})
        try:
            await self.service.start()
        finally:
            os.sched_setaffinity(0, everywhere)
