"""The operator hears when a rule finds nothing page after page, whoever reads these, and when it does again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gateway.redis_link import RedisLink
from scrapers.site_rules.counting import TOLD_AFTER, SharedCounts
from scrapers.site_rules.outcomes import RuleOutcome
from scrapers.site_rules.rule import Part, SiteRule

if TYPE_CHECKING:
    from tests.servers.redis import RedisServer

RULE = SiteRule("enab.example", body=".text", date="time")
PREFIX = "marsad:generation-1:"


class Crawler:
    """One of several that share a Redis; what it would tell is written down."""

    def __init__(self, link: RedisLink, told: list[tuple[str, Part, int]] | None = None, prefix: str = PREFIX) -> None:
        self.told: list[tuple[str, Part, int]] = [] if told is None else told
        self.counts = SharedCounts(link, prefix, self._tell)

    async def misses(self, *numbers: int, rule: SiteRule = RULE) -> None:
        """Pages of these numbers in which the body's selector found nothing, one after the other."""
        for number in numbers:
            await self.counts.note(self._outcome(number, rule, Part.BODY))

    async def finds(self, number: int) -> None:
        """A page in which it found something."""
        await self.counts.note(self._outcome(number, RULE))

    def _outcome(self, number: int, rule: SiteRule, *missed: Part) -> RuleOutcome:
        return RuleOutcome(rule, f"https://enab.example/{number}", frozenset(missed))

    async def _tell(self, host: str, part: Part, misses: int) -> None:
        self.told.append((host, part, misses))


@pytest.fixture
def crawler(link: RedisLink) -> Crawler:
    """A crawler."""
    return Crawler(link)


async def test_fifth_page_in_a_row_is_told(crawler: Crawler) -> None:
    """Not the fourth, for one page is of another kind; and of the selector that misses alone."""
    await crawler.misses(1, 2, 3, 4)
    assert crawler.told == []
    await crawler.misses(5)
    assert crawler.told == [("enab.example", Part.BODY, TOLD_AFTER)]


async def test_crawlers_count_together(crawler: Crawler, link: RedisLink) -> None:
    """Pages of one site go to whoever is free."""
    other = Crawler(link, crawler.told)
    await asyncio.gather(crawler.misses(1, 3, 5), other.misses(2, 4))
    assert crawler.told == [("enab.example", Part.BODY, TOLD_AFTER)]


async def test_find_begins_anew(crawler: Crawler) -> None:
    """What finds something now and then is no broken rule."""
    await crawler.misses(1, 2, 3, 4)
    await crawler.finds(5)
    await crawler.misses(6, 7, 8, 9)
    assert crawler.told == []


async def test_recovery_is_told(crawler: Crawler) -> None:
    """To whoever has heard of the trouble; once."""
    await crawler.misses(*range(7))
    await crawler.finds(8)
    await crawler.finds(9)
    assert crawler.told == [("enab.example", Part.BODY, 5), ("enab.example", Part.BODY, 0)]


async def test_page_counts_once(crawler: Crawler) -> None:
    """A page that is tried again and again says nothing of the site's others."""
    await crawler.misses(1, 1, 1, 1, 1, 1)
    assert crawler.told == []


async def test_changed_selector_is_counted_anew(crawler: Crawler) -> None:
    """The operator has mended it; its first pages decide."""
    await crawler.misses(1, 2, 3, 4)
    await crawler.misses(5, 6, 7, 8, rule=replace(RULE, body=".story"))
    assert crawler.told == []


async def test_redis_may_vanish(crawler: Crawler, redis_server: RedisServer) -> None:
    """What it has forgotten is counted anew; while it cannot be asked nobody waits and nobody fails."""
    await crawler.misses(1, 2, 3, 4)
    redis_server.is_flushed()
    await crawler.misses(5, 6, 7, 8)
    assert crawler.told == []
    away = RedisLink("redis://127.0.0.1:1/0")
    await Crawler(away).misses(9)
    await away.close()


async def test_rule_that_only_removes_is_not_counted(crawler: Crawler, redis_server: RedisServer) -> None:
    """What is taken out need not stand on each page."""
    await crawler.misses(*range(6), rule=SiteRule("enab.example", remove=(".ad",)))
    assert crawler.told == []
