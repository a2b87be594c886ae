"""A rule for a site from end to end: written while the service runs, followed, left behind by its site, mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bench.harness.pieces import NAMES
from tests.journeys.world import Alert, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bench.harness.pieces import Piece

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOST = "127.71.0.1"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A service at work, without rules."""
    async with World(tmp_path_factory.mktemp("rules")) as world:
        await world.service.start()
        yield world


async def rules(world: World, *sites: dict[str, object]) -> None:
    """Put these rules in force."""
    before = world.service.said.count(b"configuration_applied")
    world.write("feeds.yaml", json.dumps(world.feeds() | {"sites": sites}))
    await world.until(lambda: world.service.said.count(b"configuration_applied") > before, "feeds.yaml in force")


def publish(world: World) -> tuple[Piece, str]:
    """A piece whose page has its whole text in the footer too, where one more watched name stands; that name's id."""
    piece = world.piece()
    other = next(key for key in NAMES if key != piece.name)
    hidden = "".join(f"<p>{text}</p>" for text in (*piece.paragraphs, f"{NAMES[other][piece.language]}, 2026."))
    page = piece.page().decode().replace("<footer>", f"<footer><div class=story>{hidden}</div>")
    world.outlet.publishes(f"/{piece.key}", page.encode(), "text/html; charset=utf-8")
    world.outlet.publish(piece, with_page=False)
    return piece, other


async def alerted(world: World, piece: Piece, name: str) -> None:
    """Wait until the piece has alerted for this name."""
    await world.until(lambda: Alert("webhook", f"/{piece.key}", name) in world.alerts(), f"{name} in {piece.key}")


def extractors(world: World, piece: Piece) -> list[tuple[object, ...]]:
    """What the archive says of how the piece's body came."""
    return world.query(f"SELECT extractor, warnings FROM articles WHERE url LIKE '%/{piece.key}'")  # noqa: S608 - a key of ours


async def test_what_only_the_rule_finds_alerts(world: World) -> None:
    """From the next page on after the file has changed; until then the usual extraction passed it over."""
    await rules(world)
    before, other = publish(world)
    await alerted(world, before, before.name)
    assert Alert("webhook", f"/{before.key}", other) not in world.alerts()
    await rules(world, {"host": HOST, "body": ".story"})
    after, other = publish(world)
    await alerted(world, after, other)
    assert extractors(world, after) == [("rule", "[]")]
    assert "rule" not in str(extractors(world, before))


async def test_rule_left_behind_is_told_and_costs_no_alert(world: World) -> None:
    """Five pages in a row; the notice names the host and the key, and no selector."""
    await rules(world, {"host": HOST, "body": ".gone"})
    for _ in range(5):
        piece, _ = publish(world)
        await alerted(world, piece, piece.name)
    assert "rule_body_missed" in str(extractors(world, piece))
    await world.told(f"The rule for {HOST} finds nothing (body)")
    await rules(world, {"host": HOST, "body": ".story"})
    mended, other = publish(world)
    await alerted(world, mended, other)
    assert not {".gone", ".story"} & set(world.notices().split())


async def test_bad_rule_changes_nothing(world: World) -> None:
    """The rules in force stay; the operator is told which file has mistakes."""
    await rules(world, {"host": HOST, "body": ".story"})
    heard = world.service.said.count(b"configuration_rejected")
    world.write("feeds.yaml", json.dumps(world.feeds() | {"sites": [{"host": HOST, "body": "div >"}]}))
    await world.until(lambda: world.service.said.count(b"configuration_rejected") > heard, "the change refused")
    piece, other = publish(world)
    await alerted(world, piece, other)
