"""A newsroom of many loopback hosts, cheap enough to stand beside a service that is measured.

Plain asyncio protocols with answers made beforehand; each feed has a host of its own (127.72.x.y), all share one port.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from email.utils import formatdate
from functools import partial
from html import escape
from typing import Protocol, cast

from bench.harness.http_reply import asked, not_modified, reply

_ITEMS_IN_FEED = 400


class Publishable(Protocol):
    """What a site can publish: ``key`` is its path, ``page`` what its page answers."""

    @property
    def key(self) -> str:
        """The path without its slash."""

    @property
    def title(self) -> str:
        """The title in the feed."""

    @property
    def summary(self) -> str:
        """The description in the feed."""

    def page(self) -> bytes:
        """The page, as bytes."""


class Site:
    """One host: a feed, the pages of its pieces, and what was asked of it. Pages that are ``down`` are answered 503."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self.host, self.port, self.name = host, port, name
        self.pieces: dict[str, Publishable] = {}
        self._published: dict[str, str] = {}
        self.shown: dict[str, float] = {}
        self.down: set[str] = set()
        self.latency_seconds = 0.0
        self._answer = b""
        self.etag = ""
        self._render()

    @property
    def feed_url(self) -> str:
        """Where the feed is."""
        return f"http://{self.host}:{self.port}/feed.xml"

    def publish(self, *pieces: Publishable) -> None:
        """Put pieces at the head of the feed."""
        for piece in pieces:
            self.pieces[f"/{piece.key}"] = piece
            self._published[f"/{piece.key}"] = formatdate(usegmt=True)
        self._render()

    def answer(self, path: str, wanted_etag: str) -> bytes:
        """The whole HTTP answer to a GET."""
        if path == "/feed.xml":
            return self._answer_feed(wanted_etag)
        if path == "/robots.txt":
            return reply(b"200 OK", b"text/plain", b"User-agent: *\nAllow: /\n")
        piece = self.pieces.get(path)
        if path in self.down:
            return reply(b"503 Service Unavailable", b"text/plain", b"later")
        if piece is None:
            return reply(b"404 Not Found", b"text/plain", b"nothing here")
        return reply(b"200 OK", b"text/html", piece.page())

    def _answer_feed(self, wanted_etag: str) -> bytes:
        if wanted_etag == self.etag:
            return not_modified(self.etag)
        now = time.monotonic()
        for path in self.pieces:
            self.shown.setdefault(path, now)
        return self._answer

    def _render(self) -> None:
        newest = list(self.pieces.items())[-_ITEMS_IN_FEED:]
        items = "".join(self._item(path, piece) for path, piece in reversed(newest))
        body = (
            f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(self.name)}</title>'
            f"<link>http://{self.host}:{self.port}/</link><description>-</description>\n{items}</channel></rss>\n"
        ).encode()
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        self._answer = reply(b"200 OK", b"application/rss+xml", body, self.etag)

    def _item(self, path: str, piece: Publishable) -> str:
        return (
            f"<item><title>{escape(piece.title)}</title><link>http://{self.host}:{self.port}{path}</link>"
            f'<guid isPermaLink="false">{piece.key}</guid><pubDate>{self._published[path]}</pubDate>'
            f"<description>{escape(piece.summary)}</description></item>\n"
        )


class Newsroom:
    """Opens ``hosts`` sites and serves them until it is closed."""

    def __init__(self, hosts: int) -> None:
        self._hosts = hosts
        self._servers: list[asyncio.Server] = []
        self.sites: list[Site] = []
        self.requests = 0

    async def open(self) -> None:
        """Listen on all hosts."""
        loop, port = asyncio.get_running_loop(), 0
        for number in range(self._hosts):
            host = f"127.72.{number // 250}.{number % 250 + 1}"
            server = await loop.create_server(partial(_Connection, self, host), host, port)
            port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
            self.sites.append(Site(host, port, f"Site {number}"))
        self._by_host = {site.host: site for site in self.sites}

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()

    def site_at(self, host: str) -> Site:
        """The site of that address."""
        return self._by_host[host]


class _Connection(asyncio.Protocol):
    """Reads one GET, answers it, closes."""

    def __init__(self, newsroom: Newsroom, host: str) -> None:
        self._newsroom, self._host = newsroom, host
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if b"\r\n\r\n" not in self._received:
            return
        self._newsroom.requests += 1
        site = self._newsroom.site_at(self._host)
        if site.latency_seconds:
            asyncio.get_running_loop().call_later(site.latency_seconds, self._reply, site)
        else:
            self._reply(site)

    def _reply(self, site: Site) -> None:
        path, _, etag = asked(self._received)
        self._transport.write(site.answer(path, etag))
        self._transport.close()
