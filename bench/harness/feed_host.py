"""A process that plays thousands of feed hosts, cheaply; it is not part of what is measured.

    python -m bench.harness.feed_host

Prints its port. Every address of 127.0.0.0/8 is a host; the second octet says how it behaves: 80 never changes, 81 has
a new article with each poll, 82 never answers, 83 is like 81 with a feed of two items, 84 hangs, sends a
bomb of 200 MB and 9 MB of broken markup in turn; with 10 added (90 to 94) the same 300 ms late.
``/_polls`` tells when each host was polled, ``/_shown`` when each article was first shown (both CLOCK_MONOTONIC).
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import os
import sys
import time
from collections import defaultdict
from email.utils import formatdate
from html import escape
from typing import cast

from bench.harness.http_reply import asked, not_modified, reply
from bench.harness.pieces import Piece, long_piece, piece

UNCHANGED, CHANGING, HANGING, BRIEF, HOSTILE = 80, 81, 82, 83, 84
LATE_BY = 10
LATENCY_SECONDS = 0.3
ITEMS, BRIEF_ITEMS = 20, 2
PAGE_BYTES, PARAGRAPHS = 115_000, 7
_MENU = "".join(
    f'<li class="menu-item menu-item-{n}"><a href="/section/{n}">Section {n}</a></li>\n' for n in range(100)
)
_CARDS = "".join(
    f'<div class="card"><a href="/photo/{n}"><img src="/thumb/{n}.jpg" alt="" width="240" height="160"></a>'
    f'<span class="date">{n}</span><div class="share"><a href="/s/{n}">+</a><a href="/t/{n}">-</a></div></div>\n'
    for n in range(70)
)
_SCRIPT = 'window.parts=window.parts||[];window.parts.push({"id":7,"slot":"left"});\n'
_META = (
    '<meta property="article:published_time" content="2026-11-22T08:00:00Z"><meta name="author" content="A. Writer">'
)
_FURNITURE = _META + _MENU + _CARDS
_DATE = formatdate(usegmt=True)
_ETAG = '"unchanged"'


def address(kind: int, number: int) -> str:
    """The address of the host of that kind and number."""
    return f"127.{kind}.{number // 250}.{number % 250 + 1}"


def article(host: str, number: int) -> Piece:
    """The article of that number at that host: a text of its own."""
    _, _, third, fourth = host.split(".")
    return piece((int(third) * 250 + int(fourth)) * 100_000 + number)


class Hosts:
    """What all hosts answer, and what they were asked."""

    def __init__(self) -> None:
        self.polls: dict[str, list[float]] = defaultdict(list)
        self.shown: dict[str, float] = {}
        self._unchanged = _standing_feed()
        self._attacks: list[bytes] = []

    def answer(self, path: str, host: str, etag: str, port: int) -> bytes | None:
        """The answer to a GET; None means never."""
        kind = int(host.split(".")[1]) if host.count(".") == 3 else 0
        if path.startswith("/_"):
            told = self.polls if path == "/_polls" else self.shown
            return reply(b"200 OK", b"application/json", json.dumps(told).encode())
        if kind % LATE_BY == HANGING % LATE_BY:
            return None
        if path == "/robots.txt":
            return reply(b"200 OK", b"text/plain", b"User-agent: *\nAllow: /\n")
        if path == "/feed.xml":
            return self._answer_feed(kind, host, etag, port)
        return reply(b"200 OK", b"text/html; charset=utf-8", _page(article(host, int(path.rpartition("/")[2]))))

    def _attack(self, number: int) -> bytes | None:
        """One after the other; None is silence."""
        self._attacks = self._attacks or [_bomb(), _broken_feed()]
        turn = number % (len(self._attacks) + 1)
        return self._attacks[turn - 1] if turn else None

    def _answer_feed(self, kind: int, host: str, etag: str, port: int) -> bytes | None:
        polls, now = self.polls[host], time.monotonic()
        polls.append(now)
        if kind % LATE_BY == UNCHANGED % LATE_BY:
            return not_modified(_ETAG) if etag == _ETAG else self._unchanged
        if kind % LATE_BY == HOSTILE % LATE_BY:
            return self._attack(len(polls))
        newest = len(polls) + ITEMS
        oldest = newest - (BRIEF_ITEMS if kind % LATE_BY == BRIEF % LATE_BY else ITEMS)
        urls = [f"http://{host}:{port}/news/{number}" for number in range(oldest, newest)]
        for url in urls:
            self.shown.setdefault(url, now)
        items = [(url, article(host, int(url.rpartition("/")[2]))) for url in urls]
        return _feed(host, items)


def _standing_feed() -> bytes:
    """One item without a link: read once, from the feed's own text, and never again."""
    item = f"<item><title>-</title><guid isPermaLink='false'>standing</guid><pubDate>{_DATE}</pubDate></item>"
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>-</title>{item}</channel></rss>'
    return reply(b"200 OK", b"application/rss+xml", body.encode(), _ETAG)


def _bomb() -> bytes:
    body = gzip.compress(bytes(200_000_000), 9)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n"
    return head % len(body) + b"Connection: close\r\n\r\n" + body


def _broken_feed() -> bytes:
    """Markup that only the slow parser is left for; the items cannot be told apart before."""
    item = "<item><title>a & b <b>c</title><item/></item>"
    body = f"<rss version='2.0'><channel><title>-</title>{item * (9_000_000 // len(item))}</channel></rss>"
    return reply(b"200 OK", b"application/rss+xml", body.encode())


def _feed(title: str, items: list[tuple[str, Piece]]) -> bytes:
    text = "".join(_item(url, piece) for url, piece in reversed(items))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{text}</channel></rss>'
    return reply(b"200 OK", b"application/rss+xml", body.encode())


def _item(url: str, piece: Piece) -> str:
    # What stood in the feed at the first poll has no page, so that the measurement begins with the news.
    link = f"<link>{url}</link>" if int(url.rpartition("/")[2]) > ITEMS else ""
    return (
        f"<item><title>{escape(piece.title)}</title>{link}<guid isPermaLink='false'>{piece.key}</guid>"
        f"<pubDate>{_DATE}</pubDate><description>{escape(piece.summary)}</description></item>\n"
    )


def _page(piece: Piece) -> bytes:
    """A page of the weight that recorded news pages have: 115 kB, some 770 tags, most of the bytes scripts."""
    page = long_piece(int(piece.key.partition("-")[2]), PARAGRAPHS).page()
    script = _SCRIPT * ((PAGE_BYTES - len(page) - len(_FURNITURE)) // len(_SCRIPT))
    page = page.replace(b"</head>\n<body>", f"{_META}<script>{script}</script></head><body>{_MENU}".encode())
    return page.replace(b"</main>", f"</main>{_CARDS}".encode())


class _Connection(asyncio.Protocol):
    def __init__(self, hosts: Hosts, port: int) -> None:
        self._hosts, self._port, self._received = hosts, port, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if b"\r\n\r\n" not in self._received:
            return
        path, host, etag = asked(self._received)
        late = host.split(".")[1:2] > [str(UNCHANGED + LATE_BY - 1)]
        if late:
            asyncio.get_running_loop().call_later(LATENCY_SECONDS, self._reply, path, host, etag)
        else:
            self._reply(path, host, etag)

    def _reply(self, path: str, host: str, etag: str) -> None:
        answer = self._hosts.answer(path, host, etag, self._port)
        if answer is not None:
            self._transport.write(answer)
            self._transport.close()


async def serve() -> None:
    """Answer until the process, or the one that started it, is ended."""
    hosts, loop, port = Hosts(), asyncio.get_running_loop(), 0

    def connect() -> _Connection:
        return _Connection(hosts, port)

    # One socket for all addresses of the loopback network; 10,000 would cost more than the service.
    server = await loop.create_server(connect, "0.0.0.0", 0, backlog=4096)  # noqa: S104
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    async with server:
        await _orphaned()


async def _orphaned() -> None:
    """Wait until another process is the parent."""
    parent, looks = os.getppid(), asyncio.Event()
    while os.getppid() == parent:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(looks.wait(), 1)


if __name__ == "__main__":
    asyncio.run(serve())
