"""What left a running service, gathered and searched: logs, Sentry, its private port, what its processes show."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, TypeVar

from tests.journeys.secrecy.canaries import CanaryWorld
from tests.journeys.secrecy.leak_search import leaks
from tests.servers.sentry import SentryIngest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    import psutil

AnyWorld = TypeVar("AnyWorld", bound=CanaryWorld)
FORMATS = ("json", "text")
ANSWER_SECONDS = 5
# Wrong paths, wrong methods and what is no HTTP at all: each is answered by an error page, or by nothing.
REQUESTS = (
    *(f"GET {path} HTTP/1.1" for path in ("/metrics", "/healthz", "/readyz", "/no-such-page", "/metrics/../healthz")),
    *(f"{method} /metrics HTTP/1.1" for method in ("POST", "BREW")),
    *("GET /metrics HTTP/9.9", "GET  HTTP/1.1", "\x16\x03\x01", f"GET /{'a' * 10_000} HTTP/1.1"),
    "GET /healthz HTTP/1.1\r\nContent-Length: many",
)


async def leaks_in_both_formats(
    kind: Callable[[Path, SentryIngest, str], AnyWorld], scenario: Callable[[AnyWorld], Awaitable[None]], folder: Path
) -> list[str]:
    """The lines that hold a canary after the scenario, played beside each other for both kinds of logs."""
    async with asyncio.TaskGroup() as both:
        runs = [both.create_task(_leaks(kind, scenario, folder / form, form)) for form in FORMATS]
    return [line for run in runs for line in run.result()]


async def _leaks(
    kind: Callable[[Path, SentryIngest, str], AnyWorld],
    scenario: Callable[[AnyWorld], Awaitable[None]],
    folder: Path,
    log_format: str,
) -> list[str]:
    async with SentryIngest() as sentry, kind(folder, sentry, log_format) as world:
        await scenario(world)
        shown = [*await private_port(world), *processes(world)]
        await world.service.stop()
        left = [*shown, world.service.said.decode(), *sentry.envelopes]
        (folder / "left.txt").write_text("\n".join(left), encoding="utf-8")
        return leaks(left)


async def private_port(world: CanaryWorld) -> list[str]:
    """What the private port answers to good and bad requests."""
    return [await _answer(world.service.port, request) for request in REQUESTS]


async def _answer(port: int, request: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"{request}\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
        async with asyncio.timeout(ANSWER_SECONDS):
            return (await reader.read()).decode("utf-8", "replace")
    finally:
        writer.close()


def processes(world: CanaryWorld) -> list[str]:
    """The arguments of all processes, what their environments hold, and of the first one's what nobody put there."""
    main, *children = world.service.family()
    given = {**os.environ, **world.given}
    added = [f"{name}={value}" for name, value in main.environ().items() if given.get(name) != value]
    return [line for one in (main, *children) for line in one.cmdline()] + added + _variables(children)


def _variables(children: list[psutil.Process]) -> list[str]:
    return [f"{name}={value}" for child in children for name, value in child.environ().items()]
