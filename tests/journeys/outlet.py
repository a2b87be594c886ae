"""A news site of a journey: its feed and pages, well or ill."""

from __future__ import annotations

import hashlib
from email.utils import formatdate
from html import escape
from typing import TYPE_CHECKING

from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from bench.harness.pieces import Piece

FEED = "/feed.xml"


class Outlet(HttpServer):
    """Publishes pieces; its feed is at ``feed_path`` and each piece at ``/KEY``."""

    def __init__(self, address: str, port: int = 0) -> None:
        super().__init__(address, port=port)
        self.feed_path = FEED
        self.links = ""
        self._items: list[str] = []

    @property
    def feed_url(self) -> str:
        """Where the feed is."""
        return self.url(self.feed_path)

    @property
    def polls(self) -> int:
        """How often the feed was asked for."""
        return len(self.asked_for(self.feed_path))

    def opens(self) -> None:
        """Have a sound feed without news."""
        self._show()

    def withdraws(self) -> None:
        """Have the feed show nothing any more; the pages stay."""
        self._items.clear()
        self._show()

    def publish(self, *pieces: Piece, guid: str | None = None, with_page: bool = True) -> None:
        """Put pieces at the head of the feed, with their pages unless the test serves those in its own way."""
        for piece in pieces:
            self._items.insert(0, self._item(piece, guid or piece.key))
            if with_page:
                self.publishes(f"/{piece.key}", piece.page(), "text/html; charset=utf-8")
        self._show()

    def feed(self) -> bytes:
        """The feed's document as it stands."""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>وكالة الفرات</title>'
            f"{self.links}<link>{self.url()}</link><description>أخبار</description>{''.join(self._items)}</channel></rss>\n"
        ).encode()

    def _show(self) -> None:
        document = self.feed()
        self.publishes(self.feed_path, document, etag=f'"{hashlib.sha256(document).hexdigest()[:16]}"')

    def _item(self, piece: Piece, guid: str) -> str:
        return (
            f"<item><title>{escape(piece.title)}</title><link>{self.url(f'/{piece.key}')}</link>"
            f'<guid isPermaLink="false">{guid}</guid><pubDate>{formatdate(usegmt=True)}</pubDate>'
            f"<description>{escape(piece.summary)}</description></item>\n"
        )


class NamedOutlet(Outlet):
    """Known to the world by a host name, with a port unless it is the usual one; found by whoever asks a proxy."""

    def __init__(self, address: str, host: str) -> None:
        super().__init__(address)
        self.host = host

    def url(self, path: str = "/", host: str | None = None) -> str:
        """As its readers write it."""
        return f"http://{host or self.host}{path}"
