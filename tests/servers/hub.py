"""A WebSub hub at a path of a real HTTP server: it verifies, delivers, denies and forgets as a test asks."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import aiohttp

from tests.servers.http import answer

if TYPE_CHECKING:
    from tests.servers.http import HttpServer, Received

HUB = "/hub"


@dataclass
class Subscriber:
    """Who is delivered to."""

    callback: str
    topic: str
    secret: str
    lease_seconds: int


@dataclass
class Hub:
    """``asked`` are the requests that came to it, ``subscribers`` those that it has verified, by topic."""

    server: HttpServer
    lease_seconds: int = 600
    verifies: bool = True
    status: int = 202
    asked: list[dict[str, str]] = field(default_factory=list)
    verified: list[tuple[int, str]] = field(default_factory=list)
    subscribers: dict[str, Subscriber] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Stand at its path."""
        self.server._behaviours[HUB] = self._take
        self._verifying: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where it is asked."""
        return self.server.url(HUB)

    async def settled(self, count: int = 1) -> None:
        """Wait until so many requests have come and every verification has ended."""
        async with asyncio.timeout(20):
            while len(self.asked) < count or self._verifying:  # noqa: ASYNC110 - a test looks now and then
                await asyncio.sleep(0.02)

    async def delivers(
        self, topic: str, body: bytes, *, method: str | None = "sha256", content_type: str = "application/rss+xml"
    ) -> int:
        """Deliver to the topic's subscriber; the status that it answered."""
        subscriber = self.subscribers[topic]
        return await self.sends(subscriber.callback, body, self.signature(subscriber, body, method), content_type)

    def signature(self, subscriber: Subscriber, body: bytes, method: str | None) -> str | None:
        """As the Recommendation has it; None for none, and one of another secret for ``wrong``."""
        if method is None:
            return None
        secret, name = ("another", "sha256") if method == "wrong" else (subscriber.secret, method)
        return f"{name}={hmac.new(secret.encode(), body, getattr(hashlib, name)).hexdigest()}"

    async def sends(self, url: str, body: bytes, signature: str | None, content_type: str = "text/xml") -> int:
        """Post to any URL; the status of the answer."""
        headers = {"Content-Type": content_type} | ({"X-Hub-Signature": signature} if signature else {})
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=io.BytesIO(body), headers=headers) as reply,
        ):
            return reply.status

    async def asks(self, callback: str, **query: str) -> tuple[int, str]:
        """A GET at a callback; its status and text."""
        wire = {f"hub.{name}": value for name, value in query.items()}
        async with aiohttp.ClientSession() as session, session.get(callback, params=wire) as reply:
            return reply.status, await reply.text()

    async def denies(self, topic: str) -> int:
        """End a subscription on its own account."""
        subscriber = self.subscribers.pop(topic)
        return (await self.asks(subscriber.callback, mode="denied", topic=topic, reason="full"))[0]

    async def _take(self, request: Received, writer: asyncio.StreamWriter) -> None:
        asked = {name.removeprefix("hub."): value for name, value in parse_qsl(request.body.decode())}
        self.asked.append(asked)
        writer.write(answer(self.status, {}))
        if self.verifies and self.status in range(200, 300):
            task = asyncio.create_task(self._verify(asked))
            self._verifying.add(task)
            task.add_done_callback(self._verifying.discard)

    async def _verify(self, asked: dict[str, str]) -> None:
        challenge = f"challenge-{len(self.asked)}"
        lease = {"lease_seconds": str(self.lease_seconds)} if asked["mode"] == "subscribe" else {}
        status, text = await self.asks(
            asked["callback"], mode=asked["mode"], topic=asked["topic"], challenge=challenge, **lease
        )
        self.verified.append((status, text))
        if status != 200 or text != challenge:
            return
        if asked["mode"] == "subscribe":
            self.subscribers[asked["topic"]] = Subscriber(
                asked["callback"], asked["topic"], asked["secret"], self.lease_seconds
            )
        else:
            self.subscribers.pop(asked["topic"], None)
