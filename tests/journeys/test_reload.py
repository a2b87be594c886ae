"""Each configuration file is changed while the service runs: a good one is taken up, a bad one changes nothing."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.journeys.outlet import Outlet
from tests.journeys.world import Alert, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

pytestmark = pytest.mark.asyncio(loop_scope="module")

MISTAKES = {
    "feeds.yaml": "feeds: [{url: 'gopher://127.0.0.1/'}]",
    "watchlist.yaml": "places: [{id: mosul, named: الموصل}]",
    "alerts.yaml": "operator: {}",
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A service at work that all these tests share; each leaves a good configuration behind."""
    async with World(tmp_path_factory.mktemp("reload")) as world:
        await world.service.start()
        await world.alerted(world.publish())
        yield world


async def applied(world: World, file: str, text: str) -> None:
    """Write a file and wait until it is in force."""
    before = world.service.said.count(b"configuration_applied")
    world.write(file, text)
    await world.until(lambda: world.service.said.count(b"configuration_applied") > before, f"{file} in force")


async def refused(world: World, change: Callable[[], object]) -> None:
    """Change a file and wait until the change is refused."""
    before = world.service.said.count(b"configuration_rejected")
    change()
    await world.until(lambda: world.service.said.count(b"configuration_rejected") > before, "the change refused")


async def test_new_name_is_found(world: World) -> None:
    """A name that was added is looked for in what comes next; the others still are."""
    watchlist = json.loads(world.watchlist)
    watchlist["places"].append({"id": "bridge", "name": "الجسر", "names": {"ar": ["الجسر"], "en": ["bridge"]}})
    await applied(world, "watchlist.yaml", json.dumps(watchlist))
    piece = world.piece()
    while not any(word in " ".join(piece.paragraphs) for word in ("الجسر", "bridge")):
        piece = world.piece()
    world.outlet.publish(piece)
    await world.alerted([piece], channels=["webhook"])
    await world.until(lambda: Alert("webhook", f"/{piece.key}", "bridge") in world.alerts(), "the new name")
    await applied(world, "watchlist.yaml", world.watchlist)


async def test_new_feed_is_polled(world: World) -> None:
    """A feed that was added is polled at once, and no longer when it is taken out again."""
    async with Outlet("127.71.1.1") as another:
        another.opens()
        settings = world.feeds()
        settings["feeds"].append({"url": another.feed_url, "allow_private": True})
        await applied(world, "feeds.yaml", json.dumps(settings))
        await world.alerted(world.publish(outlet=another))
        await applied(world, "feeds.yaml", json.dumps(world.feeds()))
        polls = another.polls
        await world.polled(world.outlet, 3)
        assert another.polls <= polls + 1


async def test_new_recipient_is_told(world: World) -> None:
    """Somebody who joins the desk gets the next alert."""
    settings = world.alerts_settings()
    settings["recipients"].append({"id": "night", "email": "night@newsroom.example"})
    await applied(world, "alerts.yaml", json.dumps(settings))
    await world.alerted(world.publish())
    await world.until(
        lambda: any(mail.recipients == ["night@newsroom.example"] for mail in world.mail.mails), "mail for the new one"
    )
    await applied(world, "alerts.yaml", json.dumps(world.alerts_settings()))


@pytest.mark.parametrize("file", MISTAKES)
async def test_bad_file_changes_nothing(world: World, file: str) -> None:
    """The last good version stays in force, and the operator is told which file has mistakes."""
    good = (world.service.config / file).read_text(encoding="utf-8")
    try:
        await refused(world, lambda: world.write(file, MISTAKES[file]))
        await world.told(file)
        assert '"configuration": false' in (await world.service.ask("/readyz"))[1]
        await world.alerted(world.publish())
    finally:
        await applied(world, file, good)
    assert '"configuration": true' in (await world.service.ask("/readyz"))[1]


async def test_list_cut_short_is_told(world: World) -> None:
    """A list that lost its names is a sound file: it comes into force, and the operator hears how much is left."""
    await applied(world, "watchlist.yaml", "places: []\n")
    await world.told("watchlist.yaml", "places 0/")
    await applied(world, "watchlist.yaml", world.watchlist)
    await world.alerted(world.publish())


async def test_named_pipe_holds_nothing_up(world: World) -> None:
    """A pipe in the place of a file would be waited on for ever; the service works on and answers."""
    file = world.service.config / "feeds.yaml"
    good = file.read_text(encoding="utf-8")
    file.unlink()
    try:
        await refused(world, lambda: os.mkfifo(file))
        await world.alerted(world.publish())
        assert (await world.service.ask("/healthz"))[0] == 200
    finally:
        file.unlink()
        await applied(world, "feeds.yaml", good)
