"""``marsad explain`` reads a page by the configuration's rule for its site, and says so."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from tests.scheduler.command_line import Ran, marsad_process
from tests.scrapers.documents import page
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder

TEXT = "في سوق هجين القديم " * 20
HTML = page(title="هدوء").replace("</h1>", f"</h1><div class=x>{TEXT}</div>")


async def explained(configuration: ConfigurationFolder, **rule: str) -> Ran:
    """What is said of a page of a site with this rule."""
    async with HttpServer() as server:
        server.publishes("/1", HTML.encode(), "text/html; charset=utf-8")
        feed = {"url": server.url("/feed"), "name": "عنب", "allow_private": True}
        settings = {"feeds": [feed], "sites": [{"host": "127.0.0.1", **rule}]}
        configuration.writes("feeds.yaml", json.dumps(settings))
        folders = {"CONFIG": str(configuration.path), "DATA": str(configuration.path.parent / "none")}
        return await asyncio.to_thread(marsad_process, "explain", server.url("/1"), **folders)


async def test_rule_that_made_the_body_shows(configuration: ConfigurationFolder) -> None:
    """With the parts of what is known that are its own."""
    out = (await explained(configuration, body=".x", title="h1")).out
    assert "extractor   rule; nothing taken away" in out
    assert "title       هدوء (rule)" in out
    assert "doubtful" not in out


async def test_rule_that_missed_shows(configuration: ConfigurationFolder) -> None:
    """By the names that docs/operations.md explains."""
    out = (await explained(configuration, body=".gone", date=".gone")).out
    assert "extractor   trafilatura" in out
    assert "doubtful    " in out
    assert "rule_body_missed, rule_date_missed" in out
