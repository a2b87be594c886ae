"""Outlets of every bad kind beside a good one, all polled by one running service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.journeys.outlet import FEED
from tests.journeys.world import World
from tests.scrapers.documents import many_attributes
from tests.servers.http import MEBIBYTE, answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bench.harness.pieces import Piece
    from tests.journeys.outlet import Outlet

pytestmark = pytest.mark.asyncio(loop_scope="module")

FEED_FAULTS: dict[str, Callable[[Outlet], None]] = {
    "error page": lambda outlet: outlet.publishes(FEED, "<html><h1>عذراً، حدث خطأ</h1></html>".encode(), "text/html"),
    "empty body": lambda outlet: outlet.publishes(FEED, b""),
    "truncated": lambda outlet: outlet.publishes(FEED, outlet.feed()[:-60]),
    "50 MB": lambda outlet: outlet.sends(FEED, answer(200, {"Content-Length": "52428800"}, bytes(MEBIBYTE))),
    "endless stream": lambda outlet: outlet.streams_endlessly(FEED),
    "redirect loop": lambda outlet: outlet.redirects_to(FEED, FEED),
    "compressed bomb": lambda outlet: outlet.sends_a_bomb(FEED, "gzip"),
    "silence": lambda outlet: outlet.hangs(FEED),
}
PAGE_FAULTS: dict[str, Callable[[Outlet, str], None]] = {
    "403": lambda outlet, path: outlet.answers_with(path, 403, body="ممنوع".encode()),
    "404": lambda outlet, path: outlet.answers_with(path, 404),
    "empty": lambda outlet, path: outlet.publishes(path, b"", "text/html"),
    "40,000 attributes": lambda outlet, path: outlet.publishes(path, many_attributes(), "text/html"),
    "200 MB after decompression": lambda outlet, path: outlet.sends_a_bomb(path, "gzip", 200 * MEBIBYTE),
}
INTERVAL_SECONDS = 3


class Hostile(World):
    """An outlet for each fault of feeds, one for each of pages, and last a good one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, outlets=len(FEED_FAULTS) + len(PAGE_FAULTS) + 1)
        self.by_fault = dict(zip([*FEED_FAULTS, *PAGE_FAULTS], self.outlets, strict=False))
        self.good = self.outlets[-1]
        self.on_bad_pages: dict[str, Piece] = {}

    def turns_bad(self) -> None:
        """Every outlet but the good one goes wrong in its own way."""
        for fault, misbehave in FEED_FAULTS.items():
            misbehave(self.by_fault[fault])
        for fault, misbehave_at in PAGE_FAULTS.items():
            piece = self.on_bad_pages[fault] = self.piece()
            misbehave_at(self.by_fault[fault], f"/{piece.key}")
            self.by_fault[fault].publish(piece, with_page=False)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def hostile(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hostile]:
    """The service at work among them, each feed polled at least once."""
    async with Hostile(tmp_path_factory.mktemp("hostile")) as world:
        world.configure(interval_seconds=INTERVAL_SECONDS)
        world.turns_bad()
        await world.service.start()
        await world.until(lambda: all(outlet.polls for outlet in world.outlets), "first polls")
        yield world


async def test_good_outlet_is_not_held_up(hostile: Hostile) -> None:
    """Thirteen hostile servers cost only their own time."""
    await hostile.alerted(hostile.publish(2, hostile.good))


async def test_news_comes_after_the_fault(hostile: Hostile) -> None:
    """Whatever the feed answered meanwhile, it is polled on, and its first sound document is read whole."""
    healed = [outlet for fault, outlet in hostile.by_fault.items() if fault in FEED_FAULTS and fault != "silence"]
    await hostile.alerted([piece for outlet in healed for piece in hostile.publish(2, outlet)])


@pytest.mark.parametrize("fault", PAGE_FAULTS)
async def test_bad_page_alerts_on_feed_text(hostile: Hostile, fault: str) -> None:
    """The feed's own title and text stand in for a page that cannot be had or read."""
    piece = hostile.on_bad_pages[fault]
    await hostile.alerted([piece])
    statement = f"SELECT body_source, page_status FROM articles WHERE url LIKE '%/{piece.key}'"  # noqa: S608 - ours
    [(source, status)] = hostile.query(statement)
    assert (source, status == "ok") == ("feed", False)


async def test_duplicate_guids_all_alert(hostile: Hostile) -> None:
    """A feed that gives every item the same guid publishes three articles, not one."""
    pieces = [hostile.piece() for _ in range(3)]
    for piece in pieces:
        hostile.good.publish(piece, guid="the-same")
    await hostile.alerted(pieces)


async def test_wrong_charset_still_matches(hostile: Hostile) -> None:
    """A page in windows-1256 that says it is utf-8 alerts on its Arabic name."""
    piece = hostile.piece()
    while piece.language != "ar":
        piece = hostile.piece()
    hostile.good.publish(piece, with_page=False)
    body = piece.page().decode().encode("cp1256", "replace")
    hostile.good.publishes(f"/{piece.key}", body, "text/html; charset=utf-8")
    await hostile.alerted([piece])
    [(source,)] = hostile.query(f"SELECT body_source FROM articles WHERE url LIKE '%/{piece.key}'")  # noqa: S608 - ours
    assert source == "page"
