"""A publisher with a feed and pages, and ``marsad feeds test`` as a person calls it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from tests.scheduler.command_line import Ran, marsad_process
from tests.scrapers.documents import Item, rss

if TYPE_CHECKING:
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder
    from tests.servers.http import HttpServer


class Desk:
    """A publisher whose feed is configured, and the archive that knows it."""

    def __init__(self, server: HttpServer, archive: Archive, configuration: ConfigurationFolder, folder: Path) -> None:
        self.server = server
        self.archive = archive
        self.grants: dict[str, Any] = {"allow_private": True}
        self.sites: list[dict[str, Any]] = []
        self._configuration = configuration
        self._settings = {"CONFIG": str(configuration.path), "DATABASE_URL": f"sqlite:///{folder}/archive.db"}
        self._settings["REDIS_URL"] = "redis://127.0.0.1:1/0"

    def publishes(self, *news: Item, encoding: str = "utf-8", content_type: str = "application/rss+xml") -> None:
        """The feed is now this document."""
        self.server.publishes("/feed", rss(*news).encode(encoding, "replace"), content_type)

    def shows(self, path: str, html: str) -> None:
        """A page of the site."""
        self.server.publishes(path, html.encode(), "text/html; charset=utf-8")

    async def tests(self, *options: str, target: str = "النهر", code: int = 0) -> Ran:
        """What the command says."""
        feed = {"url": self.server.url("/feed"), "name": "وكالة النهر", **self.grants}
        self._configuration.writes("feeds.yaml", json.dumps({"pause": 0, "feeds": [feed], "sites": self.sites}))
        ran = await asyncio.to_thread(marsad_process, "feeds", "test", target, *options, **self._settings)
        assert ran.code == code, ran
        return ran

    async def finds(self, *options: str, **others: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on
        """The record, its facts by label; a second line of a fact goes with the first one."""
        record: dict[str, Any] = (await self.tests(*options, "--json", **others)).last
        facts: dict[str, list[str]] = {}
        label = ""
        for fact in record["facts"]:
            label = fact["label"] or label
            facts.setdefault(label, []).append(fact["value"])
        return record | {"facts": {name: "; ".join(values) for name, values in facts.items()}}
