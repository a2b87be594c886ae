"""Ports that strangers reach say nothing of us, and strangers cannot fill the log through them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from scheduler.quiet_port import QuietPort
from tests.journeys.running import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOST = b"Host: marsad.example\r\n"
MALFORMED = [
    b"GARBAGE\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: abc\r\n" + HOST + b"\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n" + HOST + b"\r\nx",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\nX: \x00\r\n" + HOST + b"\r\n",
    b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
]
UNWANTED = [
    b"GET //[ HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n",
    b"OPTIONS * HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    b"CONNECT marsad.example:80 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nExpect: a miracle\r\nConnection: close\r\n" + HOST + b"\r\n",
    b"GET /broken HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n",
]


@pytest.fixture
async def number() -> AsyncIterator[int]:
    """The number of an open port with one sound and one broken path."""
    app = web.Application()
    app.router.add_get("/", _sound)
    app.router.add_post("/", _sound)
    app.router.add_get("/broken", _broken)
    port = QuietPort("127.0.0.1", number := free_port(), app)
    await port.open()
    yield number
    await port.close()


async def asks(number: int, request: bytes) -> bytes:
    """All that a stranger is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", number)
    try:
        writer.write(request)
        async with asyncio.timeout(3):
            return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("request_bytes", MALFORMED + UNWANTED)
async def test_answer_says_nothing_of_us(number: int, request_bytes: bytes) -> None:
    """Whoever looks for old versions finds neither ours nor that of anything below."""
    with capture_logs():
        answer = await asks(number, request_bytes)
    assert answer.startswith((b"HTTP/1.0 ", b"HTTP/1.1 "))
    told = answer.lower()
    assert not [word for word in (b"server:", b"aiohttp", b"python", b"marsad", b"traceback") if word in told]


@pytest.mark.parametrize("request_bytes", MALFORMED)
async def test_malformed_request_is_refused_without_a_word(number: int, request_bytes: bytes) -> None:
    """400 and no more; nothing of the request comes back, nor how it was understood."""
    with capture_logs():
        head, _, body = (await asks(number, request_bytes)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.0 400 ")
    assert body == b""


async def test_strangers_cannot_fill_the_log(number: int, caplog: pytest.LogCaptureFixture) -> None:
    """A thousand malformed requests a second would fill any disk: a line a minute, and short."""
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logs:
        for request in MALFORMED * 2 + UNWANTED * 2:
            await asks(number, request)
    told = [line["event"] for line in logs]
    assert sorted(told) == ["port_failed", "port_request_refused"]
    assert not [record for record in caplog.records if record.name.startswith("aiohttp")]
    assert len(str([line for line in logs if line["event"] == "port_request_refused"])) < 300


async def test_sound_requests_pass(number: int) -> None:
    """Nothing is taken from those who are meant, and what announces itself is waited for."""
    assert (await asks(number, b"GET / HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")).endswith(b"\r\n\r\nwell")
    body = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n" + HOST + b"\r\nx"
    assert (await asks(number, body)).startswith(b"HTTP/1.1 100 Continue")


async def _sound(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(text="well")


async def _broken(_request: web.Request) -> web.Response:
    raise ValueError("nobody foresaw this")
