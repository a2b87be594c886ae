"""What polling feeds and reading articles work with, put together by the scheduler."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from scrapers.pacing import Allowance
from scrapers.site_lines.reading import UnknownSites
from scrapers.site_rules.counting import NoCounts
from scrapers.site_rules.rule import RulesInForce

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.database import Archive
    from scrapers.crawler import Crawler
    from scrapers.grants import FeedGrants
    from scrapers.known_items import KnownItems
    from scrapers.parsing.pool import Parsers
    from scrapers.rendering.renderer import Renderer
    from scrapers.seen import Seen
    from scrapers.site_lines.reading import Sites
    from scrapers.site_rules.counting import RuleCounts


class FeedAccess(Protocol):
    """What the configuration grants a feed beyond its URL."""

    def grants_of(self, feed_url: str) -> FeedGrants:
        """What it grants the feed of this configured URL."""


class ExtractionTools(Protocol):
    """What the reading of a page that is there needs of them."""

    @property
    def parsers(self) -> Parsers:
        """Extract."""

    @property
    def sites(self) -> Sites:
        """What is known of the furniture of its site."""

    @property
    def rules(self) -> RulesInForce:
        """What the operator says of its site."""


class PageTools(ExtractionTools, Protocol):
    """What the fetching and reading of one page needs of them."""

    @property
    def crawler(self) -> Crawler:
        """Fetches."""

    @property
    def access(self) -> FeedAccess:
        """What the configuration grants the entry's feed."""

    @property
    def renderer(self) -> Renderer | None:
        """Renders."""


@dataclass(frozen=True, slots=True)
class ScrapingTools:
    """Connections, processes, and what the configuration grants."""

    crawler: Crawler
    parsers: Parsers
    seen: Seen
    archive: Archive
    access: FeedAccess
    known: KnownItems
    sites: Sites = field(default_factory=UnknownSites)
    rules: RulesInForce = field(default_factory=RulesInForce)
    rule_counts: RuleCounts = field(default_factory=NoCounts)
    jitter: Callable[[], float] = field(default=random.random)
    allowance: Callable[[], Allowance] = field(default=Allowance)
    renderer: Renderer | None = None
