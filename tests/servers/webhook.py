"""A real webhook receiver on loopback that checks Standard Webhooks signatures and can be told to misbehave."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from standardwebhooks import Webhook

SECRET = "whsec_" + base64.b64encode(b"a secret only for the tests ....").decode()


@dataclass
class Call:
    """A call as it arrived; ``verified`` says whether the signature holds."""

    id: str
    headers: dict[str, str]
    body: bytes
    verified: bool

    @property
    def event(self) -> Any:  # noqa: ANN401 - JSON
        """The body."""
        return json.loads(self.body)


@dataclass
class WebhookReceiver:
    """Use as ``async with``; ``calls`` holds every call, whatever was answered."""

    secret: str = SECRET
    calls: list[Call] = field(default_factory=list)
    url: str = ""
    sent_bytes: int = 0
    redirect_followed: bool = False

    def __post_init__(self) -> None:
        """Stand ready to accept."""
        self._answers: list[tuple[int, dict[str, str]]] = []
        self._for_ever: tuple[int, dict[str, str]] = (204, {})
        self._drips = ""
        self._flood = b""
        self._hangs = False
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    def answers_with(self, status: int, headers: dict[str, str] | None = None, *, times: int | None = None) -> None:
        """Answer with this status, for ever or that many times."""
        answer = (status, headers or {})
        if times is None:
            self._for_ever = answer
        else:
            self._answers += [answer] * times

    def redirects(self) -> None:
        """Answer 302 to another path of its own, which would accept."""
        self.answers_with(302, {"Location": "/elsewhere"})

    def drips(self) -> None:
        """Answer one byte at a time, so that not even the status ever comes."""
        self._drips = "head"

    def drips_after_status(self) -> None:
        """Answer 200, then a body of one byte at a time, for ever."""
        self._drips = "body"

    def floods(self, filler: bytes = b"x" * 65_536) -> None:
        """Answer 200 and then a gigabyte."""
        self._flood = filler

    def hangs(self) -> None:
        """Accept the call and never answer."""
        self._hangs = True

    def answers_again(self) -> None:
        """Let go of those who wait, and answer whoever comes."""
        self._drips, self._flood, self._hangs = "", b"", False
        self._closing.set()

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        app = web.Application(client_max_size=2**20)
        app.router.add_post("/hook", self._receive)
        app.router.add_route("*", "/elsewhere", self._elsewhere)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"{site.name}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening and cut what is open."""
        self._closing.set()
        assert self._runner is not None
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(await self._call(request))
        if self._hangs:
            await self._closing.wait()
        if self._drips == "head":
            return await self._drip_head(request)
        if self._drips == "body":
            return await self._stream(request, b"x", pause=0.05, total=10_000)
        if self._flood:
            return await self._stream(request, self._flood, pause=0, total=2**30 // len(self._flood))
        status, headers = self._answers.pop(0) if self._answers else self._for_ever
        return web.Response(status=status, headers=headers)

    async def _elsewhere(self, _request: web.Request) -> web.Response:
        self.redirect_followed = True
        return web.Response(status=204)

    async def _drip_head(self, request: web.Request) -> web.Response:
        for letter in itertools.chain("HTTP/1.1 200 OK\r\nX-Slow: ", itertools.repeat("a")):
            if request.transport is None or self._closing.is_set():
                break
            request.transport.write(letter.encode())
            await asyncio.sleep(0.05)
        return web.Response()

    async def _stream(self, request: web.Request, piece: bytes, *, pause: float, total: int) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(total):
            if self._closing.is_set():
                break
            await response.write(piece)
            self.sent_bytes += len(piece)
            await asyncio.sleep(pause)
        return response

    async def _call(self, request: web.Request) -> Call:
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        return Call(headers.get("webhook-id", ""), headers, body, self._verified(body, headers))

    def _verified(self, body: bytes, headers: dict[str, str]) -> bool:
        try:
            Webhook(self.secret).verify(body, headers)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it does not hold
            return False
        return True
