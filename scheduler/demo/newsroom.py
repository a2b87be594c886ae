"""The newsroom: all outlets as sites of their own on loopback, and the hand that publishes in them."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from aiohttp import web

from scheduler.demo.nouns import Edit, Event, Item, Outlet, Publication, Republication
from scheduler.demo.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence


class Newsroom:
    """The sites of ``outlets``; each has an address of its own, all have one port."""

    def __init__(self, outlets: Sequence[Outlet]) -> None:
        self._outlets = outlets
        self._runners: list[web.AppRunner] = []
        self.sites: dict[str, Site] = {}

    async def start(self) -> None:
        """Open all sites."""
        port = 0
        for number, outlet in enumerate(self._outlets, start=1):
            port = await self._open(outlet, f"127.66.0.{number}", port)

    async def stop(self) -> None:
        """Close all sites."""
        runners, self._runners = self._runners, []
        for runner in runners:
            await runner.cleanup()

    def happen(self, event: Event) -> None:
        """Let an event of the scenario happen."""
        site = self.sites[event.outlet]
        match event:
            case Publication():
                site.publish(event.story, event.hours_old)
            case Edit():
                site.edit(event.key, event.story)
            case Republication():
                site.renew_guids()

    def find(self, url: str) -> tuple[Site, Item] | None:
        """The site and item whose article has that URL."""
        for site in self.sites.values():
            for item in site.items:
                if site.url_of(item) == url:
                    return site, item
        return None

    @property
    def entries_published(self) -> int:
        """How many entries the feeds have shown so far; an item whose guid alone is new is no new one."""
        return sum(site.entries_published for site in self.sites.values())

    async def _open(self, outlet: Outlet, host: str, port: int) -> int:
        """Serve an outlet; port 0 takes any free one. Returns the port."""
        listener = _listen(host, port)
        port = listener.getsockname()[1]
        site = Site(outlet, f"http://{host}:{port}/")
        runner = web.AppRunner(site.application(), access_log=None)
        self._runners.append(runner)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        self.sites[outlet.key] = site
        return port


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Where only 127.0.0.1 is loopback (macOS), the sites differ by their ports."""
    try:
        return socket.create_server((host, port))
    except OSError:
        return socket.create_server(("127.0.0.1", 0))
