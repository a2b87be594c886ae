"""Answers made to exhaust whoever reads them: in bytes, in time, in memory or in the stack."""

from __future__ import annotations

import asyncio
import functools
import io
import itertools
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.scrapers.documents import LEAD, PARAGRAPHS, Item, items, many_attributes, page, rss
from tests.servers.http import MEBIBYTE, Headers, answer, compressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

XML = {"Content-Type": "text/xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/feed+json"}
ZEROS = 200 * MEBIBYTE
_MARKS = "\u0316\u064c"
_ITEM = rss(*items(1)).partition("<item>")[2].partition("</item>")[0]


@dataclass(frozen=True)
class Bomb:
    """What is sent, piece by piece with a pause; ``statuses`` are the names that its poll, or page, may end with."""

    pieces: Callable[[], Iterator[bytes]]
    statuses: frozenset[str]
    is_page: bool = False
    pause_seconds: float = 0.0

    def make(self) -> None:
        """Do what takes long beforehand, so that it is not taken for the service's time."""
        next(self.pieces())

    async def send(self, writer: asyncio.StreamWriter) -> None:
        """Send it to whoever asked, for as long as they listen."""
        for piece in self.pieces():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(self.pause_seconds)
        writer.close()


def _whole(body: Callable[[], bytes], headers: Headers, status: int = 200) -> Callable[[], Iterator[bytes]]:
    """One answer that states its length, made once."""
    made = functools.cache(lambda: answer(status, headers, body()))
    return lambda: iter([made()])


def _streamed(pieces: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[bytes]]:
    """An answer whose length only its end tells."""

    def chunks() -> Iterator[bytes]:
        yield answer(200, XML | {"Transfer-Encoding": "chunked"})
        for piece in pieces():
            yield b"%x\r\n%b\r\n" % (len(piece), piece)
        yield b"0\r\n\r\n"

    return chunks


def _packed(*codings: str, status: int = 200, headers: Headers | None = None) -> Callable[[], Iterator[bytes]]:
    """Zeros in one coding after the other."""

    def body() -> bytes:
        packed = bytes(ZEROS)
        for coding in codings:
            packed = compressed(packed, coding)
        return packed

    return _whole(body, XML | {"Content-Encoding": ", ".join(codings)} | (headers or {}), status)


def _long_feed(megabytes: int) -> Iterator[bytes]:
    yield b"<rss version='2.0'><channel><title>-</title>"
    block = (f"<item>{_ITEM}</item>" * (MEBIBYTE // len(_ITEM.encode()))).encode()
    yield from itertools.repeat(block, megabytes)
    yield b"</channel></rss>"


def _many_items() -> bytes:
    body = "".join(f"<item><guid>{number}</guid><title>خبر {number}</title></item>" for number in range(100_000))
    return f"<rss version='2.0'><channel><title>-</title>{body}</channel></rss>".encode()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _with_doctype(f'<!ENTITY l0 "ha">{entities}', "&l9;")


def _quadratic() -> bytes:
    return _with_doctype(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 40_000)


def _with_doctype(declarations: str, title: str) -> bytes:
    item = f"<item><title>{title}</title><guid>1</guid><description>{title}</description></item>"
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{declarations}]><rss version="2.0"><channel><title>-</title>'
        f"{item}</channel></rss>"
    ).encode()


def _malformed(megabytes: int) -> bytes:
    """An ampersand and an unclosed tag in each item, so that only the slow parser of feedparser is left."""
    item = f"<item><title>a & b <b>{LEAD}</title><link>https://news.example/?a=1&b=2</link></item>"
    body = item * (megabytes * MEBIBYTE // len(item.encode()))
    return f"<rss version='2.0'><channel><title>-</title>{body}</channel></rss>".encode()


def _nested(count: int) -> bytes:
    return b"<html><body>" + b"<div><b><p>" * count + LEAD.encode() + b"</body></html>"


def _nested_feed(count: int) -> bytes:
    inner = "<div>" * count + LEAD + "</div>" * count
    return f"<rss version='2.0'><channel><title>-</title><item><guid>1</guid>{inner}</item></channel></rss>".encode()


def _marked(count: int) -> bytes:
    """An article, and a word with so many combining marks, whose normal form costs their square."""
    return page(paragraphs=(*PARAGRAPHS, LEAD + _MARKS * (count // 2))).encode()


def _marked_feed(count: int) -> bytes:
    return rss(Item(description=LEAD + _MARKS * (count // 2))).encode()


def _attributes_in_feed(count: int) -> bytes:
    attributes = " ".join(f"a{number}='1'" for number in range(count))
    item = f"<item {attributes}><title>{LEAD}</title><guid>1</guid></item>"
    return f"<rss version='2.0'><channel><title>-</title>{item}</channel></rss>".encode()


def _deep_json() -> bytes:
    return b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 4 * MEBIBYTE


def _wide_json() -> bytes:
    item = {"id": "1", "url": "https://news.example/1", "title": "خبر", "content_html": "x"}
    body = ",".join([json.dumps(item)] * 90_000)
    return f'{{"version":"https://jsonfeed.org/version/1.1","title":"-","items":[{body}]}}'.encode()


def _empty_objects() -> bytes:
    return b'{"version":"https://jsonfeed.org/version/1.1","items":[' + b"{}," * (3 * MEBIBYTE) + b"{}]}"


def _index() -> bytes:
    children = "".join(f"<sitemap><loc>https://news.example/{number}.xml</loc></sitemap>" for number in range(50_000))
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'.encode()


def _zip() -> bytes:
    """An archive of subscriptions, as some programs export them, with 100 MB of blanks in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feeds.opml", b" " * (100 * MEBIBYTE))
    return packed.getvalue()


def _head(headers: Callable[[], str]) -> Callable[[], Iterator[bytes]]:
    return lambda: iter([f"HTTP/1.1 200 OK\r\n{headers()}\r\nContent-Length: 0\r\n\r\n".encode()])


def bombs(canary: str) -> dict[str, Bomb]:
    """All of them by name; ``canary`` is the URL of a document that none may make us open."""
    file = '<!ENTITY s SYSTEM "file:///etc/hostname">'
    outside = f'<!ENTITY % d SYSTEM "{canary}"> %d; <!ENTITY s SYSTEM "{canary}">'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary}" parse="text"/>'
    too_big, unread = frozenset({"too_big"}), frozenset({"too_big", "parse_killed", "not_a_feed"})
    read = frozenset({"ok", "no_entries"})
    any_end = read | unread | {"truncated"}
    ended = frozenset({"ok", "parse_killed", "empty", "short_body"})
    return {
        "gzip": Bomb(_packed("gzip"), too_big),
        "br": Bomb(_packed("br"), too_big),
        "deflate": Bomb(_packed("deflate"), too_big),
        "zstd": Bomb(_packed("zstd"), too_big),
        "gzip-gzip": Bomb(_packed("gzip", "gzip"), too_big),
        "gzip-unsaid": Bomb(_whole(lambda: compressed(bytes(ZEROS), "gzip"), XML), too_big),
        "redirect-body": Bomb(_packed("gzip", status=302, headers={"Location": "/news"}), too_big),
        "gigabyte": Bomb(_whole(lambda: b"x", XML | {"Content-Length": str(2**30)}), too_big),
        "endless": Bomb(_streamed(lambda: itertools.repeat(b"<item>" * 10_000)), too_big),
        "drip": Bomb(_streamed(lambda: itertools.repeat(b"x")), frozenset({"timeout"}), pause_seconds=0.5),
        "50-megabytes": Bomb(_streamed(lambda: _long_feed(50)), too_big),
        "9-megabytes": Bomb(_streamed(lambda: _long_feed(9)), any_end),
        "100000-items": Bomb(_whole(_many_items, XML), any_end),
        "laughs": Bomb(_whole(_laughs, XML), any_end),
        "quadratic-entities": Bomb(_whole(_quadratic, XML), any_end),
        "external-file": Bomb(_whole(lambda: _with_doctype(file, "&s;"), XML), any_end),
        "external-dtd": Bomb(_whole(lambda: _with_doctype(outside, "&s;"), XML), any_end),
        "xinclude": Bomb(_whole(lambda: _with_doctype("", include), XML), any_end),
        "40000-attributes": Bomb(_whole(lambda: many_attributes(40_000), HTML), ended, is_page=True),
        "100000-attributes": Bomb(_whole(lambda: many_attributes(100_000), HTML), ended, is_page=True),
        "attributes-in-a-feed": Bomb(_whole(lambda: _attributes_in_feed(100_000), XML), any_end),
        "300000-marks": Bomb(_whole(lambda: _marked(300_000), HTML), ended, is_page=True),
        "marks-in-a-feed": Bomb(_whole(lambda: _marked_feed(300_000), XML), any_end),
        "20000-nested": Bomb(_whole(lambda: _nested(20_000), HTML), ended, is_page=True),
        "two-million-tags": Bomb(_whole(lambda: b"<p>x" * (2 * MEBIBYTE), HTML), ended, is_page=True),
        "nested-in-a-feed": Bomb(_whole(lambda: _nested_feed(20_000), XML), any_end),
        "malformed": Bomb(_whole(lambda: _malformed(2), XML), any_end),
        "malformed-9-megabytes": Bomb(_whole(lambda: _malformed(9), XML), any_end),
        "deep-json": Bomb(_whole(_deep_json, JSON), any_end),
        "wide-json": Bomb(_whole(_wide_json, JSON), any_end),
        "empty-objects": Bomb(_whole(_empty_objects, JSON), any_end),
        "sitemap-index": Bomb(_whole(_index, XML), any_end),
        "zipped-opml": Bomb(_whole(_zip, {"Content-Type": "text/x-opml"}), unread),
        "megabyte-header": Bomb(_head(lambda: f"X-Filler: {'x' * MEBIBYTE}"), frozenset({"connection_failed"})),
        "20000-headers": Bomb(
            _head(lambda: "\r\n".join(f"X-{n}: {'x' * 40}" for n in range(20_000))),
            frozenset({"too_big"}),
        ),
    }
