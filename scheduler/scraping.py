"""What a crawler reads the web with: the spider, the parser processes, the host leases, and what feeds are granted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scheduler.feed_access import ConfiguredAccess, all_grants, exceptions_of
from scheduler.identity import user_agent
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.hosts import HostLeases
from scrapers.known_items import KnownItems
from scrapers.parsing.options import ParserOptions
from scrapers.parsing.pool import Parsers
from scrapers.pauses import Pauses
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.renderer import Renderer
from scrapers.site_lines.keeping import SiteLines
from scrapers.site_lines.relearning import Relearning
from scrapers.site_rules.counting import SharedCounts
from scrapers.site_rules.rule import RulesInForce
from scrapers.site_rules.settings import rules_of
from scrapers.tools import ScrapingTools

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scheduler.foundation import Foundation
    from scrapers.pacing import Allowance
    from scrapers.settings import FeedsSettings
    from scrapers.site_rules.rule import Part

HOST_LEASE_SECONDS = 30.0


class Scraping:
    """``tools`` and ``hosts`` are handed to whoever polls feeds and reads pages; opened and closed here."""

    def __init__(
        self,
        foundation: Foundation,
        allowance: Callable[[], Allowance],
        tell_rule: Callable[[str, Part, int], Awaitable[None]],
    ) -> None:
        environment = foundation.environment
        self._foundation = foundation
        self._access = ConfiguredAccess(feeds=frozenset())
        self.hosts = HostLeases(foundation.link, foundation.prefix, HOST_LEASE_SECONDS, Pauses())
        options = CrawlOptions(user_agent=user_agent(environment.contact), max_in_flight=environment.max_in_flight)
        crawler = Crawler(options, self.hosts)
        self.renderer = Renderer(crawler, RenderOptions(environment.browser))
        self.tools = ScrapingTools(
            crawler=crawler,
            parsers=Parsers(ParserOptions(processes=environment.parser_processes)),
            seen=foundation.seen,
            archive=foundation.archive,
            access=self._access,
            known=KnownItems(foundation.link, foundation.prefix, foundation.archive.generation),
            sites=SiteLines(
                foundation.link,
                foundation.prefix,
                foundation.clock,
                Relearning(foundation.archive, foundation.clock),
            ),
            rules=RulesInForce(),
            rule_counts=SharedCounts(foundation.link, foundation.prefix, tell_rule),
            allowance=allowance,
            renderer=self.renderer,
        )

    async def start(self) -> None:
        """Open the spider."""
        await self.tools.crawler.start()

    async def configure(self, settings: FeedsSettings) -> None:
        """Grant feeds what this feeds.yaml gives them; raises ConfigurationProblem for a missing secret."""
        folder, secrets = self._foundation.environment.config, self._foundation.secrets
        grants = await asyncio.to_thread(all_grants, settings, folder, secrets)
        self.hosts.pauses.seconds = settings.pause
        self.tools.crawler.replace_exceptions(frozenset(exceptions_of(settings).values()), frozenset(settings.ports))
        self.tools.rules.replace(rules_of(settings.sites))
        self._access.replace(grants, frozenset(feed.url for feed in settings.feeds if feed.enabled))

    async def stop(self) -> None:
        """Give the hosts back, and close."""
        await self.renderer.stop()
        await self.hosts.close()
        await self.tools.crawler.stop()
        await self.tools.parsers.stop()
