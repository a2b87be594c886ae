"""Asks servers beside the running service, as it would itself: same policy, same robots, same leases and pauses.

For commands: ``marsad explain`` and ``marsad feeds``. In: what may be asked with, and the work. Out: what it found out.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from gateway.redis_link import RedisLink
from scheduler.identity import user_agent
from scheduler.logs import configure_logs
from scheduler.loop import run_until_stopped
from scheduler.valkey import BundledValkey
from scheduler.visitor import Visitor
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.hosts import HostLeases
from scrapers.parsing.pool import Parsers
from scrapers.pauses import Pauses
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.renderer import Renderer
from scrapers.site_lines.keeping import SiteLines
from scrapers.site_lines.reading import UnknownSites
from scrapers.site_rules.settings import rules_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from gateway.addresses import Target
    from scheduler.environment import Environment
    from scrapers.settings import FeedsSettings
    from scrapers.site_lines.reading import Sites

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit may ask with: ``exceptions`` are the targets excepted from the address policy.

    ``generation`` is the archive's; None when there is none, and then no service that could be in the way.
    """

    environment: Environment
    settings: FeedsSettings
    exceptions: frozenset[Target] = frozenset()
    generation: str | None = None


def run_visit(visit: Visit, work: Callable[[Visitor], Awaitable[Answer]]) -> Answer:
    """What ``work`` finds out; Ctrl-C ends it."""
    configure_logs(visit.environment.log_format, "error")
    found: list[Answer] = []

    async def main(stop: asyncio.Event) -> None:
        working = asyncio.create_task(_work(visit, work))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([working, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not working.done():
            working.cancel()
            await asyncio.wait([working])
            raise KeyboardInterrupt
        found.append(working.result())

    run_until_stopped(main, with_reactor=True)
    return found[0]


@contextlib.asynccontextmanager
async def visiting(visit: Visit) -> AsyncIterator[Visitor]:
    """A visitor, on the loop that runs; whatever it opened is closed after it."""
    async with contextlib.AsyncExitStack() as stack:
        pauses, parsers = Pauses(visit.settings.pause), Parsers()
        link = _link(visit, stack)
        leases = _leases(visit, link, pauses, stack) if link else None
        crawler = Crawler(CrawlOptions(user_agent=user_agent(visit.environment.contact)), pauses=pauses)
        crawler.replace_exceptions(visit.exceptions, frozenset(visit.settings.ports))
        stack.push_async_callback(parsers.stop)
        await crawler.start()
        stack.push_async_callback(crawler.stop)
        rules = rules_of(visit.settings.sites)
        renderer = Renderer(crawler, RenderOptions(visit.environment.browser))
        stack.push_async_callback(renderer.stop)
        yield Visitor(crawler, parsers, pauses, leases, _sites(visit, link), rules, renderer)


async def _work(visit: Visit, work: Callable[[Visitor], Awaitable[Answer]]) -> Answer:
    async with visiting(visit) as visitor:
        return await work(visitor)


def _link(visit: Visit, stack: contextlib.AsyncExitStack) -> RedisLink | None:
    """To the service's Redis; None when there can be no service."""
    if visit.generation is None:
        return None
    link = RedisLink(visit.environment.redis_url or BundledValkey(visit.environment.data).url)
    stack.push_async_callback(link.close)
    return link


def _leases(visit: Visit, link: RedisLink, pauses: Pauses, stack: contextlib.AsyncExitStack) -> HostLeases:
    leases = HostLeases(link, f"marsad:{visit.generation}:", pauses=pauses)
    stack.push_async_callback(leases.close)
    return leases


def _sites(visit: Visit, link: RedisLink | None) -> Sites:
    """What the service has learned; a visitor teaches it nothing."""
    return SiteLines(link, f"marsad:{visit.generation}:", _now) if link else UnknownSites()


def _now() -> datetime:
    return datetime.now(UTC)
