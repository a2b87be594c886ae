"""A publisher with a hub, and the crawler role that subscribes to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

from archive import subscriptions
from scheduler.environment import read_environment
from scheduler.push.push import Push
from scrapers.push.reading import Content
from scrapers.settings import FeedsSettings
from tests.journeys.running import free_port
from tests.scheduler.newsroom import Newsroom
from tests.scrapers.world import FEED
from tests.servers.hub import Hub

if TYPE_CHECKING:
    from types import TracebackType

    from archive.nouns import Feed, Subscription


class PushDesk(Newsroom):
    """Time stands still but for ``passes``; the callback's port is real."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.hub, self.port = Hub(self.publisher), free_port()
        self.told: list[tuple[str, int]] = []
        self.callback = f"http://127.0.0.1:{self.port}/push"
        self.push = self.process(self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.push.stop(5)
        await super().__aexit__(kind, error, trace)

    def process(self, port: int) -> Push:
        """What one crawler has of push."""
        return Push(
            environment=read_environment({"MARSAD_PUSH_PORT": str(port)}),
            tools=self.tools,
            standing=self.standing,
            begin=self._begin,
            poll=self.polling.run,
            due=self.ledger.due,
            tell=self._tell,
            metrics=self.metrics,
            clock=self.clock,
        )

    @property
    def topic(self) -> str:
        """What the feed calls itself."""
        return self.url(FEED) + "?topic"

    def turns(self, *, on: bool) -> None:
        """feeds.yaml gets a callback, or loses it."""
        websub: dict[str, Any] = {"websub": {"callback": self.callback}} if on else {}
        self.push.configure(FeedsSettings.model_validate(websub))

    def document(self, *guids: str, hub: str | None = None) -> bytes:
        """A feed that names the hub, with these items."""
        links = f'<atom:link rel="hub" href="{hub or self.hub.url}"/><atom:link rel="self" href="{self.topic}"/>'
        shown = "".join(
            f"<item><title>هدوء في هجين {guid}</title><link>{self.url('/' + guid)}</link><guid>{guid}</guid></item>"
            for guid in guids
        )
        return (
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>عنب</title>'
            f"{links}{shown}</channel></rss>"
        ).encode()

    async def offers(self, *guids: str, hub: str | None = None) -> Feed:
        """The feed is polled and shows these items and its hub."""
        self.publishes(self.document(*guids, hub=hub))
        (feed,) = await self.feeds()
        await self.runs(feed.id)
        return feed

    async def subscribes(self) -> Feed:
        """Everything up to the hub's verification."""
        feed = await self.offers("1")
        self.turns(on=True)
        await self.push.run()
        await self.hub.settled()
        return feed

    async def delivers(self, body: bytes, *, method: str | None = "sha256") -> int:
        """The hub delivers; what it brought is worked off."""
        status = await self.hub.delivers(self.topic, body, method=method)
        await self.reads()
        await self.rests()
        return status

    def content(self, feed_id: int, guid: str) -> Content:
        """What a hub would deliver for any feed."""
        return Content(feed_id, self.topic, self.document(guid), "application/rss+xml", self.now)

    async def reads(self) -> None:
        """What was delivered is read to its end."""
        await asyncio.gather(*self.push._arrivals._reading)

    async def row(self) -> Subscription:
        """The subscription as the archive has it."""
        (feed,) = await self.feeds()
        found = await self.archive.read(subscriptions.of_feed, feed.id)
        assert found is not None
        return found

    async def due_in(self, feed: Feed) -> float:
        """The seconds until the feed's next poll."""
        await self.ledger.flush()
        scores = await self.link.call(lambda redis: redis.zscore("test:due", str(feed.id)))
        return scores / 1000 - self.now.timestamp()

    async def _tell(self, hub: str, feeds: int) -> None:
        await asyncio.sleep(0)
        self.told.append((hub, feeds))
