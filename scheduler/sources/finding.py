"""Finds the feeds of an address that a person gives, as the crawler would ask for them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gateway.addresses import Target
from scheduler.sources.access import granted
from scheduler.visiting import Visit, run_visit
from scrapers.finding.candidates import completed
from scrapers.finding.finder import Finder
from scrapers.grants import FeedGrants
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.environment import Environment
    from scheduler.sources.access import Access
    from scheduler.visitor import Visitor
    from scrapers.fetching import FetchResult
    from scrapers.finding.found import Found
    from scrapers.settings import FeedsSettings

_NOT_OVER_TLS = frozenset({FetchStatus.CONNECTION_FAILED, FetchStatus.TLS_FAILED})


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for and how; ``told`` hears of each address before it is asked.

    ``access`` is what the address is asked with, and no other site but through its proxy.
    """

    address: str
    settings: FeedsSettings
    generation: str | None
    allow_private: bool
    told: Callable[[str], None]
    access: Access = field(default_factory=dict)


def find_feeds(search: Search, environment: Environment) -> Found:
    """The feeds of an address; a bare host that does not answer over TLS is asked without, and without secrets.

    Raises SourcesProblem for a secret that cannot be read.
    """
    url = completed(search.address)
    urls = [url] if "://" in search.address else [url, url.replace("https://", "http://", 1)]
    targets = [target for each in urls if (target := Target.of_url(each)) is not None]
    exceptions = frozenset(targets) if search.allow_private else frozenset[Target]()
    grants = granted(urls[0], search.access, environment.config, allow_private=search.allow_private)
    visit = Visit(environment, search.settings, exceptions, search.generation)

    async def work(visitor: Visitor) -> Found:
        found = await find_with(visitor, urls[0], search, grants)
        if len(urls) > 1 and found.tried[0].status in _NOT_OVER_TLS:
            found = await find_with(visitor, urls[1], search, grants)
        return found

    return run_visit(visit, work)


async def find_with(visitor: Visitor, url: str, search: Search, given: FeedGrants | None = None) -> Found:
    """What this visitor finds at one URL, asking with what is given."""
    exception = Target.of_url(url) if search.allow_private else None
    grants = replace(given or FeedGrants(url), exception=exception)

    async def ask(each: str) -> FetchResult:
        return await visitor.fetch(grants.request(each, "feed"))

    return await Finder(ask, visitor.parsers, datetime.now(UTC), search.told).find(url)
