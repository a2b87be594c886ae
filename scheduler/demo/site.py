"""One outlet's site: what stands in its feed, what its pages answer, and when its feed first showed an item."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from scheduler.demo.nouns import Item, Outlet, Story
from scheduler.demo.rendering import render_feed, render_page

_ITEMS_IN_FEED = 30
_RELATED = 4
_ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /share/\n"


@dataclass(frozen=True, slots=True)
class _Document:
    body: bytes
    etag: str
    last_modified: str


class Site:
    """An outlet at ``home`` (its root URL). ``shown`` holds, by article URL, when a feed answer first contained it."""

    def __init__(self, outlet: Outlet, home: str) -> None:
        self.outlet = outlet
        self.home = home
        self.items: list[Item] = []
        self.shown: dict[str, float] = {}
        self.entries_published = 0
        self._editions = 0
        self._document = self._render()

    @property
    def feed_url(self) -> str:
        """Where the feed is."""
        return f"{self.home}feed.xml"

    def url_of(self, item: Item) -> str:
        """The item's article URL."""
        return self.home.rstrip("/") + item.path

    def publish(self, story: Story, hours_old: float = 0.0) -> Item:
        """Put a story at the head of the feed."""
        item = Item(
            guid=self._guid(story),
            path=_path_of(story.key),
            story=story,
            published_at=datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours_old),
        )
        self.items.append(item)
        self.entries_published += 1
        self._document = self._render()
        return item

    def edit(self, key: str, story: Story) -> None:
        """Put another version in the place of the story with that key."""
        self.items = [replace(item, story=story) if item.path == _path_of(key) else item for item in self.items]
        self.shown.pop(self.home.rstrip("/") + _path_of(key), None)
        self._document = self._render()

    def renew_guids(self) -> None:
        """Publish everything in the feed again under new guids, as after a change of the site's software."""
        self._editions += 1
        self.items = [replace(item, guid=self._guid(item.story)) for item in self.items]
        self._document = self._render()

    def application(self) -> web.Application:
        """The site as a web application."""
        app = web.Application()
        app.router.add_get("/robots.txt", self._answer_robots)
        app.router.add_get("/feed.xml", self._answer_feed)
        app.router.add_get("/news/{key}", self._answer_page)
        return app

    def _guid(self, story: Story) -> str:
        return f"urn:{self.outlet.key}:{self._editions}:{story.key}"

    def _render(self) -> _Document:
        now = datetime.now(UTC)
        body = render_feed(self.outlet, self.home, self.items[-_ITEMS_IN_FEED:], now)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        return _Document(body, etag, format_datetime(now, usegmt=True))

    async def _answer_robots(self, _request: web.Request) -> web.Response:
        return web.Response(text=_ROBOTS)

    async def _answer_feed(self, request: web.Request) -> web.Response:
        document = self._document
        headers = {"ETag": document.etag, "Last-Modified": document.last_modified}
        if _is_current(request, document):
            return web.Response(status=304, headers=headers)
        for item in self.items[-_ITEMS_IN_FEED:]:
            self.shown.setdefault(self.url_of(item), time.monotonic())
        headers["Content-Type"] = f"application/{self.outlet.form}+xml"
        return web.Response(body=document.body, headers=headers)

    async def _answer_page(self, request: web.Request) -> web.Response:
        item = next((item for item in self.items if item.path == request.path), None)
        if item is None:
            raise web.HTTPNotFound
        if self.outlet.pages == "broken":
            raise web.HTTPInternalServerError if self.items.index(item) % 2 == 0 else web.HTTPNotFound
        others = [other for other in reversed(self.items) if other.path != item.path][:_RELATED]
        body = render_page(self.outlet, item, others)
        return web.Response(body=body, headers={"Content-Type": f"text/html; charset={self.outlet.charset}"})


def _path_of(key: str) -> str:
    return f"/news/{key}"


def _is_current(request: web.Request, document: _Document) -> bool:
    """RFC 9110, 13.1: If-None-Match decides where it is given, If-Modified-Since otherwise."""
    wanted = request.headers.get("If-None-Match")
    if wanted is not None:
        return document.etag in (tag.strip().removeprefix("W/") for tag in wanted.split(","))
    return request.headers.get("If-Modified-Since") == document.last_modified
