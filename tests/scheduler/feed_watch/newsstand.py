"""Many feeds on real local servers, polled when due by the test's own clock, and an operator who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive import deliveries, feeds
from archive.notices import get_notice
from archive.nouns import FeedSpec
from gateway.addresses import Target
from scheduler.feed_watch.watching import FeedWatch
from scheduler.metrics import Metrics
from scheduler.operator import Operator
from scrapers.grants import FeedGrants
from scrapers.poll import poll_feed
from tests.scheduler.nouns import routing_in
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from archive.nouns import Feed, Notice
    from gateway.proxies import Proxy
    from scrapers.listing import Listing

INTERVAL = timedelta(minutes=10)


class ByUrl:
    """Each feed's own server is excepted from the address policy; pages that list news have their selectors.

    Through the proxy, if there is one, servers are found under names that only it knows.
    """

    def __init__(self, listings: Mapping[str, Listing], proxy: Proxy | None) -> None:
        self._listings = listings
        self._proxy = proxy

    def grants_of(self, feed_url: str) -> FeedGrants:
        """What the feed of this URL is granted."""
        own, listing = Target.of_url(feed_url), self._listings.get(feed_url)
        return FeedGrants(feed_url, exception=own, listing=listing, proxy=self._proxy)


class Newsstand(World):
    """Feeds by their names; an interval is ten minutes."""

    def offers(
        self, urls: Mapping[str, str], listings: Mapping[str, Listing] | None = None, proxy: Proxy | None = None
    ) -> None:
        """These feeds, and no others, are configured."""
        self.names = list(urls)
        self.specs = [
            FeedSpec(url, name, interval_min_seconds=600, interval_max_seconds=600) for name, url in urls.items()
        ]
        targets = {target for url in urls.values() if (target := Target.of_url(url)) is not None}
        self.tools.crawler.replace_exceptions(frozenset(targets), frozenset(target.port for target in targets))
        object.__setattr__(self.tools, "access", ByUrl(listings or {}, proxy))
        self.metrics = Metrics()
        self.operator = Operator(self.archive, lambda: routing_in("en"), self.clock, lambda: None)
        self.watch = FeedWatch(self.archive, self.operator, self.clock, self.metrics)

    def clock(self) -> datetime:
        """The newsstand's time."""
        return self.now

    async def offered(self) -> list[Feed]:
        """The feeds as the archive has them."""
        return await self.archive.write(feeds.sync_feeds, self.specs, self.now)

    async def passes_an_interval(self) -> None:
        """What falls due within the next interval is polled at its end, and the operator told of what is new."""
        self.now += INTERVAL
        await self.polls_what_is_due()
        await self.watch.look()

    async def polls_what_is_due(self) -> None:
        """Poll what is due."""
        for feed in await self.offered():
            if feed.next_poll_at is None or feed.next_poll_at <= self.now:
                result = await poll_feed(feed, self.tools, self.now)
                if result.record is not None:
                    await self.archive.write(feeds.record_polls, [result.record])

    def notices(self) -> list[Notice]:
        """What the operator was told, the oldest first."""
        rows = self.archive.read_now(deliveries.list_deliveries, limit=1000)
        numbers = sorted({row.notice_id for row in rows if row.notice_id is not None})
        found = [self.archive.read_now(get_notice, number) for number in numbers]
        return [notice for notice in found if notice is not None]

    def told(self) -> dict[str, str]:
        """What stands in the brackets behind each feed's name, in the lines of all notices."""
        lines = [line for notice in self.notices() for line in notice.lines]
        found = ((name, line) for name in self.names for line in lines if line.startswith(f"{name} ("))
        return {name: line.partition("(")[2].partition(")")[0] for name, line in found}
